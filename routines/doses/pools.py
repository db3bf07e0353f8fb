"""What seconds of a technique count to, and how much of it there is. Pure.

A pool is a bounded amount: a dose ("D_BACK_TOOL"), or a part of one ("D_GUN:glute" is
one muscle, "D_PARTNER:circles" one kind of stroke). All sizes come from the dose data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from routines.catalogue import Dose

SESSION = "D_SESSION"
BACK, IN_SESSION, FIRST = "back", "session", "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What decides where seconds count: the technique, its doses and the zones it works."""

    technique: str
    dose_ids: tuple[str, ...]
    areas: frozenset[str]
    counts: bool


def pools_of(use: Use, doses: Mapping[str, Dose]) -> tuple[str, ...]:
    """Return the names of all pools that seconds of this technique are taken from."""
    found = [pool for name in use.dose_ids for pool in _within(use, name, doses.get(name))]
    return tuple(dict.fromkeys([*found, SESSION] if use.counts else found))


def _within(use: Use, name: str, dose: Dose | None) -> Iterator[str]:
    yield name
    if dose is None:
        return
    limits, applies = dose.limits, dose.applies_to
    if "muscle_max_s" in limits:
        yield from (f"{name}:{area}" for area in sorted(use.areas))
    on_back = use.areas & set(applies.get("back_areas", ()))
    if on_back and use.technique not in applies.get("back_except", ()):
        yield f"{name}:{BACK}"
    if "session_max_s" in limits:
        yield f"{name}:{IN_SESSION}"
    if "first_use_s" in limits:
        yield f"{name}:{FIRST}"
    for group, techniques in applies.get("groups", {}).items():
        if use.technique in techniques:
            yield f"{name}:{group}"


def size_of(pool: str, doses: Mapping[str, Dose]) -> int | None:
    """Return the seconds a pool holds, None where nothing bounds it.

    The session's size depends on the person's level and is not known here.
    """
    name, _, part = pool.partition(":")
    limits = doses[name].limits if name in doses else {}
    keys = {
        "": ("max_s_per_day", "total_max_s"),
        BACK: ("back_max_s_per_day",),
        IN_SESSION: ("session_max_s",),
        FIRST: ("first_use_s",),
    }.get(part, (f"{part}_max_s", "muscle_max_s"))
    return next((int(limits[key]) for key in keys if key in limits), None)


def longest_by_dose(use: Use, sides: int, doses: Mapping[str, Dose]) -> int | None:
    """Return the most seconds one side may be held in one step, None when no dose says."""
    caps = []
    for limits in _limits(use, doses):
        caps += [int(limits[key]) for key in ("hold_max_s", "timer_max_s") if key in limits]
        if "max_s" in limits:
            caps.append(int(limits["max_s"]) // max(1, sides))
    return min(caps, default=None)


def spot_by_dose(use: Use, level: int, doses: Mapping[str, Dose]) -> int | None:
    """Return the most seconds on one spot at a person's level, None when no dose says."""
    caps = []
    for limits in _limits(use, doses):
        keys = ("spot_max_s", f"spot_max_s_level_{level}")
        caps += [int(limits[key]) for key in keys if key in limits]
        if "hold_s" in limits:
            caps.append(int(limits["hold_s"][1]))
    return min(caps, default=None)


def least_level(use: Use, doses: Mapping[str, Dose]) -> int:
    """Return the level from which the doses of a technique are open."""
    return max((int(one.get("min_level", 1)) for one in _limits(use, doses)), default=1)


def tiers(use: Use, doses: Mapping[str, Dose]) -> frozenset[str]:
    """Return the tiers its doses ask for; empty when any will do."""
    return frozenset(str(one["tier"]) for one in _limits(use, doses) if "tier" in one)


def gaps(use: Use, doses: Mapping[str, Dose]) -> dict[str, int]:
    """Return the doses that need a pause between two times, with its seconds."""
    found = {name: doses[name].limits.get("gap_s") for name in use.dose_ids if name in doses}
    return {name: int(seconds) for name, seconds in found.items() if seconds}


def _limits(use: Use, doses: Mapping[str, Dose]) -> Iterator[Mapping[str, Any]]:
    return (doses[name].limits for name in use.dose_ids if name in doses)
