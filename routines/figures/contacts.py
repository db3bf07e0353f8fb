"""Settling a pose: what lies, stands or presses against something really touches it.

The body is moved as a whole (down onto the ground, onto a ball, against the wall), tilted
where two places must lie, then each limb is bent to what it touches. `test_figures.py`
measures the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import asin, degrees

from routines.figures.body import (
    LENGTHS,
    LIMBS,
    PALM,
    PALM_CENTRE,
    SOLE,
    SOLE_AHEAD,
    TRUNK,
    Build,
    bone,
    limb_bones,
)
from routines.figures.geometry import Point, ahead, placed, two_bones
from routines.figures.joints import Angles, Placed, Stance, lowest
from routines.figures.poses import FrameRow, LimbRow, Over, PropRow, View

LEGS_FIRST = ("near_leg", "far_leg", "near_arm", "far_arm")  # hands may lie on a leg
TOE = (15.0, -5.6)  # the ball of the foot in the foot's own frame
CALF = 1.0  # a lying calf keeps the ankle off the ground by so much
INSTEP = 4.2  # from the ankle to the floor when the foot is stretched back
COARSE, REACH, HALVINGS = 1.5, 22, 9  # degrees; steps to each side; to 0.003 degrees


@dataclass(frozen=True, slots=True)
class Held:
    """What presses against the trunk: a round thing between it and floor or wall."""

    prop: PropRow
    frame: int

    def centre(self, bones: Mapping[str, Placed]) -> Point:
        return centre_of(self.prop, bones, self.frame)


def settle(
    frame: FrameRow, view: View, build: Build, props: tuple[PropRow, ...], index: int
) -> Stance:
    """Return the stance of one key frame with all its contacts solved."""
    stance = Stance(
        view=view,
        build=build,
        hip=frame.hip,
        spine=frame.spine,
        limbs={},
        scales=_scales(frame),
    )
    pressed = [Held(prop, index) for prop in props if prop.between and prop.part in TRUNK]
    stance = _tilted(stance, frame, pressed)
    if frame.head_on is not None:
        stance = _head_down(stance, frame.head_on)
    for name in LEGS_FIRST:
        angles = limb_angles(frame.limb(name), name, stance, frame.ground)
        stance = replace(stance, limbs={**stance.limbs, name: angles})
    return stance


def centre_of(prop: PropRow, bones: Mapping[str, Placed], frame: int) -> Point:
    """Return the middle of a round thing that touches a part of the body."""
    part = bones[prop.part]
    skin = part.surface(prop.along[frame], prop.side)
    return ahead(skin, part.outward(prop.side), prop.radius)


def _scales(frame: FrameRow) -> dict[str, tuple[float, float]]:
    return {name: frame.limb(name).scale for name in LIMBS}


def _moved(stance: Stance, right: float = 0.0, up: float = 0.0) -> Stance:
    return replace(stance, hip=(stance.hip[0] + right, stance.hip[1] + up))


def _supported(stance: Stance, frame: FrameRow, pressed: list[Held]) -> Stance:
    """Move the trunk onto what carries it."""
    if frame.rest:
        stance = _moved(stance, up=frame.ground - lowest(stance.trunk(), frame.rest))
    for held in pressed:
        x, y = held.centre(stance.trunk())
        if held.prop.between == "floor":
            stance = _moved(stance, up=frame.ground + held.prop.radius - y)
        else:
            away = 1 if held.prop.side == "back" else -1
            stance = _moved(stance, right=held.prop.x + away * held.prop.radius - x)
    return stance


def _tilted(stance: Stance, frame: FrameRow, pressed: list[Held]) -> Stance:
    """Turn the trunk until `level` lies on the ground as well."""

    def tilted(turn: float) -> Stance:
        spine = (*(angle + turn for angle in stance.spine[:4]), *stance.spine[4:])
        return _supported(replace(stance, spine=spine), frame, pressed)

    if not frame.level:
        return tilted(0.0)
    return tilted(
        _root(lambda turn: lowest(tilted(turn).trunk(), (frame.level,)) - frame.ground)
    )


def _head_down(stance: Stance, height: float) -> Stance:
    """Turn neck and head until the head lies at a height."""

    def turned(turn: float) -> Stance:
        *trunk, neck, head = stance.spine
        return replace(stance, spine=(*trunk, neck + turn * 0.6, head + turn))

    return turned(_root(lambda turn: lowest(turned(turn).trunk(), ("head",)) - height))


def _root(height: Callable[[float], float]) -> float:
    """Return the smallest turn in degrees that brings a height to nothing, or nearest to it."""
    coarse = sorted((COARSE * step for step in range(-REACH, REACH + 1)), key=abs)
    best, width = min(coarse, key=lambda turn: abs(height(turn))), COARSE
    for _ in range(HALVINGS):
        width /= 2
        best = min((best - width, best, best + width), key=lambda turn: abs(height(turn)))
    return best


def limb_angles(row: LimbRow, name: str, stance: Stance, ground: float) -> Angles:
    """Return the three angles of a limb, solved for what it touches."""
    if row.angles:
        return row.angles
    bones = stance.skeleton()
    start = stance.root(name, bones)
    upper, lower = (LENGTHS[one] * scale for one, scale in _scaled(row, name))
    if row.kneel or row.lie:
        return _grounded(row, name, start, stance, ground)
    if row.over:
        return _lifted(row.over, row, name, stance)
    end = row.end if row.end is not None else 0.0
    target = joint_target(row, name, bones, end)
    first, second = two_bones(start, target, (upper, lower), row.bend)
    return first, second, end if row.end is not None else second


def _scaled(row: LimbRow, name: str) -> list[tuple[str, float]]:
    """Return the two long bones of a limb with how they are foreshortened."""
    return list(zip(limb_bones(name), row.scale, strict=False))


def joint_target(row: LimbRow, name: str, bones: Mapping[str, Placed], end: float) -> Point:
    """Return where wrist or ankle must be for palm or sole to touch its place."""
    if name.endswith("leg"):
        along, up = sole_point(row)
        return placed((-along, -up), row.to or (0, 0), end)
    own = (-PALM_CENTRE, PALM * row.palm)
    if row.on:
        part = bones[row.on]
        skin = ahead(part.surface(row.at, row.side), part.outward(row.side), row.gap)
        return placed((-PALM_CENTRE, 0), skin, end)
    return placed(own, row.to or (0, 0), end)


def sole_point(row: LimbRow) -> Point:
    """Return what touches the ground in the foot's own frame: sole, toes, or seen in front."""
    if row.foot == "front":
        return SOLE_AHEAD, 0.0
    return TOE if row.tip else (0.0, -SOLE)


