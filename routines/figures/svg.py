"""Writing SVG: numbers, smooth paths, and elements whose classes carry the prefix "fig-"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routines.figures.geometry import Point

PREFIX = "fig-"


def number(value: float) -> str:
    """Return a number for an SVG, one decimal at most."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def pair(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 1 / 6) -> str:
    """Return a path through points (SVG frame) as a Catmull-Rom spline."""
    count = len(points)

    def near(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    here = _rounded(points[0])
    parts = [f"M{pair(*here)}"]
    for index in range(count if closed else count - 1):
        before, start, end, after = (near(index + step) for step in (-1, 0, 1, 2))
        handles = _handle(start, before, end, tension), _handle(end, after, start, tension)
        steps = [(x - here[0], y - here[1]) for x, y in (*handles, end)]
        parts.append("c" + _packed(one for step in steps for one in step))
        moved = _rounded(steps[-1])
        here = here[0] + moved[0], here[1] + moved[1]
    return "".join(parts) + ("Z" if closed else "")


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _packed(values: Iterable[float]) -> str:
    """Return numbers of a path as short as they can be read: steps travel light."""
    text = ""
    for value in values:
        one = number(value).replace("0.", ".", 1) if abs(value) < 1 else number(value)
        text += one if not text or one.startswith("-") else f" {one}"
    return text


def _handle(at: Point, behind: Point, towards: Point, tension: float) -> Point:
    return at[0] + (towards[0] - behind[0]) * tension, at[1] + (
        towards[1] - behind[1]
    ) * tension


def classes(names: str) -> str:
    """Return a class attribute, every name with our prefix; nothing for no names."""
    full = " ".join(PREFIX + name for name in names.split())
    return f' class="{full}"' if full else ""


def path(d: str, names: str = "") -> str:
    return f'<path{classes(names)} d="{d}"/>' if d else ""


def blob(points: Sequence[Point], names: str = "") -> str:
    """Return a closed smooth shape."""
    return path(smooth(points), names)


def circle(radius: float, names: str = "", x: float = 0.0, y: float = 0.0) -> str:
    return f'<circle{classes(names)} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def ellipse(x: float, y: float, wide: float, high: float, names: str) -> str:
    """Return an ellipse; wide and high are half its size."""
    size = f'rx="{number(wide)}" ry="{number(high)}"'
    return f'<ellipse{classes(names)} cx="{number(x)}" cy="{number(y)}" {size}/>'


def box(x: float, y: float, wide: float, high: float, names: str, corner: float = 2.0) -> str:
    size = f'width="{number(wide)}" height="{number(high)}"'
    return (
        f'<rect{classes(names)} x="{number(x)}" y="{number(y)}" {size} rx="{number(corner)}"/>'
    )


def group(content: str, *, transform: str = "", names: str = "") -> str:
    """Return a group, or the bare content where a group would say nothing."""
    if not content or not (transform or names):
        return content
    place = f' transform="{transform}"' if transform else ""
    return f"<g{classes(names)}{place}>{content}</g>"
