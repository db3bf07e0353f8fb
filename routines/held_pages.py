"""What was really held in a session, by technique and side, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from routines import wording
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session
from routines.planning import PlannedStep
from routines.tally import held_places


@dataclass(frozen=True, kw_only=True)
class Held:
    """One technique and how long each side of it was held; a side left out was not held."""

    name: str
    times: str


def held_in(row: Session) -> tuple[Held, ...]:
    """Return what was held, in the order of steps; a step that was skipped is left out."""
    plan, state = thaw_plan(row.plan), thaw_state(row.state)
    places = held_places(plan, state)
    found = []
    for step in plan.steps:
        way = (step.gentler if step.number in state.gentler_steps else None) or step
        if times := " · ".join(_times(way, places)):
            found.append(Held(name=way.name, times=times))
    return tuple(found)


def _times(step: PlannedStep, places: dict[str, int]) -> list[str]:
    """Return "Left side 58 s", "Right side 1 min"; whole seconds, halves rounded up."""
    said = []
    for side in step.sides:
        seconds = (places.get(f"{step.number}-{side}", 0) + 500) // 1000
        if seconds:
            name = wording.side(side, step.side_label)
            time = wording.minutes(seconds)
            said.append(_("%(side)s %(time)s") % {"side": name, "time": time} if name else time)
    return said
