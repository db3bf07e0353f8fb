"""What "My tight spots" shows: the body with the places marked, and what may ease them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from routines import content, wording
from routines.access_spots import Spots, spots_of
from routines.catalogue import AreaRow
from routines.figures.bodymap import Region, atlas, body_map, places
from routines.offer_pages import Gentle, gentle_for
from routines.offers import for_places
from safety.access import Visitor
from safety.clearance import Open
from safety.limits import Standing


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A side of a place with its button."""

    area: str
    side: str
    label: str
    name: str
    is_marked: bool

    @property
    def id(self) -> str:
        """Return what the map calls it."""
        return f"{self.area}-{self.side}" if self.side else self.area


@dataclass(frozen=True, kw_only=True)
class SpotRow:
    """A place of the list with its sides."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class SpotsPage:
    """The map, the same places as a list, what is marked, and what may ease it."""

    svg: str
    view: str
    views: tuple[tuple[str, str, bool], ...]
    rows: tuple[SpotRow, ...]
    marked: tuple[Spot, ...]
    eases: tuple[Gentle, ...]
    is_open: bool
    said: str


def spots_page(
    visitor: Visitor, standing: Standing, view: str, *, now: datetime, said: str = ""
) -> SpotsPage:
    """Build the page; an unknown part of the body is the first one."""
    spots = spots_of(visitor)
    view = view if view in atlas().views else next(iter(atlas().views))
    return SpotsPage(
        svg=body_map(_regions(view, spots), view=view),
        view=view,
        views=tuple((name, row.label, name == view) for name, row in atlas().views.items()),
        rows=tuple(_rows(view, spots)),
        marked=tuple(_spot(area, side, spots, is_named=True) for area, side in spots),
        eases=eases_for(visitor, standing, spots, now=now),
        is_open=isinstance(standing.gate, Open),
        said=said,
    )


def eases_for(
    visitor: Visitor, standing: Standing, spots: Spots, *, now: datetime
) -> tuple[Gentle, ...]:
    """Return what may ease the marked places inside a person's limits; none while closed."""
    if not spots or not isinstance(standing.gate, Open):
        return ()
    areas = content.current().areas
    rows = content.current().techniques.values()
    worked = {row.id: (row.primary_areas, row.secondary_areas) for row in rows}
    marked = dict.fromkeys(area for area, _side in spots)
    wanted = [*marked, *(areas[area].parent for area in marked)]

    def because(slug: str) -> str:
        near = {*worked[slug][0], *worked[slug][1]}
        return ", ".join(
            areas[area].plain_name for area in marked if {area, areas[area].parent} & near
        )

    choose = partial(for_places, wanted, worked)
    return gentle_for(visitor, standing.gate, choose, because, now=now)


def sides_of(area: AreaRow) -> tuple[str, ...]:
    """Return the sides a place has: both where the map mirrors it, else none."""
    drawn = (place for view in atlas().views for place in places(view))
    has_sides = any(place.side for place in drawn if place.area == area.id)
    return ("left", "right") if has_sides else ("",)


def _regions(view: str, spots: Spots) -> Iterator[Region]:
    for place in places(view):
        row = content.current().areas[place.area]
        spot = _spot(place.area, place.side, spots, is_named=True)
        if row.role == "avoid":
            yield Region(id=place.id, label=_("Keep off: %s") % spot.label, state="avoid")
            continue
        word = _("%(name)s, marked") if spot.is_marked else "%(name)s"
        yield Region(
            id=place.id,
            label=word % {"name": spot.label},
            href=f"#spot-{place.id}",
            state="chosen" if spot.is_marked else "open",
        )


def _rows(view: str, spots: Spots) -> Iterator[SpotRow]:
    for area in dict.fromkeys(place.area for place in places(view)):
        row = content.current().areas[area]
        if row.role == "target":
            yield SpotRow(name=row.plain_name, spots=tuple(spots_in(row, spots)))


def spots_in(row: AreaRow, spots: Spots) -> Iterator[Spot]:
    """Yield the sides of one place with their buttons."""
    yield from (_spot(row.id, side, spots) for side in sides_of(row))


def _spot(area: str, side: str, spots: Spots, *, is_named: bool = False) -> Spot:
    name = content.current().areas[area].plain_name
    word = str(wording.SIDES[side, ""]) if side else _("Tight here")
    named = f"{name}, {word.lower()}" if side else name
    return Spot(
        area=area,
        side=side,
        label=named if is_named else word,
        name=name,
        is_marked=(area, side) in spots,
    )
