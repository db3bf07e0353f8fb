"""Rooms and preparations: lamp, bath, tap, bottle, hands seen close, two people talking."""

from __future__ import annotations

from collections.abc import Callable

from routines.figures.poses import PropRow
from routines.figures.shapes import outline
from routines.figures.svg import blob, box, circle, number, pair, path


def bath(row: PropRow) -> str:
    """The front of a bath whose rim is `size[1]` high; water shows above the rim's line."""
    wide, high = row.size
    body = (
        f"M0 {number(-high)}H{number(wide)}C{pair(wide - 1, -high * 0.4)} "
        f"{pair(wide - 8, -4)} {pair(wide - 18, -4)}"
        f"H18C8 -4 1 {number(-high * 0.4)} 0 {number(-high)}Z"
    )
    feet = box(18, -5, 9, 5, "wood-dark edge", 1.5) + box(
        wide - 27, -5, 9, 5, "wood-dark edge", 1.5
    )
    return feet + path(body, "linen edge") + box(-4, -high - 3, wide + 8, 6, "linen edge", 3)


def water(row: PropRow) -> str:
    """The water of a bath cut open; its surface lies at y = 0."""
    wide, high = row.size
    count = int(wide // 16)
    step = wide / count
    waves = "".join(
        f"q{pair(step / 4, -2.4)} {pair(step / 2, 0)}t{pair(step / 2, 0)}" for _ in range(count)
    )
    foot = (
        f"C{pair(wide - 1, high * 0.6)} {pair(wide - 7, high)} {pair(wide - 16, high)}"
        f"H16C{pair(7, high)} {pair(1, high * 0.6)} 0 0Z"
    )
    return path(f"M0 0{waves}{foot}", "water")


def steam(row: PropRow) -> str:
    return path("M-8 0c-4 -5 4 -8 0 -14M0 -2c-4 -5 4 -8 0 -14M8 0c-4 -5 4 -8 0 -14", "wisp")


def bottle(row: PropRow) -> str:
    """An oil bottle standing on y = 0, about 30 high, with a drop on its label."""
    return (
        box(-3.4, -31, 6.8, 7, "wood-dark edge", 1.6)
        + path(
            "M-3 -25.4H3C3 -21 8.4 -21 8.4 -15V-3Q8.4 0 5.4 0"
            "H-5.4Q-8.4 0 -8.4 -3V-15C-8.4 -21 -3 -21 -3 -25.4Z",
            "oil edge",
        )
        + box(-8.4, -14, 16.8, 9.6, "cloth edge", 0.6)
        + path("M0 -13c2.4 3 2.8 4.2 2.8 5.2a2.8 2.8 0 01-5.6 0c0 -1 .4 -2.2 2.8 -5.2z", "oil")
    )


def bowl(row: PropRow) -> str:
    """The front of a bowl of water, standing on y = 0; the bottle stands behind it."""
    return path("M-25 -17H25C24 -6 17 0 9 0H-9C-17 0 -24 -6 -25 -17Z", "couch edge") + box(
        -27, -19.4, 54, 4.6, "couch edge", 2.3
    )


def table(row: PropRow) -> str:
    wide = row.size[0]
    return box(0, 0, wide, 5, "wood edge", 2.4) + path(
        f"M8 5v{number(row.size[1])}h4V5zM{number(wide - 12)} 5v{number(row.size[1])}h4V5z",
        "wood-dark edge",
    )


def lamp(row: PropRow) -> str:
    """A low lamp standing on y = 0 with its glow."""
    return (
        circle(26, "glow", 0, -24)
        + path("M0 0V-20", "rod-edge")
        + path("M-8 0h16", "rod-edge")
        + path("M-6 -34H6L13 -18H-13Z", "lampshade edge")
    )


def diffuser(row: PropRow) -> str:
    return path("M-7 0C-9 -7 -4 -13 -2.4 -16H2.4C4 -13 9 -7 7 0Z", "couch edge") + path(
        "M0 -18c-3 -4 3 -6 0 -11", "wisp"
    )


def tap(row: PropRow) -> str:
    """A tap over running water; the spout ends at x = 0, y = 0."""
    flow = box(-2.6, 2, 5.2, row.size[1], "water", 2.6)
    return (
        flow
        + path(
            "M-3.6 4V-5C-3.6 -16 6 -19 16 -19H27V-11H17C10 -11 4.4 -9 4.4 -3V4Z",
            "device-pale edge",
        )
        + path("M18 -19v-7M11 -27.6h14", "rod-edge")
        + box(27, -24, 5, 18, "device-pale edge", 2)
    )


HAND = outline(
    "-70 -9, -26 -6.6, -12 -6.4, -4 -7.4, 3 -10.6, 9 -13.4, 12.4 -12.2, 11.4 "
    "-9.4, 8 -6.8, 18 -6, 27 -4.6, 30.4 -1.6, 29 1.6, 22 4.4, 12 6.6, 2 7.4, "
    "-10 6.2, -26 6, -70 9"
)


def close_hand(row: PropRow) -> str:
    """A hand and its forearm seen close, reaching to the right; `side` front turns it over."""
    way = -1 if row.side == "front" else 1
    size = row.radius / 5
    shape = [(x * size, y * way * size) for x, y in HAND]
    fingers = "".join(
        f"M{pair(12 * size, y * way * size)}L{pair(26 * size, y * 0.7 * way * size)}"
        for y in (-2.6, 0.4, 3.2)
    )
    sleeve = box(-84 * size, -11 * size, 26 * size, 22 * size, "top edge", 4)
    return blob(shape, "skin edge") + path(fingers, "seam") + sleeve


def drops(row: PropRow) -> str:
    drop = "c2.4 3 2.8 4.2 2.8 5.2a2.8 2.8 0 01-5.6 0c0 -1 .4 -2.2 2.8 -5.2z"
    return path(f"M0 -14{drop}M0 -3{drop}", "oil edge")


def bubble(row: PropRow) -> str:
    """A speech bubble; its tail points down and left, right with `side` front."""
    way = -1 if row.side == "front" else 1
    tail = f"H{number(-4 * way)}L{pair(-14 * way, 18)}L{pair(-11 * way, 10)}"
    d = f"M-17 -12H17Q22 -12 22 -7V5Q22 10 17 10{tail}H-17Q-22 10 -22 5V-7Q-22 -12 -17 -12Z"
    return path(d, "bubble edge")


def levels(row: PropRow) -> str:
    """Three bars, less to more, the middle one chosen."""
    return (
        box(-11, -1, 5, 6, "quiet", 1.2)
        + box(-2.6, -5, 5, 10, "arrow-head", 1.2)
        + box(5.8, -9, 5, 14, "quiet", 1.2)
    )


def palm_stop(row: PropRow) -> str:
    """A raised palm: the agreed sign to stop."""
    spots = [
        (-5.4, 7),
        (-7.6, -1),
        (-5.8, -2.6),
        (-4.8, -1.6),
        (-4.6, -8.6),
        (-2.6, -9),
        (-1.6, -10.4),
        (0.4, -10.2),
        (1.4, -9.2),
        (3.2, -9),
        (4, -6.6),
        (5.8, -6.4),
        (6, 2),
        (4.4, 7.4),
    ]
    return blob(spots, "skin edge")


def breath(row: PropRow) -> str:
    """Breath leaving a mouth: three soft lines."""
    return path("M0 0c8 -2 12 4 20 1M1 6c7 0 10 5 16 4M0 -6c7 -5 12 0 20 -4", "wisp")


def phone(row: PropRow) -> str:
    return box(-4, -8, 8, 16, "device edge", 1.8) + box(-2.8, -6, 5.6, 11, "device-pale", 0.8)


def window_frame(row: PropRow) -> str:
    return (
        box(-17, -22, 34, 44, "night edge", 3)
        + path("M0 -22V22M-17 0H17", "wall-face")
        + circle(4, "moon", 7, -11)
    )


ROOM: dict[str, Callable[[PropRow], str]] = {
    "bath": bath,
    "water": water,
    "steam": steam,
    "bottle": bottle,
    "bowl": bowl,
    "table": table,
    "lamp": lamp,
    "diffuser": diffuser,
    "tap": tap,
    "close-hand": close_hand,
    "drops": drops,
    "bubble": bubble,
    "levels": levels,
    "palm": palm_stop,
    "breath": breath,
    "phone": phone,
    "window": window_frame,
}