def _grounded(row: LimbRow, name: str, start: Point, stance: Stance, ground: float) -> Angles:
    """Lay a limb, or its lower half, on the ground."""
    upper, lower = (
        bone(one, stance.view, stance.build, scale) for one, scale in _scaled(row, name)
    )
    middle = ground + max(upper.widths(1))
    first = _slope(start[1], middle, upper.length, row.kneel or row.lie)
    knee = ahead(start, first, upper.length)
    foot_lies = name.endswith("leg") and row.kneel
    tip = ground + (INSTEP if foot_lies else max(lower.widths(1)) + CALF)
    second = _slope(knee[1], tip, lower.length, row.lie or -1)
    return first, second, row.end if row.end is not None else second


def _slope(start: float, end: float, length: float, way: int) -> float:
    rise = degrees(asin(max(-1.0, min(1.0, (end - start) / length))))
    return rise if way > 0 else 180.0 - rise


def _lifted(over: Over, row: LimbRow, name: str, stance: Stance) -> Angles:
    """Lift a straight limb until a place on its underside is as high as asked."""
    part, at, height = over
    flat = 0.0 if row.bend > 0 else 180.0

    def above(turn: float) -> float:
        angles = (flat + turn, flat + turn, row.end or 0.0)
        bones = replace(stance, limbs={name: angles}).skeleton()
        lying = bones[f"{name.partition('_')[0]}_{part}"]
        return min(lying.surface(at, side)[1] for side in ("front", "back")) - height

    turn = _root(above)
    return flat + turn, flat + turn, row.end if row.end is not None else flat + 90
