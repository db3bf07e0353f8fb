"""One body, drawn: layers from back to front, each a dark line beneath plain colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routines.figures.body import LIMBS, SPINE, bone, limb_bones
from routines.figures.clothes import Part, limb_part, path, trunk_part
from routines.figures.heads import head_part
from routines.figures.motion import Skeleton, chain, group, root
from routines.figures.muscles import patch_path, patches
from routines.figures.people import Look
from routines.figures.poses import PoseRow

ORDER = {
    "side": ("far_arm", "far_leg", "trunk", "head", "near_leg", "worked", "near_arm"),
    "front": ("trunk", "head", "far_leg", "near_leg", "worked", "far_arm", "near_arm"),
    "back": ("trunk", "head", "far_leg", "near_leg", "worked", "far_arm", "near_arm"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A person in a pose: two settled skeletons, looks, what is worked, what is held."""

    pose: PoseRow
    look: Look
    first: Skeleton
    last: Skeleton
    muscles: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    held: Mapping[str, str] | None = None
    worn: Mapping[str, str] | None = None

    def layers(self) -> dict[str, str]:
        """Return the SVG of each layer by name."""
        found = {limb: self._limb(limb) for limb in LIMBS}
        found["trunk"] = self._trunk()
        head = head_part(self.look, self.pose.head or self.pose.view, self.pose.eyes)
        found["head"] = self._both(("head",), {"head": head})
        found["worked"] = group(self._worked(), name="worked")
        return found

    def svg(self, only: tuple[str, ...] = ()) -> str:
        """Return the whole body, or some of its layers."""
        layers = self.layers()
        content = "".join(layers[name] for name in only or self.layering)
        return group(content, name=f"person person--{self.look.number}")

    @property
    def layering(self) -> tuple[str, ...]:
        return self.order or self.pose.order or ORDER[self.pose.view]

    def ghost(self) -> str:
        """Return the second frame as one flat shadow, for when nothing moves."""
        shapes = ""
        for limb in LIMBS:
            shapes += self._flat(self._names(limb), self._parts(limb))
        shapes += self._flat(SPINE[:5], self._trunk_parts())
        head = head_part(self.look, self.pose.head or self.pose.view, self.pose.eyes)
        return shapes + self._flat(("head",), {"head": head})

    def _is_under(self, limb: str) -> bool:
        """Say whether a limb lies under the trunk, in a view from front or back."""
        order = self.layering
        if self.pose.view == "side" or limb not in order or "trunk" not in order:
            return False
        return order.index(limb) < order.index("trunk")

    @property
    def moves(self) -> bool:
        return any(
            abs(one.angle - self.last[name].angle) > 0.5
            or abs(one.origin[0] - self.last[name].origin[0]) > 0.5
            or abs(one.origin[1] - self.last[name].origin[1]) > 0.5
            for name, one in self.first.items()
        )

    def _names(self, limb: str) -> tuple[str, ...]:
        side = limb.partition("_")[0]
        return tuple(f"{side}_{name}" for name in limb_bones(limb))

    def _parts(self, limb: str) -> dict[str, Part]:
        row = self.pose.start.limb(limb)
        return {
            full: limb_part(full.partition("_")[2], self.first[full].bone, self.look, row)
            for full in self._names(limb)
        }

    def _trunk_parts(self) -> dict[str, Part]:
        view = self.pose.view
        return {
            name: trunk_part(name, bone(name, view, self.look.build), view) for name in SPINE[:5]
        }

    def _limb(self, limb: str) -> str:
        parts = self._parts(limb)
        if self._is_under(limb):
            parts = {name: Part(part.closed, part.fill, part.closed) for name, part in parts.items()}
        both = self._both(self._names(limb), parts)
        is_behind = limb.startswith("far") and self.pose.view == "side"
        return group(both, name="far") if is_behind else both

    def _trunk(self) -> str:
        """Return hip to neck, beneath it the shoulders' and hips' own outlines."""
        parts = self._trunk_parts()
        lines = "".join(
            root(self._parts(limb)[self._names(limb)[0]].closed, *self._ends(self._names(limb)[0]))
            for limb in self.layering[self.layering.index("trunk") :]
            if limb in LIMBS and self.pose.view != "side"
        )
        return group(lines, name="line") + self._both(SPINE[:5], parts, over=True)

    def _ends(self, name: str):  # type: ignore[no-untyped-def]
        return self.first[name], self.last[name]

    def _both(self, names: tuple[str, ...], parts: Mapping[str, Part], over: bool = False) -> str:
        lines = {name: part.line for name, part in parts.items()}
        held = self.held or {}
        fills = {name: held.get(name, "") * (not over) + part.fill for name, part in parts.items()}
        worn = self.worn or {}
        fills = {name: fill + worn.get(name, "") for name, fill in fills.items()}
        under = group(self._chain(names, lines, over), name="line")
        above = {name: held[name] for name in names if over and name in held}
        return under + self._chain(names, fills, over) + self._chain(names, above, over)

    def _chain(self, names: tuple[str, ...], parts: Mapping[str, str], over: bool = False) -> str:
        if not over:
            return chain(names, parts, self.first, self.last)
        neck = self._single(("neck",), parts)
        return neck + "".join(self._single((name,), parts) for name in names if name != "neck")

    def _single(self, names: tuple[str, ...], parts: Mapping[str, str]) -> str:
        return root(parts.get(names[0], ""), self.first[names[0]], self.last[names[0]])

    def _worked(self) -> str:
        shapes: dict[str, str] = {}
        for patch in patches(self.muscles, self.pose.view):
            d = patch_path(patch, self.first[patch[0]].bone)
            shapes[patch[0]] = shapes.get(patch[0], "") + path(d)
        content = self._chain(SPINE, {n: s for n, s in shapes.items() if n in SPINE}, True)
        for limb in ("near_leg", "far_leg", "near_arm"):
            names = self._names(limb)
            content += chain(names, shapes, self.first, self.last) if set(names) & set(shapes) else ""
        return content

    def _flat(self, names: tuple[str, ...], parts: Mapping[str, Part]) -> str:
        lines = {name: part.closed or part.line for name, part in parts.items()}
        return chain(names, lines, self.last, self.last)
