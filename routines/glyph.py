"""The little body picture: which side, which part of it, and where the dots go. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

# A 4:3 window on a body 100 units high (static/img/body.svg).
WIDTH, HEIGHT = 60.0, 45.0
FEW = 4
MIDLINE = 50.0
WHOLE = "-16.7 0 133.4 100"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A view of the body with marked points; `window` is an SVG viewBox."""

    view: str
    window: str
    points: tuple[Point, ...]

    @property
    def radius(self) -> float:
        """Return how large a dot is drawn: smaller where there are many."""
        return 2.6 if len(self.points) <= FEW else 1.9

    @property
    def spots(self) -> tuple[tuple[float, float, str], ...]:
        """Return the points with the person's own side: from behind, left is on the left."""
        sides = ("left", "right") if self.view == "back" else ("right", "left")
        return tuple((x, y, sides[x > MIDLINE] if x != MIDLINE else "") for x, y in self.points)

    @property
    def signs(self) -> tuple[tuple[float, float, float], ...]:
        """Return where the signs for keeping off stand: left, top and size of each."""
        size = round(2.4 * self.radius, 2)
        return tuple(
            (round(x - size / 2, 2), round(y - size / 2, 2), size) for x, y in self.points
        )


def glyph_for(places: Sequence[tuple[str, Sequence[Sequence[float]]]]) -> Glyph:
    """Return the picture for places given as (view, points), the first one leading."""
    if not places:
        return Glyph(view="back", window="20 20 60 45", points=())
    view = places[0][0]
    points = tuple((p[0], p[1]) for side, many in places if side == view for p in many)
    tops = [y for _x, y in points]
    if max(tops) - min(tops) > HEIGHT - 8:
        return Glyph(view=view, window=WHOLE, points=points)
    top = (max(tops) + min(tops)) / 2 - HEIGHT / 2
    top = min(max(top, -2.0), 102.0 - HEIGHT)
    return Glyph(view=view, window=f"20 {top:g} {WIDTH:g} {HEIGHT:g}", points=points)
