"""SVG groups that place a part, and turn or shift it from the first frame to the second.

Nothing here writes a style: `figures.css` turns by whole and tenth degrees named by
classes, and shifts by one unit of a frame that an attribute has stretched and turned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routines.figures.geometry import Point, shortest_turn
from routines.figures.joints import Placed
from routines.figures.svg import group, number, pair

STILL = 0.25  # degrees or centimetres too small to see
Skeleton = Mapping[str, Placed]


def place(point: Point, angle: float = 0.0) -> str:
    """Return the transform to a point and angle of the model (y up)."""
    x, y = point
    moved = f"translate({pair(x, -y)})" if abs(x) + abs(y) >= 0.05 else ""
    return moved + (f"rotate({number(-angle)})" if abs(angle) >= 0.05 else "")


def turned(content: str, angle: float) -> str:
    """Return content that turns by an angle (degrees, model's sense) and back."""
    if abs(angle) < STILL or not content:
        return content
    tenths = round(abs(angle) * 10)
    digits = {"tens": tenths // 100, "ones": tenths // 10 % 10, "tenths": tenths % 10}
    names = ["turn", *(f"turn--{name}-{digit}" for name, digit in digits.items() if digit)]
    return group(content, names=" ".join([*names, *([] if angle > 0 else ["turn--right"])]))


def shifted(content: str, right: float, up: float, names: str = "shift") -> str:
    """Return content that moves by a vector (model's sense) and back."""
    size = right**2 + up**2
    if size < STILL**2 or not content:
        return content
    there = f"matrix({_long(right)} {_long(-up)} {_long(up)} {_long(right)} 0 0)"
    x, y = right / size, up / size
    back = f"matrix({_long(x)} {_long(y)} {_long(-y)} {_long(x)} 0 0)"
    return group(group(group(content, transform=back), names=names), transform=there)


def _long(value: float) -> str:
    return f"{value:.4g}"


def chain(
    names: Sequence[str],
    parts: Mapping[str, str],
    first: Skeleton,
    last: Skeleton,
    *,
    is_crossed: bool = False,
) -> str:
    """Return parts of a limb nested joint in joint, from its root on.

    Tips lie below roots, and above them in a crossed limb.
    """
    inner = ""
    for index in range(len(names) - 1, -1, -1):
        name = names[index]
        own = parts.get(name, "")
        content = own + inner if is_crossed else inner + own
        if not index:
            return root(content, first[name], last[name])
        parent = names[index - 1]
        start = first[name].angle - first[parent].angle
        turn = shortest_turn(start, last[name].angle - last[parent].angle)
        joint = place((first[parent].bone.length, 0), start)
        inner = group(turned(content, turn), transform=joint)
    return inner


def root(content: str, first: Placed, last: Placed) -> str:
    """Return content in a bone's frame, moved as the bone moves."""
    inner = turned(content, shortest_turn(first.angle, last.angle))
    standing = group(inner, transform=place(first.origin, first.angle))
    dx, dy = (last.origin[axis] - first.origin[axis] for axis in (0, 1))
    return shifted(standing, dx, dy)
