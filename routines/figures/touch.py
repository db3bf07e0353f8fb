"""Measuring a settled figure: does what should touch touch, and is nothing passed through?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from routines.figures.body import LIMBS, PALM, PALM_CENTRE, TRUNK, limb_bones
from routines.figures.contacts import sole_point
from routines.figures.drawing import Body
from routines.figures.geometry import Point, ahead, apart, placed, shortest_turn
from routines.figures.joints import Placed, lowest
from routines.figures.motion import Skeleton
from routines.figures.poses import FrameRow, LimbRow, PropRow
from routines.figures.scene import Scene

NEAR = 0.6  # centimetres that count as touching
DEEP = 1.2  # how far flesh may give way
SOFT = 2.2  # the same for flesh on a ball or roller
DRIFT = 2.0  # how far a planted hand or foot may move between the frames
ANKLE_TO_BALL = 9.0
ROUND = ("ball", "peanut", "roller")


def faults_of(scene: Scene) -> list[str]:
    """Return every contact that is missed and everything that is passed through."""
    found: list[str] = []
    for index, body in enumerate(scene.bodies):
        props = [prop for prop in scene.row.props if prop.body == index]
        for key, bones in enumerate((body.first, body.last)):
            faults = [*_missed(body.pose.frames[key], bones), *_pressed(scene, props, key)]
            faults += [*_walls(props, bones), *_sunk(scene, props, bones, key)]
            if scene.stands_on_ground and not index:
                faults += _through_floor(bones)
            found += [f"frame {key + 1}: {fault}" for fault in faults]
        found += _drifts(body)
    return found


def _missed(row: FrameRow, bones: Skeleton) -> Iterator[str]:
    """Yield what does not lie where it should."""
    for limb in LIMBS:
        if spot := _touching(row.limb(limb), limb, bones):
            yield from _gap(limb, apart(*spot))
    if row.rest:
        yield from _gap("what lies", lowest(bones, row.rest) - row.ground)
    if row.level:
        yield from _gap(row.level, lowest(bones, (row.level,)) - row.ground)
    if row.head_on is not None:
        yield from _gap("head", lowest(bones, ("head",)) - row.head_on)


def _gap(what: str, gap: float, most: float = NEAR) -> Iterator[str]:
    if abs(gap) > most:
        yield f"{what} is {gap:.1f} cm off"


def _touching(row: LimbRow, limb: str, bones: Skeleton) -> tuple[Point, Point] | None:
    """Return where palm or sole is and where it should be; nothing for free limbs."""
    last = bones[f"{limb.partition('_')[0]}_{limb_bones(limb)[2]}"]
    if row.on:
        part = bones[row.on]
        skin = ahead(part.surface(row.at, row.side), part.outward(row.side), row.gap)
        return placed((PALM_CENTRE, 0), last.origin, last.angle), skin
    if row.to is None:
        return None
    own = sole_point(row) if limb.endswith("leg") else (PALM_CENTRE, -PALM * row.palm)
    return placed(own, last.origin, last.angle), row.to


def _pressed(scene: Scene, props: list[PropRow], key: int) -> Iterator[str]:
    """Yield balls and rollers that hang in the air."""
    for prop in props:
        x, y = scene.centres(prop)[key]
        way = 1 if prop.side == "back" else -1
        if prop.between == "floor":
            yield from _gap(prop.kind, y - prop.radius)
        if prop.between == "wall":
            yield from _gap(prop.kind, x - prop.x - way * prop.radius)


def _sunk(scene: Scene, props: list[PropRow], bones: Skeleton, key: int) -> Iterator[str]:
    """Yield parts of the trunk and the near leg that are inside a ball or roller."""
    solid = [name for name in bones if name in TRUNK or name in ("near_thigh", "near_shank")]
    for prop in (prop for prop in props if prop.kind in ROUND):
        middle = scene.centres(prop)[key]
        for name in solid:
            gap = min(apart(middle, at) - radius for at, radius in bones[name].circles())
            if prop.radius - gap > SOFT and not bones[name].bone.broad:
                yield f"{name} is {prop.radius - gap:.1f} cm in the {prop.kind}"


def _walls(props: list[PropRow], bones: Skeleton) -> Iterator[str]:
    """Yield parts of the body that stand in a wall (a hand or foot may touch it)."""
    for wall in (prop for prop in props if prop.kind == "wall"):
        way = -1 if wall.side == "front" else 1
        for name, one in bones.items():
            deep = max(radius - (x - wall.x) * way for (x, _y), radius in one.circles())
            if deep > DEEP and not name.endswith(("hand", "foot")):
                yield f"{name} is {deep:.1f} cm in the wall"


def _through_floor(bones: Skeleton) -> Iterator[str]:
    for name, one in bones.items():
        if name.endswith(("foot", "hand")):
            deep = -min(one.origin[1], ahead(one.origin, one.angle, ANKLE_TO_BALL)[1])
        else:
            deep = -lowest(bones, (name,))
        if deep > DEEP:
            yield f"{name} is {deep:.1f} cm under the floor"


def _drifts(body: Body) -> Iterator[str]:
    """Yield planted hands and feet that slide while the browser turns every joint evenly."""
    middle = _halfway(body)
    for limb in LIMBS:
        start, end = (frame.limb(limb) for frame in body.pose.frames)
        if start.to and start.to == end.to and (spot := _touching(start, limb, middle)):
            yield from _gap(f"halfway, {limb}", apart(*spot), DRIFT)


def _halfway(body: Body) -> dict[str, Placed]:
    """Return the limbs as the animation shows them half way: roots shifted, joints turned."""
    found = dict(body.first)
    for limb in LIMBS:
        names = [f"{limb.partition('_')[0]}_{name}" for name in limb_bones(limb)]
        start, end = body.first[names[0]], body.last[names[0]]
        origin = ((start.origin[0] + end.origin[0]) / 2, (start.origin[1] + end.origin[1]) / 2)
        before, turned = 0.0, 0.0  # the turn of the joint above, whole
        for name in names:
            whole = body.last[name].angle - body.first[name].angle
            turned += shortest_turn(before, whole)
            before = whole
            angle = body.first[name].angle + turned / 2
            found[name] = replace(body.first[name], origin=origin, angle=angle)
            origin = found[name].end
    return found
