"""Points, angles and smooth paths.

Lengths are centimetres of a person 170 cm tall. Bodies are posed with y pointing up and
angles in degrees from 0 (right) to 90 (up); paths are written in the SVG's own way, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]


def number(value: float) -> str:
    """Return a number for an SVG, one decimal at most."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def pair(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def ahead(start: Point, angle: float, length: float) -> Point:
    """Return the point a length away from another, in the direction of an angle."""
    turn = radians(angle)
    return start[0] + length * cos(turn), start[1] + length * sin(turn)


def apart(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def direction(start: Point, end: Point) -> float:
    """Return the angle from one point to another."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def placed(point: Point, origin: Point, angle: float) -> Point:
    """Return a point of a bone's own frame (along it, y up) where the bone lies."""
    turn = radians(angle)
    along, up = point
    return (
        origin[0] + along * cos(turn) - up * sin(turn),
        origin[1] + along * sin(turn) + up * cos(turn),
    )


def shortest_turn(start: float, end: float) -> float:
    """Return the turn between two angles the short way round, in -180..180."""
    return (end - start + 180.0) % 360.0 - 180.0


def two_bones(
    start: Point, target: Point, lengths: tuple[float, float], bend: float
) -> tuple[float, float]:
    """Return the angles of two bones whose end reaches a target.

    `bend` is 1 or -1: to which side the middle joint goes. What is out of reach is
    pointed at with straight bones.
    """
    first, second = lengths
    reach = min(max(apart(start, target), abs(first - second) + 0.01), first + second - 0.01)
    base = direction(start, target)
    inner = (first**2 + reach**2 - second**2) / (2 * first * reach)
    upper = base + bend * degrees(acos(max(-1.0, min(1.0, inner))))
    return upper, direction(ahead(start, upper, first), ahead(start, base, reach))


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 1 / 6) -> str:
    """Return a path through points (SVG frame) as a Catmull-Rom spline."""
    count = len(points)

    def near(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    parts = [f"M{pair(*points[0])}"]
    for index in range(count if closed else count - 1):
        before, start, end, after = (near(index + step) for step in (-1, 0, 1, 2))
        parts.append(
            f"C{pair(*_handle(start, before, end, tension))} "
            f"{pair(*_handle(end, after, start, tension))} {pair(*end)}"
        )
    return "".join(parts) + ("Z" if closed else "")


def _handle(at: Point, behind: Point, towards: Point, tension: float) -> Point:
    return at[0] + (towards[0] - behind[0]) * tension, at[1] + (towards[1] - behind[1]) * tension


def polygon(points: Sequence[Point]) -> str:
    """Return a closed path with straight sides."""
    return "M" + "L".join(pair(*point) for point in points) + "Z"
