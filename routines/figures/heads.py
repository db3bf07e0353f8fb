"""Heads: a round head with a small nose, an eye and a quiet mouth, and hair."""

from __future__ import annotations

from routines.figures.clothes import Part
from routines.figures.people import Look
from routines.figures.shapes import FACE, HAIR, HEAD, KNOTS, TAIL, outline
from routines.figures.svg import blob, circle, ellipse, number, path, smooth

BEARD = outline(
    "4.2 9.8, 5.6 8.6, 5 5.6, 7.6 1.6, 8.2 -1.2, 4 -0.6, 0 2.8, -2 6, -1 8.8, 1.6 9.8"
)
BEARD_FRONT = outline(
    "7 -8.8, 3 -8, -0.8 -5.8, -3.4 0, -0.8 5.8, 3 8, 7 8.8, 5.4 5, 6.4 0, 5.4 -5"
)


def head_part(look: Look, facing: str, eyes: str) -> Part:
    """Return a head seen from "side", "front" or "back", with open or closed eyes."""
    skull = smooth(HEAD if facing == "side" else FACE)
    hair = smooth(HAIR[look.hair][facing])
    behind = _behind(look, facing)
    cloth = "scarf" if look.hair == "scarf" else "hair"
    features = "" if facing == "back" else _features(look, facing, eyes)
    knot = _knot(look, facing, "hair")
    under, over = ("", knot) if facing == "back" else (knot, "")
    fill = under + (path(behind, "hair") if behind else "") + path(skull, "skin") + features
    fill += path(hair, cloth) + over
    line = path(skull) + path(hair) + _knot(look, facing, "") + (path(behind) if behind else "")
    return Part(line, fill)


def _behind(look: Look, facing: str) -> str:
    return smooth(TAIL[facing]) if look.hair == "pony" and facing in TAIL else ""


def _knot(look: Look, facing: str, name: str) -> str:
    if look.hair not in KNOTS:
        return ""
    x, y, radius = KNOTS[look.hair][facing]
    return circle(radius, name, x, y)


def _features(look: Look, facing: str, eyes: str) -> str:
    return _profile(look, eyes) if facing == "side" else _face(look, eyes)


def _profile(look: Look, eyes: str) -> str:
    ear = ellipse(8.8, -0.8, 2.3, 1.7, "shade")
    blush = circle(2, "blush", 6.6, 5.6)
    eye = (
        ellipse(11, 6.6, 1.2, 0.9, "ink")
        if eyes == "open"
        else path("M11.4 5.2Q10.2 6.6 11.4 8", "feature")
    )
    mouth = path("M4.9 9.2Q3.8 8 4.4 6.6", "feature")
    beard = blob(BEARD, "hair") if look.beard else ""
    return beard + blush + ear + eye + mouth


def _face(look: Look, eyes: str) -> str:
    blush = "".join(circle(1.9, "blush", 6, y) for y in (-5.4, 5.4))
    eye = "".join(
        ellipse(9.8, y, 1.25, 0.95, "ink")
        if eyes == "open"
        else path(f"M10.2 {number(y - 1.5)}Q8.9 {y} 10.2 {number(y + 1.5)}", "feature")
        for y in (-3.7, 3.7)
    )
    mouth = path("M3.9 -2.2Q2.2 0 3.9 2.2", "feature")
    nose = path("M7.4 -.5Q6.6 0 7.4 .6", "feature")
    beard = blob(BEARD_FRONT, "hair") if look.beard else ""
    return beard + blush + eye + nose + mouth
