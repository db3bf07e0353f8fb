"""How long and how thick the parts of a body are, seen from the side or from front and back.

A profile is a row of (place along the bone, half width in front, half width behind); in
front and back views "front" is the right edge of an upright trunk, "back" the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from routines.figures.geometry import Point

Profile = tuple[tuple[float, float, float], ...]

SPINE = ("pelvis", "waist", "ribs", "chest", "neck", "head")
TRUNK = SPINE[:4]
ARM = ("upper_arm", "forearm", "hand")
LEG = ("thigh", "shank", "foot")
LIMBS = ("near_arm", "far_arm", "near_leg", "far_leg")
LENGTHS = {
    "pelvis": 12.0,
    "waist": 12.0,
    "ribs": 12.0,
    "chest": 13.0,
    "neck": 8.0,
    "head": 21.0,
    "upper_arm": 27.0,
    "forearm": 23.5,
    "hand": 15.0,
    "thigh": 41.0,
    "shank": 40.0,
    "foot": 18.0,
}
SOLE = 6.4  # from the ankle down to the floor
SOLE_AHEAD = 9.0  # the same for a foot seen from the front, which hangs along its bone
PALM = 2.9  # from the middle of the wrist to what the palm lies on
PALM_CENTRE = 7.0  # from the wrist to the middle of the palm
SHOULDER = {"side": 0.76, "front": 0.54, "back": 0.54}  # where arms sit along the chest

SIDE: dict[str, Profile] = {
    "pelvis": (
        (-0.62, 6.6, 7.8),
        (-0.25, 8.8, 10.5),
        (0.2, 9.2, 11.1),
        (0.65, 9.0, 10.0),
        (1, 8.9, 8.6),
    ),
    "waist": ((0, 8.9, 8.6), (0.5, 8.7, 7.9), (1, 8.9, 8.1)),
    "ribs": ((0, 8.9, 8.1), (0.5, 9.5, 8.9), (1, 9.9, 9.5)),
    "chest": ((0, 9.9, 9.5), (0.4, 9.7, 9.9), (0.78, 7.6, 9.2), (1.04, 4.6, 6.6)),
    "neck": ((-0.1, 4.9, 5.5), (0.5, 4.5, 4.8), (1, 4.5, 5.0)),
    "head": ((0, 6.0, 7.0), (0.5, 9.4, 9.8), (1, 4.0, 5.0)),
}
FRONTAL: dict[str, Profile] = {
    "pelvis": ((-0.4, 14.8, 14.8), (0, 16.2, 16.2), (0.5, 15.6, 15.6), (1, 13.4, 13.4)),
    "waist": ((0, 13.4, 13.4), (0.5, 12.4, 12.4), (1, 12.8, 12.8)),
    "ribs": ((0, 12.8, 12.8), (0.5, 13.8, 13.8), (1, 14.8, 14.8)),
    "chest": (
        (0, 14.8, 14.8),
        (0.45, 15.6, 15.6),
        (0.75, 15.2, 15.2),
        (0.96, 11.4, 11.4),
        (1.1, 6.4, 6.4),
    ),
    "neck": ((-0.1, 5.8, 5.8), (0.5, 4.8, 4.8), (1, 4.9, 4.9)),
    "head": ((0, 6.0, 6.0), (0.5, 9.0, 9.0), (1, 4.5, 4.5)),
}
LIMB: dict[str, Profile] = {
    "upper_arm": ((0, 5.5, 5.5), (0.35, 5.2, 5.2), (0.7, 4.6, 4.6), (1, 4.1, 4.1)),
    "forearm": ((0, 4.1, 4.1), (0.25, 4.3, 4.3), (0.7, 3.3, 3.3), (1, 2.8, 2.8)),
    "hand": ((0, 2.8, 2.8), (0.5, 3.4, 3.0), (1, 1.6, 1.6)),
    "thigh": ((0, 9.0, 9.4), (0.25, 9.2, 9.2), (0.6, 7.8, 7.6), (1, 5.9, 5.8)),
    "shank": (
        (0, 5.8, 5.6),
        (0.12, 5.3, 6.1),
        (0.34, 4.7, 6.9),
        (0.7, 3.7, 4.5),
        (1, 3.5, 3.8),
    ),
    "foot": ((0, 5.0, 6.4), (0.5, 2.0, 6.4), (1, 0.0, 6.0)),
}
FRONTAL_LIMB: dict[str, Profile] = {
    **LIMB,
    "thigh": ((0, 8.2, 8.2), (0.3, 8.2, 8.2), (0.65, 7.1, 7.1), (1, 5.6, 5.6)),
    "shank": (
        (0, 5.6, 5.6),
        (0.12, 5.4, 5.4),
        (0.34, 6.2, 6.2),
        (0.7, 4.2, 4.2),
        (1, 3.6, 3.6),
    ),
    "foot": ((0, 4.0, 4.0), (0.5, 4.4, 4.4), (1, 4.2, 4.2)),
}
HIP_APART, SHOULDER_APART = 7.8, 14.4  # half the distance, seen from the front


@dataclass(frozen=True, slots=True)
class Bone:
    """One bone and the flesh around it; `face` is the sign of its front in its own frame."""

    name: str
    length: float
    profile: Profile
    face: int
    broad: bool = False  # seen from front or back: its skin is no row of circles

    def widths(self, at: float) -> tuple[float, float]:
        """Return half widths in front and behind at a place along the bone."""
        profile = self.profile
        if at <= profile[0][0]:
            return profile[0][1:]
        for (before, *low), (after, *high) in pairwise(profile):
            if at <= after:
                share = (at - before) / (after - before)
                return (
                    low[0] + (high[0] - low[0]) * share,
                    low[1] + (high[1] - low[1]) * share,
                )
        return profile[-1][1:]

    def surface(self, at: float, side: str) -> Point:
        """Return a point of the skin in the bone's own frame (along it, y up)."""
        front, back = self.widths(at)
        up = front if side == "front" else -back
        return at * self.length, up * self.face

    def part(self, start: float, end: float, *, more: float = 0.0) -> Profile:
        """Return a piece of the profile, wider by `more` on both sides."""
        inner = [row for row in self.profile if start < row[0] < end]
        rows = [(start, *self.widths(start)), *inner, (end, *self.widths(end))]
        return tuple((at, front + more, back + more) for at, front, back in rows)


