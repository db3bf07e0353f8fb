"""What each bone of a dressed person looks like: a line beneath, colours above."""

from __future__ import annotations

from dataclasses import dataclass

from routines.figures.body import LENGTHS, Bone
from routines.figures.geometry import Point
from routines.figures.people import Look
from routines.figures.poses import LimbRow
from routines.figures.shapes import FOOT, FOOT_FRONT, HANDS, limb_outline
from routines.figures.svg import number, path, smooth

OPEN = 0.16  # where a limb's own line begins, so that it grows out of the trunk
FLARE = 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """One bone's drawing: its outline (stroked), its colours, and its closed outline."""

    line: str
    fill: str
    closed: str = ""


def limb_part(name: str, one: Bone, look: Look, row: LimbRow) -> Part:
    """Return how a limb bone looks; `name` without near or far."""
    if name == "hand":
        return _hand(row)
    if name == "foot":
        return _foot(row)
    cover, cloth, flare = _cover(name, look, one)
    grows_out = name in ("upper_arm", "thigh") or (name == "shank" and row.crossed)
    bare, dressed = _bare(one, cover), _dressed(one, cover, flare)
    fill = (path(bare, "skin") if bare else "") + (path(dressed, cloth) if dressed else "")
    if 0 < cover < 1:
        fill += _hem(one, cover, flare)
    closed = "".join(path(shape) for shape in (bare, dressed) if shape)
    if not grows_out:
        return Part(closed, fill, closed)
    inner = _bare(one, cover, OPEN) if cover <= 0 else bare
    outer = _dressed(one, cover, flare, OPEN)
    return Part("".join(path(shape) for shape in (inner, outer) if shape), fill, closed)


def _bare(one: Bone, cover: float, start: float = 0.0) -> str:
    """Return the outline of what no garment covers; it stays open where it starts later."""
    if cover >= 1:
        return ""
    if cover > 0:
        return limb_outline(one, one.part(cover - 0.06, 1))
    return limb_outline(one, one.part(start, 1), root=start > 0)


def _dressed(one: Bone, cover: float, flare: float, start: float = 0.0) -> str:
    """Return the outline of a sleeve or trouser leg, wider towards its hem."""
    if cover <= 0:
        return ""
    end = min(cover, 1)
    rows = tuple(
        (at, front + flare * at / end, back + flare * at / end)
        for at, front, back in one.part(start, end)
    )
    return limb_outline(one, rows, root=start > 0, tip=cover >= 1)


def _cover(name: str, look: Look, one: Bone) -> tuple[float, str, float]:
    """Return how far a garment covers a bone, whose colour it has, and how wide it falls.

    A thigh that points at the viewer is covered to the knee, as shorts are when sitting.
    """
    if name in ("upper_arm", "forearm"):
        reach = look.sleeve - (name == "forearm")
        return max(0.0, reach), "top", 0.9 if look.sleeve < 1 else 0.5
    reach = look.leg - (name == "shank")
    if name == "thigh" and one.length < LENGTHS[name] * 0.6:
        reach = max(reach, 1.0)
    return max(0.0, reach), "bottom", FLARE if look.leg < 1 else 0.3


def _hem(one: Bone, at: float, flare: float) -> str:
    x = at * one.length
    front, back = one.widths(at)
    low, high = -(front + flare), back + flare
    return path(
        f"M{number(x)} {number(low)}Q{number(x + 1.6)} 0 {number(x)} {number(high)}", "seam"
    )


def _hand(row: LimbRow) -> Part:
    if row.hand == "none":
        return Part("", "")
    shape = smooth(_flipped(HANDS[row.hand], row.palm))
    return Part(path(shape), path(shape, "skin") + _fingers(row), path(shape))


def _fingers(row: LimbRow) -> str:
    """Return short lines between the fingers, where the hand is seen flat."""
    if row.hand != "open":
        return ""
    lines = "".join(f"M8.6 {number(y)}L13.6 {number(y * 0.8)}" for y in (-1.2, 0.3, 1.7))
    return path(lines, "seam")


def _foot(row: LimbRow) -> Part:
    if row.foot == "none":
        return Part("", "")
    shape = smooth(FOOT if row.foot == "side" else FOOT_FRONT)
    return Part(path(shape), path(shape, "skin"), path(shape))


def _flipped(points: tuple[Point, ...], way: int) -> list[Point]:
    return [(x, y * way) for x, y in points]


def trunk_part(name: str, one: Bone, view: str) -> Part:
    """Return how a bone of the trunk looks."""
    if name == "neck":
        shape = limb_outline(one, one.profile)
        return Part(path(shape), path(shape, "skin"))
    if name == "pelvis":
        shape = limb_outline(one, one.profile, depth=1.0 if view == "side" else 0.5)
        return Part(path(shape), path(shape, "bottom"))
    rows = one.part(-0.06, 1, more=0.2) if name == "waist" else one.profile
    shape = limb_outline(one, rows, depth=0.14 if name == "waist" else 1.0)
    return Part(path(shape), path(shape, "top"))
