"""One body, drawn: layers from back to front, each a dark line beneath plain colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from routines.figures.body import LIMBS, SPINE, bone, limb_bones
from routines.figures.clothes import Part, limb_part, trunk_part
from routines.figures.geometry import shortest_turn
from routines.figures.heads import head_part
from routines.figures.motion import STILL, Skeleton, chain, root
from routines.figures.muscles import patch_path, patches
from routines.figures.people import Look
from routines.figures.poses import PoseRow
from routines.figures.svg import group, path

ORDER = {
    "side": ("far_arm", "far_leg", "trunk", "head", "near_leg", "worked", "near_arm"),
    "front": ("trunk", "head", "far_leg", "near_leg", "worked", "far_arm", "near_arm"),
    "back": ("trunk", "head", "far_leg", "near_leg", "worked", "far_arm", "near_arm"),
}
TRUNK_UP = ("neck", "pelvis", "waist", "ribs", "chest")  # the shirt lies over neck and hips
LYING, LEANING = 180.0, 50.0  # degrees: a head on its back, and how far off still is
Shapes = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A person in a pose: two settled skeletons, what is worked, what is held or worn.

    `held` and `worn` are SVG by the bone they are fixed to: held things lie under the
    bone's own colours (a hand closes over them), worn things over everything.
    """

    pose: PoseRow
    look: Look
    first: Skeleton
    last: Skeleton
    muscles: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    held: Shapes = field(default_factory=dict)
    worn: Shapes = field(default_factory=dict)
    is_at_wall: bool = False

    @property
    def layering(self) -> tuple[str, ...]:
        """Return the layers from back to front."""
        return self.order or self.pose.order or ORDER[self.pose.view]

    @property
    def moves(self) -> bool:
        """Say whether the second frame differs from the first."""
        return any(
            abs(one.angle - self.last[name].angle) > STILL
            or abs(one.origin[0] - self.last[name].origin[0]) > STILL
            or abs(one.origin[1] - self.last[name].origin[1]) > STILL
            for name, one in self.first.items()
        )

    def svg(self, only: tuple[str, ...] = ()) -> str:
        """Return the whole body, or some of its layers."""
        content = "".join(self._layer(name) for name in only or self.layering)
        return group(content, names=f"person person--{self.look.number}")

    def ghost(self) -> str:
        """Return the second frame as one flat shadow, for when nothing moves."""
        shapes = "".join(
            chain(_names(limb), _closed(self._limb_parts(limb)), self.last, self.last)
            for limb in LIMBS
        )
        trunk = _closed({**self._trunk_parts(), "head": self._head()})
        return shapes + "".join(root(trunk[name], *[self.last[name]] * 2) for name in SPINE)

    def _layer(self, name: str) -> str:
        if name == "head":
            return self._painted(("head",), {"head": self._head()})
        if name == "trunk":
            return self._trunk()
        if name == "worked":
            return group(self._worked(), names="worked")
        return self._limb(name)

    def _head(self) -> Part:
        """Return the head; hair is tucked away where the back of it lies or leans."""
        facing, turn = self.pose.head or self.pose.view, self.first["head"].angle
        lies = facing == "side" and abs(shortest_turn(LYING, turn)) < LEANING
        tucked = lies or self.is_at_wall
        return head_part(self.look, facing, self.pose.eyes, is_tucked=tucked)

    def _limb_parts(self, limb: str) -> dict[str, Part]:
        row = self.pose.start.limb(limb)
        return {
            name: limb_part(name.partition("_")[2], self.first[name].bone, self.look, row)
            for name in _names(limb)
        }

    def _trunk_parts(self) -> dict[str, Part]:
        view, build = self.pose.view, self.look.build
        return {name: trunk_part(name, bone(name, view, build), view) for name in TRUNK_UP}

    def _limb(self, limb: str) -> str:
        parts = self._limb_parts(limb)
        if self._is_under(limb):
            parts = {
                name: Part(one.closed, one.fill, one.closed) for name, one in parts.items()
            }
        names = "far" if limb.startswith("far") and self.pose.view == "side" else ""
        paint = self._crossed if self.pose.start.limb(limb).crossed else self._painted
        return group(paint(_names(limb), parts), names=names)

    def _crossed(self, names: tuple[str, ...], parts: Mapping[str, Part]) -> str:
        """Return a limb whose lower half lies, with a line of its own, over its upper half."""
        shapes = {name: group(one.line, names="line") + one.fill for name, one in parts.items()}
        return chain(names, shapes, self.first, self.last, is_crossed=True)

    def _is_under(self, limb: str) -> bool:
        """Say whether a limb lies under the trunk, in a view from front or back."""
        order = self.layering
        return self.pose.view != "side" and order.index(limb) < order.index("trunk")

    def _trunk(self) -> str:
        """Return hip to neck; beneath it, the outlines of shoulders and hips laid over it."""
        over = self.layering[self.layering.index("trunk") :] if self.pose.view != "side" else ()
        lines = "".join(
            root(self._limb_parts(limb)[name].closed, self.first[name], self.last[name])
            for limb in over
            if limb in LIMBS
            for name in _names(limb)[:1]
        )
        return group(lines, names="line") + self._painted(TRUNK_UP, self._trunk_parts())

    def _painted(self, names: tuple[str, ...], parts: Mapping[str, Part]) -> str:
        """Return lines beneath, colours above, and what is worn on top."""
        lines = {name: parts[name].line for name in names}
        fills = {name: self.held.get(name, "") + parts[name].fill for name in names}
        worn = {name: self.worn[name] for name in names if name in self.worn}
        under = group(self._joined(names, lines), names="line")
        return under + self._joined(names, fills) + self._joined(names, worn)

    def _joined(self, names: tuple[str, ...], shapes: Shapes) -> str:
        """Return shapes nested joint in joint for a limb, one by one for the trunk."""
        if not shapes:
            return ""
        if names[0] in self.first and "_" in names[0]:
            return chain(names, shapes, self.first, self.last)
        moved = ((name, self.first[name], self.last[name]) for name in names if name in shapes)
        return "".join(root(shapes[name], first, last) for name, first, last in moved)

    def _worked(self) -> str:
        """Return the worked muscles as patches that move with their bones."""
        shapes: dict[str, str] = {}
        for patch in patches(self.muscles, self.pose.view):
            shape = path(patch_path(patch, self.first[patch[0]].bone))
            shapes[patch[0]] = shapes.get(patch[0], "") + shape
        limbs = [_names(limb) for limb in LIMBS if set(_names(limb)) & set(shapes)]
        return "".join(self._joined(names, shapes) for names in (SPINE, *limbs))


def _names(limb: str) -> tuple[str, ...]:
    """Return the bones of a limb as a skeleton names them."""
    side = limb.partition("_")[0]
    return tuple(f"{side}_{name}" for name in limb_bones(limb))


def _closed(parts: Mapping[str, Part]) -> dict[str, str]:
    return {name: part.closed or part.line for name, part in parts.items()}
