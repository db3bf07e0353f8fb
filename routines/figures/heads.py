"""Heads: a round head with a small nose, an eye and a quiet mouth, and hair."""

from __future__ import annotations

from routines.figures.clothes import Part
from routines.figures.people import Look
from routines.figures.shapes import FACE, HAIR, HEAD, KNOTS, TAIL, outline
from routines.figures.svg import blob, circle, ellipse, number, path, smooth

BEARD = outline(
    "4 9.9, 5.8 8.9, 5.2 5.8, 7.6 1.8, 8.4 -1, 4.2 -0.6, 0 2.8, -2.4 6, -1.6 8.6, 1.4 9.9"
)
BEARD_FRONT = outline(
    "8.4 -9.1, 4 -8.3, -0.6 -6.2, -3.8 0, -0.6 6.2, 4 8.3, 8.4 9.1, 6 7.4, 4.4 5.2, 5.2 2.4,"
    "5.6 0, 5.2 -2.4, 4.4 -5.2, 6 -7.4"
)


def head_part(look: Look, facing: str, eyes: str, *, is_tucked: bool = False) -> Part:
    """Return a head seen from "side", "front" or "back", with open or closed eyes.

    With `is_tucked`, no bun or tail: the back of the head lies on the ground or at a wall.
    """
    skull, hair = smooth(HEAD if facing == "side" else FACE), smooth(HAIR[look.hair][facing])
    knot, plain = ("", "") if is_tucked else (_knot(look, facing, "hair"), _knot(look, facing))
    under, over = ("", knot) if facing == "back" else (knot, "")
    covered = path(hair, "scarf" if look.hair == "scarf" else "hair")
    fill = under + path(skull, "skin") + _features(look, facing, eyes) + covered + over
    return Part(path(skull) + path(hair) + plain, fill)


def _knot(look: Look, facing: str, names: str = "") -> str:
    """Return a bun or tail."""
    if look.hair == "pony":
        return blob(TAIL[facing], names) if facing in TAIL else ""
    if look.hair not in KNOTS:
        return ""
    x, y, radius = KNOTS[look.hair][facing]
    return circle(radius, names, x, y)


def _features(look: Look, facing: str, eyes: str) -> str:
    if facing == "back":
        return ""
    return _profile(look, eyes) if facing == "side" else _face(look, eyes)


def _profile(look: Look, eyes: str) -> str:
    is_open = eyes == "open"
    lid = path("M11.4 5.2Q10.2 6.6 11.4 8", "feature")
    return (
        (blob(BEARD, "hair") if look.beard else "")
        + circle(2, "blush", 7.4 if look.beard else 6.6, 5.6)
        + ellipse(8.8, -0.8, 2.3, 1.7, "shade")
        + (ellipse(11, 6.6, 1.2, 0.9, "ink") if is_open else lid)
        + path("M4.9 9.2Q3.8 8 4.4 6.6", "feature")
    )


def _face(look: Look, eyes: str) -> str:
    cheek = 7.6 if look.beard else 6.0
    beard = blob(BEARD_FRONT, "hair") + ellipse(3, 0, 1.1, 2.7, "skin")
    return (
        "".join(circle(1.9, "blush", cheek, y) for y in (-5.4, 5.4))
        + (beard if look.beard else "")
        + "".join(_eye(y, is_open=eyes == "open") for y in (-3.7, 3.7))
        + path("M7.4 -.5Q6.6 0 7.4 .6", "feature")
        + path("M3.9 -2.2Q2.2 0 3.9 2.2", "feature")
    )


def _eye(y: float, *, is_open: bool) -> str:
    if is_open:
        return ellipse(9.8, y, 1.25, 0.95, "ink")
    return path(f"M10.2 {number(y - 1.5)}Q8.9 {y} 10.2 {number(y + 1.5)}", "feature")
