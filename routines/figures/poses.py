"""The shapes of the figures' content files. Pure; read by `content`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from routines.figures.geometry import Point

STRICT = {"extra": "forbid"}
Side = Literal["front", "back"]
View = Literal["side", "front", "back"]
Over = tuple[str, float, float]
Six = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbRow:
    """How one limb is placed: by its angles, or by what it touches.

    `to` is where sole or palm touches; `on` a bone (or the near leg's) that the palm lies on,
    `gap` away from it (the length of what the hand holds); `kneel`
    puts the knee on the ground (1 towards the right, -1 left) with the lower leg lying;
    `lie` lays the whole limb on the ground towards the right (1) or left (-1); `over` lifts
    a straight limb until (bone, place) is so high: what a roller under it takes up.
    A `crossed` limb has its lower half in front of its upper half.
    """

    __pydantic_config__: ClassVar[Any] = STRICT
    angles: tuple[float, float, float] | None = None
    to: Point | None = None
    on: str = ""
    at: float = 0.5
    side: Side = "back"
    gap: float = 2.0
    kneel: Literal[-1, 0, 1] = 0
    lie: Literal[-1, 0, 1] = 0
    over: Over | None = None
    bend: Literal[-1, 1] = 1
    end: float | None = None
    tip: bool = False
    crossed: bool = False
    palm: Literal[-1, 1] = 1
    scale: tuple[float, float] = (1.0, 1.0)
    hand: Literal["flat", "fist", "point", "grip", "open", "none"] = "flat"
    foot: Literal["side", "front", "none"] = "side"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameRow:
    """One key frame. `rest` lowers the body until these parts lie on `ground`; `level`
    tilts the trunk until that part lies too; `head_on` lets the head down to a height."""

    __pydantic_config__: ClassVar[Any] = STRICT
    hip: Point
    spine: Six
    near_arm: LimbRow
    far_arm: LimbRow
    near_leg: LimbRow
    far_leg: LimbRow
    rest: tuple[str, ...] = ()
    ground: float = 0.0
    level: str = ""
    head_on: float | None = None

    def limb(self, name: str) -> LimbRow:
        row: LimbRow = getattr(self, name)
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class PropRow:
    """A thing in the picture: standing at a point, or touching (`part`, `along`, `side`).

    `between` names what a ball or roller is pressed against ("floor", or "wall" at `x`);
    `held` fixes it to a bone, so it moves along.
    """

    __pydantic_config__: ClassVar[Any] = STRICT
    kind: str
    at: Point | None = None
    to: Point | None = None
    x: float = 0.0
    size: tuple[float, float] = (0.0, 0.0)
    radius: float = 5.2
    part: str = ""
    along: tuple[float, float] = (0.5, 0.5)
    side: Side = "back"
    between: Literal["", "floor", "wall"] = ""
    held: str = ""
    turn: float = 0.0
    over: bool = False
    body: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowRow:
    """A movement: straight or bowed from point to point, a small circle, or a press."""

    __pydantic_config__: ClassVar[Any] = STRICT
    start: Point
    end: Point | None = None
    bow: float = 0.0
    both: bool = False
    circle: float = 0.0
    way: Literal[-1, 1] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseRow:
    """A body position in one or two key frames, and the words that name it."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    view: View
    words: str
    start: FrameRow
    end: FrameRow | None = None
    order: tuple[str, ...] = ()
    head: Literal["", "side", "front", "back"] = ""
    eyes: Literal["open", "closed"] = "open"

    @property
    def frames(self) -> tuple[FrameRow, FrameRow]:
        return self.start, self.end or self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A technique's picture: poses, things, what is worked and what moves.

    `position` replaces the pose's own words where the figure changes the pose.
    """

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    words: str
    position: str = ""
    pose: str = ""
    giver: str = ""
    start: Mapping[str, Any] | None = None
    end: Mapping[str, Any] | None = None
    muscles: tuple[str, ...] = ()
    props: tuple[PropRow, ...] = ()
    arrows: tuple[ArrowRow, ...] = ()
    window: tuple[float, float, float, float] | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that can be drawn, by technique; `bodies` are each figure's settled poses."""

    figures: Mapping[str, FigureRow]
    bodies: Mapping[str, tuple[PoseRow, ...]]
