"""What people see and what the server holds to: left today, waits, other devices, rests."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines import following
from routines.access import adjustment_of
from routines.access_doses import ledger_of, used_before
from routines.changes import Why
from routines.frozen import freeze
from routines.models import CheckIn, Routine, Session, StopSign, Technique
from routines.player import Phase, SessionState
from routines.progress import Adjustment
from tests.factories import RoutineFactory
from tests.routines.builders import plan_of
from tests.routines.dose_builders import stretch
from tests.routines.pages import said, text_of, url

BALL, RUB, MOVE = "ball-wall-upper-glute", "hand-gentle-rub", "mobility-stand-up-break"
HEAT, FLOOR, GUN = "prep-warm-compress", "ball-floor-glute", "tool-massage-gun-glutes"


def held(person, slug: str, seconds: int, *, ago: timedelta, **changes) -> Session:
    """Store a session in which somebody held one technique until some time ago."""
    plan, now = plan_of(slug), timezone.now()
    hold = next(one.id for one in plan.segments if one.kind == "hold")
    start = now - ago - timedelta(seconds=seconds)
    state = SessionState(
        phase=Phase.ENDED,
        held_ms={hold: seconds * 1000},
        stretches=(stretch(hold, seconds, start),),
    )
    plain = {
        "person": person,
        "name": slug,
        "plan": freeze(plan),
        "state": freeze(state),
        "phase": state.phase,
        "started_at": start,
        "touched_at": now - ago,
        "time_zone": "UTC",
    }
    return Session.objects.create(**{**plain, **changes})


def running(person, slug: str, since: timedelta) -> Session:
    """Store a session whose hold runs on another device, which is silent."""
    plan, now = plan_of(slug), timezone.now()
    hold = next(one for one in plan.segments if one.kind == "hold")
    state = SessionState(
        phase=Phase.RUNNING,
        segment=hold.id,
        left_ms=hold.seconds * 1000,
        since=now - since,
    )
    return held(
        person, slug, 0, ago=since, state=freeze(state), phase=state.phase, plan=freeze(plan)
    )


def test_a_routine_names_what_is_left_and_marks_what_changes_today(as_alice, alice, gate_open):
    row = RoutineFactory(owner=alice, technique_slugs=[RUB, BALL, MOVE])
    held(alice, BALL, 270, ago=timedelta(seconds=1))
    page = text_of(as_alice.get(url("routine", row.pk)))
    assert "Ball and roller on the buttocks 30 s left today" in page
    assert "Time in sessions 5 min 30 s left today" in page
    assert "Shorter today" in page
    assert "that is what is left for today" in page


def test_a_starter_says_the_same(as_alice, alice, gate_open):
    held(alice, BALL, 300, ago=timedelta(seconds=1))
    page = text_of(as_alice.get(url("starter", "office-wall")))
    assert "Ball and roller on the buttocks 0 s left today" in page
    assert "Not today" in page


def test_with_a_closed_gate_nothing_is_said_about_today(as_alice, alice):
    held(alice, BALL, 300, ago=timedelta(seconds=1))
    for page in (url("starter", "office-wall"), url("technique", BALL)):
        assertNotContains(as_alice.get(page), "left today")


def test_what_others_held_is_not_ones_own(as_alice, bob, gate_open):
    held(bob, BALL, 300, ago=timedelta(seconds=1))
    page = text_of(as_alice.get(url("technique", BALL)))
    assert "Ball and roller on the buttocks 5 min left today" in page


def test_a_technique_that_has_to_wait_says_until_when_and_does_not_start(
    as_alice, alice, gate_open
):
    held(alice, HEAT, 600, ago=timedelta(minutes=20))
    page = as_alice.get(url("technique", HEAT))
    assert "comes again after" in text_of(page)
    assertContains(page, "an hour between two warm packs.")
    assertNotContains(page, url("technique-try", HEAT))
    response = as_alice.post(url("technique-try", HEAT))
    assertRedirects(response, url("technique", HEAT), fetch_redirect_response=False)
    assert "an hour between two warm packs" in said(as_alice, response)
    assert Session.objects.count() == 1


def test_a_technique_of_a_higher_level_comes_later(as_alice, gate_open):
    page = as_alice.get(url("technique", FLOOR))
    assert "it comes later, after easier sessions" in text_of(page) or "which comes later" in (
        text_of(page)
    )
    assertNotContains(page, url("technique-try", FLOOR))
    as_alice.post(url("technique-try", FLOOR))
    assert not Session.objects.exists()


def test_starters_of_a_higher_level_are_adapted_not_hidden(as_alice, gate_open):
    row = Routine.objects.get(slug="tennis-ball-reset")
    assert row.name in {
        card.name for card in as_alice.get(url("routines")).context["page"].starters
    }
    as_alice.post(url("routine-start", row.pk))
    steps = [step["technique"] for step in Session.objects.get().plan["steps"]]
    assert BALL in steps
    assert FLOOR not in steps


def test_after_todays_session_the_list_still_shows_what_suits(as_alice, alice, gate_open):
    before = as_alice.get(url("routines")).context["page"].hidden
    held(alice, "mobility-walk", 600, ago=timedelta(seconds=1))
    assert as_alice.get(url("routines")).context["page"].hidden == before
    starter = Routine.objects.get(slug="office-wall")
    response = as_alice.post(url("routine-start", starter.pk))
    assertRedirects(response, url("starter", "office-wall"), fetch_redirect_response=False)
    assert "today's time for sessions is used up" in said(as_alice, response)


def test_what_runs_on_another_device_counts_already(as_alice, alice, gate_open):
    other = running(alice, BALL, timedelta(seconds=30))
    assert ledger_of(alice, now=timezone.now()).left("D_GLUTE_TOOL") in (269, 270)
    as_alice.post(url("technique-try", RUB))
    other.refresh_from_db()
    assert other.phase == Phase.ENDED
    assert ledger_of(alice, now=timezone.now()).left("D_GLUTE_TOOL") in (268, 269, 270)


def test_the_player_shows_what_was_spent_meanwhile(as_alice, alice, gate_open, session):
    assertContains(as_alice.get(url("session", session.pk)), "5 min left today")
    held(alice, BALL, 120, ago=timedelta(seconds=1))
    response = as_alice.post(url("session-events", session.pk), {"events": "[]"})
    assertContains(response, "3 min left today")


def test_a_session_across_midnight_counts_to_both_days(alice):
    alice.time_zone = "Europe/London"
    midnight = datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/London"))
    plan = plan_of(BALL)
    state = SessionState(
        phase=Phase.ENDED,
        stretches=(stretch("1-hold-left", 60, midnight - timedelta(seconds=40)),),
    )
    held(
        alice,
        BALL,
        0,
        ago=timedelta(),
        plan=freeze(plan),
        state=freeze(state),
        started_at=midnight - timedelta(minutes=5),
        touched_at=midnight + timedelta(minutes=5),
        time_zone="Europe/London",
    )
    before, after = midnight - timedelta(minutes=1), midnight + timedelta(minutes=1)
    assert ledger_of(alice, now=before).left("D_GLUTE_TOOL") == 240
    assert ledger_of(alice, now=after).left("D_GLUTE_TOOL") == 280
    assert ledger_of(alice, now=after + timedelta(hours=25)).left("D_GLUTE_TOOL") == 300


def test_an_unknown_time_zone_counts_as_utc(alice):
    alice.time_zone = "Mars/Olympus"
    assert str(ledger_of(alice, now=timezone.now()).zone) == "UTC"


def test_the_first_use_of_a_gun_is_found_however_long_ago(alice, bob):
    now = timezone.now()
    held(bob, GUN, 30, ago=timedelta(days=1))
    nothing = held(alice, GUN, 0, ago=timedelta(days=300), state=freeze(SessionState()))
    assert used_before(alice, ["D_GUN"], now=now) == frozenset()
    held(alice, GUN, 30, ago=timedelta(days=200))
    assert used_before(alice, ["D_GUN"], now=now) == {"D_GUN"}
    assert nothing.pk


@pytest.mark.parametrize(
    ("sign", "outcome", "days", "is_off"),
    [
        ("s_nerve", "gone", 6, True),
        ("s_nerve", "gone", 8, False),
        ("s_cramp", "gone", 1, False),
    ],
)
def test_a_technique_with_a_nerve_sign_is_off_for_a_week(
    as_alice, alice, gate_open, sign, outcome, days, is_off
):
    noticed = timezone.now() - timedelta(days=days)
    row = held(alice, RUB, 30, ago=timedelta(days=days))
    CheckIn.objects.create(
        session=row, feel="same", answered_at=noticed, next_answered_at=noticed
    )
    StopSign.objects.create(
        session=row, sign=sign, step=1, technique=RUB, noticed_at=noticed, outcome=outcome
    )
    off = adjustment_of(alice, now=timezone.now()).off
    assert off == ({RUB: Why.SIGN_LATELY} if is_off else {})
    as_alice.post(url("technique-try", RUB))
    assert Session.objects.filter(routine=None, phase="ready").exists() is not is_off
    assert ("a sign with it lately" in text_of(as_alice.get(url("technique", RUB)))) is is_off


def test_a_rest_is_asked_for_and_is_no_lock(as_alice, gate_open, routine, monkeypatch):
    until = timezone.now() + timedelta(hours=30)
    asleep = Adjustment(rest_until=until)
    monkeypatch.setattr(following, "adjustment_of", lambda visitor, now, marked=None: asleep)
    for start, page in (
        (url("routine-start", routine.pk), url("routine", routine.pk)),
        (url("technique-try", RUB), url("technique", RUB)),
    ):
        assert "Your back rests until" in text_of(as_alice.get(page))
        response = as_alice.post(start)
        assertRedirects(response, page, fetch_redirect_response=False)
        assert "Your back rests until" in said(as_alice, response)
    assert not Session.objects.exists()
    asleep = Adjustment(rest_until=timezone.now() - timedelta(minutes=1))
    as_alice.post(url("technique-try", RUB))
    assert Session.objects.count() == 1


def test_home_names_what_was_used_today(as_alice, alice, gate_open):
    held(alice, HEAT, 600, ago=timedelta(seconds=1))
    page = text_of(as_alice.get(url("home")))
    assert "Warm packs 2 times" in page
    assert "Massage gun" not in page


def test_levels_come_from_the_rules_of_progress(alice):
    adjusted = adjustment_of(alice, now=timezone.now())
    assert (adjusted.level, adjusted.technique_level) == (1, 1)
    assert Technique.objects.get(pk=FLOOR).level == 2
