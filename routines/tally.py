"""What was held in a session, read from its state. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from routines.events import SessionState, sequence_of
from routines.planning import Kind, Plan, Segment, hold_id


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
        if segment.kind is Kind.HOLD:
            held[f"{segment.step}-{segment.side}"] = held_there(state, segment)
    return held


def was_followed(state: SessionState) -> bool:
    """Say whether a session is over and something was held in it."""
    return state.is_over and any(state.held_ms.values())


def last_held_at(state: SessionState) -> datetime | None:
    """Return the moment up to which something was held, None when nothing was."""
    ends = (
        one.started_at + timedelta(milliseconds=one.milliseconds) for one in state.stretches
    )
    return max(ends, default=None)


def held_there(state: SessionState, segment: Segment) -> int:
    """Return milliseconds held on this side of this step, its gentler way included."""
    return sum(state.held_ms.get(hold_id(segment.step, segment.side, m), 0) for m in ("", "g"))
