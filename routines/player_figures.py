"""The pictures in the player: one for each step and its gentler way, everywhere one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routines import content
from routines.figures import figure_for
from routines.glyph import Glyph, glyph_for
from routines.models import Session
from routines.pictures import seed_of
from routines.planning import Plan, PlannedStep

NO_SIDE = ("",)


@dataclass(frozen=True, kw_only=True)
class PlayerFigure:
    """The moving picture of one step, or of its gentler way.

    Drawn for the right; the style sheet mirrors it where `side` is left. `words` say the
    same for each side. Without a picture the body with the place marked stands there.
    """

    id: str
    svg: str
    side: str
    words: tuple[tuple[str, str], ...]
    glyph: Glyph


def ways_of(step: PlannedStep) -> list[tuple[PlannedStep, str]]:
    """Return a step and its gentler way with the marks that keep their ids apart."""
    return [(step, ""), (step.gentler, "g")] if step.gentler else [(step, "")]


def session_seed(row: Session, plan: Plan) -> str:
    """Return who is drawn: one person through a routine, a technique's own without one."""
    return seed_of(row.routine) or plan.steps[0].technique


def player_figures(row: Session, plan: Plan) -> Iterable[PlayerFigure]:
    """Yield the pictures of a session, in the order of its steps."""
    seed = session_seed(row, plan)
    for step in plan.steps:
        for way, mark in ways_of(step):
            yield _figure(f"{step.number}{mark}", way, seed)


def _figure(name: str, way: PlannedStep, seed: str) -> PlayerFigure:
    sides = way.sides or NO_SIDE
    shown = {side: figure_for(way.technique, side=side, person_seed=seed) for side in sides}
    drawn = figure_for(way.technique, person_seed=seed)
    return PlayerFigure(
        id=name,
        svg=drawn.silent,
        side=sides[0],
        words=tuple((side, one.text) for side, one in shown.items() if one),
        glyph=_place_of(way.technique),
    )


def _place_of(technique: str) -> Glyph:
    catalogue = content.current()
    row = catalogue.techniques.get(technique)
    areas = [catalogue.areas[name] for name in (row.primary_areas if row else ())]
    return glyph_for([(area.map_view, area.map_points) for area in areas])
