"""A whole picture: bodies, things, arrows and ground in one SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from routines.figures.arrows import arrow
from routines.figures.contacts import centre_of, settle
from routines.figures.drawing import Body
from routines.figures.geometry import Point, number
from routines.figures.motion import group, place, shifted
from routines.figures.people import Look, companion
from routines.figures.poses import FigureRow, PoseRow, PropRow
from routines.figures.props import MAT, PROPS
from routines.figures.props_room import ROOM
from routines.figures.props_tools import TOOLS

DRAWN = {**PROPS, **ROOM, **TOOLS}
GROUNDS = {"mat", "mat-above", "bed", "sheet", "bath"}
SKINNED = ("close-hand", "palm")

MARGIN = 7.0
ASPECT = 4 / 3


@dataclass(frozen=True)
class Scene:
    """A figure settled for one person."""

    row: FigureRow
    poses: tuple[PoseRow, ...]
    look: Look

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        looks = (self.look, companion(self.look))
        return tuple(
            self._body(pose, look, index)
            for index, (pose, look) in enumerate(zip(self.poses, looks, strict=False))
        )

    def _body(self, pose: PoseRow, look: Look, index: int) -> Body:
        props = tuple(prop for prop in self.row.props if prop.body == index)
        first, last = (
            settle(frame, pose.view, look.build, props, number_).skeleton()
            for number_, frame in enumerate(pose.frames)
        )
        is_main = index == 0
        return Body(
            pose=pose,
            look=look,
            first=first,
            last=last,
            muscles=self.row.muscles if is_main else (),
            order=self.row.order if is_main else (),
            held=self._held(index, over=False),
            worn=self._held(index, over=True),
        )

    @property
    def stands_on_ground(self) -> bool:
        """Say whether y = 0 is a floor one can fall through: not in views from above."""
        return not {"mat-above", "sheet"} & {prop.kind for prop in self.row.props}

    def _held(self, index: int, *, over: bool) -> dict[str, str]:
        """Return the SVG of held or worn things by the bone they are fixed to."""
        found: dict[str, str] = {}
        for prop in self.row.props:
            if prop.held and prop.body == index and prop.over == over:
                drawn = group(DRAWN[prop.kind](prop), transform=place(prop.at or (0, 0), prop.turn))
                found[prop.held] = found.get(prop.held, "") + drawn
        return found

    def centres(self, prop: PropRow) -> tuple[Point, Point]:
        """Return where a thing's middle is in both frames."""
        if prop.held:
            return (0.0, 0.0), (0.0, 0.0)
        if prop.at is not None:
            return prop.at, prop.to or prop.at
        if prop.part:
            body = self.bodies[prop.body]
            return centre_of(prop, body.first, 0), centre_of(prop, body.last, 1)
        return (prop.x, 0.0), (prop.x, 0.0)

    @cached_property
    def window(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of the view (SVG frame)."""
        if self.row.window:
            left, bottom, right, top = self.row.window
        else:
            left, bottom, right, top = self._bounds()
        wide, high = right - left, top - bottom
        if wide < high * ASPECT:
            return left - (high * ASPECT - wide) / 2, -top, high * ASPECT, high
        room = wide / ASPECT - high
        return left, -top - room * 0.6, wide, wide / ASPECT

    def _bounds(self) -> tuple[float, float, float, float]:
        spots = list(self._spots())
        xs, ys = [x for x, _y in spots], [y for _x, y in spots]
        return min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN

    def _spots(self) -> Iterator[Point]:
        yield (0.0, -MAT) if not self.bodies else (self.bodies[0].first["pelvis"].origin[0], -MAT)
        for body in self.bodies:
            for bones in (body.first, body.last):
                for one in bones.values():
                    for (x, y), radius in one.circles():
                        yield from ((x - radius, y - radius), (x + radius, y + radius))
        for prop in self.row.props:
            yield from self.extent(prop)
        for row in self.row.arrows:
            for x, y in (row.start, row.end or row.start):
                yield from ((x - row.circle, y - row.circle), (x + row.circle, y + row.circle))

    def extent(self, prop: PropRow) -> Iterator[Point]:
        if prop.kind in ("mat", "bed", "couch", "chair", "bath"):
            high = {"couch": 80.0, "chair": 90.0, "bed": -22.0}.get(prop.kind, 0.0)
            left = (prop.at or (prop.x, 0))[0]
            yield from ((left, 0), (left + (prop.size[0] or 42), high))
        elif prop.kind == "mat-above" and prop.at:
            yield from (prop.at, (prop.at[0] + prop.size[0], prop.at[1] - prop.size[1]))
        elif prop.kind == "wall":
            yield (prop.x + (13 if prop.turn else -13), 0)
        elif not prop.held:
            for x, y in self.centres(prop):
                yield from ((x - prop.radius, y - prop.radius), (x + prop.radius, y + prop.radius))

    def svg(self, text: str, *, mirrored: bool = False) -> str:
        left, top, wide, high = self.window
        flip = f"translate({number(2 * left + wide)} 0)scale(-1 1)" if mirrored else ""
        content = group(self._content(), transform=flip)
        box = " ".join(number(value) for value in (left, top, wide, high))
        return (
            f'<svg class="figure" xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
            f'aria-label="{text}">{content}</svg>'
        )

    def _content(self) -> str:
        ghosts = "".join(body.ghost() for body in self.bodies if body.moves)
        behind = "".join(
            self._prop(prop) for prop in self.row.props if not (prop.over or prop.held)
        )
        over = "".join(
            self._prop(prop) for prop in self.row.props if prop.over and not prop.held
        )
        arrows = group("".join(arrow(row) for row in self.row.arrows), name="arrows")
        main, *others = self.bodies or (None,)
        helper = "".join(body.svg() for body in others)
        hands = "".join(body.svg(("far_arm", "near_arm")) for body in others)
        person = main.svg() if main else ""
        shadow = group(ghosts, name="ghost")
        return "".join((self._floor(), helper, behind, shadow, person, over, hands, arrows))

    def _floor(self) -> str:
        """Return the floor's line, where nothing else shows the ground."""
        if not self.bodies or GROUNDS & {prop.kind for prop in self.row.props}:
            return ""
        left, _top, wide, _high = self.window
        return f'<path class="floor" d="M{number(left + 8)} 0H{number(left + wide - 8)}"/>'

    def _prop(self, prop: PropRow) -> str:
        start, end = self.centres(prop)
        drawn = group(DRAWN[prop.kind](prop), transform=place(start, 0 if prop.kind == "wall" else prop.turn))
        if prop.kind in SKINNED:
            look = companion(self.look) if prop.body else self.look
            drawn = group(drawn, name=f"person--{look.number}")
        return shifted(drawn, end[0] - start[0], end[1] - start[1])


def scene(row: FigureRow, poses: tuple[PoseRow, ...], look: Look) -> Scene:
    return Scene(row=replace(row), poses=poses, look=look)
