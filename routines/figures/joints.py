"""Where every bone of a body lies, from the hip, the angles and the view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routines.figures.body import (
    HIP_APART,
    SHOULDER,
    SHOULDER_APART,
    SPINE,
    Bone,
    Build,
    bone,
    limb_bones,
)
from routines.figures.geometry import Point, ahead, placed

Angles = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A bone where it lies."""

    bone: Bone
    origin: Point
    angle: float

    @property
    def end(self) -> Point:
        return ahead(self.origin, self.angle, self.bone.length)

    def surface(self, at: float, side: str) -> Point:
        """Return a point of its skin."""
        return placed(self.bone.surface(at, side), self.origin, self.angle)

    def outward(self, side: str) -> float:
        """Return the angle that points away from the bone on one side."""
        return self.angle + 90 * self.bone.face * (1 if side == "front" else -1)

    def circles(self) -> Iterator[tuple[Point, float]]:
        """Yield circles that fill the flesh, as (middle, radius); points of broad bones."""
        if self.bone.broad:
            for at, _front, _back in self.bone.profile:
                yield from ((self.surface(at, side), 0.0) for side in ("front", "back"))
            return
        for at, front, back in self.bone.profile:
            middle = (at * self.bone.length, (front - back) / 2 * self.bone.face)
            yield placed(middle, self.origin, self.angle), (front + back) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """All angles of one frame: the trunk's six, and three for each limb."""

    view: str
    build: Build
    hip: Point
    spine: Angles
    limbs: Mapping[str, Angles]
    scales: Mapping[str, tuple[float, float]]

    def skeleton(self) -> dict[str, Placed]:
        """Return every bone where it lies; limb bones are named like "near_thigh"."""
        found = self.trunk()
        for limb in self.limbs:
            origin = self.root(limb, found)
            for name, angle, length in zip(
                limb_bones(limb), self.limbs[limb], (*self.scale(limb), 1.0), strict=True
            ):
                one = Placed(bone(name, self.view, self.build, length), origin, angle)
                found[f"{limb.partition('_')[0]}_{name}"] = one
                origin = one.end
        return found

    def trunk(self) -> dict[str, Placed]:
        """Return hip to head."""
        found, origin = {}, self.hip
        for name, angle in zip(SPINE, self.spine, strict=True):
            found[name] = Placed(bone(name, self.view, self.build), origin, angle)
            origin = found[name].end
        return found

    def scale(self, limb: str) -> tuple[float, float]:
        return self.scales.get(limb, (1.0, 1.0))

    def root(self, limb: str, trunk: Mapping[str, Placed]) -> Point:
        """Return where a limb begins: a hip or a shoulder."""
        side = {"side": 0, "front": 1, "back": -1}[self.view]
        away = side * (1 if limb.startswith("near") else -1)
        if limb.endswith("leg"):
            return placed((0, away * HIP_APART), trunk["pelvis"].origin, self.spine[0])
        chest = trunk["chest"]
        start = (
            SHOULDER[self.view] * chest.bone.length,
            away * SHOULDER_APART * self.build.trunk,
        )
        return placed(start, chest.origin, chest.angle)


def lowest(bones: Mapping[str, Placed], names: tuple[str, ...]) -> float:
    """Return how low the flesh of some bones reaches."""
    return min(middle[1] - radius for name in names for middle, radius in bones[name].circles())
