"""Still figures for lists: an address that never changes its content, one person for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from routines import content
from routines.figures.people import person_for
from routines.figures.standalone import mark_of
from routines.glyph import Glyph, glyph_for
from routines.models import Routine
from routines.planned import PlannedStep


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A still figure by its address; without one, the body with the places marked."""

    url: str
    glyph: Glyph


def picture_of(technique: str, glyph: Glyph, *, seed: str = "") -> Picture:
    """Return the picture of a technique; the same seed shows the same person."""
    return Picture(url=figure_url(technique, seed=seed), glyph=glyph)


def figure_url(technique: str, *, seed: str = "") -> str:
    """Return the address of a still figure, "" where there is none."""
    person = person_for(seed or technique).number
    mark = mark_of(technique, person)
    return reverse("routines:figure", args=[technique, person, mark]) if mark else ""


def seed_of(routine: Routine | None) -> str:
    """Return what chooses the one person drawn through a routine; "" without one."""
    if routine is None:
        return ""
    return routine.slug or f"routine-{routine.pk}"


def lead_of(steps: Iterable[tuple[str, int]]) -> str:
    """Return the technique that stands for steps with their seconds: the longest work."""
    known = content.current().techniques
    most: dict[str, int] = {}
    for slug, seconds in steps:
        if slug in known:
            most[slug] = most.get(slug, 0) + seconds
    work = [slug for slug in most if known[slug].kind != "preparation"] or list(most)
    return max(work, key=lambda slug: most[slug], default="")


def routine_picture(routine: Routine, steps: Iterable[PlannedStep]) -> Picture:
    """Return the picture that stands for a routine as it is planned."""
    lead = lead_of((step.technique, step.work_seconds) for step in steps)
    return picture_of(lead, _places_of(routine), seed=seed_of(routine))


def _places_of(routine: Routine) -> Glyph:
    """Return the body picture with the places a routine works on."""
    catalogue = content.current()
    rows = [
        catalogue.techniques[step.technique_id]
        for step in routine.steps.all()
        if step.technique_id in catalogue.techniques
    ]
    worked = [row for row in rows if row.kind != "preparation"] or rows
    names = dict.fromkeys(name for row in worked for name in row.primary_areas)
    places = [catalogue.areas[name] for name in names]
    backs = [area for area in places if area.map_view == "back"] or places
    return glyph_for([(area.map_view, area.map_points) for area in backs])
