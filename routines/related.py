"""What else there is beside a technique: its chain of easier and harder, other ways. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from routines.catalogue import TechniqueRow
from safety.vocabulary import Pressure

# As many other ways as stand beside each other on a page.
MOST_WAYS = 4
# Small pictures a page shows unasked: with more it would weigh over 40 kB.
MOST_PICTURES = 7
MOST_NEAR = 5

Techniques = Mapping[str, TechniqueRow]


def chain(slug: str, techniques: Techniques) -> list[str]:
    """Return a technique with all that lead to it and from it, the easiest first.

    Each is followed by its own next easier or harder one; a loop ends it.
    """
    easier = list(_walk(slug, techniques, "easier", set()))
    harder = list(_walk(slug, techniques, "harder", {*easier}))
    return [*reversed(easier), slug, *harder]


def near(slug: str, steps: list[str]) -> list[str]:
    """Return the part of a chain round a technique; a short chain is near as a whole."""
    last = max(0, len(steps) - MOST_NEAR)
    first = min(max(0, steps.index(slug) - MOST_NEAR // 2), last)
    return steps[first : first + MOST_NEAR]


def other_ways(
    slug: str, techniques: Techniques, *, but: set[str], most: int = MOST_WAYS
) -> list[str]:
    """Return at most so many techniques for the same place by another method, gentler first.

    `but` are slugs shown elsewhere or not for the person. Of each method the gentlest
    comes before the second of any. What only gets things ready is no way by itself.
    """
    this = techniques[slug]
    found = [
        row
        for row in techniques.values()
        if row.kind not in (this.kind, "preparation")
        and row.status == "active"
        and row.id not in {*but, slug}
        and not {*row.primary_areas}.isdisjoint(this.primary_areas)
    ]
    found.sort(key=_roughness)
    turns: dict[str, int] = {}
    taken: Counter[str] = Counter()
    for row in found:
        turns[row.id] = taken[row.kind]
        taken[row.kind] += 1
    chosen = sorted(found, key=lambda row: turns[row.id])[:most]
    return [row.id for row in sorted(chosen, key=_roughness)]


def _walk(slug: str, techniques: Techniques, way: str, seen: set[str]) -> Iterator[str]:
    seen = {slug, *seen}
    while True:
        variant = getattr(techniques[slug], way)
        slug = variant.technique if variant else ""
        if not slug or slug in seen:
            return
        seen.add(slug)
        yield slug


def _roughness(row: TechniqueRow) -> tuple[Pressure, int]:
    """Sort by the most pressure, then by level; what is alike keeps its order."""
    return (Pressure.of(row.facts.pressure.max), row.facts.level)
