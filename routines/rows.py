"""From rows to the values the rules work on."""

from __future__ import annotations

from collections.abc import Iterable

from routines.adapting import Wish
from routines.facts import SWITCH_S, Facts, longest_seconds
from routines.models import Routine, RoutineStep, Sides, Technique
from safety.vocabulary import Pressure

SIDES = {
    Sides.ONCE: ("",),
    Sides.BOTH: ("left", "right"),
    Sides.LEFT: ("left",),
    Sides.RIGHT: ("right",),
}


def facts_of_row(row: Technique) -> Facts:
    """Return a technique's facts; a retired one counts as reading matter."""
    dosage = row.dosage
    return Facts(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        status="reference_only" if row.retired_at else row.status,
        tools=frozenset(row.tool_families),
        position=row.position,
        alt_positions=tuple(row.alt_positions),
        movements=frozenset(row.movements),
        areas=frozenset(row.zones),
        flags=frozenset(row.flags),
        pressure_start=Pressure.of(row.pressure_start),
        pressure_max=Pressure.of(row.pressure_max),
        spot_seconds=row.spot_seconds,
        timer_seconds=row.timer_seconds,
        longest_seconds=longest_seconds(
            row.timer_seconds,
            dosage["duration_seconds"],
            dosage["hold_seconds"],
            dosage["reps"],
        ),
        per_side=row.per_side,
        side_label=row.side_label,
        level=row.level,
        requires_tier=row.requires_tier,
        counts_to_session=row.counts_to_session,
        warm_up=row.warm_up,
        dose_ids=tuple(row.dose_ids),
        easier=row.easier_slug,
        cue=row.cue,
        exit=row.way_out,
    )


def techniques_by_slug(rows: Iterable[Technique]) -> dict[str, Facts]:
    """Return facts by slug."""
    return {row.slug: facts_of_row(row) for row in rows}


def wish_of(step: RoutineStep) -> Wish:
    """Return one step of a routine as asked for; needs its technique loaded."""
    return Wish(
        facts=facts_of_row(step.technique),
        position=step.position,
        sides=SIDES[Sides(step.sides)],
        seconds=step.seconds,
        rest=step.rest,
        switch=step.switch,
        note=step.note,
    )


def wishes_of(routine: Routine) -> list[Wish]:
    """Return all steps of a routine; needs steps and techniques loaded."""
    return [wish_of(step) for step in routine.steps.all()]


def level_of(routine: Routine) -> int:
    """Return a starter's own level, or the highest among the steps."""
    if routine.is_starter:
        return routine.level
    return max((step.technique.level for step in routine.steps.all()), default=1)


def wish_alone(technique: Technique) -> Wish:
    """Return a technique as the only step of a plan, with its own times."""
    return alone(facts_of_row(technique))


def alone(facts: Facts) -> Wish:
    """Return the same from its facts."""
    return Wish(
        facts=facts,
        position=facts.position,
        sides=SIDES[sides_of(facts)],
        seconds=facts.timer_seconds,
        rest=0,
        switch=SWITCH_S,
    )


def sides_of(facts: Facts) -> Sides:
    """Return both sides for a one-sided technique, none otherwise."""
    return Sides.BOTH if facts.per_side else Sides.ONCE
