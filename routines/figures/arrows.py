"""Arrows that say what moves: along a line, there and back, or round a small circle."""

from __future__ import annotations

from math import cos, radians, sin

from routines.figures.geometry import Point, ahead, apart, direction
from routines.figures.motion import place, shifted
from routines.figures.poses import ArrowRow
from routines.figures.svg import group, number, pair, path

HEAD = 4.6
NUDGE = 2.5  # how far a one-way arrow moves in its own direction


def arrow(row: ArrowRow) -> str:
    """Return an arrow's SVG."""
    if row.circle:
        return _circle(row)
    end = row.end or row.start
    middle = _bowed(row.start, end, row.bow)
    turn = direction(middle, end)
    tip, tail, heads = ahead(end, turn, -HEAD * 0.7), row.start, _head(end, turn)
    if row.both:
        back = direction(middle, row.start)
        tail, heads = ahead(row.start, back, -HEAD * 0.7), heads + _head(row.start, back)
    drawn = _drawn(f"M{_spot(tail)}Q{_spot(middle)} {_spot(tip)}", heads)
    return drawn if row.both else _nudged(drawn, row.start, end)


def _nudged(drawn: str, start: Point, end: Point) -> str:
    share = NUDGE / max(apart(start, end), NUDGE)
    return shifted(drawn, (end[0] - start[0]) * share, (end[1] - start[1]) * share)


def _circle(row: ArrowRow) -> str:
    """Return most of a small circle with a head, turning about its own middle."""
    radius, begin = row.circle, 60.0
    last = begin + row.way * 290
    sweep = 0 if row.way > 0 else 1
    size = number(radius)
    start, end = ahead((0, 0), begin, radius), ahead((0, 0), last, radius)
    shaft = f"M{_spot(start)}A{size} {size} 0 1 {sweep} {_spot(end)}"
    drawn = _drawn(shaft, _head(end, last + 102 * row.way, 0.8))
    names = "round" if row.way > 0 else "round round--right"
    return group(group(drawn, names=names), transform=place(row.start))


def _drawn(shaft: str, heads: str) -> str:
    """Return an arrow, with a halo beneath that keeps it clear of the body."""
    return path(shaft + heads, "halo") + path(shaft, "arrow") + path(heads, "arrow-head")


def _bowed(start: Point, end: Point, bow: float) -> Point:
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return x - (end[1] - start[1]) * bow, y + (end[0] - start[0]) * bow


def _head(tip: Point, turn: float, size: float = 1.0) -> str:
    wings = [
        (tip[0] + HEAD * size * 1.25 * cos(turned), tip[1] + HEAD * size * 1.25 * sin(turned))
        for turned in (radians(turn + 150), radians(turn - 150))
    ]
    return "M" + "L".join(_spot(spot) for spot in (tip, *wings)) + "Z"


def _spot(point: Point) -> str:
    return pair(point[0], -point[1])
