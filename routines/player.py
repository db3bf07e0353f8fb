"""The session's state machine: replays events into where a person is. Pure.

Every event says in which segment it happened and how much of it was left, so the
state needs no clock of its own, and a phone that was offline can be believed later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from routines.events import (
    CHECKS,
    OVER,
    Event,
    EventKind,
    IllegalEvent,
    Phase,
    SessionState,
    sequence_of,
    step_of,
)
from routines.planning import Kind, Plan, PlannedStep, Segment
from routines.stops import (
    SIGNS,
    TOO_STRONG,
    WORST,
    Effect,
    counted_as,
    effect_of,
    effect_of_rating,
)
from routines.stretches import stretches_between
from routines.tally import held_there

__all__ = [
    "OVER",
    "Event",
    "EventKind",
    "IllegalEvent",
    "Phase",
    "SessionState",
    "advance",
    "effect_on",
    "replay",
    "seen_at",
    "sequence_of",
]
UNBOUNDED_MS = 24 * 60 * 60 * 1000


def advance(plan: Plan, state: SessionState, event: Event) -> SessionState:
    """Return the state after one event; raise IllegalEvent when it does not fit.

    A sign always fits, before the start, after the end and from a phone that lost its
    place: refusing one would lose what somebody noticed.
    """
    happens = _noticed if event.kind == EventKind.STOP else _moved
    after = happens(plan, state, event)
    fresh = stretches_between(state.held_ms, after.held_ms, since=state.since, at=event.at)
    return replace(after, stretches=(*state.stretches, *fresh)) if fresh else after


def _moved(plan: Plan, state: SessionState, event: Event) -> SessionState:
    if state.is_over:
        raise IllegalEvent(f"{event.kind} after the end")
    order = {one.id: one for one in sequence_of(plan, state.gentler_steps)}
    here = _credited(plan, state, event, order)
    match event.kind, state.phase:
        case EventKind.START, Phase.READY:
            first = plan.segments[0]
            return _entered(plan, here, first, Phase.RUNNING, event)
        case EventKind.PAPER, _:
            every = {one.id: one.seconds * 1000 for one in order.values() if _is_hold(one)}
            every |= {name: max(ms, every.get(name, 0)) for name, ms in here.held_ms.items()}
            return replace(here, phase=Phase.FINISHED, held_ms=every, since=None)
        case EventKind.END, _:
            return replace(here, phase=Phase.ENDED, since=None)
        case _, Phase.READY:
            raise IllegalEvent(f"{event.kind} before the start")
        case EventKind.ENTER, _:
            return _entered(plan, here, _known(order, event.to), state.phase, event)
        case ((EventKind.PAUSE | EventKind.LEAVE), _):
            return replace(here, phase=Phase.PAUSED, since=None)
        case EventKind.RESUME, _:
            return replace(here, phase=Phase.RUNNING, since=event.at)
        case EventKind.ADJUST, _:
            return _adjusted(plan, here, event, order)
        case EventKind.SORE, _:
            step = order[here.segment].step
            sore = tuple(dict.fromkeys((*here.sore_steps, step)))
            return replace(here, phase=Phase.PAUSED, since=None, sore_steps=sore)
        case EventKind.GENTLER, _:
            return _gentler(plan, here, event, order)
        case EventKind.RATE, _:
            return _rated(plan, here, event, order)
        case EventKind.CHECK, _:
            return _checked(here, event)
        case EventKind.FINISH, _:
            return _finished(here, order)
        case _:
            raise IllegalEvent(f"{event.kind} in {state.phase}")


def replay(plan: Plan, events: Iterable[Event]) -> SessionState:
    """Return the state after a whole log."""
    state = SessionState()
    for event in events:
        state = advance(plan, state, event)
    return state


def seen_at(state: SessionState, now: datetime) -> SessionState:
    """Return the state as a page that was just opened shows it.

    A running segment may have run out meanwhile, but nothing after it has begun: the
    person comes back to a paused page with what is left there.
    """
    if state.phase is not Phase.RUNNING or state.since is None:
        return state
    gone = max(timedelta(), now - state.since) // timedelta(milliseconds=1)
    return replace(state, phase=Phase.PAUSED, left_ms=max(0, state.left_ms - gone), since=None)


def effect_on(plan: Plan, state: SessionState, event: Event) -> Effect:
    """Return what a sign does in a state; raise IllegalEvent for an unknown one."""
    if event.sign not in SIGNS:
        raise IllegalEvent(f"unknown sign {event.sign!r}")
    key = counted_as(event.sign, step_of(plan, state, event))
    return effect_of(event.sign, event.to, state.noticed.get(key, 0))


def _noticed(plan: Plan, state: SessionState, event: Event) -> SessionState:
    """Return the state after a sign; one from another place moves nothing, it may end."""
    effect = effect_on(plan, state, event)
    if state.is_over:
        return state
    order = {one.id: one for one in sequence_of(plan, state.gentler_steps)}
    is_here = event.segment == state.segment
    here = _credited(plan, state, event, order) if is_here else state
    step = step_of(plan, state, event)
    key = "" if event.to else counted_as(event.sign, step)
    here = _counted(here, key)
    if effect is Effect.LEAVE and (not state.segment or order[state.segment].step != step):
        effect = Effect.PAUSE
    return _stopped(plan, here, event, order, effect)


def _counted(state: SessionState, key: str) -> SessionState:
    """Return the state with a sign counted once more; "" counts nothing."""
    if not key:
        return state
    return replace(state, noticed={**state.noticed, key: state.noticed.get(key, 0) + 1})


def _stopped(
    plan: Plan,
    state: SessionState,
    event: Event,
    order: Mapping[str, Segment],
    effect: Effect,
) -> SessionState:
    """Return the state paused, past its step, or ended; nothing goes on by itself."""
    if effect is Effect.LEAVE:
        step = order[state.segment].step
        later = [one for one in order.values() if one.step > step]
        if later:
            return _entered(plan, state, later[0], Phase.PAUSED, event)
        effect = Effect.END
    if effect is Effect.PAUSE and state.phase is Phase.READY:
        return state
    phase = Phase.ENDED if effect is Effect.END else Phase.PAUSED
    return replace(state, phase=phase, since=None)


def _rated(
    plan: Plan, state: SessionState, event: Event, order: Mapping[str, Segment]
) -> SessionState:
    """Return the state after "how does it feel, from 0 to 10?"."""
    if event.to not in {str(number) for number in range(WORST + 1)}:
        raise IllegalEvent(f"not from 0 to {WORST}: {event.to!r}")
    effect = effect_of_rating(int(event.to), state.noticed.get(TOO_STRONG, 0))
    if effect is None:
        since = event.at if state.phase is Phase.RUNNING else None
        return replace(state, since=since)
    return _stopped(plan, _counted(state, TOO_STRONG), event, order, effect)


def _known(order: Mapping[str, Segment], name: str) -> Segment:
    if name not in order:
        raise IllegalEvent(f"unknown segment {name!r}")
    return order[name]


def _is_hold(segment: Segment) -> bool:
    return segment.kind is Kind.HOLD


def _credited(
    plan: Plan, state: SessionState, event: Event, order: Mapping[str, Segment]
) -> SessionState:
    """Return the state with the time that ran since the last event counted as held."""
    if state.phase is Phase.READY:
        return state
    if event.segment != state.segment:
        raise IllegalEvent(f"{event.kind} in {event.segment!r}, not {state.segment!r}")
    left = min(max(event.left_ms, 0), state.left_ms)
    held = dict(state.held_ms)
    if state.phase is Phase.RUNNING and _is_hold(order[state.segment]):
        held[state.segment] = held.get(state.segment, 0) + state.left_ms - left
    return replace(state, left_ms=left, held_ms=held)


def _entered(
    plan: Plan, state: SessionState, segment: Segment, phase: Phase, event: Event
) -> SessionState:
    since = event.at if phase is Phase.RUNNING else None
    left = segment.seconds * 1000
    if _is_hold(segment):
        left = min(left, _room_ms(plan, state, segment))
    return replace(state, phase=phase, segment=segment.id, left_ms=left, since=since)


def _adjusted(
    plan: Plan, state: SessionState, event: Event, order: Mapping[str, Segment]
) -> SessionState:
    """Return the state with time added or taken, within the technique's longest."""
    segment = order[state.segment]
    most = segment.seconds * 1000
    if _is_hold(segment):
        longest = _way(plan, state, segment).longest_seconds * 1000
        most = min(longest - held_there(state, segment), _room_ms(plan, state, segment))
    left = max(0, min(state.left_ms + event.delta_ms, max(most, state.left_ms)))
    since = event.at if state.phase is Phase.RUNNING else None
    return replace(state, left_ms=left, since=since)


