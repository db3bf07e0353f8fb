"""Which part of the model a picture shows: always 4 to 3, everything in it or as told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from routines.figures.drawing import Body
from routines.figures.geometry import Point
from routines.figures.poses import FigureRow, PropRow
from routines.figures.svg import number

MARGIN = 7.0
ASPECT = 4 / 3
ABOVE = 0.6  # how much of spare height goes above
GROUND = -3.6  # a mat's underside
HEIGHTS = {"couch": 80.0, "chair": 90.0, "bed": -22.0, "mat": 0.0, "bath": 0.0}
WALL = 13.0
Centres = Callable[[PropRow], tuple[Point, Point]]


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the drawing, y down."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def box(self) -> str:
        """Return it as a viewBox."""
        return " ".join(number(one) for one in (self.left, self.top, self.wide, self.high))


def window_of(row: FigureRow, bodies: Sequence[Body], centres: Centres) -> Window:
    """Return the window of a figure: its own (left, bottom, right, top), or round all of it."""
    left, bottom, right, top = row.window or _bounds(row, bodies, centres)
    wide, high = right - left, top - bottom
    if wide < high * ASPECT:
        return Window(left - (high * ASPECT - wide) / 2, -top, high * ASPECT, high)
    return Window(left, -top - (wide / ASPECT - high) * ABOVE, wide, wide / ASPECT)


def _bounds(
    row: FigureRow, bodies: Sequence[Body], centres: Centres
) -> tuple[float, float, float, float]:
    spots = [spot for body in bodies for spot in _body(body)]
    spots += [spot for prop in row.props for spot in _thing(prop, centres)]
    for one in row.arrows:
        spots += [
            spot for at in (one.start, one.end or one.start) for spot in _round(at, one.circle)
        ]
    xs, ys = [x for x, _y in spots], [GROUND, *(y for _x, y in spots)]
    return min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN


def _body(body: Body) -> Iterator[Point]:
    for bones in (body.first, body.last):
        for one in bones.values():
            for middle, radius in one.circles():
                yield from _round(middle, radius)


def _thing(prop: PropRow, centres: Centres) -> Iterator[Point]:
    left, base = prop.at or (prop.x, 0.0)
    if prop.held:
        return
    if prop.kind in HEIGHTS:
        yield from ((left, base), (left + (prop.size[0] or 42), base + HEIGHTS[prop.kind]))
    elif prop.kind == "wall":
        yield left + (WALL if prop.side == "front" else -WALL), 0.0
    elif prop.kind == "mat-above":
        yield from ((left, base), (left + prop.size[0], base - prop.size[1]))
    else:
        for at in centres(prop):
            yield from _round(at, prop.radius)


def _round(at: Point, radius: float) -> Iterator[Point]:
    yield from ((at[0] - radius, at[1] - radius), (at[0] + radius, at[1] + radius))
