"""Guests and accounts: nothing saved is lost, and no emergency is forgotten on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from routines.models import (
    AcceptedWarning,
    Decision,
    OwnedTool,
    Pairing,
    Routine,
    Session,
    TargetArea,
    Technique,
    TightSpot,
    Tool,
)
from safety.access import gate_for
from safety.actions import create_guest, merge_guest
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance, Person, Precheck, Screening
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import (
    ClearanceFactory,
    PersonFactory,
    RoutineFactory,
    ScreeningFactory,
)
from tests.safety.walks import RESULT, START, begin, finish

pytestmark = pytest.mark.django_db
SIGN_UP = reverse("account_signup")
SIGN_IN = reverse("account_login")
SIGN_OUT = reverse("account_logout")
PASSWORD = "a long rainy walk home"
HOME = reverse("routines:home")


@pytest.fixture
def as_guest(as_nobody) -> Client:
    """A browser whose guest has an open gate and a routine of their own."""
    finish(as_nobody, screen())
    RoutineFactory(owner=Person.objects.get(email=None))
    return as_nobody


@pytest.fixture
def account(db) -> Person:
    """Somebody who can sign in with a password."""
    return Person.objects.create_user("carol@example.com", PASSWORD)


def sign_up(client, email="new@example.com"):
    return client.post(SIGN_UP, {"email": email, "password1": PASSWORD})


def sign_in(client, email="carol@example.com", password=PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_a_guest_who_signs_up_keeps_their_row_and_all_that_hangs_on_it(as_guest):
    guest = Person.objects.get(email=None)
    assertRedirects(sign_up(as_guest), HOME)
    person = Person.objects.get()
    assert (person.pk, person.email) == (guest.pk, "new@example.com")
    assert person.check_password(PASSWORD)
    assert get_user(as_guest).pk == guest.pk
    assert isinstance(gate_for(person, now=timezone.now()), Open)
    assert Routine.objects.filter(owner=person).count() == 1


def test_a_stranger_who_signs_up_gets_one_new_row(as_nobody):
    sign_up(as_nobody)
    assert Person.objects.get().email == "new@example.com"


def test_signing_up_with_a_taken_address_leaves_guest_and_account_alone(as_guest, account):
    guest = Person.objects.get(email=None)
    sign_up(as_guest, email=account.email)
    guest.refresh_from_db()
    account.refresh_from_db()
    assert guest.is_guest
    assert not guest.has_usable_password()
    assert account.check_password(PASSWORD)
    assert not Clearance.objects.filter(person=account).exists()


def test_a_bad_password_leaves_the_guest_a_guest(as_guest):
    response = as_guest.post(SIGN_UP, {"email": "new@example.com", "password1": "123"})
    assert response.status_code == 200
    assert Person.objects.get().is_guest


def test_a_guest_who_signs_in_brings_everything_along(as_guest, account):
    guest = Person.objects.get(email=None)
    assertRedirects(sign_in(as_guest), HOME)
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert get_user(as_guest).pk == account.pk
    assert Clearance.objects.get().person == account
    assert Screening.objects.get().person == account
    assert Routine.objects.get(owner__isnull=False).owner == account
    assert isinstance(gate_for(account, now=timezone.now()), Open)


def test_a_wrong_password_moves_nothing(as_guest, account):
    assertContains(sign_in(as_guest, password="wrong"), "not correct")
    assert Clearance.objects.get().person.is_guest


def test_an_account_that_signs_in_as_another_takes_nothing_along(as_alice, alice, account):
    ClearanceFactory(person=alice)
    sign_in(as_alice)
    assert Clearance.objects.get().person == alice
    assert not Clearance.objects.filter(person=account).exists()


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT])
def test_a_grave_result_of_the_account_survives_a_guests_all_clear(as_nobody, account, tier):
    ClearanceFactory(person=account, tier=tier, granted_at=timezone.now() - timedelta(hours=1))
    finish(as_nobody, screen())
    sign_in(as_nobody)
    answer = gate_for(account, now=timezone.now())
    assert answer == Closed(refusal=Refusal(tier.name.lower()))
    assert as_nobody.get(RESULT).status_code == 200
    assert as_nobody.post(START).status_code == 422


def test_a_grave_result_of_the_guest_closes_the_account(as_nobody, account):
    ClearanceFactory(person=account)
    finish(as_nobody, screen(emergency_signs=["chest_pain"]))
    sign_in(as_nobody)
    answer = gate_for(account, now=timezone.now())
    assert answer == Closed(refusal=Refusal.EMERGENCY)


def test_signing_out_leaves_nothing_of_the_person_behind(as_guest, account):
    sign_in(as_guest)
    assert as_guest.get(RESULT).status_code == 200
    assert as_guest.post(SIGN_OUT).status_code == 200
    assert not get_user(as_guest).is_authenticated
    assertRedirects(as_guest.get(RESULT), START)


def test_the_screen_under_way_comes_along_and_the_accounts_own_ends(as_nobody, account):
    older = ScreeningFactory(person=account, ended_at=None, answers={"age_years": 40})
    begin(as_nobody)
    sign_in(as_nobody)
    older.refresh_from_db()
    assert (older.answers, older.ended_at is None) == ({}, False)
    assert Screening.objects.get(ended_at=None).person == account


def test_a_stale_screen_of_either_does_not_stop_the_merge(account):
    guest, long_ago = create_guest(), timezone.now() - timedelta(days=3)
    for person in (guest, account):
        row = ScreeningFactory(person=person, ended_at=None, answers={"age_years": 40})
        Screening.objects.filter(pk=row.pk).update(started_at=long_ago)
    merge_guest(guest=guest, into=account, now=timezone.now())
    assert [row.answers for row in Screening.objects.filter(person=account)] == [{}, {}]


def test_every_kind_of_row_a_person_can_own_moves(account):
    guest, now = PersonFactory(email=None), timezone.now()
    row = ClearanceFactory(person=guest)
    RoutineFactory(owner=guest)
    session = Session.objects.create(
        person=guest, giver=guest, name="x", plan={}, state={}, started_at=now, touched_at=now
    )
    Precheck.objects.create(person=guest, answered_at=now, pain=2, restrictions={})
    Decision.objects.create(person=guest, session=session, made_at=now)
    AcceptedWarning.objects.create(
        person=guest, technique=Technique.objects.first(), accepted_at=now
    )
    OwnedTool.objects.create(person=guest, tool=Tool.objects.first(), since=now)
    TightSpot.objects.create(person=guest, area=TargetArea.objects.first(), since=now)
    Pairing.objects.create(giver=guest, receiver=guest, asked_at=now, expires_at=now)
    guest.last_session_at = now
    guest.save()
    merge_guest(guest=guest, into=account, now=now)
    moved = {
        "clearances": account.clearances.get() == row,
        "screenings": account.screenings.count() == 1,
        "routines": account.routines.count() == 1,
    }
    others = ("sessions_followed", "sessions_given", "prechecks", "decisions")
    others += (
        "accepted_warnings",
        "owned_tools",
        "tight_spots",
        "pairings_given",
        "pairings_received",
    )
    moved |= {name: getattr(account, name).count() == 1 for name in others}
    assert account.last_session_at == now
    assert all(moved.values()), moved
    of_libraries = {"emailaddress", "logentry"}
    known = {one.name for one in Person._meta.related_objects}
    assert known - of_libraries == set(moved)


def test_an_account_needs_an_email(db):
    with pytest.raises(ValueError, match="e-mail"):
        Person.objects.create_user("", PASSWORD)
    assert Person.objects.create_superuser("root@example.com", PASSWORD).is_staff
