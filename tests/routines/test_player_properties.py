"""Whatever a phone sends: what a session's state holds to."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routines.frozen import freeze, thaw_plan, thaw_state
from routines.planning import Kind, Plan
from routines.player import (
    Event,
    EventKind,
    IllegalEvent,
    Phase,
    SessionState,
    advance,
    replay,
    seen_at,
    sequence_of,
)
from routines.stops import SIGNS
from routines.tally import held_seconds
from tests.routines.builders import MORNING, plan_of

PLAN = plan_of("hand-gentle-rub", "ball-wall-upper-glute", "mobility-stand-up-break")
GENTLE = sequence_of(PLAN, tuple(step.number for step in PLAN.steps))
EVERY = {one.id: one for one in (*PLAN.segments, *GENTLE)}
NAMES = ["", "9-hold", *EVERY]


@st.composite
def sent_from(draw: st.DrawFn, state: SessionState, at: datetime) -> Event:
    """Draw an event: mostly one that fits where the state stands, now and then a forged one."""
    holds = [one.id for one in sequence_of(PLAN, state.gentler_steps) if one.kind is Kind.HOLD]
    is_forged = draw(st.integers(0, 9)) == 9
    often = [EventKind.ENTER, EventKind.ENTER, EventKind.ADJUST, EventKind.RESUME]
    usual = [EventKind.START] if state.phase is Phase.READY else often
    others = [] if state.phase is Phase.READY else [*EventKind][1:-3]
    kinds = [*EventKind] if is_forged else [*usual, *others]
    return Event(
        kind=draw(st.sampled_from(kinds)),
        segment=draw(st.sampled_from(NAMES)) if is_forged else state.segment,
        left_ms=draw(st.integers(0, 600_000 if is_forged else state.left_ms)),
        at=at,
        to=draw(st.sampled_from(NAMES if is_forged else holds)),
        delta_ms=draw(st.sampled_from([-10_000, 10_000, 10**6, -(10**6), 0])),
    )


@st.composite
def noticed_in(draw: st.DrawFn, state: SessionState, at: datetime) -> Event:
    """Draw a sign or a number, now and then from another place or one nobody knows."""
    is_sign = draw(st.booleans())
    places = [state.segment, state.segment, *NAMES]
    return Event(
        kind=EventKind.STOP if is_sign else EventKind.RATE,
        segment=draw(st.sampled_from(places)),
        left_ms=draw(st.integers(0, state.left_ms)),
        at=at,
        to=draw(st.sampled_from(["", "", "still"] if is_sign else ["2", "5", "6", "7", "11"])),
        sign=draw(st.sampled_from([*SIGNS, "s_bone", "s_more", "s_new"])) if is_sign else "",
    )


@st.composite
def streams(draw: st.DrawFn) -> list[Event]:
    """Draw what a phone, honest or not, may send one after another."""
    state, log, at = SessionState(), [], MORNING
    for _ in range(draw(st.integers(1, 25))):
        at += timedelta(milliseconds=draw(st.integers(0, 90_000)))
        one = draw(st.one_of(sent_from(state, at), noticed_in(state, at)))
        log.append(one)
        try:
            state = advance(PLAN, state, one)
        except IllegalEvent:
            continue
    return log


def accepted(plan: Plan, log: list[Event]) -> tuple[list[Event], list[SessionState]]:
    """Return the events that fit, and the state after each of them."""
    state, kept, states = SessionState(), [], []
    for one in log:
        try:
            state = advance(plan, state, one)
        except IllegalEvent:
            continue
        kept.append(one)
        states.append(state)
    return kept, states


@given(streams())
def test_replaying_what_was_accepted_gives_the_state(log):
    kept, states = accepted(PLAN, log)
    assert replay(PLAN, kept) == (states[-1] if states else SessionState())


@given(streams())
def test_nothing_is_ever_negative_and_every_place_exists(log):
    _kept, states = accepted(PLAN, log)
    for state in states:
        known = {one.id: one for one in sequence_of(PLAN, state.gentler_steps)}
        assert state.left_ms >= 0
        assert all(value >= 0 for value in state.held_ms.values())
        assert all(EVERY[name].kind is Kind.HOLD for name in state.held_ms)
        assert state.segment in known or not state.segment
        assert (state.since is not None) == (state.phase is Phase.RUNNING)


@given(streams())
def test_held_never_exceeds_what_was_entered_and_added(log):
    kept, states = accepted(PLAN, log)
    room: Counter[str] = Counter()
    before = SessionState()
    for one, state in zip(kept, states, strict=True):
        if one.kind in (EventKind.ENTER, EventKind.START, EventKind.GENTLER):
            room[state.segment] += EVERY[state.segment].seconds * 1000
        if one.kind is EventKind.ADJUST:
            room[state.segment] += max(one.delta_ms, 0)
        if one.kind is EventKind.PAPER:
            room.update({name: one.seconds * 1000 for name, one in EVERY.items()})
        for name, held in state.held_ms.items():
            assert held <= room[name]
            assert held >= before.held_ms.get(name, 0) or one.kind is EventKind.PAPER
        before = state


@given(streams())
def test_one_visit_of_a_hold_never_exceeds_the_techniques_longest(log):
    _kept, states = accepted(PLAN, log)
    for state in states:
        segment = EVERY.get(state.segment)
        if segment and segment.kind is Kind.HOLD:
            step = PLAN.steps[segment.step - 1]
            way = step.gentler if segment.id.startswith(f"{segment.step}g") else step
            assert state.left_ms <= way.longest_seconds * 1000


@given(streams(), streams())
def test_nothing_moves_after_the_end(log, more):
    _kept, states = accepted(PLAN, log)
    if states and states[-1].is_over:
        final = states[-1]
        for one in more:
            try:
                after = advance(PLAN, final, one)
            except IllegalEvent:
                continue
            assert one.kind is EventKind.STOP
            assert after == final


@given(streams())
def test_a_known_sign_is_never_refused_and_nothing_runs_after_it(log):
    state = SessionState()
    for one in log:
        try:
            state = advance(PLAN, state, one)
        except IllegalEvent:
            assert one.kind is not EventKind.STOP or one.sign not in SIGNS
            continue
        if one.kind is EventKind.STOP:
            assert state.phase is not Phase.RUNNING


@given(streams(), st.integers(-(10**9), 10**9))
def test_opening_the_page_later_never_goes_on_to_another_segment(log, milliseconds):
    _kept, states = accepted(PLAN, log)
    for state in states:
        seen = seen_at(state, MORNING + timedelta(milliseconds=milliseconds))
        assert seen.segment == state.segment
        assert 0 <= seen.left_ms <= state.left_ms
        assert seen.held_ms == state.held_ms
        assert seen.phase is not Phase.RUNNING


@given(streams())
def test_a_state_survives_being_stored(log):
    _kept, states = accepted(PLAN, log)
    for state in states[-1:]:
        assert thaw_state(freeze(state)) == state
        assert held_seconds(thaw_plan(freeze(PLAN)), state) == held_seconds(PLAN, state)
