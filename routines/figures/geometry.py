"""Points and angles.

Lengths are centimetres of a person 170 cm tall. Bodies are posed with y pointing up and
angles in degrees from 0 (right) to 90 (up); drawings (`svg.py`) have y down.
"""

from __future__ import annotations

from math import acos, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]


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
