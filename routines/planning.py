"""From a routine and a person's limits to a flat list of segments. Pure.

A plan is built once, when a session starts, and then frozen. It always says what it
changed and why; it never exceeds a cap and never holds a technique that is off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from routines.adapting import adapt, eased
from routines.against import against, bounded_seconds, positions_for, pressure_for
from routines.doses.pools import gaps, spot_by_dose
from routines.facts import SHORTEST_S
from routines.planned import Kind, Plan, PlannedStep, Segment
from routines.room import gentler_today, with_room
from routines.wishes import Inputs, Wish

__all__ = [
    "EASE_S",
    "FIRST_PREP_S",
    "LEAD_IN_S",
    "PREP_S",
    "REST_S",
    "Kind",
    "Plan",
    "PlannedStep",
    "Segment",
    "hold_id",
    "plan",
    "planned",
    "segment_id",
    "segments_of",
    "step_segments",
    "with_offsets",
]

# Seconds, from the player's timing model (docs/architecture.md, "Timing").
PREP_S = 8
FIRST_PREP_S = 15
EASE_S = 4
REST_S = 5
LEAD_IN_S = 4


def plan(wishes: Sequence[Wish], inputs: Inputs) -> Plan:
    """Return the plan for a routine inside a person's limits; it may be empty."""
    adapted = adapt(wishes, inputs)
    steps = tuple(
        planned(wish, number, inputs, is_last=number == len(adapted.wishes))
        for number, wish in enumerate(adapted.wishes, 1)
    )
    steps = with_room(gentler_today(steps, inputs), inputs)
    return Plan(steps=steps, segments=segments_of(steps), changes=adapted.changes)


def planned(wish: Wish, number: int, inputs: Inputs, *, is_last: bool) -> PlannedStep:
    """Return one step with the caps applied and its gentler way, when that is allowed."""
    step = _bare(wish, number, inputs, is_last=is_last)
    easier = inputs.techniques.get(wish.facts.easier)
    if easier is None or against(easier, inputs) or gaps(easier.use, inputs.doses):
        return step
    gentler = eased(wish, easier)
    sides = len(gentler.sides)
    room = step.active_seconds - step.rest - gentler.switch * (sides - 1)
    seconds = min(gentler.seconds, room // sides)
    if seconds < min(SHORTEST_S, step.seconds):
        return step
    gentler = replace(gentler, seconds=seconds)
    return replace(step, gentler=_bare(gentler, number, inputs, is_last=is_last))


def _bare(wish: Wish, number: int, inputs: Inputs, *, is_last: bool) -> PlannedStep:
    facts, sides = wish.facts, len(wish.sides)
    allowed = positions_for(facts, inputs)
    return PlannedStep(
        number=number,
        technique=facts.slug,
        name=facts.name,
        cue=facts.cue,
        exit=facts.exit,
        position=wish.position if wish.position in allowed else allowed[0],
        sides=wish.sides,
        side_label=facts.side_label,
        seconds=bounded_seconds(facts, wish.seconds, sides, inputs),
        longest_seconds=bounded_seconds(facts, facts.longest_seconds, sides, inputs),
        rest=0 if is_last else wish.rest,
        switch=wish.switch if sides > 1 else 0,
        pressure=pressure_for(facts, inputs),
        spot_seconds=_spot(wish, inputs),
        is_pressing=facts.spot_seconds is not None,
        counts=facts.counts_to_session,
        dose_ids=facts.dose_ids,
        areas=tuple(sorted(facts.areas)),
        note=wish.note,
    )


def _spot(wish: Wish, inputs: Inputs) -> int | None:
    """Return the most seconds on one spot: technique, limits and doses, the least of them."""
    own = wish.facts.spot_seconds
    by_dose = spot_by_dose(wish.facts.use, inputs.level, inputs.doses)
    caps = [own, inputs.limits.spot_max_s, by_dose]
    return None if own is None else min(one for one in caps if one is not None)


def segments_of(steps: Sequence[PlannedStep]) -> tuple[Segment, ...]:
    """Lay the steps out: prepare, hold, ease off, change side, hold, ease off, rest."""
    parts = [
        part for place, step in enumerate(steps) for part in step_segments(step, place == 0)
    ]
    return with_offsets(parts)


def with_offsets(parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the same segments, each starting where the one before ends."""
    starts = accumulate((one.seconds for one in parts), initial=0)
    return tuple(replace(one, offset=start) for one, start in zip(parts, starts, strict=False))


def hold_id(step: int, side: str, mark: str = "") -> str:
    """Return the id of the hold of one side of a step."""
    return segment_id(step, Kind.HOLD, side, mark)


def segment_id(step: int, kind: Kind, side: str, mark: str = "") -> str:
    """Return an id unique in a plan; `mark` keeps a gentler way apart."""
    return f"{step}{mark}-{kind.value}" + (f"-{side}" if side else "")


def step_segments(step: PlannedStep, is_first: bool, mark: str = "") -> Iterator[Segment]:
    """Yield the segments of one step; `mark` keeps the ids of a gentler way apart."""

    def segment(kind: Kind, side: str, seconds: int) -> Segment:
        name = segment_id(step.number, kind, side, mark)
        return Segment(
            id=name, step=step.number, kind=kind, side=side, seconds=seconds, offset=0
        )

    yield segment(Kind.PREP, step.sides[0], FIRST_PREP_S if is_first else PREP_S)
    for place, side in enumerate(step.sides):
        if place and step.switch:
            yield segment(Kind.SWITCH, side, step.switch)
        yield segment(Kind.HOLD, side, step.seconds)
        if step.is_pressing:
            yield segment(Kind.EASE, side, EASE_S)
    if step.rest:
        yield segment(Kind.REST, "", step.rest)
