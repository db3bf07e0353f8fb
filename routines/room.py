"""How far each hold of a plan may go: what doses and the session still leave. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from routines.doses.pools import SESSION, longest_by_dose, pools_of
from routines.planned import PlannedStep
from routines.session_fit import session_cap
from routines.wishes import Inputs


def _left(inputs: Inputs) -> dict[str, int]:
    """Return what the plan may take from every pool, the session's time included."""
    return {**inputs.left_today, SESSION: session_cap(inputs)[0]}


def _taken(pool: str, steps: Iterable[PlannedStep], inputs: Inputs) -> int:
    used = [one for one in steps if pool in pools_of(one.use, inputs.doses)]
    return sum(one.active_seconds if pool == SESSION else one.work_seconds for one in used)


def gentler_today(steps: Sequence[PlannedStep], inputs: Inputs) -> tuple[PlannedStep, ...]:
    """Drop gentler ways that count to a dose of which the plan leaves too little today."""
    left = {pool: free - _taken(pool, steps, inputs) for pool, free in _left(inputs).items()}
    kept = []
    for step in steps:
        way = step.gentler
        new = _new_pools(step, inputs) & left.keys() if way else frozenset()
        if way is None or any(way.work_seconds > left[pool] for pool in new):
            kept.append(replace(step, gentler=None))
            continue
        left |= {pool: left[pool] - way.work_seconds for pool in new}
        kept.append(step)
    return tuple(kept)


def _new_pools(step: PlannedStep, inputs: Inputs) -> frozenset[str]:
    """Return the pools its gentler way counts to and the step itself does not."""
    if step.gentler is None:
        return frozenset()
    own = pools_of(step.use, inputs.doses)
    return frozenset(pools_of(step.gentler.use, inputs.doses)) - frozenset(own)


def with_room(steps: Sequence[PlannedStep], inputs: Inputs) -> tuple[PlannedStep, ...]:
    """Bound every hold by its own seconds and its share of what today still leaves."""
    spare = {}
    for pool, free in _left(inputs).items():
        used = [one for one in steps if pool in pools_of(one.use, inputs.doses)]
        extra = [
            one.gentler for one in steps if one.gentler and pool in _new_pools(one, inputs)
        ]
        taken = _taken(pool, [*used, *extra], inputs)
        spare[pool] = max(0, free - taken) // max(1, sum(len(one.sides) for one in used))
    return tuple(_bounded(step, spare, inputs) for step in steps)


def _bounded(step: PlannedStep, spare: Mapping[str, int], inputs: Inputs) -> PlannedStep:
    more = [spare[one] for one in pools_of(step.use, inputs.doses) if one in spare]
    rooms = [step.seconds + min(more)] if more else []
    bounded = _within(step, [*rooms, *_by_dose(step, inputs)])
    way = step.gentler
    if way is None:
        return bounded
    shared = [room * len(step.sides) // len(way.sides) for room in rooms]
    own = [way.seconds] if _new_pools(step, inputs) & spare.keys() else []
    return replace(bounded, gentler=_within(way, [*shared, *own, *_by_dose(way, inputs)]))


def _by_dose(step: PlannedStep, inputs: Inputs) -> list[int]:
    longest = longest_by_dose(step.use, len(step.sides), inputs.doses)
    return [] if longest is None else [longest]


def _within(step: PlannedStep, rooms: Sequence[int]) -> PlannedStep:
    if not rooms:
        return step
    room = min(rooms)
    longest, seconds = min(step.longest_seconds, room), min(step.seconds, room)
    return replace(step, room_seconds=room, longest_seconds=longest, seconds=seconds)
