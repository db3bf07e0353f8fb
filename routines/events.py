"""What happens in a session, and where it stands: plain values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from routines.planning import Plan, Segment, step_segments, with_offsets
from routines.stretches import Stretch


class Phase(StrEnum):
    """Where a session stands."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    ENDED = "ended"


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
    STOP = "stop"
    RATE = "rate"
    CHECK = "check"
    FINISH = "finish"
    END = "end"
    PAPER = "paper"


# What a receiver answers every minute (clinical rule set, partner_rules).
CHECKS = frozenset({"less", "same", "more"})


class IllegalEvent(ValueError):
    """The event does not fit the state: forged, out of order, or after the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: in `segment`, with `left_ms` of it to go.

    `to` is the segment entered (ENTER, GENTLER), the second answer to a sign (STOP) or
    the number from 0 to 10 (RATE); `delta_ms` what ADJUST adds; `sign` what was noticed.
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
    """Phase, place, milliseconds left there, and milliseconds held by segment.

    `stretches` say when that was; `noticed` counts the signs whose second time means
    more (routines/stops.py).
    """

    phase: Phase = Phase.READY
    segment: str = ""
    left_ms: int = 0
    since: datetime | None = None
    held_ms: Mapping[str, int] = field(default_factory=dict)
    stretches: tuple[Stretch, ...] = ()
    gentler_steps: tuple[int, ...] = ()
    sore_steps: tuple[int, ...] = ()
    noticed: Mapping[str, int] = field(default_factory=dict)

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


def step_of(plan: Plan, state: SessionState, event: Event) -> int:
    """Return the number of the step an event is about, 0 when nobody knows."""
    every = tuple(one.number for one in plan.steps)
    known = {one.id: one.step for some in ((), every) for one in sequence_of(plan, some)}
    return known.get(event.segment) or known.get(state.segment, 0)