def _way(plan: Plan, state: SessionState, segment: Segment) -> PlannedStep:
    step = plan.steps[segment.step - 1]
    return step.gentler if segment.step in state.gentler_steps and step.gentler else step


def _room_ms(plan: Plan, state: SessionState, segment: Segment) -> int:
    """Return what today's doses still leave for this hold; a technique without any: a lot.

    A side has its room, and the step with its gentler way has no more in all.
    """
    step = plan.steps[segment.step - 1]
    room, whole = _way(plan, state, segment).room_seconds, step.room_seconds
    left = UNBOUNDED_MS if room is None else room * 1000 - held_there(state, segment)
    if whole is not None:
        sides = {*step.sides, *(step.gentler.sides if step.gentler else ())}
        held = sum(held_there(state, replace(segment, side=side)) for side in sides)
        left = min(left, whole * len(step.sides) * 1000 - held)
    return max(0, left)


def _gentler(
    plan: Plan, state: SessionState, event: Event, order: Mapping[str, Segment]
) -> SessionState:
    number = order[state.segment].step
    step = plan.steps[number - 1]
    if step.gentler is None or number in state.gentler_steps:
        raise IllegalEvent(f"step {number} has no gentler way left")
    chosen = (*state.gentler_steps, number)
    first = next(one for one in sequence_of(plan, chosen) if one.step == number)
    changed = replace(state, gentler_steps=chosen)
    return _entered(plan, changed, first, Phase.PAUSED, event)


def _checked(state: SessionState, event: Event) -> SessionState:
    """Return the state as it was: an answer to a minute check takes and gives no time."""
    if event.sign not in CHECKS:
        raise IllegalEvent(f"unknown answer {event.sign!r}")
    return replace(state, since=event.at if state.phase is Phase.RUNNING else None)


def _finished(state: SessionState, order: Mapping[str, Segment]) -> SessionState:
    last = list(order)[-1]
    if state.segment != last:
        raise IllegalEvent(f"finish in {state.segment!r}, before the last segment")
    return replace(state, phase=Phase.FINISHED, since=None)
