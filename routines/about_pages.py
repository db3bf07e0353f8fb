"""The whole text of each technique of a plan, for the sheet "More" in the player."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from routines import content, wording
from routines.planned import Plan, PlannedStep


@dataclass(frozen=True, kw_only=True)
class About:
    """How to do one step, or its gentler way, with the plan's own limits."""

    id: str
    name: str
    steps: tuple[str, ...]
    breathing: str
    effort: str
    spot: str
    cautions: tuple[str, ...]
    way_out: str


def abouts_of(plan: Plan) -> Iterable[About]:
    """Yield a text for every step and gentler way, under the name of its figure."""
    for step in plan.steps:
        yield _about(step, f"{step.number}")
        if step.gentler:
            yield _about(step.gentler, f"{step.number}g")


def _about(step: PlannedStep, name: str) -> About:
    """Return the text; a technique the catalogue has lost keeps what the plan froze."""
    row = content.current().techniques.get(step.technique)
    _number, effort = wording.PRESSURE[step.pressure]
    spot = _("At most %(n)s seconds on one spot.") % {"n": step.spot_seconds}
    return About(
        id=name,
        name=step.name,
        steps=row.steps if row else (step.cue,),
        breathing=row.breathing if row else "",
        effort=str(effort),
        spot=spot if step.spot_seconds else "",
        cautions=tuple(one.text for one in row.cautions) if row else (),
        way_out=step.exit,
    )
