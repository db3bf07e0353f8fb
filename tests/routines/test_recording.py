"""The log of a session: what is stored, what is refused, and that it gives the state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from routines.actions import Posted, end_session, record_events, start_session
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session, SessionEvent
from routines.player import Event, EventKind, Phase, replay
from routines.tally import held_seconds
from tests.routines.builders import MORNING, event, plan_of

PLAN = plan_of("hand-gentle-rub", "ball-wall-upper-glute", "mobility-stand-up-break")
FIRST, HOLD = "1-prep", "1-hold"


@pytest.fixture
def session(alice, now) -> Session:
    """A session that waits for its start."""
    return start_session(
        person=alice, plan=PLAN, name="Evening", routine=None, time_zone="", now=now
    )


def posted(*events: Event) -> list[Posted]:
    """Return events with a key each, by their place."""
    return [Posted(key=f"key-{place}", event=one) for place, one in enumerate(events)]


BEGIN = posted(
    event("start"),
    event("enter", FIRST, 0, to=HOLD),
    event("pause", HOLD, 40_000),
)


def record(session: Session, events: list[Posted], minutes: int = 1) -> list[str]:
    """Record events and return the keys refused."""
    now = MORNING + timedelta(minutes=minutes)
    _row, refused = record_events(session=session, posted=events, now=now)
    session.refresh_from_db()
    return refused


def stored(session: Session) -> list[Event]:
    """Return the log as events."""
    return [
        Event(
            kind=EventKind(row.kind),
            segment=row.segment,
            left_ms=row.left_ms,
            at=row.at,
            to=row.to,
            delta_ms=row.delta_ms,
            sign=row.sign,
        )
        for row in SessionEvent.objects.filter(session=session)
    ]


def held(session: Session) -> dict[int, int]:
    """Return the seconds held by step."""
    return held_seconds(thaw_plan(session.plan), thaw_state(session.state))


def test_events_move_the_session_and_are_kept(session):
    assert record(session, BEGIN) == []
    assert session.phase == Phase.PAUSED
    assert session.touched_at == MORNING + timedelta(minutes=1)
    assert held(session) == {1: PLAN.steps[0].seconds - 40}
    assert [row.key for row in session.events.all()] == ["key-0", "key-1", "key-2"]


def test_events_sent_again_change_nothing(session):
    record(session, BEGIN)
    before = Session.objects.values().get(pk=session.pk)
    assert record(session, BEGIN, minutes=2) == []
    assert record(session, BEGIN[1:2], minutes=3) == []
    assert Session.objects.values().get(pk=session.pk) == before
    assert session.events.count() == 3


def test_a_key_counts_once_within_one_batch(session):
    twice = [BEGIN[0], BEGIN[0], BEGIN[1]]
    assert record(session, twice) == []
    assert session.events.count() == 2


def test_the_same_key_in_another_session_is_another_event(session, bob, now):
    other = start_session(
        person=bob, plan=PLAN, name="Evening", routine=None, time_zone="", now=now
    )
    record(session, BEGIN)
    assert record(other, BEGIN) == []
    assert other.events.count() == 3


@pytest.mark.parametrize(
    "bad",
    [
        event("enter", FIRST, 0, to="9-hold"),
        event("enter", "2-hold-left", 0, to=HOLD),
        event("pause", "nowhere", 0),
        event("start"),
        event("gentler", FIRST, 0),
        event("finish", FIRST, 0),
    ],
    ids=lambda one: f"{one.kind} {one.segment} {one.to}",
)
def test_an_event_that_does_not_fit_is_refused_and_not_stored(session, bad):
    record(session, BEGIN[:1])
    before = Session.objects.values().get(pk=session.pk)
    assert record(session, [Posted(key="bad", event=bad)], minutes=9) == ["bad"]
    assert Session.objects.values().get(pk=session.pk) == before
    assert not session.events.filter(key="bad").exists()


def test_a_refused_event_does_not_stop_those_after_it(session):
    forged = Posted(key="forged", event=event("enter", FIRST, 0, to="x"))
    assert record(session, [BEGIN[0], forged, *BEGIN[1:]]) == ["forged"]
    assert session.phase == Phase.PAUSED


def test_a_refused_key_may_fit_later(session):
    assert record(session, BEGIN[1:2]) == ["key-1"]
    assert record(session, BEGIN[:2]) == []


def test_after_the_end_everything_is_refused(session, now):
    record(session, BEGIN)
    end_session(session=session, kind=EventKind.PAPER, now=now)
    session.refresh_from_db()
    before, count = session.state, session.events.count()
    late = [Posted(key=f"late-{one}", event=event(one, HOLD, 0, to=HOLD)) for one in EventKind]
    assert record(session, late) == [one.key for one in late]
    assert (session.state, session.events.count()) == (before, count)


@pytest.mark.parametrize("kind", EventKind)
def test_nothing_told_late_makes_an_ended_session_go_on(session, now, kind):
    record(session, BEGIN)
    end_session(session=session, kind=EventKind.END, now=now)
    late = event(kind, HOLD, 0, to=HOLD, sign="s_more" if kind == "stop" else "")
    record(session, [Posted(key="late", event=late)])
    assert session.phase in (Phase.ENDED, Phase.FINISHED)
    assert session.ended_at == now
    assert replay(PLAN, stored(session)) == thaw_state(session.state)


def test_ending_twice_is_ending_once(session, now):
    end_session(session=session, kind=EventKind.END, now=now)
    row = end_session(session=session, kind=EventKind.PAPER, now=now + timedelta(hours=1))
    assert (row.phase, row.ended_at) == (Phase.ENDED, now)


@pytest.mark.parametrize("key", ["end", "paper"])
def test_no_key_of_a_phone_keeps_a_session_from_ending(session, now, key):
    record(session, [Posted(key=key, event=event("start"))])
    end_session(session=session, kind=EventKind(key), now=now)
    session.refresh_from_db()
    assert session.phase in (Phase.ENDED, Phase.FINISHED)


def test_the_log_gives_the_state(session):
    more = posted(
        *(one.event for one in BEGIN),
        event("adjust", HOLD, 40_000, delta_ms=10_000),
        event("resume", HOLD, 99_000),
        event("enter", HOLD, 12_345, to="2-hold-left"),
        event("sore", "2-hold-left", 1),
        event("gentler", "2-hold-left", 1),
        event("enter", "9-hold", 0, to=HOLD),
        event("end", PLAN.steps[1].gentler and "2g-prep", 5),
    )
    for place in range(len(more)):
        record(session, more[: place + 1], minutes=place + 1)
        assert replay(PLAN, stored(session)) == thaw_state(session.state)
    assert session.phase == Phase.ENDED
    assert session.ended_at == session.touched_at


def test_a_clock_that_runs_ahead_is_put_back_to_ours(session):
    ahead = replace(BEGIN[0].event, at=MORNING + timedelta(days=300))
    record(session, [Posted(key="ahead", event=ahead)])
    assert stored(session)[0].at == MORNING + timedelta(minutes=1)
    assert thaw_state(session.state).since == MORNING + timedelta(minutes=1)
    assert replay(PLAN, stored(session)) == thaw_state(session.state)


def test_a_clock_that_runs_behind_is_put_to_the_start_of_the_session(session):
    behind = replace(BEGIN[0].event, at=MORNING - timedelta(days=3))
    record(session, [Posted(key="behind", event=behind)])
    assert stored(session)[0].at == session.started_at
    assert replay(PLAN, stored(session)) == thaw_state(session.state)


@pytest.mark.parametrize(("gone", "seconds"), [(20, 20), (6000, PLAN.steps[0].seconds)])
def test_ending_counts_a_running_hold_as_far_as_it_may_have_come(session, now, gone, seconds):
    record(session, BEGIN[:2])
    end_session(session=session, kind=EventKind.END, now=MORNING + timedelta(seconds=gone))
    session.refresh_from_db()
    assert held(session) == {1: seconds}
    assert replay(PLAN, stored(session)) == thaw_state(session.state)


def test_less_than_nothing_left_is_stored_as_nothing(session):
    record(session, [*BEGIN[:2], Posted(key="minus", event=event("pause", HOLD, -7))])
    assert stored(session)[-1].left_ms == 0
    assert replay(PLAN, stored(session)) == thaw_state(session.state)
