"""Limits in plain words, in groups: tools, positions, movements, places, pressure, times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safety.vocabulary import (
    SESSION_MAX_MIN,
    SPOT_MAX_S,
    THERMAL_MAX_S,
    Pair,
    Pressure,
    Restrictions,
)

TOOLS = {
    "hands": gettext_lazy("your own hands"),
    "ball": gettext_lazy("a ball or another hard point"),
    "peanut": gettext_lazy("two balls beside the spine"),
    "roller": gettext_lazy("a foam roller"),
    "gun": gettext_lazy("a massage gun"),
    "massager": gettext_lazy("any other powered massager"),
    "heat": gettext_lazy("warmth"),
    "cold": gettext_lazy("cold packs"),
    "oil": gettext_lazy("oil or lotion"),
    "partner": gettext_lazy("another person's hands"),
}
POSITIONS = {
    "any": gettext_lazy("any position"),
    "chair": gettext_lazy("sitting on a chair"),
    "standing": gettext_lazy("standing"),
    "walking": gettext_lazy("walking"),
    "wall": gettext_lazy("leaning on a wall"),
    "kneeling": gettext_lazy("kneeling"),
    "floor_sitting": gettext_lazy("sitting on the floor"),
    "floor_supine": gettext_lazy("lying on your back on the floor"),
    "floor_prone": gettext_lazy("lying face down on the floor"),
    "side_lying": gettext_lazy("lying on your side on the floor"),
    "bed_supine": gettext_lazy("lying on your back on a bed"),
    "bed_prone": gettext_lazy("lying face down on a bed"),
    "bed_side": gettext_lazy("lying on your side on a bed"),
    "bath": gettext_lazy("in a bath"),
}
MOVEMENTS = {
    "ext": gettext_lazy("bending far back"),
    "flex": gettext_lazy("bending far forward"),
    "rot": gettext_lazy("twisting"),
    "hip_cross": gettext_lazy("crossing a leg over or turning it far out"),
    "hip_deep": gettext_lazy("pulling a knee in close"),
    "bridge": gettext_lazy("lifting the hips off the floor"),
}
FLAGS = {
    "behind_back": gettext_lazy("reaching behind your back"),
    "press_with_hands": gettext_lazy("pressing with your own hands"),
    "weight_on_hands": gettext_lazy("weight on your hands"),
    "arm_overhead": gettext_lazy("a hand above the shoulder"),
    "partner_press": gettext_lazy("another person pressing"),
}
PRESSURE = {
    Pressure.NONE: gettext_lazy("no pressure"),
    Pressure.LIGHT: gettext_lazy("light only, up to 2 out of 10"),
    Pressure.MEDIUM: gettext_lazy("up to 4 out of 10"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One kind of limit with everything it holds, in words."""

    title: str
    items: tuple[str, ...]


def groups_of(areas: Mapping[str, str], limits: Restrictions) -> tuple[Group, ...]:
    """Return limits in words, groups without any left out; `areas` names the places."""
    found = (
        (_("Not with"), _words(TOOLS, limits.tools)),
        (_("Not in these positions"), _words(POSITIONS, limits.positions)),
        (_("Not these movements"), _movements(limits)),
        (_("Not on these places"), _places(areas, limits)),
        (_("Pressure"), _pressure(limits.pressure_max)),
        (_("Times"), _times(limits)),
    )
    return tuple(Group(title=title, items=items) for title, items in found if items)


def _words(words: Mapping[str, str | Promise], blocked: frozenset[str]) -> tuple[str, ...]:
    """Return the words of what is blocked, in the order of the vocabulary."""
    return tuple(str(word) for name, word in words.items() if name in blocked)


def _movements(limits: Restrictions) -> tuple[str, ...]:
    return (*_words(MOVEMENTS, limits.movements), *_words(FLAGS, limits.flags))


def _places(areas: Mapping[str, str], limits: Restrictions) -> tuple[str, ...]:
    return (*_words(areas, limits.areas), *_pairs(areas, limits.pairs))


def _pairs(areas: Mapping[str, str], pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Return "a ball or another hard point: Foot, Lower leg" for each tool or use."""
    words: dict[str, str | Promise] = {**TOOLS, **FLAGS}
    ordered = sorted(pairs, key=lambda one: (one.tool or one.flag, one.area))
    return tuple(
        f"{words[name]}: {', '.join(areas.get(one.area, one.area) for one in group)}"
        for name, group in groupby(ordered, key=lambda one: one.tool or one.flag)
    )


def _pressure(most: Pressure) -> tuple[str, ...]:
    return (str(PRESSURE[most]),) if most in PRESSURE else ()


def _times(limits: Restrictions) -> tuple[str, ...]:
    spot, session = limits.spot_max_s, limits.session_max_min
    times = []
    if session < SESSION_MAX_MIN:
        times.append(_("%(n)s minutes in all at most") % {"n": session})
    if spot < SPOT_MAX_S:
        times.append(_("%(n)s seconds on one spot at most") % {"n": spot})
    for cap, text in (
        (limits.heat_max_s, _("%(n)s minutes of warmth at most")),
        (limits.cold_max_s, _("%(n)s minutes of cold at most")),
    ):
        if cap < THERMAL_MAX_S:
            times.append(text % {"n": cap // 60})
    return tuple(times)
