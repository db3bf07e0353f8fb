"""What the first page shows: where to start, or what to go on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from routines.access import starters
from routines.access_after import unanswered_of
from routines.access_doses import ledger_of
from routines.body_pages import BodyMapPage, first_map
from routines.dose_pages import Left, left_on_home
from routines.models import Routine, Session
from routines.offer_pages import Gentle, GentleOffer
from routines.pictures import Picture
from routines.routine_pages import RoutineCard, routine_card
from safety.access import Visitor
from safety.clearance import Open
from safety.limits import Standing

# Shown to somebody new: short, no floor, and no tool beyond a chair.
FIRST_STARTERS = ("mini-massage", "chair-no-tools", "office-wall")
FIRST_AREAS = (
    "lower-back",
    "glutes",
    "hips",
    "hip-flexors",
    "quadratus-lumborum",
    "mid-back",
    "hamstrings",
    "shoulders",
)


@dataclass(frozen=True, kw_only=True)
class FirstVisitPage:
    """Home for somebody who has not followed anything yet."""

    map: BodyMapPage
    starters: tuple[RoutineCard, ...]
    minutes: tuple[int, ...]
    is_open: bool
    offer: GentleOffer | None
    eases: tuple[Gentle, ...] = ()


def first_visit_page(
    routines: Iterable[Routine], standing: Standing, *, offer: GentleOffer | None
) -> FirstVisitPage:
    """Build the page; starters that were retired are simply missing."""
    ready = {one.slug: one for one in routines}
    return FirstVisitPage(
        map=first_map(standing, FIRST_AREAS),
        starters=tuple(
            routine_card(ready[slug], None) for slug in FIRST_STARTERS if slug in ready
        ),
        minutes=(5, 10, 15),
        is_open=isinstance(standing.gate, Open),
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
