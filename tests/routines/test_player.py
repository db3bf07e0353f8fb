"""The state machine of a session: what may follow what, and what counts as held."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from routines.planning import plan
from routines.player import (
    EventKind,
    IllegalEvent,
    Phase,
    SessionState,
    advance,
    replay,
    seen_at,
    sequence_of,
)
from routines.tally import held_seconds
from tests.routines.builders import MORNING, event, inputs, made_up, plan_of, walk, wish

PRESS = made_up(slug="press", spot_seconds=30, per_side=True, easier="soft")
SOFT = made_up(slug="soft", timer_seconds=30)
LAST = made_up(slug="last", kind="stretch")
PLAN = plan(
    [wish(PRESS), wish(LAST)],
    inputs(techniques={"soft": SOFT, "press": PRESS, "last": LAST}, sequence={}),
)
HOLD, EASE, OTHER, END = "1-hold-left", "1-ease-left", "1-hold-right", "2-hold"


def enter(to: str, gone: int = 0) -> tuple[str, dict]:
    """Return the step of a walk that enters a segment."""
    return ("enter", {"to": to, "gone": gone})


REACHED = {
    Phase.READY: (),
    Phase.RUNNING: ("start",),
    Phase.PAUSED: ("start", "pause"),
    Phase.FINISHED: ("start", enter(END), "finish"),
    Phase.ENDED: ("start", "end"),
}
ALLOWED = {
    Phase.READY: {"start", "paper", "end"},
    Phase.RUNNING: {
        *("enter", "pause", "resume", "leave", "adjust", "sore", "gentler", "paper", "end")
    },
    Phase.PAUSED: {
        *("enter", "pause", "resume", "leave", "adjust", "sore", "gentler", "paper", "end")
    },
    Phase.FINISHED: set(),
    Phase.ENDED: set(),
}
BECOMES = {
    "start": Phase.RUNNING,
    "pause": Phase.PAUSED,
    "leave": Phase.PAUSED,
    "resume": Phase.RUNNING,
    "sore": Phase.PAUSED,
    "gentler": Phase.PAUSED,
    "paper": Phase.FINISHED,
    "end": Phase.ENDED,
}


@pytest.mark.parametrize("kind", [*EventKind], ids=str)
@pytest.mark.parametrize("phase", [*Phase], ids=str)
def test_the_table_of_transitions(phase, kind):
    state = walk(PLAN, *REACHED[phase])
    assert state.phase is phase
    one = event(kind, state.segment, state.left_ms, to=HOLD)
    if kind not in ALLOWED[phase]:
        with pytest.raises(IllegalEvent):
            advance(PLAN, state, one)
        return
    assert advance(PLAN, state, one).phase is BECOMES.get(kind, phase)


def test_a_session_starts_in_the_first_segment():
    state = walk(PLAN, "start")
    assert (state.segment, state.left_ms, state.since) == ("1-prep-left", 15000, MORNING)


def test_only_running_holds_count_as_held():
    state = walk(PLAN, "start", enter(HOLD, gone=9000), enter(EASE, gone=12000))
    assert state.held_ms == {HOLD: 12000}
    state = walk(PLAN, "start", enter(HOLD), enter(EASE, gone=5), enter(OTHER, gone=4000))
    assert state.held_ms == {HOLD: 5}


def test_paused_time_does_not_count():
    state = walk(
        PLAN, "start", enter(HOLD), ("pause", {"gone": 3000}), ("resume", {"gone": 9000})
    )
    assert state.held_ms == {HOLD: 3000}


def test_time_before_and_after_a_pause_adds_up():
    steps = [
        "start",
        enter(HOLD),
        ("pause", {"gone": 3000}),
        "resume",
        ("pause", {"gone": 2000}),
    ]
    state = walk(PLAN, *steps)
    assert (state.held_ms, state.left_ms) == ({HOLD: 5000}, 35000)


def test_nobody_gains_time_by_saying_more_is_left():
    state = walk(PLAN, "start", enter(HOLD))
    state = advance(PLAN, state, event("pause", HOLD, left_ms=900_000))
    assert (state.left_ms, state.held_ms[HOLD]) == (40000, 0)


def test_less_than_nothing_left_counts_as_nothing_left():
    state = walk(PLAN, "start", enter(HOLD))
    state = advance(PLAN, state, event("pause", HOLD, left_ms=-5000))
    assert (state.left_ms, state.held_ms[HOLD]) == (0, 40000)


@pytest.mark.parametrize(
    "kind", ["pause", "leave", "resume", "adjust", "sore", "gentler", "end"]
)
def test_an_event_from_another_segment_is_refused(kind):
    with pytest.raises(IllegalEvent):
        advance(PLAN, walk(PLAN, "start"), event(kind, OTHER))


@pytest.mark.parametrize("forged", ["", "9-hold", "1g-hold", "<script>", "1-hold-left "])
def test_a_forged_segment_cannot_be_entered(forged):
    with pytest.raises(IllegalEvent):
        walk(PLAN, "start", enter(forged))


def test_more_time_is_bounded_by_the_techniques_longest():
    state = walk(PLAN, "start", enter(HOLD), *[("adjust", {"delta_ms": 10_000})] * 20)
    assert state.left_ms == PRESS.longest_seconds * 1000
    state = walk(PLAN, "start", enter(HOLD), ("adjust", {"delta_ms": 900_000, "gone": 30_000}))
    assert state.left_ms + state.held_ms[HOLD] == PRESS.longest_seconds * 1000


def test_less_time_stops_at_nothing():
    state = walk(PLAN, "start", enter(HOLD), ("adjust", {"delta_ms": -90_000}))
    assert (state.left_ms, state.held_ms[HOLD], state.phase) == (0, 0, Phase.RUNNING)


def test_getting_ready_cannot_be_made_longer():
    assert walk(PLAN, "start", ("adjust", {"delta_ms": 60_000})).left_ms == 15000


def test_an_adjusted_hold_that_is_paused_stays_paused():
    state = walk(PLAN, "start", enter(HOLD), "pause", ("adjust", {"delta_ms": 5000}))
    assert (state.phase, state.since, state.left_ms) == (Phase.PAUSED, None, 45000)


def test_gentler_swaps_the_segments_of_its_step_once():
    state = walk(PLAN, "start", enter(HOLD), "sore", "gentler")
    assert (state.segment, state.phase, state.gentler_steps) == ("1g-prep", Phase.PAUSED, (1,))
    order = [one.id for one in sequence_of(PLAN, state.gentler_steps)]
    assert order == ["1g-prep", "1g-hold", "1g-rest", "2-prep", "2-hold"]
    with pytest.raises(IllegalEvent):
        advance(PLAN, state, event("gentler", state.segment, state.left_ms))


def test_after_gentler_the_old_segments_are_gone():
    with pytest.raises(IllegalEvent):
        walk(PLAN, "start", enter(HOLD), "gentler", enter(OTHER))


def test_a_step_without_a_gentler_way_refuses_it():
    with pytest.raises(IllegalEvent):
        walk(PLAN, "start", enter(END), "gentler")


def test_what_was_held_before_gentler_still_counts():
    steps = [enter(HOLD), ("gentler", {"gone": 10_000}), "resume", enter("1g-hold")]
    state = walk(PLAN, "start", *steps, ("pause", {"gone": 7000}))
    assert held_seconds(PLAN, state) == {1: 17}


def test_more_time_in_a_gentler_way_is_bounded_by_its_own_longest():
    state = walk(PLAN, "start", "gentler", enter("1g-hold"), ("adjust", {"delta_ms": 900_000}))
    assert state.left_ms == SOFT.longest_seconds * 1000


def test_sore_is_remembered_once_a_step_and_pauses():
    state = walk(PLAN, "start", enter(HOLD), "sore", "resume", "sore", enter(END), "sore")
    assert (state.sore_steps, state.phase) == ((1, 2), Phase.PAUSED)


@pytest.mark.parametrize("place", ["1-prep-left", HOLD, "1-rest", "2-prep"])
def test_a_session_finishes_only_in_its_last_segment(place):
    with pytest.raises(IllegalEvent):
        walk(PLAN, "start", enter(place), "finish")


def test_finishing_counts_the_last_hold():
    state = walk(PLAN, "start", enter(END), ("finish", {"gone": 40_000}))
    assert (state.phase, state.since) == (Phase.FINISHED, None)
    assert held_seconds(PLAN, state) == {2: 40}


def test_following_on_paper_counts_every_hold_whole():
    assert held_seconds(PLAN, walk(PLAN, "paper")) == {1: 80, 2: 40}
    assert held_seconds(PLAN, walk(PLAN, "start", "gentler", "paper")) == {1: 30, 2: 40}


def test_ending_keeps_what_was_held():
    state = walk(PLAN, "start", enter(HOLD), ("end", {"gone": 21_499}))
    assert (state.phase, held_seconds(PLAN, state)) == (Phase.ENDED, {1: 21})


def test_seconds_held_are_rounded_to_the_nearest():
    state = SessionState(held_ms={HOLD: 20_250, OTHER: 20_250, END: 499})
    assert held_seconds(PLAN, state) == {1: 41, 2: 0}


def test_coming_back_finds_the_page_paused_with_what_is_left():
    state = walk(PLAN, "start", enter(HOLD))
    seen = seen_at(state, MORNING + timedelta(seconds=12))
    assert (seen.phase, seen.segment, seen.left_ms) == (Phase.PAUSED, HOLD, 28000)
    assert seen.held_ms == state.held_ms


@pytest.mark.parametrize("away", [timedelta(hours=11), timedelta(days=40)], ids=str)
def test_nothing_begins_while_nobody_watches(away):
    seen = seen_at(walk(PLAN, "start", enter(HOLD)), MORNING + away)
    assert (seen.segment, seen.left_ms, seen.phase) == (HOLD, 0, Phase.PAUSED)


def test_a_phone_whose_clock_is_ahead_gains_nothing():
    seen = seen_at(walk(PLAN, "start"), MORNING - timedelta(hours=2))
    assert (seen.segment, seen.left_ms) == ("1-prep-left", 15000)


@pytest.mark.parametrize("steps", [(), ("start", "pause"), ("start", "end")], ids=str)
def test_a_session_that_does_not_run_is_seen_as_it_stands(steps):
    state = walk(PLAN, *steps)
    assert seen_at(state, MORNING + timedelta(hours=1)) == state


def test_a_log_gives_the_same_state_again():
    log = [
        event("start"),
        event("enter", "1-prep-left", 0, to=HOLD),
        event("adjust", HOLD, 30_000, delta_ms=10_000),
        event("end", HOLD, 1000),
    ]
    state = SessionState()
    for one in log:
        state = advance(PLAN, state, one)
    assert replay(PLAN, log) == state
    assert state.held_ms == {HOLD: 49_000}


def test_another_session_knows_other_segments():
    other = plan_of("hand-gentle-rub")
    with pytest.raises(IllegalEvent):
        advance(other, walk(other, "start"), event("enter", "1-prep", 0, to=END))
    assert replace(walk(other, "start"), since=None).segment == "1-prep"
