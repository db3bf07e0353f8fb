"""Reading a person's results: only their own, and the gate they add up to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from safety.access import (
    clearances_of,
    gate_for,
    open_screening_of,
    standing_clearance_of,
    standing_for,
)
from safety.actions import withdraw
from safety.clearance import Closed, Open, Refusal
from safety.models import Screening
from safety.vocabulary import Pressure, Restrictions, Tier
from tests.factories import ClearanceFactory, PersonFactory, ScreeningFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOBODY = AnonymousUser()


def refusal_of(person):
    answer = gate_for(person, now=timezone.now())
    return answer.refusal if isinstance(answer, Closed) else None


def days_ago(number):
    return timezone.now() - number * DAY


def test_nobody_has_nothing_and_a_closed_gate(alice, gate_open):
    assert open_screening_of(NOBODY, now=timezone.now()) is None
    assert clearances_of(NOBODY) == []
    assert standing_clearance_of(NOBODY) is None
    assert refusal_of(NOBODY) is Refusal.NEVER_SCREENED


def test_a_person_sees_only_their_own(alice, bob, gate_open):
    mine = ScreeningFactory(person=alice, ended_at=None)
    assert open_screening_of(alice, now=timezone.now()) == mine
    assert open_screening_of(bob, now=timezone.now()) is None
    assert clearances_of(alice) == [gate_open]
    assert clearances_of(bob) == []
    assert refusal_of(alice) is None
    assert refusal_of(bob) is Refusal.NEVER_SCREENED


def test_an_ended_screen_is_not_under_way(alice):
    ScreeningFactory(person=alice)
    assert open_screening_of(alice, now=timezone.now()) is None


@pytest.mark.parametrize(("age", "is_open"), [(DAY, True), (DAY + timedelta(seconds=1), False)])
def test_a_screen_counts_as_under_way_for_a_day(alice, now, age, is_open):
    row = ScreeningFactory(person=alice, ended_at=None)
    Screening.objects.filter(pk=row.pk).update(started_at=now - age)
    assert (open_screening_of(alice, now=now) is not None) == is_open


def test_a_screen_begun_with_other_questions_does_not_count(alice):
    ScreeningFactory(person=alice, ended_at=None, fingerprint="another rule set")
    assert open_screening_of(alice, now=timezone.now()) is None


def test_results_come_newest_first(alice):
    rows = [ClearanceFactory(person=alice, granted_at=days_ago(n)) for n in (3, 1, 2)]
    assert clearances_of(alice) == [rows[1], rows[2], rows[0]]


def test_of_two_results_of_one_moment_the_later_row_counts(alice, now):
    ClearanceFactory(person=alice, granted_at=now)
    locked = ClearanceFactory(person=alice, granted_at=now, tier=Tier.CHECK_FIRST)
    assert standing_clearance_of(alice) == locked


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT])
def test_a_grave_result_stays_until_a_checked_screen(alice, tier):
    grave = ClearanceFactory(person=alice, tier=tier, granted_at=days_ago(9))
    ClearanceFactory(person=alice, granted_at=days_ago(5))
    assert standing_clearance_of(alice) == grave
    checked = ScreeningFactory(person=alice, checked_role="doctor")
    newest = ClearanceFactory(person=alice, screening=checked, granted_at=days_ago(1))
    assert standing_clearance_of(alice) == newest
    assert refusal_of(alice) is None


def test_a_withdrawn_slip_no_longer_stands(alice):
    slip = ClearanceFactory(person=alice, tier=Tier.EMERGENCY, granted_at=days_ago(2))
    ClearanceFactory(person=alice, granted_at=days_ago(1))
    assert refusal_of(alice) is Refusal.EMERGENCY
    withdraw(clearance=slip, reason="slip", now=timezone.now())
    assert refusal_of(alice) is None


def test_a_withdrawn_result_closes_the_gate_and_an_older_one_does_not_open_it(alice):
    ClearanceFactory(person=alice, granted_at=days_ago(2))
    newest = ClearanceFactory(person=alice, granted_at=days_ago(1))
    withdraw(clearance=newest, reason="worse", now=timezone.now())
    assert refusal_of(alice) is Refusal.WITHDRAWN


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ({"tier": Tier.CHECK_FIRST}, Refusal.CHECK_FIRST),
        ({"tier": Tier.NOT_ELIGIBLE}, Refusal.NOT_ELIGIBLE),
        ({"ruleset_version": "2020.1"}, Refusal.QUESTIONS_CHANGED),
        ({"granted_at": days_ago(28)}, Refusal.EXPIRED),
        ({"granted_at": days_ago(15)}, Refusal.LONG_PAUSE),
        ({"granted_at": days_ago(13)}, None),
    ],
)
def test_the_gate_follows_the_stored_result(alice, row, refusal):
    ClearanceFactory(person=alice, **row)
    assert refusal_of(alice) == refusal


def test_the_open_gate_has_the_stored_limits(alice):
    limits = Restrictions(tools=frozenset({"gun"}), pressure_max=Pressure.LIGHT)
    ClearanceFactory(person=alice, tier=Tier.LIMITS, limits=limits)
    answer = gate_for(alice, now=timezone.now())
    assert isinstance(answer, Open)
    assert answer.restrictions == limits


def test_every_limit_has_a_source_and_no_source_adds_one(alice, ruleset):
    names = ["burn", "dvt"]
    merged = Restrictions()
    for name in names:
        merged |= ruleset.restrictions_of(name).with_zones(frozenset({"calf"}))
    ClearanceFactory(
        person=alice, tier=Tier.LIMITS, conditions=names, zones=["calf"], limits=merged
    )
    standing = standing_for(alice, now=timezone.now())
    together = Restrictions()
    for source in standing.sources:
        together |= source.restrictions
    assert together.simplified() == merged.simplified()
    labels = [source.label for source in standing.sources]
    assert labels[:2] == [ruleset.conditions[name].name for name in names]


def test_a_closed_gate_has_no_sources(alice):
    ClearanceFactory(person=alice, tier=Tier.CHECK_FIRST, conditions=["dvt"])
    assert standing_for(alice, now=timezone.now()).sources == ()


def test_a_long_history_does_not_hide_a_grave_result(alice):
    """A guest's many clear results can be newer than the emergency of the account."""
    grave = ClearanceFactory(person=alice, tier=Tier.EMERGENCY, granted_at=days_ago(80))
    for number in range(1, 60):
        ClearanceFactory(person=alice, granted_at=days_ago(number))
    assert standing_clearance_of(alice) == grave


def test_a_person_is_a_guest_until_they_have_an_email(db):
    assert PersonFactory(email=None).is_guest
    assert not PersonFactory().is_guest
