"""Narrowing the catalogue: what matches, how many each further choice leaves. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

FACETS = ("area", "kind", "tool", "pos", "floor", "time", "have", "suits")

# How long a technique takes with both sides, in seconds: three plain sizes.
TIMES = {"short": (0, 60), "medium": (61, 180), "long": (181, 10**6)}


def time_size(seconds: int) -> str:
    """Return which of the three sizes a length is."""
    return next(name for name, (low, high) in TIMES.items() if low <= seconds <= high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What can be filtered of one technique: values by facet, and its words."""

    slug: str
    values: Mapping[str, frozenset[str]]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asked for: chosen values by facet, and words all of which must occur."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def without(self, facet: str, value: str) -> Filters:
        """Return the same filters with one value dropped."""
        left = self.chosen.get(facet, frozenset()) - {value}
        return Filters(chosen={**self.chosen, facet: left}, words=self.words)


def matches(item: Item, filters: Filters, *, leaving_out: str = "") -> bool:
    """Say whether an item fits: any value within a facet, every facet, every word."""
    for facet, wanted in filters.chosen.items():
        if wanted and facet != leaving_out and wanted.isdisjoint(item.values.get(facet, ())):
            return False
    return all(word in item.text for word in filters.words)


def narrow(items: Iterable[Item], filters: Filters) -> list[Item]:
    """Return the items that fit, in their order."""
    return [item for item in items if matches(item, filters)]


def counts(items: Sequence[Item], filters: Filters, facet: str) -> dict[str, int]:
    """Return how many items each value of a facet would show, the others staying."""
    found: dict[str, int] = {}
    for item in items:
        if matches(item, filters, leaving_out=facet):
            for value in item.values.get(facet, ()):
                found[value] = found.get(value, 0) + 1
    return found


def best_to_drop(items: Sequence[Item], filters: Filters) -> tuple[str, str, int] | None:
    """Return the facet, value and count of the one filter whose loss shows most, or None."""
    tries = [
        (len(narrow(items, filters.without(facet, value))), facet, value)
        for facet, values in sorted(filters.chosen.items())
        for value in sorted(values)
    ]
    if filters.words:
        tries.append((len(narrow(items, Filters(chosen=filters.chosen))), "q", ""))
    if not tries:
        return None
    most, facet, value = max(tries, key=lambda one: one[0])
    return (facet, value, most) if most else None
