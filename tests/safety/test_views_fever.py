"""After fever alone: a health worker's check, or two days without it and a full screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from safety.access import gate_for
from safety.actions import MayNotScreen, begin_screening
from safety.clearance import FEVER_FREE, Closed, Open, Refusal
from safety.models import Clearance, Screening
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import ClearanceFactory
from tests.safety.walks import ANSWERS, START, finish, title_of, walk

WELL = {"fever_free": "1", "well": "1"}
DAY = timedelta(days=1)


def had(person, *rules, tier=Tier.URGENT, hours=49):
    """Give somebody a locked result that these rules decided."""
    rows = [{"finding": one, "tier": tier, "attested": False, "told": []} for one in rules]
    granted = timezone.now() - timedelta(hours=hours)
    return ClearanceFactory(person=person, tier=tier, reasons=rows, granted_at=granted)


def test_after_two_days_the_statement_is_offered_and_opens_with_a_full_screen(as_alice, alice):
    had(alice, "U06")
    assertContains(as_alice.get(START), "Or, if the fever is over")
    finish(as_alice, screen(), **WELL)
    row = Clearance.objects.first()
    assert row.screening.checked_role == FEVER_FREE
    assert row.screening.checked_on == timezone.localdate()
    assert row.as_result().follows_a_check
    assert isinstance(gate_for(alice, now=timezone.now()), Open)


def test_a_fever_in_the_new_screen_locks_again(as_alice, alice):
    had(alice, "U06")
    finish(as_alice, screen(unwell=["fever"]), **WELL)
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=Refusal.URGENT)
    assertNotContains(as_alice.get(START), "Or, if the fever is over")


def test_the_other_statement_still_works(as_alice, alice):
    had(alice, "U06")
    today = timezone.localdate().isoformat()
    assert walk(as_alice, screen(), role="doctor", checked_on=today) == ANSWERS
    assert Screening.objects.get(ended_at=None).checked_role == "doctor"


NOT_OFFERED = [
    (["U06"], {"hours": 47}),
    (["U06", "U07"], {}),
    (["U07"], {}),
    ([], {}),
    (["U06"], {"tier": Tier.EMERGENCY}),
]


@pytest.mark.parametrize(("rules", "row"), NOT_OFFERED)
def test_otherwise_it_is_neither_offered_nor_taken(as_alice, alice, rules, row):
    had(alice, *rules, **row)
    assertNotContains(as_alice.get(START), "Or, if the fever is over")
    assert as_alice.post(START, WELL).status_code == 422
    today = timezone.localdate()
    with pytest.raises(MayNotScreen):
        begin_screening(
            person=alice, now=timezone.now(), checked_role=FEVER_FREE, checked_on=today
        )
    assert not Screening.objects.filter(ended_at=None).exists()


def test_an_older_emergency_is_not_hidden_by_a_fever(as_alice, alice):
    had(alice, "E02", tier=Tier.EMERGENCY, hours=200)
    had(alice, "U06")
    assertNotContains(as_alice.get(START), "Or, if the fever is over")
    assert as_alice.post(START, WELL).status_code == 422


@pytest.mark.parametrize("form", [{"fever_free": "1"}, {"fever_free": "1", "well": ""}])
def test_the_box_must_be_ticked(as_alice, alice, form):
    had(alice, "U06")
    response = as_alice.post(START, form)
    assertContains(response, "Tick the box if this is so.", status_code=422)
    assertContains(response, "There is a problem", status_code=422)
    assertNotContains(response, "Choose who checked you.", status_code=422)
    assert title_of(response).startswith("Error:")
    assert not Screening.objects.filter(ended_at=None).exists()


def test_nothing_said_asks_for_the_check(as_alice, alice):
    had(alice, "U06")
    assertContains(as_alice.post(START), "Choose who checked you.", status_code=422)


def test_a_statement_nobody_asked_for_is_not_recorded(as_alice, alice, gate_open):
    as_alice.post(START, WELL)
    assert Screening.objects.get(ended_at=None).checked_role == ""


def test_somebody_who_has_turned_18_answers_again(as_alice, alice):
    finish(as_alice, screen(age_years=17))
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=Refusal.NOT_ELIGIBLE)
    finish(as_alice, screen(age_years=18))
    assert isinstance(gate_for(alice, now=timezone.now()), Open)


def test_the_age_at_the_screen_is_kept_with_the_result(as_alice, alice):
    finish(as_alice, screen(age_years=64))
    assert Clearance.objects.get().age_years == 64


def test_a_fresh_strain_ends_the_result_after_three_days(as_alice, alice):
    strain = {"cond_back_joint_nerve": ["acute_strain"], "local_areas": ["nowhere_now"]}
    finish(as_alice, screen(**strain))
    row = Clearance.objects.get()
    assert row.expires_at == row.granted_at + 3 * DAY
    assert gate_for(alice, now=row.expires_at) == Closed(refusal=Refusal.EXPIRED)
