"""What a person may follow now: the gate, today's doses, and the plan they give."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from routines import content
from routines.access import held_today, techniques
from routines.adapting import Inputs, Why, is_worth_following
from routines.dose import left_today
from routines.models import Routine
from routines.planning import Plan, plan
from routines.rows import level_of, techniques_by_slug, wishes_of
from routines.sequence import Step, faults_of
from safety.access import Visitor
from safety.clearance import Open


def routine_plan_for(visitor: Visitor, gate: Open, routine: Routine, *, now: datetime) -> Plan:
    """Return the plan of a routine for one person."""
    inputs = inputs_for(visitor, gate, level=level_of(routine), now=now)
    return plan(wishes_of(routine), inputs)


def inputs_for(visitor: Visitor, gate: Open, *, level: int, now: datetime) -> Inputs:
    """Return what plans of this person are made against; `level` sets the session cap."""
    catalogue = content.current()
    inputs = Inputs(
        techniques=techniques_by_slug(techniques()),
        limits=gate.restrictions,
        tier=gate.tier,
        sequence=catalogue.sequence,
        left_today=left_today(catalogue.doses, held_today(visitor, now=now)),
    )
    return at_level(inputs, level)


def at_level(inputs: Inputs, level: int) -> Inputs:
    """Return the same inputs with the session cap of a level."""
    caps = content.current().doses["D_SESSION"].limits["max_s_by_level"]
    return replace(inputs, session_max_s=caps[str(level)])


def starter_stands(made: Plan, inputs: Inputs) -> bool:
    """Say whether a starter is still worth offering inside a person's limits.

    At least two steps besides the breath are left, and the order rules hold (clinical
    rule set, filter, "routines").
    """
    steps = [
        Step(facts=inputs.techniques[one.technique], seconds=one.work_seconds)
        for one in made.steps
    ]
    is_enough = is_worth_following([one.technique for one in made.steps])
    return is_enough and not faults_of(steps, inputs.sequence)


def is_followable(made: Plan, inputs: Inputs, *, routine: Routine | None) -> bool:
    """Say whether a plan may be started: a technique alone only as it is."""
    if routine is None:
        return bool(made.steps) and all(one.why is not Why.NOT_FOR_YOU for one in made.changes)
    return bool(made.steps) if not routine.is_starter else starter_stands(made, inputs)
