"""The session's state machine: replays events into where a person is. Pure.

Every event says in which segment it happened and how much of it was left, so the
state needs no clock of its own, and a phone that was offline can be believed later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from routines.planning import (
    Kind,
    Plan,
    PlannedStep,
    Segment,
    hold_id,
    step_segments,
    with_offsets,
)


class Phase(StrEnum):
    """Where a session stands."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    ENDED = "ended"


UNBOUNDED_MS = 24 * 60 * 60 * 1000
OVER = frozenset({Phase.FINISHED, Phase.ENDED})


class EventKind(StrEnum):
    """What can happen in a session."""

    START = "start"
    ENTER = "enter"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    ADJUST = "adjust"
    SORE = "sore"
    GENTLER = "gentler"
    FINISH = "finish"
    END = "end"
    PAPER = "paper"
    CHECK = "check"


# What a receiver answers every minute (clinical rule set, partner_rules).
CHECKS = frozenset({"less", "same", "more"})


class IllegalEvent(ValueError):
    """The event does not fit the state: forged, out of order, or after the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: in `segment`, with `left_ms` of it to go.

    `to` is the segment entered (ENTER, GENTLER); `delta_ms` what ADJUST adds.
    """

    kind: EventKind
    segment: str
    left_ms: int
    at: datetime
    to: str = ""
    delta_ms: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """Phase, place, milliseconds left there, and milliseconds held by segment."""

    phase: Phase = Phase.READY
    segment: str = ""
    left_ms: int = 0
    since: datetime | None = None
    held_ms: Mapping[str, int] = field(default_factory=dict)
    gentler_steps: tuple[int, ...] = ()
    sore_steps: tuple[int, ...] = ()

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can happen."""
        return self.phase in OVER


def sequence_of(plan: Plan, gentler_steps: tuple[int, ...]) -> tuple[Segment, ...]:
    """Return the segments as they are followed, gentler ways in place of their steps."""
    parts: list[Segment] = []
    for place, step in enumerate(plan.steps):
        way = step.gentler if step.number in gentler_steps else None
        mark = "g" if way else ""
        parts += step_segments(way or step, place == 0, mark)
    return with_offsets(parts)


def advance(plan: Plan, state: SessionState, event: Event) -> SessionState:
    """Return the state after one event; raise IllegalEvent when it does not fit."""
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


def held_seconds(plan: Plan, state: SessionState) -> dict[int, int]:
    """Return whole seconds really held by step number, halves rounded up."""
    steps = {one.id: one.step for one in sequence_of(plan, ())}
    steps |= {one.id: one.step for one in sequence_of(plan, state.gentler_steps)}
    held: dict[int, int] = {}
    for name, milliseconds in state.held_ms.items():
        if name in steps:
            held[steps[name]] = held.get(steps[name], 0) + milliseconds
    return {step: (total + 500) // 1000 for step, total in held.items()}


def held_places(plan: Plan, state: SessionState) -> dict[str, int]:
    """Return milliseconds held by "step-side", gentler ways counted with their steps."""
    held: dict[str, int] = {}
    for segment in (*sequence_of(plan, ()), *sequence_of(plan, state.gentler_steps)):
        if _is_hold(segment):
            held[f"{segment.step}-{segment.side}"] = _held_there(state, segment)
    return held


def was_followed(state: SessionState) -> bool:
    """Say whether a session is over and something was held in it."""
    return state.is_over and any(state.held_ms.values())


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
        most = min(longest - _held_there(state, segment), _room_ms(plan, state, segment))
    left = max(0, min(state.left_ms + event.delta_ms, max(most, state.left_ms)))
    since = event.at if state.phase is Phase.RUNNING else None
    return replace(state, left_ms=left, since=since)


def _way(plan: Plan, state: SessionState, segment: Segment) -> PlannedStep:
    step = plan.steps[segment.step - 1]
    return step.gentler if segment.step in state.gentler_steps and step.gentler else step


def _held_there(state: SessionState, segment: Segment) -> int:
    """Return milliseconds held on this side of this step, its gentler way included."""
    return sum(state.held_ms.get(hold_id(segment.step, segment.side, m), 0) for m in ("", "g"))


def _room_ms(plan: Plan, state: SessionState, segment: Segment) -> int:
    """Return what today's doses still leave for this hold; a technique without any: a lot."""
    room = _way(plan, state, segment).room_seconds
    if room is None:
        return UNBOUNDED_MS
    return max(0, room * 1000 - _held_there(state, segment))


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
