"""Things in a picture: what one lies, sits or leans on, and what one presses with.

Each function gets the row and the place of the thing's middle (or foot) and returns SVG in
the model's scale, drawn round that place with y down.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from routines.figures.poses import PropRow
from routines.figures.svg import box, circle, number, pair, path

MAT = 3.6
BRICK = 18  # how high the courses of a wall are drawn


def mat(row: PropRow) -> str:
    wide, thick = row.size[0], MAT
    return box(0, 0, wide, thick, "mat edge", 1.8)


def wall(row: PropRow) -> str:
    """A wall whose face is at x = 0; `side` front puts it right of the face."""
    wide, high = 13.0, row.size[1] or 186.0
    left = 0.0 if row.side == "front" else -wide
    lines = ""
    for row_number, y in enumerate(range(0, int(high), BRICK)):
        joint = left + wide / (2 if row_number % 2 else 4)
        lines += f"M{pair(left, -y)}h{number(wide)}M{pair(joint, -y)}v{-BRICK}"
    face = path(f"M0 0V{number(-high)}", "wall-face")
    return box(left, -high, wide, high, "wall", 0) + path(lines, "wall-joint") + face


def ball(row: PropRow) -> str:
    r = row.radius
    seam = f"M{pair(-r * 0.86, -r * 0.4)}Q{pair(0, -r * 0.05)} {pair(r * 0.55, r * 0.8)}"
    return circle(r, "ball edge") + path(seam, "ball-seam")


def peanut(row: PropRow) -> str:
    """Two taped balls seen from their end: one in front of the other."""
    r = row.radius
    tape = f"M{pair(-r, 0)}Q0 {number(r * 0.5)} {pair(r, 0)}"
    return circle(r, "ball edge", -1.4, -1.0) + ball(row) + path(tape, "tape")


def roller(row: PropRow) -> str:
    r = row.radius
    dots = "".join(
        circle(0.7, "roller-dark", r * 0.76 * cos(step * pi / 6), r * 0.76 * sin(step * pi / 6))
        for step in range(12)
    )
    return circle(r, "roller edge") + dots + circle(r * 0.5, "hole edge")


def chair(row: PropRow) -> str:
    """A chair facing right; its seat is `size[1]` high, its back left of x = 0."""
    deep, high = row.size[0] or 42.0, row.size[1] or 45.0
    top, rear = number(-high), number(deep - 6)
    back = f"M-1 {top}L-5 {number(-high - 44)}h4.4L4 {top}z"
    legs = f"M1 {top}L-1 0h3.6L5 {top}z"
    legs += f"M{rear} {top}l2 {number(high)}h3.6l-1.6 {top}z"
    seat = box(-2, -high, deep + 1, 5, "wood edge", 2.4)
    return path(back, "wood-dark edge") + path(legs, "wood-dark edge") + seat


def stool(row: PropRow) -> str:
    """A round stool seen from the front or back, its seat `size[1]` high."""
    wide, high = row.size[0] or 40.0, row.size[1] or 46.0
    legs = ""
    for way in (-1, 1):
        x = way * (wide / 2 - 3)
        legs += f"M{pair(x, -high)}L{pair(x * 1.12, 0)}h{number(-3.4 * way)}"
        legs += f"L{pair(x * 0.8, -high)}z"
    return path(legs, "wood-dark edge") + box(-wide / 2, -high, wide, 6, "wood edge", 3)


def bed(row: PropRow) -> str:
    """A mattress whose top is at y = 0, on a frame."""
    wide = row.size[0]
    deep = row.size[1] or 15.0
    legs = f"M8 {number(deep + 4)}v11h5v-11zM{number(wide - 13)} {number(deep + 4)}v11h5v-11z"
    return (
        path(legs, "wood-dark edge")
        + box(0, deep - 2, wide, 8, "wood edge", 2.5)
        + box(2, 0, wide - 4, deep, "linen edge", 5)
    )


def couch(row: PropRow) -> str:
    """A couch facing left; its seat is `size[1]` high and begins at x = 0."""
    wide, high = row.size[0] or 62.0, row.size[1] or 42.0
    return (
        box(wide - 16, -high - 34, 18, high + 31, "couch edge", 7)
        + box(2, -high + 10, wide - 6, high - 14, "couch edge", 5)
        + box(-2, -high, wide - 10, 15, "couch edge", 6)
        + box(6, -4, 6, 4, "wood-dark edge", 1)
        + box(wide - 10, -4, 6, 4, "wood-dark edge", 1)
    )


def pillow(row: PropRow) -> str:
    wide, high = row.size
    half, tall = wide / 2, high / 2
    flat = number(half * 0.6)
    d = f"M{pair(-half, 0)}Q{pair(-half, -tall)} {pair(-half * 0.6, -tall)}H{flat}"
    d += f"Q{pair(half, -tall)} {pair(half, 0)}Q{pair(half, tall)} {pair(half * 0.6, tall)}"
    d += f"H-{flat}Q{pair(-half, tall)} {pair(-half, 0)}Z"
    return path(d, "pillow edge")


def mat_above(row: PropRow) -> str:
    """A mat seen from above; its corner is at the point."""
    return box(0, 0, *row.size, "mat edge", 6)


def floor_mat(row: PropRow) -> str:
    """A mat lying on a bare floor, so its top is above it."""
    return box(0, -MAT, row.size[0], MAT, "mat edge", 1.8)


def sheet(row: PropRow) -> str:
    """A bed seen from above; its corner is at the point."""
    return box(0, 0, *row.size, "linen edge", 6)


PROPS: dict[str, Callable[[PropRow], str]] = {
    "mat": mat,
    "mat-above": mat_above,
    "sheet": sheet,
    "floor-mat": floor_mat,
    "wall": wall,
    "ball": ball,
    "peanut": peanut,
    "roller": roller,
    "chair": chair,
    "stool": stool,
    "bed": bed,
    "couch": couch,
    "pillow": pillow,
    "touch": lambda _row: "",
}
