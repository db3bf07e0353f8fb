"""What a person may follow now: the gate, doses, sessions so far, and the plan they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from routines import content
from routines.access import adjustment_of, techniques
from routines.access_after import Marks
from routines.access_doses import ledger_of, used_before
from routines.adapting import Inputs, Why, Wish, is_worth_following
from routines.adjusting import inputs_under
from routines.doses.ledger import Ledger
from routines.facts import Facts
from routines.models import Routine, Session
from routines.planning import Plan, plan
from routines.progress import Adjustment
from routines.rows import techniques_by_slug
from routines.sequence import Step, faults_of
from safety.access import Visitor
from safety.clearance import Open


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody could follow now, what it was made against, and their doses."""

    plan: Plan
    inputs: Inputs
    ledger: Ledger


def offer_for(
    visitor: Visitor,
    gate: Open,
    wishes: Sequence[Wish],
    *,
    now: datetime,
    known: Iterable[Facts] | None = None,
    recent: Sequence[Session] | None = None,
    marked: Marks | None = None,
) -> Offer:
    """Return the plan of some steps for one person.

    `known` techniques, `recent` sessions, and signs and warnings `marked` on the
    techniques spare their queries.
    """
    adjusted = adjustment_of(visitor, now=now, marked=marked)
    ledger = ledger_of(visitor, now=now, recent=recent)
    if first_uses := _first_uses(adjusted):
        used = used_before(visitor, first_uses, now=now)
        ledger = replace(ledger, used_before=used)
    if known is None:
        found = techniques_by_slug(techniques().prefetch_related(None))
    else:
        found = {one.slug: one for one in known}
    inputs = inputs_under(
        adjusted,
        ledger,
        found,
        limits=gate.restrictions,
        tier=gate.tier,
        sequence=content.current().sequence,
    )
    return Offer(plan=plan(wishes, inputs), inputs=inputs, ledger=ledger)


def inputs_for(visitor: Visitor, gate: Open, *, now: datetime) -> Inputs:
    """Return what plans of this person are made against."""
    return offer_for(visitor, gate, (), now=now).inputs


def on_another_day(inputs: Inputs) -> Inputs:
    """Return the inputs of a day on which nothing was held yet, to list what suits."""
    return replace(inputs, left_today={}, waits={}, resting={}, rest_until=None)


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


def is_followable(
    made: Plan, inputs: Inputs, wishes: Sequence[Wish], *, routine: Routine | None
) -> bool:
    """Say whether a plan may be started: a technique alone only as it is."""
    if routine is None:
        asked = [wish.facts.slug for wish in wishes]
        return bool(made.steps) and [one.technique for one in made.steps] == asked
    return bool(made.steps) if not routine.is_starter else starter_stands(made, inputs)


def is_about_limits(made: Plan) -> bool:
    """Say whether a plan lacks something because of what the questions found."""
    return any(one.why is Why.NOT_FOR_YOU for one in made.changes)


def _first_uses(adjusted: Adjustment) -> list[str]:
    """Return the doses with a smaller first use that are open at this level."""
    return [
        name
        for name, dose in content.current().doses.items()
        if "first_use_s" in dose.limits and dose.limits.get("min_level", 1) <= adjusted.level
    ]
