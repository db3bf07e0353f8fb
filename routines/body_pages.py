"""The body map in the list of techniques: the filter by place, drawn, and as a list.

What is shown and chosen stands in the address alone, so Back steps through it: `view` is
the part of the body, `area` the filter, `side` the person's own side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routines import content, wording
from routines.catalogue import AreaRow
from routines.facts import Against, Objection
from routines.figures.bodymap import Place, Region, atlas, body_map, places
from safety.clearance import Open
from safety.limits import Standing
from safety.vocabulary import Restrictions

VIEW, SIDE = "view", "side"
WARNING = "AVOID: "  # how the content marks a place to keep off
FOUND = "#count"  # where the list begins


@dataclass(frozen=True, kw_only=True)
class Way:
    """A link with its word: a side of a place, or a part of the body."""

    label: str
    url: str
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A place as a row of the list: how many techniques, and a link for each side."""

    name: str
    count: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, kw_only=True)
class KeepOff:
    """A place that is no link, and why."""

    name: str
    why: str
    url: str


@dataclass(frozen=True, kw_only=True)
class BodyMapPage:
    """One part of the body drawn, and the same places in words; `others` have no region."""

    svg: str
    views: tuple[Way, ...]
    places: tuple[MapPlace, ...]
    others: tuple[MapPlace, ...]
    keep_off: tuple[KeepOff, ...]
    hide_url: str


def side_of(query: QueryDict) -> str:
    """Return the side an address asks for, "" without one."""
    side = query.get(SIDE, "")
    return side if side in ("left", "right") else ""


def technique_url(slug: str, side: str) -> str:
    """Return the address of a technique as it is done on a side; "" is the usual one."""
    url = reverse("routines:technique", args=[slug])
    return f"{url}?{SIDE}={side}" if side else url


def show_url(query: QueryDict, view: str = "") -> str:
    """Return the address that shows the map, the filters staying."""
    return _address(query, {VIEW: view or next(iter(atlas().views))}) + "#where"


def body_map_page(
    query: QueryDict, found: Mapping[str, int], standing: Standing
) -> BodyMapPage | None:
    """Build the map for an address; None where it shows none.

    `found` says how many techniques there are for each area.
    """
    if VIEW not in query:
        return None
    return _page(query.get(VIEW, ""), query, found, standing)


def _page(
    asked: str, query: QueryDict, found: Mapping[str, int], standing: Standing
) -> BodyMapPage:
    """Build the map of a view; an unknown one is the first."""
    view = asked if asked in atlas().views else next(iter(atlas().views))
    here = places(view)
    areas = content.current().areas
    off = {**_always_off(areas), **_off_for(standing, areas)}
    return BodyMapPage(
        svg=body_map(_regions(here, query, found, off), view=view),
        views=tuple(_views(query, view)),
        places=tuple(_rows(here, query, found, off)),
        others=tuple(_others(here, query, found, off)),
        keep_off=tuple(_keep_off(here, off)),
        hide_url=_address(query, {VIEW: "", SIDE: ""}),
    )


def first_map(standing: Standing, names: Iterable[str]) -> BodyMapPage:
    """Build the map as it stands before anything is chosen: the lower back, no filter.

    Beside it stand the areas named, in that order.
    """
    rows = content.current().techniques.values()
    worked = ({*row.primary_areas, *row.secondary_areas} for row in rows)
    found = Counter(area for areas in worked for area in areas)
    view = next(iter(atlas().views))
    query = QueryDict(f"{VIEW}={view}")
    known = [name for name in names if name in content.current().areas]
    large = tuple(_row(name, [""], query, found) for name in known)
    return replace(_page(view, query, found, standing), places=large)


def _views(query: QueryDict, shown: str) -> Iterator[Way]:
    for name, row in atlas().views.items():
        yield Way(label=row.label, url=show_url(query, name), is_chosen=name == shown)


def _always_off(areas: Mapping[str, AreaRow]) -> dict[str, str]:
    """Return why to keep off the places nobody presses, by area."""
    rows = (row for row in areas.values() if row.role == "avoid")
    return {row.id: why_of(row.why_it_matters) for row in rows}


def _off_for(standing: Standing, areas: Mapping[str, AreaRow]) -> dict[str, str]:
    """Return why this person keeps off a place, by area; nothing while the gate is closed.

    What the gate forbids is kept off even where no answer behind it is known any more.
    """
    found: dict[str, list[str]] = {}
    for source in standing.sources:
        for name in _within(source.restrictions, areas):
            found.setdefault(name, []).append(source.label)
    said = _("Because you told us: %(because)s.")
    told = {name: said % {"because": "; ".join(why)} for name, why in found.items()}
    if not isinstance(standing.gate, Open):
        return told
    limited = _within(standing.gate.restrictions, areas)
    bare = wording.objection_text(Objection(Against.AREA, ""))
    return {**dict.fromkeys(limited, bare), **told}