@dataclass(frozen=True, slots=True)
class Build:
    """A body shape: factors on trunk and limb widths, and what the belly adds in front."""

    trunk: float = 1.0
    limbs: float = 1.0
    belly: float = 0.0
    hips: float = 1.0


BELLY = {"pelvis": 0.6, "waist": 1.0, "ribs": 0.7, "chest": 0.1}


@cache
def bone(name: str, view: str, build: Build, scale: float = 1.0) -> Bone:
    """Return a bone of a body as one view shows it; `scale` foreshortens it."""
    if name in SPINE:
        rows = (SIDE if view == "side" else FRONTAL)[name]
        is_broad = view != "side" and name in TRUNK
        return Bone(name, LENGTHS[name] * scale, _trunk(name, rows, view, build), -1, is_broad)
    limb = (LIMB if view == "side" else FRONTAL_LIMB)[name]
    wide = 1.0 if name in ("hand", "foot") else build.limbs
    return Bone(name, LENGTHS[name] * scale, _scaled(limb, wide, wide), 1)


def _scaled(rows: Profile, front: float, back: float, more: float = 0.0) -> Profile:
    return tuple((at, one * front + more, two * back) for at, one, two in rows)


def _trunk(name: str, rows: Profile, view: str, build: Build) -> Profile:
    wide = build.trunk if name in TRUNK else 1.0
    back = wide * (build.hips if name == "pelvis" else 1.0)
    belly = build.belly * BELLY.get(name, 0.0)
    if view == "side":
        return _scaled(rows, wide, back, belly)
    front = _scaled(rows, back, back)
    return tuple((at, one + belly * 0.4, two + belly * 0.4) for at, one, two in front)


def limb_bones(limb: str) -> Sequence[str]:
    """Return the three bones of a limb, root first."""
    return ARM if limb.endswith("arm") else LEG
