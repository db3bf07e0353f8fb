"""What the first page shows: where to start, or what to go on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from routines.access import starters
from routines.access_after import unanswered_of
from routines.access_doses import ledger_of
from routines.dose_pages import Left, left_on_home
from routines.glyph import Glyph, glyph_for
from routines.models import Routine, Session, TargetArea
from routines.offer_pages import Gentle, GentleOffer
from routines.pictures import Picture
from routines.routine_pages import RoutineCard, routine_card
from safety.access import Visitor

# Shown to somebody new: short, no floor, and no tool beyond a chair.
FIRST_STARTERS = ("mini-massage", "chair-no-tools", "office-wall")
FIRST_AREAS = (
    "lower-back",
    "quadratus-lumborum",
    "glutes",
    "hips",
    "hip-flexors",
    "mid-back",
    "hamstrings",
    "shoulders",
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """An area to start from."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class FirstVisitPage:
    """Home for somebody who has not followed anything yet."""

    places: tuple[Place, ...]
    glyph: Glyph
    starters: tuple[RoutineCard, ...]
    minutes: tuple[int, ...]
    is_open: bool
    offer: GentleOffer | None
    eases: tuple[Gentle, ...] = ()


def first_visit_page(
    areas: Iterable[TargetArea],
    routines: Iterable[Routine],
    *,
    is_open: bool,
    offer: GentleOffer | None,
) -> FirstVisitPage:
    """Build the page; areas and starters that were retired are simply missing."""
    by_slug = {area.slug: area for area in areas}
    ready = {one.slug: one for one in routines}
    chosen = [by_slug[slug] for slug in FIRST_AREAS if slug in by_slug]
    backs = [
        (by_slug[slug].map_view, by_slug[slug].map_points)
        for slug in ("lower-back", "glutes")
        if slug in by_slug
    ]
    return FirstVisitPage(
        places=tuple(
            Place(name=area.plain_name, url=reverse("routines:area", args=[area.slug]))
            for area in chosen
        ),
        glyph=glyph_for(backs),
        starters=tuple(
            routine_card(ready[slug], None) for slug in FIRST_STARTERS if slug in ready
        ),
        minutes=(5, 10, 15),
        is_open=is_open,
        offer=offer,
    )


@dataclass(frozen=True, kw_only=True)
class ComingBackPage:
    """Home for somebody who was here before: one thing to go on with."""

    name: str
    start_url: str
    routine_url: str
    picture: Picture | None
    left: tuple[Left, ...]
    starters: tuple[RoutineCard, ...]
    minutes: tuple[int, ...]
    offer: GentleOffer | None
    next_day_url: str
    next_day_name: str
    eases: tuple[Gentle, ...] = ()


def coming_back_page(
    visitor: Visitor, last: Session, *, offer: GentleOffer | None, now: datetime
) -> ComingBackPage:
    """Build the page around the last session."""
    ready = list(starters())
    routine = last.routine
    card = routine_card(routine, None) if routine else None
    waiting = unanswered_of(visitor, now=now)
    return ComingBackPage(
        name=routine.name if routine else last.name,
        start_url=reverse("routines:routine-start", args=[routine.pk]) if routine else "",
        picture=card.picture if card else None,
        routine_url=card.url if card else reverse("routines:routines"),
        left=left_on_home(ledger_of(visitor, now=now)),
        starters=tuple(routine_card(one, None) for one in ready[:3]),
        minutes=(5, 10, 15),
        offer=offer,
        next_day_url=reverse("routines:next-day", args=[waiting.pk]) if waiting else "",
        next_day_name=waiting.name if waiting else "",
    )
