"""What the list of techniques says about the search: chips, notes, ways out of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routines import content, wording
from routines.body_pages import SIDE, side_of
from routines.facets import FACETS, WORD, Drop, Filters, Item, Part, ways_out
from routines.search import Found, typed_words

# As many ways out as can be taken in at a glance.
MOST_WAYS = 4

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter in use, with the address that drops it."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SearchNote:
    """What to say of the words: a sign among them, a slip put right, pages of that name."""

    has_sign: bool
    instead: str
    pages: tuple[Chip, ...]


@dataclass(frozen=True, kw_only=True)
class Nothing:
    """An empty list: what to drop to see something; `is_one` when a single one is enough."""

    ways: tuple[Chip, ...]
    is_one: bool


def note_on(found: Found) -> SearchNote:
    """Return what to say of the words of a search."""
    catalogue = content.current()
    names = {
        "area": {row.id: row.plain_name for row in catalogue.areas.values()},
        "tool": {row.id: row.name for row in catalogue.tools.values()},
    }
    return SearchNote(
        has_sign=found.has_sign,
        instead=found.instead,
        pages=tuple(
            Chip(label=names[kind][one], url=reverse(f"routines:{kind}", args=[one]))
            for kind, one in found.pages
        ),
    )


def chips_for(query: QueryDict, filters: Filters, labels: Labels) -> Iterable[Chip]:
    """Yield a chip for every value in use, and one for all words together."""
    for name in FACETS:
        for value in sorted(filters.chosen.get(name, ())):
            left = [one for one in query.getlist(name) if one != value]
            url = _address(query, {name: left})
            yield Chip(label=labels[name].get(value, value), url=url)
    if side := side_of(query):
        label = str(wording.SIDES[side, "side"])
        yield Chip(label=label, url=_address(query, {SIDE: []}))
    if words := query.get(WORD, "").split():
        yield Chip(label="“" + " ".join(words) + "”", url=_address(query, {WORD: []}))


def nothing_found(
    items: Sequence[Item], query: QueryDict, filters: Filters, labels: Labels
) -> Nothing:
    """Return the ways out of an empty list, what shows most first."""
    drops = ways_out(items, filters)[:MOST_WAYS]
    return Nothing(
        ways=tuple(
            Chip(label=_drop_text(drop, labels), url=_address_without(query, drop.parts))
            for drop in drops
        ),
        is_one=all(len(drop.parts) == 1 for drop in drops),
    )


def _drop_text(drop: Drop, labels: Labels) -> str:
    names = _(" and ").join(f"“{_part_name(part, labels)}”" for part in drop.parts)
    return ngettext("Drop %(names)s to see %(n)s", "Drop %(names)s to see %(n)s", drop.left) % {
        "names": names,
        "n": drop.left,
    }


def _part_name(part: Part, labels: Labels) -> str:
    known = labels.get(part.facet, {})
    return ", ".join(known.get(value, value) for value in sorted(part.values))


def _address_without(query: QueryDict, parts: Iterable[Part]) -> str:
    dropped: dict[str, list[str]] = {part.facet: [] for part in parts if part.facet != WORD}
    words = {word for part in parts if part.facet == WORD for word in part.values}
    if words:
        left = [word for word in typed_words(query.get(WORD, "")) if word not in words]
        dropped[WORD] = [" ".join(left)] if left else []
    return _address(query, dropped)


def _address(query: QueryDict, changed: Mapping[str, list[str]]) -> str:
    """Return the address of the list with some names' values changed."""
    left = query.copy()
    for name, values in changed.items():
        left.setlist(name, values)
    return reverse("routines:catalogue") + (f"?{text}" if (text := left.urlencode()) else "")
