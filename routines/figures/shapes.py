"""Outlines in a bone's own SVG frame: x along it, y down (the front of a head is down)."""

from __future__ import annotations

from routines.figures.body import Bone, Profile
from routines.figures.geometry import Point
from routines.figures.svg import smooth

Outline = tuple[Point, ...]


def outline(text: str) -> Outline:
    """Return points written as "x y, x y"."""
    pairs = (spot.split() for spot in text.split(","))
    return tuple((float(x), float(y)) for x, y in pairs)


HEAD = outline(
    "-3.5 -4.6, 1.5 -6.4, 6.5 -9.4, 12.5 -10.2, 18 -7.4, 20.9 -1.6, 20.4 3.6, "
    "17 7.9, 13 9.4, 11 9.5, 8.6 11.1, 7.3 10.6, 6.7 9.4, 4.2 9.2, 1.4 8.9, "
    "-0.9 7, -0.6 3.6, -3.6 2.8"
)
FACE = outline(
    "-3 -4.6, 1 -6.3, 5 -8.4, 10.5 -9.3, 16 -8.6, 20 -5, 21.2 0, 20 5, 16 "
    "8.6, 10.5 9.3, 5 8.4, 1 6.3, -3 4.6, -3.8 0"
)
FOOT = outline(
    "-3.4 -3, -5 0.5, -5.6 3.6, -4.6 6, -1.5 6.5, 5 6.1, 10 6.3, 15 6.5, 18.4 "
    "5.9, 18.6 3.6, 15 1.7, 9 -0.9, 3.8 -3.6, 0 -4.4"
)
FOOT_FRONT = outline(
    "-3 -3.4, 2 -3.8, 6 -4.6, 8.4 -4, 9.2 -1, 9 2.4, 7.4 4.4, 3 4, -3 3.4, -4 0"
)
HANDS: dict[str, Outline] = {
    "flat": outline(
        "-1.6 -2.7, 2.6 -3.2, 4.4 -5, 6.8 -6.6, 8.6 -6.2, 8.4 -4.6, 7.2 -3, 11 "
        "-2.6, 14.4 -1.6, 15.4 0.2, 14 1.9, 9 2.9, 4 3.1, -1.6 2.6, -2.6 0"
    ),
    "point": outline(
        "-1.6 -2.7, 2.6 -3.4, 5.6 -5, 8.6 -5, 9.2 -3.4, 8 -2.2, 12.6 -1.6, 15 "
        "-0.4, 14.2 1, 9.6 1.6, 7.4 3.2, 4 3.6, -1.6 2.6, -2.6 0"
    ),
    "fist": outline(
        "-1.6 -2.7, 2.4 -3.6, 5.6 -4.5, 8.4 -4.1, 10 -1.9, 10.1 1.2, 8.6 3.6, 5.4 "
        "4.3, 2 3.7, -1.6 2.6, -2.6 0"
    ),
    "grip": outline(
        "-1.6 -2.7, 2.4 -3.6, 5.6 -4.5, 8.4 -4.1, 10 -1.9, 10.1 1.2, 8.6 3.6, 5.4 "
        "4.3, 2 3.7, -1.6 2.6, -2.6 0"
    ),
}
HANDS["open"] = HANDS["flat"]

