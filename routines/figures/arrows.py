"""Arrows that say what moves."""

from __future__ import annotations

from math import cos, radians, sin

from routines.figures.geometry import Point, ahead, direction, number, pair
from routines.figures.poses import ArrowRow

HEAD = 4.6


def arrow(row: ArrowRow) -> str:
    """Return an arrow's SVG: from point to point, or round a point."""
    if row.circle:
        return _circle(row)
    end = row.end or row.start
    middle = _bowed(row.start, end, row.bow)
    turn = direction(middle, end)
    tip = ahead(end, turn, -HEAD * 0.7)
    tail, heads = row.start, _head(end, turn)
    if row.both:
        back = direction(middle, row.start)
        tail, heads = ahead(row.start, back, -HEAD * 0.7), heads + _head(row.start, back)
    d = f"M{_spot(tail)}Q{_spot(middle)} {_spot(tip)}"
    return f'<path class="arrow" d="{d}"/>{heads}'


def _circle(row: ArrowRow) -> str:
    """Return most of a small circle with a head."""
    x, y = row.start
    r = row.circle
    from_angle, to_angle = 60.0, 60.0 + row.way * 290
    start, end = ahead((x, y), from_angle, r), ahead((x, y), to_angle, r)
    sweep = 0 if row.way > 0 else 1
    d = f"M{_spot(start)}A{number(r)} {number(r)} 0 1 {sweep} {_spot(end)}"
    return f'<path class="arrow" d="{d}"/>' + _head(end, to_angle + 90 * row.way + 12 * row.way, 0.8)


def _bowed(start: Point, end: Point, bow: float) -> Point:
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return x - (end[1] - start[1]) * bow, y + (end[0] - start[0]) * bow


def _head(tip: Point, turn: float, size: float = 1.0) -> str:
    spots = [tip]
    for side in (150, -150):
        angle = radians(turn + side)
        spots.append((tip[0] + HEAD * size * 1.25 * cos(angle), tip[1] + HEAD * size * 1.25 * sin(angle)))
    return '<path class="arrow-head" d="M' + "L".join(_spot(spot) for spot in spots) + 'Z"/>'


def _spot(point: Point) -> str:
    return pair(point[0], -point[1])
