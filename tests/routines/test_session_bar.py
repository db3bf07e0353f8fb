"""The bar for an unfinished session: go back, start again, end and keep."""

from __future__ import annotations

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Session
from routines.player import Phase
from tests.factories import RoutineFactory
from tests.routines.pages import url


@pytest.fixture
def session(as_alice, alice, gate_open) -> Session:
    """Alice's session of a routine of hers, under way."""
    routine = RoutineFactory(owner=alice, technique_slugs=("mobility-pelvic-tilt",) * 2)
    as_alice.post(url("routine-start", routine.pk))
    return Session.objects.get(person=alice)


def test_the_bar_offers_all_three_ways(as_alice, gate_open, session):
    page = as_alice.get("/techniques/")
    assertContains(page, "Unfinished:")
    for name in ("session", "session-again", "session-end"):
        assertContains(page, url(name, session.pk))


def test_the_first_page_goes_on_with_it_and_starts_nothing_else(as_alice, session):
    page = as_alice.get("/")
    assertContains(page, "Continue")
    assertNotContains(page, url("routine-start", session.routine_id))
    as_alice.post(url("session-end", session.pk))
    page = as_alice.get("/")
    assertNotContains(page, "Continue")
    assertContains(page, url("routine-start", session.routine_id))


def test_starting_again_ends_the_old_one_and_keeps_it(as_alice, gate_open, session):
    response = as_alice.post(url("session-again", session.pk))
    newer = Session.objects.latest("pk")
    assertRedirects(response, url("session", newer.pk), fetch_redirect_response=False)
    session.refresh_from_db()
    assert session.phase == Phase.ENDED
    assert newer.routine_id == session.routine_id


def test_one_technique_can_be_started_again_too(as_alice, alice, gate_open):
    as_alice.post(url("technique-try", "mobility-pelvic-tilt"))
    old = Session.objects.get(person=alice)
    as_alice.post(url("session-again", old.pk))
    newer = Session.objects.latest("pk")
    assert newer.pk != old.pk
    assert newer.plan["steps"][0]["technique"] == "mobility-pelvic-tilt"


def test_a_routine_that_is_gone_cannot_be_started_again(as_alice, alice, gate_open):
    slugs = ("mobility-pelvic-tilt", "ball-wall-lower-back")
    routine = RoutineFactory(owner=alice, technique_slugs=slugs)
    as_alice.post(url("routine-start", routine.pk))
    session = Session.objects.get(person=alice)
    routine.delete()
    assertNotContains(as_alice.get("/techniques/"), "Start again")
    assert as_alice.post(url("session-again", session.pk)).status_code == 404


def test_a_closed_gate_starts_nothing(as_alice, session, gate_open):
    gate_open.delete()
    assert as_alice.post(url("session-again", session.pk)).status_code == 403
    assert Session.objects.count() == 1


@pytest.mark.parametrize("who", ["as_nobody", "as_bob"])
def test_nobody_else_can_start_it(who, session, request):
    other = request.getfixturevalue(who)
    assert other.post(url("session-again", session.pk)).status_code == 404


def test_a_link_starts_nothing(as_alice, gate_open, session):
    assert as_alice.get(url("session-again", session.pk)).status_code == 405


def test_what_was_for_two_is_agreed_on_again(as_alice, session, bob):
    session.giver = bob
    session.save()
    assertNotContains(as_alice.get("/techniques/"), "Start again")
    assert as_alice.post(url("session-again", session.pk)).status_code == 404
