"""What the page of a technique shows of others: small cards, from the content at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from routines import content, wording
from routines.catalogue import Catalogue, TechniqueRow
from routines.catalogue_pages import why_not
from routines.facts import facts_of
from routines.glyph import glyph_for
from routines.models import Technique
from routines.pictures import Picture, picture_of
from routines.related import MOST_PICTURES, MOST_WAYS, chain, near, other_ways
from safety.limits import Standing


@dataclass(frozen=True, kw_only=True)
class SmallCard:
    """Another technique; `note` says how it differs, `is_this` marks the page's own."""

    name: str
    url: str
    picture: Picture
    kind: str
    time: str
    note: str = ""
    off: str = ""
    is_this: bool = False


@dataclass(frozen=True, kw_only=True)
class Further:
    """The rest of the chain on one side, shown when asked for."""

    label: str
    cards: tuple[SmallCard, ...]


@dataclass(frozen=True, kw_only=True)
class Related:
    """The chain near the technique, the easiest first, and what is further along it.

    Then hints without a technique, and other ways, gentler first.
    """

    chain: tuple[SmallCard, ...]
    further: tuple[Further, ...]
    hints: tuple[tuple[str, str], ...]
    others: tuple[SmallCard, ...]


def related_to(row: Technique, standing: Standing) -> Related:
    """Return what stands beside a technique for one person; no row is read for it."""
    catalogue = content.current()
    known = catalogue.techniques
    steps = chain(row.slug, known) if row.slug in known else [row.slug]
    here = near(row.slug, steps)
    off = {slug: why_not(facts_of(one), standing)[0] for slug, one in known.items()}
    shown = {*steps, *(slug for slug, reason in off.items() if reason)}
    most = min(MOST_WAYS, MOST_PICTURES - len(here))
    others = other_ways(row.slug, known, but=shown, most=most) if row.slug in known else []
    notes = {row.easier_slug: row.easier_text, row.harder_slug: row.harder_text}
    cards = {slug: _link(slug, row, notes, off, catalogue) for slug in steps if len(steps) > 1}
    return Related(
        chain=tuple(card for slug, card in cards.items() if slug in here),
        further=tuple(_further(steps, here, cards)),
        hints=tuple(_hints(row)),
        others=tuple(_card(known[slug], catalogue) for slug in others),
    )


def small_card(slug: str) -> SmallCard:
    """Return the card of a technique the files hold, the same for everybody."""
    catalogue = content.current()
    return _card(catalogue.techniques[slug], catalogue)


def _further(
    steps: list[str], here: list[str], cards: Mapping[str, SmallCard]
) -> Iterator[Further]:
    """Yield what lies before and behind the near part of a chain, where there is any."""
    first = steps.index(here[0])
    for label, rest in (
        (_("Easier still"), steps[:first]),
        (_("Harder still"), steps[first + len(here) :]),
    ):
        if rest:
            yield Further(label=label, cards=tuple(cards[slug] for slug in rest))


def _link(
    slug: str, row: Technique, notes: dict[str, str], off: dict[str, str], catalogue: Catalogue
) -> SmallCard:
    return _card(
        catalogue.techniques[slug],
        catalogue,
        note=notes.get(slug, ""),
        off=off[slug],
        is_this=slug == row.slug,
    )


def _card(
    row: TechniqueRow,
    catalogue: Catalogue,
    *,
    note: str = "",
    off: str = "",
    is_this: bool = False,
) -> SmallCard:
    places = [catalogue.areas[name] for name in row.primary_areas]
    time = wording.dose(row.facts.timer_seconds, 2 if row.facts.per_side else 1)
    return SmallCard(
        name=row.name,
        url=reverse("routines:technique", args=[row.id]),
        picture=picture_of(
            row.id, glyph_for([(area.map_view, area.map_points) for area in places])
        ),
        kind=str(wording.KINDS[row.kind]),
        time=time,
        note=note,
        off=off,
        is_this=is_this,
    )


def _hints(row: Technique) -> Iterable[tuple[str, str]]:
    """Yield easier and harder ways that are no technique of their own."""
    if row.easier_text and not row.easier_slug:
        yield _("Easier:"), row.easier_text
    if row.harder_text and not row.harder_slug:
        yield _("Harder:"), row.harder_text
