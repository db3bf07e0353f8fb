"""From a routine and a person's limits to a flat list of segments. Pure.

A plan is built once, when a session starts, and then frozen. It always says what it
changed and why; it never exceeds a cap and never holds a technique that is off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from routines.adapting import Change, Inputs, Wish, adapt, eased
from routines.facts import (
    SHORTEST_S,
    allowed_positions,
    capped_seconds,
    objections,
)
from safety.vocabulary import Pressure

# Seconds, from the player's timing model (docs/architecture.md, "Timing").
PREP_S = 8
FIRST_PREP_S = 15
EASE_S = 4
REST_S = 5
LEAD_IN_S = 4


class Kind(StrEnum):
    """What happens in a segment."""

    PREP = "prep"
    HOLD = "hold"
    EASE = "ease"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of time: id unique in the plan, offset and length in seconds.

    `side` is "left", "right" or ""; a switch names the side that comes next.
    """

    id: str
    step: int
    kind: Kind
    side: str
    seconds: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One technique of a plan, with everything the player shows, caps applied.

    `room_seconds` is the most one side may be held in all where a daily dose bounds it,
    however often somebody goes back; None where none does.
    """

    number: int
    technique: str
    name: str
    cue: str
    exit: str
    position: str
    sides: tuple[str, ...]
    side_label: str
    seconds: int
    longest_seconds: int
    rest: int
    switch: int
    pressure: Pressure
    spot_seconds: int | None
    is_pressing: bool
    counts: bool
    dose_ids: tuple[str, ...]
    note: str = ""
    room_seconds: int | None = None
    gentler: PlannedStep | None = None

    @property
    def work_seconds(self) -> int:
        """Return the seconds held, all sides together."""
        return self.seconds * len(self.sides)

    @property
    def active_seconds(self) -> int:
        """Return what counts towards the session cap: work, change-overs and rest.

        Getting ready and easing off are no load (clinical rule set, starter totals).
        """
        return self.work_seconds + self.switch * (len(self.sides) - 1) + self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be followed: steps, segments in order, and what was changed and why."""

    steps: tuple[PlannedStep, ...]
    segments: tuple[Segment, ...]
    changes: tuple[Change, ...]

    @property
    def total_seconds(self) -> int:
        """Return the whole length, getting ready, change-overs and rests included."""
        return sum(one.seconds for one in self.segments)

    @property
    def active_seconds(self) -> int:
        """Return the seconds that count towards the session cap."""
        return sum(one.active_seconds for one in self.steps if one.counts)

    def segment(self, name: str) -> Segment:
        """Return a segment by id; raise KeyError when the plan has none."""
        return {one.id: one for one in self.segments}[name]


def plan(wishes: Sequence[Wish], inputs: Inputs) -> Plan:
    """Return the plan for a routine inside a person's limits; it may be empty."""
    adapted = adapt(wishes, inputs)
    steps = tuple(
        planned(wish, number, inputs, is_last=number == len(adapted.wishes))
        for number, wish in enumerate(adapted.wishes, 1)
    )
    steps = _with_room(_gentler_today(steps, inputs), inputs)
    return Plan(steps=steps, segments=segments_of(steps), changes=adapted.changes)


def _gentler_today(steps: Sequence[PlannedStep], inputs: Inputs) -> tuple[PlannedStep, ...]:
    """Drop gentler ways that count to a dose of which the plan leaves too little today."""
    left = {
        dose: free - sum(one.work_seconds for one in steps if dose in one.dose_ids)
        for dose, free in inputs.left_today.items()
    }
    kept = []
    for step in steps:
        way = step.gentler
        if way is None:
            kept.append(step)
            continue
        new = [one for one in way.dose_ids if one in left and one not in step.dose_ids]
        fits = all(way.work_seconds <= left[dose] for dose in new)
        for dose in new if fits else ():
            left[dose] -= way.work_seconds
        kept.append(step if fits else replace(step, gentler=None))
    return tuple(kept)


def _with_room(steps: Sequence[PlannedStep], inputs: Inputs) -> tuple[PlannedStep, ...]:
    """Bound every hold by its own seconds and its share of what today still leaves."""
    spare = {}
    for dose, free in inputs.left_today.items():
        used = [one for one in steps if dose in one.dose_ids]
        extra = [one.gentler for one in steps if one.gentler and one not in used]
        spent = sum(one.work_seconds for one in used)
        spent += sum(one.work_seconds for one in extra if dose in one.dose_ids)
        spare[dose] = max(0, free - spent) // max(1, sum(len(one.sides) for one in used))
    return tuple(_bounded(step, spare) for step in steps)


def _bounded(step: PlannedStep, spare: Mapping[str, int]) -> PlannedStep:
    more = [spare[dose] for dose in step.dose_ids if dose in spare]
    room = step.seconds + min(more) if more else None
    way = step.gentler
    if way and any(dose in spare for dose in way.dose_ids):
        way = _within(way, room if room is not None else way.seconds)
    bounded = step if room is None else _within(step, room)
    return replace(bounded, gentler=way)


def _within(step: PlannedStep, room: int) -> PlannedStep:
    longest = min(step.longest_seconds, room)
    seconds = min(step.seconds, room)
    return replace(step, room_seconds=room, longest_seconds=longest, seconds=seconds)


def planned(wish: Wish, number: int, inputs: Inputs, *, is_last: bool) -> PlannedStep:
    """Return one step with the caps applied and its gentler way, when that is allowed."""
    step = _bare(wish, number, inputs, is_last=is_last)
    easier = inputs.techniques.get(wish.facts.easier)
    if easier is None or objections(easier, inputs.limits, tier=inputs.tier):
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
    facts, limits = wish.facts, inputs.limits
    allowed = allowed_positions(facts, limits)
    spot = facts.spot_seconds
    return PlannedStep(
        number=number,
        technique=facts.slug,
        name=facts.name,
        cue=facts.cue,
        exit=facts.exit,
        position=wish.position if wish.position in allowed else allowed[0],
        sides=wish.sides,
        side_label=facts.side_label,
        seconds=capped_seconds(facts, wish.seconds, limits),
        longest_seconds=capped_seconds(facts, facts.longest_seconds, limits),
        rest=0 if is_last else wish.rest,
        switch=wish.switch if len(wish.sides) > 1 else 0,
        pressure=min(facts.pressure_max, limits.pressure_max),
        spot_seconds=None if spot is None else min(spot, limits.spot_max_s),
        is_pressing=spot is not None,
        counts=facts.counts_to_session,
        dose_ids=facts.dose_ids,
        note=wish.note,
    )


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