def _within(limits: Restrictions, areas: Mapping[str, AreaRow]) -> Iterator[str]:
    """Yield the areas limits forbid: those of a zone, and what lies in them."""
    for row in areas.values():
        around = areas[row.parent].zone if row.parent else row.zone
        if {row.zone, around} & limits.areas:
            yield row.id


def _regions(
    here: Iterable[Place], query: QueryDict, found: Mapping[str, int], off: Mapping[str, str]
) -> Iterator[Region]:
    areas = content.current().areas
    for place in here:
        name = _named(areas[place.area].plain_name, place.side)
        if why := off.get(place.area):
            label = _("Keep off: %(name)s. %(why)s") % {"name": name, "why": why}
            yield Region(id=place.id, label=label, state="avoid")
            continue
        number = found.get(place.area, 0)
        is_chosen = _is_chosen(query, place.area, place.side)
        yield Region(
            id=place.id,
            label=f"{name}: {_techniques(number)}",
            href=_place_url(query, place.area, place.side) if number or is_chosen else "",
            state="chosen" if is_chosen else "open",
        )


def _rows(
    here: Iterable[Place], query: QueryDict, found: Mapping[str, int], off: Mapping[str, str]
) -> Iterator[MapPlace]:
    """Yield the open places of a view in the order of the map, both sides in one row."""
    sides: dict[str, list[str]] = {}
    for place in here:
        if place.area not in off:
            sides.setdefault(place.area, []).append(place.side)
    for area, names in sides.items():
        yield _row(area, sorted(names), query, found, _("Show"))


def _others(
    here: Iterable[Place], query: QueryDict, found: Mapping[str, int], off: Mapping[str, str]
) -> Iterator[MapPlace]:
    """Yield places of the same side of the body that no map shows: too small, or too large."""
    drawn = {place.area for view in atlas().views for place in places(view)}
    side = {content.current().areas[place.area].map_view for place in here}
    for row in content.current().areas.values():
        if row.id not in drawn and row.id not in off and row.map_view in side:
            yield _row(row.id, [""], query, found)


def _row(
    area: str, sides: Iterable[str], query: QueryDict, found: Mapping[str, int], word: str = ""
) -> MapPlace:
    """Return a place with a way for each side; one without sides is called `word`."""
    name, number = content.current().areas[area].plain_name, found.get(area, 0)
    ways = (
        Way(
            label=str(wording.SIDES[side, ""]) if side else word or name,
            url=_place_url(query, area, side),
            is_chosen=_is_chosen(query, area, side),
        )
        for side in sides
    )
    shown = tuple(way for way in ways if number or way.is_chosen)
    return MapPlace(name=name, count=number, ways=shown)


def _keep_off(here: Iterable[Place], off: Mapping[str, str]) -> Iterator[KeepOff]:
    for area in dict.fromkeys(place.area for place in here if place.area in off):
        row = content.current().areas[area]
        url = reverse("routines:area", args=[area])
        yield KeepOff(name=row.plain_name, why=off[area], url=url)


def _is_chosen(query: QueryDict, area: str, side: str) -> bool:
    asked = side_of(query)
    return area in query.getlist("area") and (not side or not asked or side == asked)


def _place_url(query: QueryDict, area: str, side: str) -> str:
    """Return the address that chooses a place, or drops it when it is the chosen one."""
    if _is_chosen(query, area, side) and (side == side_of(query) or not side):
        return _address(query, {"area": "", SIDE: ""}) + "#where"
    return _address(query, {"area": area, SIDE: side}) + FOUND


def _address(query: QueryDict, changed: Mapping[str, str]) -> str:
    """Return the address of the list with some names' values changed; "" drops a name."""
    left = query.copy()
    for name, value in changed.items():
        left.setlist(name, [value] if value else [])
    return reverse("routines:catalogue") + (f"?{text}" if (text := left.urlencode()) else "")


def _named(name: str, side: str) -> str:
    return f"{name}, {wording.SIDES[side, ''].lower()}" if side else name


def _techniques(number: int) -> str:
    return ngettext("%(n)s technique", "%(n)s techniques", number) % {"n": number}


def why_of(text: str) -> str:
    """Return why a place matters as a sentence, without the mark of one to keep off."""
    bare = text.removeprefix(WARNING)
    return bare[:1].upper() + bare[1:]
