"""Where the worked muscles lie, as patches in the frame of a bone.

A patch is (bone, from, to, low, high): from and to along the bone, low and high across it
as shares of the half width, -1 at the back (or left edge of an upright trunk) to 1.
"""

from __future__ import annotations

from routines.figures.body import Bone
from routines.figures.geometry import Point
from routines.figures.svg import smooth

Patch = tuple[str, float, float, float, float]

SIDE: dict[str, tuple[Patch, ...]] = {
    "glute": (("pelvis", -0.55, 0.75, -0.97, -0.25),),
    "upper-glute": (("pelvis", 0.15, 0.95, -0.95, -0.2),),
    "deep-glute": (("pelvis", -0.3, 0.4, -0.9, -0.2),),
    "side-hip": (("pelvis", -0.1, 0.85, -0.5, 0.3),),
    "lower-back": (("waist", -0.18, 1.05, -0.96, -0.1),),
    "long-back": (
        ("waist", -0.15, 1.15, -0.95, -0.35),
        ("ribs", -0.15, 1.15, -0.95, -0.4),
        ("chest", -0.2, 0.4, -0.95, -0.45),
    ),
    "mid-back": (("ribs", 0.1, 1.0, -0.96, -0.4), ("chest", -0.05, 0.2, -0.96, -0.45)),
    "upper-back": (("chest", 0.0, 0.8, -0.96, -0.35),),
    "shoulder": (("chest", 0.45, 0.98, -0.95, 0.1),),
    "shoulder-top": (("chest", 0.75, 1.1, -0.9, 0.2), ("neck", -0.1, 0.35, -0.9, 0.0)),
    "neck": (("neck", -0.1, 1.0, -0.92, -0.05),),
    "skull-base": (("neck", 0.6, 1.1, -0.9, 0.1), ("head", -0.05, 0.2, -0.9, -0.2)),
    "chest": (("chest", 0.1, 0.75, 0.15, 0.95),),
    "belly": (("waist", -0.1, 1.0, 0.2, 0.95),),
    "hip-front": (("pelvis", -0.35, 0.6, 0.25, 0.97), ("near_thigh", 0.0, 0.2, 0.2, 0.95)),
    "front-thigh": (("near_thigh", 0.16, 0.86, 0.1, 0.95),),
    "back-thigh": (("near_thigh", 0.16, 0.9, -0.95, -0.1),),
    "outer-thigh": (("near_thigh", 0.14, 0.88, -0.45, 0.45),),
    "inner-thigh": (("near_thigh", 0.1, 0.6, -0.4, 0.4),),
    "calf": (("near_shank", 0.08, 0.58, -0.95, 0.0),),
    "sole": (("near_foot", -0.1, 0.85, -0.95, -0.35),),
    "forearm": (("near_forearm", 0.1, 0.85, -0.8, 0.8),),
}
FRONTAL: dict[str, tuple[Patch, ...]] = {
    "lower-back": (("waist", -0.1, 1.0, -0.62, -0.12), ("waist", -0.1, 1.0, 0.12, 0.62)),
    "lower-back-near": (("waist", -0.15, 1.0, 0.12, 0.62),),
    "side-back": (("waist", -0.05, 0.7, 0.5, 0.9),),
    "long-back": (
        ("waist", -0.1, 1.02, -0.52, -0.12),
        ("waist", -0.1, 1.02, 0.12, 0.52),
        ("ribs", -0.05, 0.9, -0.48, -0.12),
        ("ribs", -0.05, 0.9, 0.12, 0.48),
    ),
    "long-back-near": (("waist", -0.1, 1.02, 0.12, 0.5), ("ribs", -0.05, 0.9, 0.12, 0.46)),
    "low-back-hips": (
        ("waist", -0.1, 1.0, -0.6, -0.12),
        ("waist", -0.1, 1.0, 0.12, 0.6),
        ("pelvis", 0.1, 0.8, -0.75, -0.15),
        ("pelvis", 0.1, 0.8, 0.15, 0.75),
    ),
    "glute": (("pelvis", -0.5, 0.6, 0.1, 0.88),),
    "glutes": (("pelvis", -0.5, 0.6, 0.1, 0.88), ("pelvis", -0.5, 0.6, -0.88, -0.1)),
    "upper-glute": (("pelvis", 0.1, 0.85, 0.12, 0.85),),
    "side-hip": (("pelvis", -0.1, 0.8, 0.5, 1.0),),
    "side-hip-left": (("pelvis", -0.1, 0.8, -1.0, -0.5),),
    "outer-thigh": (("near_thigh", 0.14, 0.88, 0.2, 0.98),),
    "upper-back": (("chest", -0.1, 0.7, -0.6, -0.12), ("chest", -0.1, 0.7, 0.12, 0.6)),
    "shoulder-top": (("chest", 0.7, 1.05, -0.95, -0.4),),
    "shoulder-top-near": (("chest", 0.3, 1.06, -1.0, -0.2),),
    "shoulder-tops": (("chest", 0.62, 1.05, -1.0, -0.35), ("chest", 0.62, 1.05, 0.35, 1.0)),
    "neck": (("neck", -0.1, 0.9, -0.8, -0.12), ("neck", -0.1, 0.9, 0.12, 0.8)),
    "skull-base": (("head", -0.05, 0.2, -0.9, -0.15), ("head", -0.05, 0.2, 0.15, 0.9)),
    "temples": (("head", 0.4, 0.62, -1.0, -0.62), ("head", 0.4, 0.62, 0.62, 1.0)),
    "jaw": (("head", 0.06, 0.32, -0.98, -0.5), ("head", 0.06, 0.32, 0.5, 0.98)),
    "scalp": (("head", 0.78, 1.1, -1.4, 1.4),),
    "inner-thighs": (("near_thigh", 0.1, 0.7, -0.95, -0.2), ("far_thigh", 0.1, 0.7, 0.2, 0.95)),
    "inner-thigh-far": (("far_thigh", 0.08, 0.75, 0.1, 0.95),),
    "waist-side": (("waist", -0.1, 1.0, 0.35, 0.95), ("ribs", -0.05, 0.8, 0.4, 0.95)),
    "waist-side-left": (("waist", -0.1, 1.0, -0.95, -0.35), ("ribs", -0.05, 0.8, -0.95, -0.4)),
    "belly": (("waist", -0.1, 1.0, -0.6, 0.6),),
    "forearm": (("near_forearm", 0.1, 0.85, -0.8, 0.8),),
}


def patches(names: tuple[str, ...], view: str) -> list[Patch]:
    """Return all patches of some muscles as one view shows them."""
    known = SIDE if view == "side" else FRONTAL
    return [patch for name in names for patch in known[name]]


def patch_path(patch: Patch, one: Bone) -> str:
    """Return a soft patch as a path in the bone's SVG frame."""
    _name, start, end, low, high = patch
    steps = ((0, 0.5), (0.06, 0.16), (0.24, 0), (0.5, 0), (0.76, 0), (0.94, 0.16))
    edge = [*steps, (1, 0.5), *((at, 1 - across) for at, across in reversed(steps[1:]))]
    return smooth(
        [
            _spot(one, start + (end - start) * at, low + (high - low) * across)
            for at, across in edge
        ]
    )


def _spot(one: Bone, at: float, across: float) -> Point:
    front, back = one.widths(at)
    return at * one.length, -one.face * across * (front if across > 0 else back)
