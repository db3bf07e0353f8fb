"""Narrowing the catalogue: what matches, how many each further choice leaves. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

WORD = "q"
FACETS = ("area", "kind", "tool", "pos", "floor", "time", "have", "suits")

# How long a technique takes with both sides, in seconds: three plain sizes.
TIMES = {"short": (0, 60), "medium": (61, 180), "long": (181, 10**6)}


def time_size(seconds: int) -> str:
    """Return which of the three sizes a length is."""
    return next(name for name, (low, high) in TIMES.items() if low <= seconds <= high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What can be filtered of one technique: values by facet."""

    slug: str
    values: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asked for: chosen values by facet, and slugs by each searched word."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return what can be dropped by itself: a facet with its values, or a word."""
        facets = [Part(facet, values) for facet, values in self.chosen.items() if values]
        return (*facets, *(Part(WORD, frozenset({word})) for word in self.words))

    def without(self, parts: Iterable[Part]) -> Filters:
        """Return the same filters with some parts dropped."""
        dropped = {*parts}
        left = [part for part in self.parts if part not in dropped]
        return Filters(
            chosen={part.facet: part.values for part in left if part.facet != WORD},
            words={
                word: slugs
                for word, slugs in self.words.items()
                if Part(WORD, frozenset({word})) in left
            },
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One filter: a facet with all its chosen values (any of them fits), or one word."""

    facet: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Drop:
    """Filters to drop together, and how many techniques that shows."""

    parts: tuple[Part, ...]
    left: int


def matches(item: Item, filters: Filters, *, leaving_out: str = "") -> bool:
    """Say whether an item fits: any value within a facet, every facet, every word."""
    for facet, wanted in filters.chosen.items():
        if wanted and facet != leaving_out and wanted.isdisjoint(item.values.get(facet, ())):
            return False
    return all(item.slug in slugs for slugs in filters.words.values())


def narrow(items: Iterable[Item], filters: Filters) -> list[Item]:
    """Return the items that fit, in their order."""
    return [item for item in items if matches(item, filters)]


def best_first(items: Iterable[Item], order: Sequence[str]) -> list[Item]:
    """Return the items as a search ranks them; those it does not name keep their place."""
    places = {slug: place for place, slug in enumerate(order)}
    return sorted(items, key=lambda item: places.get(item.slug, len(places)))


def counts(items: Sequence[Item], filters: Filters, facet: str) -> dict[str, int]:
    """Return how many items each value of a facet would show, the others staying."""
    found: dict[str, int] = {}
    for item in items:
        if matches(item, filters, leaving_out=facet):
            for value in item.values.get(facet, ()):
                found[value] = found.get(value, 0) + 1
    return found


def ways_out(items: Sequence[Item], filters: Filters) -> list[Drop]:
    """Return the fewest filters whose loss shows something, what shows most first.

    Singles when one is enough, else pairs that stand in each other's way, else larger
    sets; empty only when there is no filter, or no technique at all.
    """
    fitting = {part: _bits(items, filters, part) for part in filters.parts}
    for size in range(1, len(fitting) + 1):
        drops = [
            Drop(parts, left)
            for parts in combinations(fitting, size)
            if (left := _left(items, fitting, parts))
        ]
        if drops:
            return sorted(drops, key=lambda drop: -drop.left)
    return []


def _bits(items: Sequence[Item], filters: Filters, part: Part) -> int:
    """Return which items fit one part, a bit for each: sets of parts are then cheap."""
    others = [one for one in filters.parts if one != part]
    alone = filters.without(others)
    return sum(1 << place for place, item in enumerate(items) if matches(item, alone))


def _left(items: Sequence[Item], fitting: Mapping[Part, int], dropped: tuple[Part, ...]) -> int:
    bits = (1 << len(items)) - 1
    for part, fits in fitting.items():
        if part not in dropped:
            bits &= fits
    return bits.bit_count()
