"""Measuring a settled figure: does what should touch touch, and is nothing passed through?"""

from __future__ import annotations

from collections.abc import Iterator

from routines.figures.body import SPINE, limb_bones
from routines.figures.contacts import sole_point
from routines.figures.body import LIMBS, PALM, PALM_CENTRE
from routines.figures.drawing import Body
from routines.figures.geometry import Point, ahead, apart, placed
from routines.figures.joints import lowest
from routines.figures.motion import Skeleton
from routines.figures.poses import FrameRow, LimbRow, PropRow
from routines.figures.scene import Scene

NEAR = 0.6  # centimetres that count as touching
DEEP = 1.2  # how far flesh may give way


def faults_of(scene: Scene) -> list[str]:
    """Return every contact that is missed and everything that is passed through."""
    found: list[str] = []
    for index, body in enumerate(scene.bodies):
        props = [prop for prop in scene.row.props if prop.body == index]
        for frame, (row, bones) in enumerate(zip(body.pose.frames, (body.first, body.last), strict=True)):
            found += [f"frame {frame + 1}: {fault}" for fault in _frame(scene, body, row, bones, props, frame)]
    return found


def _frame(scene: Scene, body: Body, row: FrameRow, bones: Skeleton, props: list[PropRow], frame: int) -> Iterator[str]:
    for limb in LIMBS:
        yield from _limb(row.limb(limb), limb, bones)
    if row.rest:
        yield from _gap("what lies", lowest(bones, row.rest) - row.ground)
    if row.level:
        yield from _gap(row.level, lowest(bones, (row.level,)) - row.ground)
    if row.head_on is not None:
        yield from _gap("head", lowest(bones, ("head",)) - row.head_on)
    for prop in props:
        if prop.between:
            yield from _pressed(scene, prop, frame)
        if prop.kind == "wall":
            yield from _through_wall(prop, bones)
    if scene.stands_on_ground and body is scene.bodies[0]:
        yield from _through_floor(bones)


def _gap(what: str, gap: float) -> Iterator[str]:
    if abs(gap) > NEAR:
        yield f"{what} is {gap:.1f} cm off"


def _limb(row: LimbRow, limb: str, bones: Skeleton) -> Iterator[str]:
    if row.angles or row.kneel or row.lie or row.over:
        return
    last = bones[f"{limb.partition('_')[0]}_{limb_bones(limb)[2]}"]
    if row.on:
        part = bones[row.on]
        skin = ahead(part.surface(row.at, row.side), part.outward(row.side), row.gap)
        yield from _gap(f"{limb} on {row.on}", apart(placed((PALM_CENTRE, 0), last.origin, last.angle), skin))
    elif row.to:
        own = sole_point(row) if limb.endswith("leg") else (PALM_CENTRE, -PALM * row.palm)
        yield from _gap(limb, apart(placed(own, last.origin, last.angle), row.to))


def _pressed(scene: Scene, prop: PropRow, frame: int) -> Iterator[str]:
    x, y = scene.centres(prop)[frame]
    away = prop.radius * (1 if prop.side == "back" else -1)
    gap = y - prop.radius if prop.between == "floor" else x - prop.x - away
    yield from _gap(f"{prop.kind} at the {prop.between}", gap)


def _through_wall(prop: PropRow, bones: Skeleton) -> Iterator[str]:
    way = -1 if prop.turn else 1
    for name, one in bones.items():
        for (x, _y), radius in one.circles():
            if (x - prop.x) * way < radius - DEEP and not name.endswith(("hand", "foot")):
                yield f"{name} is in the wall by {radius - (x - prop.x) * way:.1f} cm"
                break


def _through_floor(bones: Skeleton) -> Iterator[str]:
    for name, one in bones.items():
        if name.endswith(("foot", "hand")):
            deep = -min(y for _x, y in _ends(one.origin, ahead(one.origin, one.angle, 9.0)))
        else:
            deep = -lowest(bones, (name,))
        if deep > DEEP:
            yield f"{name} is {deep:.1f} cm under the floor"


def _ends(start: Point, end: Point) -> tuple[Point, Point]:
    return start, end


__all__ = ["SPINE", "faults_of"]