# Hair by style: what lies behind the head, and what lies on it, from the side and the front.
HAIR: dict[str, dict[str, Outline]] = {
    "short": {
        "side": outline(
            "16.2 8.9, 19.6 6.2, 22 1, 21.4 -4.4, 17.4 -9.6, 11 -11.6, 5.4 -9.9, 3 "
            "-7.4, 4.2 -5, 8 -3.6, 9.6 -1.2, 11.6 0.4, 14.2 2.2, 15.6 5.6"
        ),
        "front": outline(
            "9.5 -9.9, 15 -10.2, 20 -7, 22.3 0, 20 7, 15 10.2, 9.5 9.9, 12.4 7.9, 16 "
            "6, 17.4 2, 17.2 -2.6, 15.4 -6.6, 12.4 -7.9"
        ),
        "back": outline(
            "1.4 -6.2, 5 -9, 10.5 -10.2, 16 -9.6, 20.6 -6, 22.3 0, 20.6 6, 16 9.6, "
            "10.5 10.2, 5 9, 1.4 6.2, 0.4 0"
        ),
    },
    "bob": {
        "side": outline(
            "15.6 9, 19.8 6.6, 22.6 1, 21.8 -5, 17.6 -10.6, 11 -12.4, 4 -11.6, -1 "
            "-9.6, -2.6 -5, -1.4 0.4, 1.6 1.4, 6 0.6, 10.4 1.6, 13.4 3.6, 14.8 6.4"
        ),
        "front": outline(
            "-1.6 -8.2, 4 -11.6, 12 -12, 19 -8.6, 22.8 0, 19 8.6, 12 12, 4 11.6, -1.6 "
            "8.2, 2 7.4, 8 8.2, 13 7.4, 16.6 4, 17.6 -1.6, 15.6 -6.4, 11 -7.9, 6 "
            "-8.1, 2 -7.4"
        ),
        "back": outline(
            "-1.4 -9, 4 -11.8, 12 -12, 19 -8.6, 22.8 0, 19 8.6, 12 12, 4 11.8, -1.4 9, -2.6 0"
        ),
    },
}
HAIR["bun"] = HAIR["pony"] = HAIR["short"]
CURLS = {
    "side": outline(
        "15.8 9.6, 19 10, 22.4 7.6, 24.6 3.4, 25.2 -2, 23.4 -7.4, 19.4 -11.6, 14 "
        "-14, 8.4 -13.8, 3.8 -11.4, 1.4 -7.6, 3 -4.2, 7 -3, 10 -0.6, 12.6 1.6, 14 "
        "5"
    ),
    "front": outline(
        "7 -10.8, 12 -13.4, 18 -12.6, 23 -8, 25.2 0, 23 8, 18 12.6, 12 13.4, 7 "
        "10.8, 10 8.2, 14.6 7, 16.6 3, 17 -2, 15.4 -6.4, 10 -8.2"
    ),
    "back": outline(
        "2 -8.4, 6 -11.6, 12 -13.4, 18 -12.6, 23 -8, 25.2 0, 23 8, 18 12.6, 12 "
        "13.4, 6 11.6, 2 8.4, 0.8 0"
    ),
}
HAIR["curls"] = CURLS
SCARF: dict[str, Outline] = {
    "side": outline(
        "15 9.2, 19.6 6.8, 22.2 1, 21.4 -5, 17 -10.4, 10 -12, 3 -10.6, -3 -9, "
        "-7.6 -8.6, -8.6 -1, -6.4 6.4, -2.6 7.8, 0.6 6.4, 4 3.6, 9 2.6, 13 4.4"
    ),
    "front": outline(
        "-8 -8.2, 0 -9.4, 8 -10.6, 16 -9.8, 21 -6, 22.6 0, 21 6, 16 9.8, 8 10.6, "
        "0 9.4, -8 8.2, -4.6 2.4, -1.2 4.6, 4 6.8, 10 7.6, 15.6 5.6, 17.4 0, 15.6 "
        "-5.6, 10 -7.6, 4 -6.8, -1.2 -4.6, -4.6 -2.4"
    ),
    "back": outline(
        "-8 -8.6, 0 -9.8, 8 -10.8, 16 -9.8, 21 -6, 22.6 0, 21 6, 16 9.8, 8 10.8, "
        "0 9.8, -8 8.6, -9 0"
    ),
}
HAIR["scarf"] = SCARF
KNOTS = {  # style: (middle along, middle up, radius) of a bun, by view
    "bun": {"side": (17.6, -10.4, 4.9), "front": (24.2, 0, 5.0), "back": (18.6, 0, 5.4)},
}
TAIL: dict[str, Outline] = {
    "side": outline("16 -9, 17 -13, 12 -16.6, 3 -17, -4 -14.4, -1 -12, 6 -11.4, 11 -8.6"),
    "back": outline("14 -3, 15 0, 14 3, 4 4.6, -8 3.2, -13 0, -8 -3.2, 4 -4.6"),
}


def limb_outline(
    one: Bone, profile: Profile, *, root: bool = False, tip: bool = True, depth: float = 1.0
) -> str:
    """Return a limb's outline; with `root` it stays open where the limb begins.

    `tip` rounds its far end, `depth` says how round its near end is.
    """
    length, sign = one.length, -one.face
    front = [(at * length, sign * ahead) for at, ahead, _behind in profile]
    back = [(at * length, -sign * behind) for at, _ahead, behind in profile]
    end = _cap(front[-1], back[-1], 1) if tip else []
    start = [] if root else _cap(back[0], front[0], -1, depth)
    return smooth([*front, *end, *reversed(back), *start], closed=not root)


def _cap(first: Point, last: Point, way: int, depth: float = 1.0) -> list[Point]:
    """Return three points that round off an end; `depth` flattens it."""
    middle = (first[1] + last[1]) / 2
    radius = abs(first[1] - last[1]) / 2
    along = first[0]
    lean = (first[1] - middle) * 0.7
    return [
        (along + way * radius * 0.72 * depth, middle + lean),
        (along + way * radius * depth, middle),
        (along + way * radius * 0.72 * depth, middle - lean),
    ]
