"""What a phone tells late: kept where it belongs, and nothing goes on because of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from routines.access_stops import event_of
from routines.actions import end_session
from routines.events import EventKind, Phase
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session
from routines.player import replay
from safety.access import gate_for
from safety.clearance import Closed
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, url
from tests.routines.test_session_views import CLOSED, close_gate, send, sent

HOLD = "1-hold"


def told(kind: str, segment: str, left_ms: int, *, ago: float, **more) -> dict:
    """Return an event that happened some seconds ago."""
    at = timezone.now() - timedelta(seconds=ago)
    return {**sent(kind, segment, left_ms, **more), "at": int(at.timestamp() * 1000)}


@pytest.fixture
def session(session) -> Session:
    """Alice's session, begun an hour ago."""
    session.started_at = timezone.now() - timedelta(hours=1)
    session.save()
    return session


@pytest.fixture
def begun(session) -> list[dict]:
    """Its first two events: it is in the first hold, fifty minutes ago."""
    return [
        told("start", "", 0, ago=3020),
        told("enter", "1-prep", 0, to=HOLD, ago=3000),
    ]


@pytest.fixture
def rest(session) -> list[dict]:
    """What happened next, in a cellar: the hold ran out, and the next one half."""
    seconds = thaw_plan(session.plan).segments[1].seconds
    return [
        told("enter", HOLD, 0, to="2-prep-left", ago=3000 - seconds),
        told("enter", "2-prep-left", 0, to="2-hold-left", ago=2900),
        told("pause", "2-hold-left", 15_000, ago=2870),
    ]


def kinds(session: Session) -> list[str]:
    """Return what is stored, in order."""
    return list(session.events.values_list("kind", flat=True))


def then_the_log_gives_the_state(session: Session) -> None:
    """See that replaying what is stored gives what is shown."""
    session.refresh_from_db()
    assert replay(
        thaw_plan(session.plan), [event_of(one) for one in session.events.all()]
    ) == thaw_state(session.state)


ENTERED = ["start", "enter", "enter", "enter", "pause"]


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_what_was_held_before_the_gate_closed_is_kept_and_the_session_ends(
    as_alice, alice, gate_open, session, begun, rest, how
):
    send(as_alice, session, begun)
    close_gate(alice, how)
    response = send(as_alice, session, rest, **HTMX)
    assert response["HX-Redirect"] == url("session", session.pk)
    assert kinds(session) == [*ENTERED, "end"]
    then_the_log_gives_the_state(session)
    held = thaw_state(session.state).held_ms
    assert held["2-hold-left"] == thaw_plan(session.plan).steps[1].seconds * 1000 - 15_000
    assert session.phase == Phase.ENDED
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


def test_a_start_nobody_heard_of_counts_when_the_gate_was_open_then(
    as_alice, alice, session, begun, rest
):
    granted = timezone.now() - timedelta(days=28, minutes=30)  # ran out half an hour ago
    ClearanceFactory(person=alice, granted_at=granted)
    alice.last_session_at = timezone.now() - timedelta(days=1)
    alice.save()
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)
    send(as_alice, session, [*begun, *rest])
    assert kinds(session) == [*ENTERED, "end"]
    then_the_log_gives_the_state(session)


def test_on_paper_is_a_claim_and_does_not_count_behind_a_closed_gate(
    as_alice, alice, gate_open, session, begun
):
    send(as_alice, session, begun)
    close_gate(alice, "withdrawn")
    send(as_alice, session, [told("paper", HOLD, 0, ago=1)])
    assert kinds(session) == ["start", "enter", "end"]


def test_a_late_session_does_not_shorten_a_long_pause(as_alice, alice, session, begun, rest):
    long_ago = timezone.now() - timedelta(days=15)
    ClearanceFactory(person=alice, granted_at=long_ago)
    session.started_at = long_ago
    session.save()
    moved = timedelta(days=15).total_seconds() * 1000
    late = [{**one, "at": one["at"] - moved + 3_600_000} for one in (*begun, *rest)]
    send(as_alice, session, late)
    assert kinds(session) == [*ENTERED, "end"]
    alice.refresh_from_db()
    assert alice.last_session_at < timezone.now() - timedelta(days=14)
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


def test_what_came_before_an_end_by_another_device_is_put_before_it(
    as_alice, gate_open, session, begun, rest
):
    send(as_alice, session, begun)
    ended = timezone.now() - timedelta(minutes=10)
    end_session(session=session, kind=EventKind.END, now=ended)
    response = send(as_alice, session, rest)
    assertContains(response, 'data-refused="0"')
    assertContains(response, 'data-phase="ended"')
    assert kinds(session) == [*ENTERED, "end"]
    then_the_log_gives_the_state(session)
    assert (session.phase, session.ended_at) == (Phase.ENDED, ended)
    again = send(as_alice, session, rest)
    assertContains(again, 'data-refused="0"')
    assert kinds(session) == [*ENTERED, "end"]


def test_what_does_not_fit_before_the_end_is_refused(as_alice, gate_open, session, begun, rest):
    send(as_alice, session, begun)
    end_session(session=session, kind=EventKind.END, now=timezone.now())
    assertContains(send(as_alice, session, rest[1:]), 'data-refused="2"')
    assert kinds(session) == ["start", "enter", "end"]


def test_a_late_sign_counts_with_what_came_before_the_end(
    as_alice, alice, gate_open, session, begun, rest
):
    send(as_alice, session, begun)
    end_session(session=session, kind=EventKind.END, now=timezone.now())
    sign = told("stop", "2-hold-left", 15_000, sign="s_more", ago=2865)
    send(as_alice, session, [*rest, sign])
    assert kinds(session) == [*ENTERED, "stop", "end"]
    then_the_log_gives_the_state(session)
    assert session.signs.get().sign == "s_more"


def test_somebody_signed_out_hears_that_even_without_a_token(session):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(url("session-events", session.pk), {"events": json.dumps([])})
    assert (response.status_code, response.content) == (401, b"")


def test_the_answer_says_when_the_server_last_heard(as_alice, gate_open, session, begun):
    response = send(as_alice, session, begun)
    session.refresh_from_db()
    touched = int(session.touched_at.timestamp() * 1000)
    assertContains(response, f'data-touched="{touched}"')
    page = as_alice.get(url("session", session.pk))
    assertContains(page, f'data-touched="{touched}"')
