"""The sheet a phone keeps: only through an open gate, and with the moment it ends."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Routine
from safety import content
from safety.models import Precheck
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory, PrecheckFactory, RoutineFactory
from tests.routines.pages import text_of, url

STARTER = "office-wall"
NO_BALL = Restrictions(tools=frozenset({"ball"}))


@pytest.fixture
def starter(catalogue) -> Routine:
    """A starter for one."""
    return Routine.objects.get(slug=STARTER, owner=None)


def sheet(client, row):
    """Ask for the sheet of a routine."""
    return client.get(url("sheet", row.pk))


def test_it_is_numbered_with_sides_and_times_and_says_when_not_to_start(
    as_alice, gate_open, routine
):
    response = sheet(as_alice, routine)
    assert response.status_code == 200
    for step in routine.steps.select_related("technique"):
        assertContains(response, step.technique.name)
    text = text_of(response)
    assert "Left side" in text
    assert "Do not start today" in text
    assert "Fever or feeling ill today?" in text
    assert "Back pain of 4 or more out of 10?" in text
    assert "sleeping pills" in text
    assert "None of these" not in text
    for sign in content.current().frame["help_page"]["emergency"]:
        assert sign[1:] in text
    assertContains(response, 'href="tel:')
    assertContains(response, "Stop for today. Pain this strong needs a health worker")


def test_it_says_until_when_it_is_good(as_alice, alice, gate_open, starter):
    response = sheet(as_alice, starter)
    until = datetime.fromisoformat(response["X-Good-Until"])
    # no session since: the long pause of two weeks closes the gate before the result ends
    assert until == (gate_open.granted_at + timedelta(days=14)).replace(microsecond=0)
    alice.last_session_at = timezone.now() + timedelta(minutes=1)
    alice.save()
    gate_open.expires_at = timezone.now() + timedelta(days=3)
    gate_open.save()
    until = datetime.fromisoformat(sheet(as_alice, starter)["X-Good-Until"])
    assert until == gate_open.expires_at.replace(microsecond=0)
    assertContains(sheet(as_alice, starter), "Good until")


def test_no_cache_but_the_asked_one_holds_it_and_it_has_no_forms(as_alice, gate_open, starter):
    response = sheet(as_alice, starter)
    assert "no-store" in response["Cache-Control"]
    for private in ("<form", "csrf", "<script", "alice@example.com"):
        assertNotContains(response, private)


@pytest.mark.parametrize("tier", [one for one in Tier if one.is_locked])
def test_a_closed_gate_gives_none(as_alice, alice, gate_open, starter, tier):
    ClearanceFactory(person=alice, tier=tier)
    response = sheet(as_alice, starter)
    assert response.status_code == 403
    assert "X-Good-Until" not in response
    assertNotContains(response, "sheet-steps", status_code=403)


def test_without_any_result_there_is_none(as_alice, as_nobody, starter):
    assert sheet(as_alice, starter).status_code == 403
    assert sheet(as_nobody, starter).status_code == 403


@pytest.mark.parametrize("outcome", [Precheck.Outcome.NOT_TODAY, Precheck.Outcome.ASK_AGAIN])
def test_a_check_that_allows_nothing_today_gives_none(
    as_alice, alice, gate_open, starter, outcome
):
    PrecheckFactory(person=alice, outcome=outcome)
    assert sheet(as_alice, starter).status_code == 403


def test_it_is_planned_inside_the_limits_of_now(as_alice, alice, gate_open, routine):
    names = [step.technique.name for step in routine.steps.select_related("technique")]
    assertContains(sheet(as_alice, routine), names[1])
    PrecheckFactory(person=alice, limits=NO_BALL)
    response = sheet(as_alice, routine)
    assertContains(response, names[0])
    assertNotContains(response, names[1])


def test_what_is_not_left_today_is_no_sheet(as_alice, alice, gate_open):
    routine = RoutineFactory(owner=alice, technique_slugs=["ball-wall-upper-glute"])
    PrecheckFactory(person=alice, limits=Restrictions(session_max_min=0))
    assertRedirects(
        sheet(as_alice, routine), url("routine", routine.pk), fetch_redirect_response=False
    )
    assertNotContains(as_alice.get(url("routine", routine.pk)), "keep-sheet")


def test_one_for_two_is_not_kept(as_alice, gate_open):
    row = Routine.objects.filter(mode="partner", owner=None).first()
    assert sheet(as_alice, row).status_code == 404
    assertNotContains(as_alice.get(url("starter", row.slug)), "keep-sheet")


def test_the_pages_of_routines_offer_it_while_the_gate_is_open(
    as_alice, as_nobody, alice, gate_open, routine, starter
):
    for page, row in (
        (url("routine", routine.pk), routine),
        (url("starter", starter.slug), starter),
    ):
        assertContains(as_alice.get(page), f'<form action="{url("sheet", row.pk)}">')
    assertNotContains(as_nobody.get(url("starter", starter.slug)), "keep-sheet")
    ClearanceFactory(person=alice, tier=Tier.CHECK_FIRST)
    assertNotContains(as_alice.get(url("starter", starter.slug)), "keep-sheet")
