"""A whole picture: bodies, things, arrows and ground in one SVG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape

from routines.figures.arrows import arrow
from routines.figures.contacts import centre_of, settle
from routines.figures.drawing import Body
from routines.figures.geometry import Point
from routines.figures.motion import place, shifted
from routines.figures.people import CAST, Look, bathing, companion
from routines.figures.poses import FigureRow, PoseRow, PropRow
from routines.figures.props import PROPS
from routines.figures.props_room import ROOM
from routines.figures.props_tools import TOOLS
from routines.figures.svg import group, number, path
from routines.figures.window import Window, window_of

DRAWN = {**PROPS, **ROOM, **TOOLS}
SEEN_FROM_ABOVE = {"mat-above", "sheet"}
GROUNDS = {"mat", "bed", "bath", *SEEN_FROM_ABOVE}  # what shows the ground by itself
SKINNED = {"close-hand", "palm"}  # things that are a part of somebody
HANDS = ("far_arm", "near_arm")


@dataclass(frozen=True)
class Scene:
    """A figure settled for one person of the cast; a giver is somebody else."""

    row: FigureRow
    poses: tuple[PoseRow, ...]
    person: int

    @property
    def looks(self) -> tuple[Look, Look]:
        main = CAST[self.person - 1]
        is_bath = any(prop.kind == "bath" for prop in self.row.props)
        return bathing(main) if is_bath else main, companion(main)

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        return tuple(self._body(pose, index) for index, pose in enumerate(self.poses))

    @cached_property
    def window(self) -> Window:
        """Return the part of the model that is shown."""
        return window_of(self.row, self.bodies, self.centres)

    @property
    def stands_on_ground(self) -> bool:
        """Say whether y = 0 is a floor one can fall through: not in views from above."""
        return not SEEN_FROM_ABOVE & {prop.kind for prop in self.row.props}

    def centres(self, prop: PropRow) -> tuple[Point, Point]:
        """Return where a thing is in both frames."""
        if prop.at is not None:
            return prop.at, prop.to or prop.at
        if prop.part:
            body = self.bodies[prop.body]
            return centre_of(prop, body.first, 0), centre_of(prop, body.last, 1)
        return (prop.x, 0.0), (prop.x, 0.0)

    def svg(self, text: str, *, is_mirrored: bool = False, is_still: bool = False) -> str:
        """Return the picture; mirrored for the other side (nothing in it is lettering)."""
        window = self.window
        flip = f"translate({number(2 * window.left + window.wide)} 0)scale(-1 1)"
        content = group(self._content(), transform=flip if is_mirrored else "")
        kind = "figure figure--still" if is_still else "figure"
        return (
            f'<svg class="{kind}" xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="{window.box}"{label(text)}>{content}</svg>'
        )

    def _body(self, pose: PoseRow, index: int) -> Body:
        """Return a settled body; muscles and the figure's own order are the first one's."""
        look, row = self.looks[index], self.row
        props = tuple(prop for prop in row.props if prop.body == index)
        first, last = (
            settle(frame, pose.view, look.build, props, key).skeleton()
            for key, frame in enumerate(pose.frames)
        )
        own = {"muscles": row.muscles, "order": row.order} if not index else {}
        held, worn = (_fixed(props, is_worn=is_worn) for is_worn in (False, True))
        at_wall = any(prop.kind == "wall" and prop.side == "back" for prop in props)
        return Body(
            pose=pose,
            look=look,
            first=first,
            last=last,
            held=held,
            worn=worn,
            is_at_wall=at_wall,
            **own,
        )

    def _content(self) -> str:
        main, others = self.bodies[:1], self.bodies[1:]
        return "".join(
            (
                self._floor(),
                *(body.svg() for body in others),
                self._things(is_over=False),
                group("".join(body.ghost() for body in main if body.moves), names="ghost"),
                *(body.svg() for body in main),
                self._things(is_over=True),
                *(body.svg(HANDS) for body in others),
                *(arrow(row) for row in self.row.arrows),
            )
        )

    def _floor(self) -> str:
        """Return the floor's line, where nothing else shows the ground."""
        if not self.bodies or GROUNDS & {prop.kind for prop in self.row.props}:
            return ""
        start, end = self.window.left + 8, self.window.left + self.window.wide - 8
        return path(f"M{number(start)} 0H{number(end)}", "floor")

    def _things(self, *, is_over: bool) -> str:
        free = (prop for prop in self.row.props if prop.over == is_over and not prop.held)
        return "".join(self._thing(prop) for prop in free)

    def _thing(self, prop: PropRow) -> str:
        start, end = self.centres(prop)
        drawn = group(DRAWN[prop.kind](prop), transform=place(start, prop.turn))
        if prop.kind in SKINNED:
            drawn = group(drawn, names=f"person--{self.looks[prop.body].number}")
        return shifted(drawn, end[0] - start[0], end[1] - start[1])


def label(text: str) -> str:
    """Return the attributes that say what a picture shows."""
    return f' role="img" aria-label="{escape(text)}"'


def _fixed(props: tuple[PropRow, ...], *, is_worn: bool) -> dict[str, str]:
    """Return the SVG of held or worn things by the bone they are fixed to."""
    found: dict[str, str] = {}
    for prop in props:
        if prop.held and prop.over == is_worn:
            drawn = group(DRAWN[prop.kind](prop), transform=place(prop.at or (0, 0), prop.turn))
            found[prop.held] = found.get(prop.held, "") + drawn
    return found
