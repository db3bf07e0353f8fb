"""Seconds really held, added up by what they count towards. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from routines.catalogue import Dose

DAILY = "max_s_per_day"


@dataclass(frozen=True, slots=True)
class Held:
    """Seconds held in one step of one session today, and the doses it counts towards."""

    dose_ids: tuple[str, ...]
    seconds: int


def left_today(doses: Mapping[str, Dose], held: Iterable[Held]) -> dict[str, int]:
    """Return the seconds still free today for every dose with a daily limit, never below 0."""
    spent: Counter[str] = Counter()
    for one in held:
        for dose in one.dose_ids:
            spent[dose] += one.seconds
    return {
        name: max(0, int(dose.limits[DAILY]) - spent[name])
        for name, dose in doses.items()
        if DAILY in dose.limits
    }
