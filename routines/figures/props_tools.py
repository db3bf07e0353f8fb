"""Things one presses, warms or cools with; each is drawn round its own middle, y down.

What is `held` lies in the frame of a bone: x along it.
"""

from __future__ import annotations

from collections.abc import Callable

from routines.figures.poses import PropRow
from routines.figures.shapes import outline
from routines.figures.svg import blob, box, circle, number, pair, path

COLLAR = outline("5 -6.4, 11 -6, 16 -1.8, 16.8 4, 15.6 9.6, 12 12.4, 8.6 9.4, 9 3.6, 5.2 -1")


def gun(row: PropRow) -> str:
    """A massage gun in a fist: the handle down through the hand, the head ahead."""
    return (
        box(2, -1, 6.4, 14, "device edge", 2.6)
        + box(-1, -9.4, 13, 8.6, "device edge", 3.4)
        + box(11, -7.2, 5, 4.2, "device-pale edge", 1.2)
        + circle(3.4, "device-dark edge", 16.4, -5.1)
    )


def two_heads(row: PropRow) -> str:
    """A percussion massager with two heads on a long handle."""
    return (
        box(-4, -2.6, 16, 5.2, "device edge", 2.6)
        + box(10, -7, 6, 14, "device edge", 3)
        + circle(3.2, "device-dark edge", 16.8, -4.4)
        + circle(3.2, "device-dark edge", 16.8, 4.4)
    )


def hook(row: PropRow) -> str:
    """A hook to press one's own back, drawn from its knob over the shoulder to the hands."""
    wide, high = row.size
    d = f"M0 0C{pair(0, -high * 0.76)} {pair(wide + 3, -high * 0.66)} {pair(wide, high * 0.54)}"
    return path(d, "rod-edge") + path(d, "rod") + circle(row.radius, "device-dark edge")


def pack(row: PropRow) -> str:
    """A wrapped pack: cloth outside, the pack showing at its edge; `size` is thick and high."""
    thick, high = row.size
    return box(
        -high / 2 + 2, -thick / 2 + 0.6, high - 4, thick - 1.2, f"{_warmth(row)} edge", 2.4
    ) + box(-high / 2 + 4.5, -thick / 2, high - 9, thick, "cloth edge", 2)


def _warmth(row: PropRow) -> str:
    return {"cold-pack": "cold", "warm-pack": "warm", "pad": "warm"}[row.kind]


def pack_flat(row: PropRow) -> str:
    """A wrapped cold pack seen flat."""
    wide, high = row.size
    cloth = box(-wide / 2, -high / 2, wide, high, "cloth edge", 3)
    inner = box(-wide / 2 + 3, -high / 2 + 3, wide - 6, high - 6, "cold", 2)
    return cloth + inner + path("M-4 0h8M0 -4v8M-2.8 -2.8l5.6 5.6M-2.8 2.8l5.6 -5.6", "flake")


def cord(row: PropRow) -> str:
    return path("M0 0C-10 8 -14 20 -8 34S-16 52 -26 58", "cord")


def cushion(row: PropRow) -> str:
    """A massage cushion that hangs on a chair's back, with its nodes."""
    thick, high = row.size
    nodes = circle(2, "device-dark", -high * 0.18, thick * 0.2)
    nodes += circle(2, "device-dark", high * 0.18, thick * 0.2)
    return box(-high / 2, -thick / 2, high, thick, "device edge", 3.4) + nodes


def wrap(row: PropRow) -> str:
    """A band round the waist in the frame of a bone; `size` is its width and height."""
    wide, high = row.size
    start, long = -high / 2 + 3, number(high - 6)
    seams = f"M{pair(start, 4)}h{long}M{pair(start, -4)}h{long}"
    return box(-high / 2, -wide / 2, high, wide, "warm edge", 2.4) + path(seams, "seam")


def neck_massager(row: PropRow) -> str:
    """A collar over the tops of the shoulders with a strap for each hand, from the front."""
    straps = pads = nodes = ""
    for way in (-1, 1):
        straps += f"M{pair(way * 12, 11)}L{pair(way * 11, 19)}"
        pads += blob([(x * way, y) for x, y in COLLAR], "device edge")
        nodes += circle(2.2, "device-dark", way * 11.4, -0.6)
        nodes += circle(2.2, "device-dark", way * 12.6, 5.6)
    return path(straps, "rod-edge") + path(straps, "rod") + pads + nodes


def neck_massager_back(row: PropRow) -> str:
    """What joins its halves behind the neck."""
    return box(-11, -8.4, 22, 9, "device edge", 4)


def armband(row: PropRow) -> str:
    long, wide = row.size
    top, down = -wide / 2 + 2, number(wide - 4)
    seams = f"M{pair(-long / 4, top)}v{down}M{pair(long / 4, top)}v{down}"
    return box(-long / 2, -wide / 2, long, wide, "device edge", 4.4) + path(seams, "seam")


def neck_tool(row: PropRow) -> str:
    """Two rolls on sprung handles: shown lying beside, never on the neck."""
    d = "M-14 6C-14 -10 14 -10 14 6"
    return (
        path(d, "rod-edge")
        + path(d, "rod")
        + circle(3.4, "device-dark edge", -14, 7)
        + circle(3.4, "device-dark edge", 14, 7)
    )


def towel(row: PropRow) -> str:
    """A rolled towel seen from its end."""
    r = row.radius
    curl = f"M{pair(r * 0.1, 0)}C{pair(r * 0.5, -r * 0.4)} {pair(-r * 0.5, -r * 0.7)} "
    curl += f"{pair(-r * 0.5, 0)}C{pair(-r * 0.5, r * 0.7)} {pair(r * 0.7, r * 0.7)} "
    curl += pair(r * 0.7, -r * 0.1)
    return circle(r, "cloth edge") + path(curl, "seam")


def peanut_front(row: PropRow) -> str:
    """Two balls held together by tape, from the front."""
    r = row.radius
    balls = seams = folds = ""
    for way in (-1, 1):
        balls += circle(r, "ball edge", way * r * 0.96)
        bow = f"q{pair(-way * r * 0.5, r * 0.7)} {pair(-way * r * 0.1, r * 1.3)}"
        seams += f"M{pair(way * 1.75 * r, -r * 0.6)}{bow}"
        folds += f"M{pair(way * r * 0.25, -r * 0.84)}v{number(r * 1.68)}"
    tape = box(-r * 0.75, -r * 0.86, r * 1.5, r * 1.72, "tape-fill edge", r * 0.3)
    return balls + path(seams, "ball-seam") + tape + path(folds, "seam")


def tape_roll(row: PropRow) -> str:
    """A roll of tape; with a size, its end is still stuck to something left and above."""
    r = row.radius
    wide, high = row.size
    end = f"M0 {number(-r)}L{pair(-wide, -high)}v3.2L0 {number(3.4 - r)}Z"
    strip = path(end, "tape-fill edge") if wide else ""
    return strip + circle(r, "tape-fill edge") + circle(r * 0.55, "hole edge")


TOOLS: dict[str, Callable[[PropRow], str]] = {
    "gun": gun,
    "two-heads": two_heads,
    "hook": hook,
    "cold-pack": pack,
    "warm-pack": pack,
    "pad": pack,
    "pack-flat": pack_flat,
    "cord": cord,
    "cushion": cushion,
    "wrap": wrap,
    "neck-massager": neck_massager,
    "neck-massager-back": neck_massager_back,
    "armband": armband,
    "neck-tool": neck_tool,
    "towel": towel,
    "peanut-front": peanut_front,
    "tape-roll": tape_roll,
}
