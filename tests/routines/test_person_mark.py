"""The marks by which a browser tells whose things it keeps, and whether it may."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from routines.models import StopSign
from safety.actions import create_guest
from safety.models import Person
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.pages import url

PASSWORD = "a long rainy walk home"


def mark_on(client, address: str) -> str:
    """Return the mark a page carries."""
    page = client.get(address).content.decode()
    return re.search(r'<html [^>]*data-person="([^"]*)"', page)[1]


def test_each_person_has_a_mark_of_their_own_on_every_page(as_alice, as_bob, session):
    mark = mark_on(as_alice, url("home"))
    assert re.fullmatch("[0-9a-f]{16}", mark)
    assert mark_on(as_alice, url("session", session.pk)) == mark
    assert mark_on(as_bob, url("home")) not in ("", mark)


@pytest.mark.parametrize("address", ["/", "/help/", reverse("account_login")])
def test_a_stranger_has_none_and_gets_no_session_for_it(as_nobody, address):
    assert mark_on(as_nobody, address) == ""
    assert "sessionid" not in as_nobody.cookies


def test_a_guest_who_signs_up_keeps_theirs(as_nobody):
    guest = create_guest()
    as_nobody.force_login(guest, backend="django.contrib.auth.backends.ModelBackend")
    mark = mark_on(as_nobody, url("home"))
    form = {"email": "new@example.com", "password1": PASSWORD}
    as_nobody.post(reverse("account_signup"), form)
    assert Person.objects.get(pk=guest.pk).email == "new@example.com"
    assert mark_on(as_nobody, url("home")) == mark


def is_told_closed(client, address: str) -> bool:
    """Say whether a page tells the browser to keep nothing that could be followed."""
    return " data-closed" in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/help/", "/routines/", "/me/"])
def test_every_page_says_whether_the_gate_is_closed(as_alice, alice, gate_open, address):
    assert not is_told_closed(as_alice, address)
    ClearanceFactory(person=alice, tier=Tier.CHECK_FIRST)
    assert is_told_closed(as_alice, address)


def test_an_emergency_says_so_on_its_own_page(as_alice, alice):
    ClearanceFactory(person=alice, tier=Tier.EMERGENCY)
    assert is_told_closed(as_alice, reverse("safety:result"))


def test_a_sign_that_waits_for_an_answer_says_so_too(as_alice, alice, gate_open, session):
    assert not is_told_closed(as_alice, "/help/")
    now = timezone.now()
    StopSign.objects.create(session=session, sign="s_nerve", step=1, noticed_at=now)
    assert is_told_closed(as_alice, "/help/")


def test_nobody_has_a_gate(as_nobody):
    assert not is_told_closed(as_nobody, "/")
