"""The body map: regions of the body as real links, the lower back first and large.

Pure: which regions there are comes from bodymap.toml, what they are called, where they
lead and what stands against them from the caller. The same regions are there as data, for
the list beside the map; areas without a region are in the list only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any, ClassVar, Literal

from routines.figures.content import DATA
from routines.figures.geometry import Point
from routines.figures.poses import STRICT
from routines.figures.shapes import outline
from routines.figures.svg import number
from safety.content import ContentError, Folder

MIDLINE = 50.0
HATCH = 0.9  # between the lines over a place to keep off, in percent of the body
State = Literal["open", "chosen", "avoid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """A region of a view: drawn right of the midline and mirrored, or once in the middle."""

    __pydantic_config__: ClassVar[Any] = STRICT
    area: str
    mirrored: bool
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRow:
    """A part of the body shown large; `window` is left, top, width and height in percent."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    side: Literal["back", "front"]
    label: str
    window: tuple[float, float, float, float]
    regions: tuple[RegionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a region lies: its id ("hamstrings-left"), area, the person's own side, shape."""

    id: str
    area: str
    side: Literal["", "left", "right"]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What the caller says of a region: its words, where it leads, and how it stands.

    Without an address it is no link.
    """

    id: str
    label: str
    href: str = ""
    state: State = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Everything the map is drawn from."""

    outline: Mapping[str, str]
    views: Mapping[str, ViewRow] = field(default_factory=dict)


@cache
def atlas() -> Atlas:
    """Return the shipped map, read once per process; raise ContentError with all problems."""
    folder = Folder(DATA)
    views = folder.rows("bodymap.toml", "views", ViewRow)
    if folder.problems:
        raise ContentError(folder.problems)
    lines = folder.table("bodymap.toml")["outline"]
    return Atlas(outline=lines, views={row.id: row for row in views})


def places(view: str) -> tuple[Place, ...]:
    """Return the regions of a view, left ones after right ones; none for an unknown view."""
    row = atlas().views.get(view)
    return tuple(_places(row)) if row else ()


def body_map(regions: Iterable[Region], *, view: str = "lower-back") -> str:
    """Return a view as SVG: links in the order of the view, places to keep off hatched.

    Regions without words from the caller are not shown; an unknown view is the first one.
    """
    row = _view(view)
    known = {region.id: region for region in regions}
    shown = [(place, known[place.id]) for place in _places(row) if place.id in known]
    drawn = "".join(_region(place, region) for place, region in shown)
    return _drawn(row, drawn, f'role="group" aria-label="{escape(row.label)}"')


def zone_map(zones: Mapping[str, str], *, view: str = "lower-back") -> str:
    """Return a view whose regions name the zone they lie in, for a script to choose.

    A list beside it says and does the same, so nobody is read the picture.
    """
    row = _view(view)
    drawn = "".join(
        f'<g class="body-map__zone" data-zone="{escape(zones[place.area])}">'
        f'<path class="body-map__region" d="{rounded(place.points)}"/>'
        f'<path class="body-map__hatch" d="{hatch(place.points)}"/></g>'
        for place in _places(row)
        if zones.get(place.area)
    )
    return _drawn(row, drawn, 'aria-hidden="true"')


def _view(name: str) -> ViewRow:
    return atlas().views.get(name) or next(iter(atlas().views.values()))


def _drawn(row: ViewRow, regions: str, role: str) -> str:
    """Return a whole map: the body, the regions over it, its edge over them."""
    lines = atlas().outline
    box = " ".join(number(value) for value in row.window)
    return (
        f'<svg class="body-map" xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
        f"{role}>"
        f'<path class="body-map__body" d="{lines["body"]}"/>'
        f'<path class="body-map__lines" d="{lines[row.side]}"/>{regions}'
        f'<path class="body-map__edge" d="{lines["body"]}"/></svg>'
    )


def _places(row: ViewRow) -> Iterator[Place]:
    """Yield places; from behind a person's right is on the right, from the front it is left."""
    right: Literal["left", "right"] = "right" if row.side == "back" else "left"
    for region in row.regions:
        points = outline(region.shape)
        if not region.mirrored:
            yield Place(id=region.area, area=region.area, side="", points=points)
            continue
        flipped = tuple((2 * MIDLINE - x, y) for x, y in points)
        for side, shape in ((right, points), (_other(right), flipped)):
            yield Place(id=f"{region.area}-{side}", area=region.area, side=side, points=shape)


def _other(side: Literal["left", "right"]) -> Literal["left", "right"]:
    return "left" if side == "right" else "right"


def _region(place: Place, region: Region) -> str:
    shape = rounded(place.points)
    label = escape(region.label)
    if not region.href and region.state != "avoid":
        area = f'<path class="body-map__empty" d="{shape}"/>'
        return f'<g role="img" aria-label="{label}">{area}</g>'
    if region.state == "avoid":
        lines = f'<path class="body-map__hatch" d="{hatch(place.points)}"/>'
        area = f'<path class="body-map__avoid" d="{shape}"/>{lines}'
        return f'<g role="img" aria-label="{label}">{area}</g>'
    chosen = ' aria-current="true"' if region.state == "chosen" else ""
    return (
        f'<a class="body-map__link" href="{escape(region.href)}" aria-label="{label}"{chosen}>'
        f'<path class="body-map__region" d="{shape}"/></a>'
    )


def rounded(points: tuple[Point, ...], radius: float = 1.3) -> str:
    """Return a polygon with rounded corners as a path."""
    parts: list[str] = []
    for index, corner in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        parts.append(f"{'L' if parts else 'M'}{_fine(start)}Q{_fine(corner)} {_fine(end)}")
    return "".join(parts) + "Z"


def _toward(start: Point, end: Point, length: float) -> Point:
    """Return the point so far on the way, at most half of it."""
    far = max(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5, 0.01)
    share = min(length / far, 0.5)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _fine(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def hatch(points: tuple[Point, ...]) -> str:
    """Return slanted lines that fill a polygon, as a path: a sign that needs no colour."""
    sums = [x + y for x, y in points]
    lines, at = "", min(sums) + HATCH / 2
    while at < max(sums):
        cuts = sorted(_cuts(points, at))
        lines += "".join(
            f"M{_fine(a)}L{_fine(b)}" for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        )
        at += HATCH
    return lines


def _cuts(points: tuple[Point, ...], at: float) -> Iterator[Point]:
    """Yield where the line x + y = at crosses the sides of a polygon."""
    for (x, y), (u, v) in zip(points, (*points[1:], points[0]), strict=True):
        if (x + y < at) != (u + v < at):
            share = (at - x - y) / (u + v - x - y)
            yield x + (u - x) * share, y + (v - y) * share
