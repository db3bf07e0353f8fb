"""What the templates of the catalogue receive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import ngettext

from routines import content, wording
from routines.body_pages import (
    BodyMapPage,
    body_map_page,
    show_url,
    side_of,
    technique_url,
)
from routines.facet_words import labels_of, titles
from routines.facets import (
    FACETS,
    WORD,
    Filters,
    Item,
    best_first,
    counts,
    narrow,
    time_size,
)
from routines.facts import Facts, objections
from routines.finding_pages import (
    Chip,
    Nothing,
    SearchNote,
    chips_for,
    note_on,
    nothing_found,
)
from routines.glyph import Glyph, glyph_for
from routines.models import Routine, Technique, TechniqueArea
from routines.offer_pages import GentleOffer
from routines.pictures import Picture, picture_of
from routines.rows import facts_of_row
from routines.search import Found, search
from safety.clearance import Open
from safety.limits import Standing
from safety.vocabulary import NO_RESTRICTIONS, Tier


@dataclass(frozen=True, kw_only=True)
class Card:
    """One technique in a list; `off` says what does not suit, `because` why."""

    slug: str
    name: str
    url: str
    picture: Picture
    place: str
    tool: str
    time: str
    off: str
    because: str
    needs_floor: bool


@dataclass(frozen=True, kw_only=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int
    is_chosen: bool
    can_be_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One group of filters."""

    name: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class CataloguePage:
    """The list of techniques with its filters."""

    cards: tuple[Card, ...]
    count: str
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    words: str
    note: SearchNote
    nothing: Nothing | None
    knows_what_suits: bool
    adding_to: Routine | None
    url: str
    side: str
    show_map_url: str
    map: BodyMapPage | None = None
    offer: GentleOffer | None = None


def filters_from(query: QueryDict, words: Found) -> Filters:
    """Return what an address asks for; values nobody offers simply match nothing."""
    chosen = {name: frozenset(filter(None, query.getlist(name))) for name in FACETS}
    return Filters(chosen=chosen, words=words.by_word)


def catalogue_page(
    rows: Sequence[Technique],
    query: QueryDict,
    standing: Standing,
    adding_to: Routine | None,
    doable: frozenset[str],
) -> CataloguePage:
    """Build the list for one address and person; `doable` needs no tool they lack."""
    words = search(content.index(), query.get(WORD, ""))
    filters = filters_from(query, words)
    side = side_of(query)
    cards = {row.slug: card_for(row, standing, side=side) for row in rows}
    items = [_item(row, cards[row.slug], standing, doable) for row in rows]
    found = best_first(narrow(items, filters), words.ids)
    labels = labels_of(rows)
    knows = isinstance(standing.gate, Open)
    return CataloguePage(
        cards=tuple(cards[item.slug] for item in found),
        count=ngettext("%(n)s technique", "%(n)s techniques", len(found)) % {"n": len(found)},
        facets=tuple(_facets(items, filters, labels, knows)),
        chips=tuple(chips_for(query, filters, labels)),
        words=query.get(WORD, ""),
        note=note_on(words),
        nothing=None if found else nothing_found(items, query, filters, labels),
        knows_what_suits=knows,
        adding_to=adding_to,
        url=reverse("routines:catalogue"),
        side=side,
        show_map_url=show_url(query),
        map=body_map_page(query, counts(items, filters, "area"), standing),
    )


def card_for(row: Technique, standing: Standing, *, side: str = "") -> Card:
    """Build one card; needs area and tool links loaded. It leads to the side looked for."""
    facts = facts_of_row(row)
    off, because = why_not(facts, standing)
    primary = [link for link in row.area_links.all() if link.role == "primary"]
    return Card(
        slug=row.slug,
        name=row.name,
        url=technique_url(row.slug, side),
        picture=picture_of(row.slug, glyph_of(row.area_links.all())),
        place=primary[0].area.plain_name if primary else "",
        tool=", ".join(str(wording.FAMILIES[one]) for one in sorted(facts.tools)),
        time=wording.dose(row.timer_seconds, 2 if row.per_side else 1),
        off=off,
        because=because,
        needs_floor=row.needs_floor,
    )


def why_not(
    facts: Facts, standing: Standing, accepted: frozenset[str] = frozenset()
) -> tuple[str, str]:
    """Return what does not suit and because of what; two empty texts when all is well.

    While the gate is closed only the technique's own status is told: nothing can be
    started then, and guessing at limits would mislead.
    """
    if facts.status == "reference_only":
        return wording.objection_text(
            objections(facts, NO_RESTRICTIONS, tier=Tier.READY)[0]
        ), ""
    if not isinstance(standing.gate, Open):
        return ("", "") if facts.status == "active" else (str(wording.STATUS[facts.status]), "")
    gate = standing.gate
    found = objections(facts, gate.restrictions, tier=gate.tier, accepted=accepted)
    if not found:
        return "", ""
    told = [
        source.label
        for source in standing.sources
        if any(one in found for one in objections(facts, source.restrictions, tier=gate.tier))
    ]
    is_status = found[0].kind in ("status", "tier")
    because = "" if is_status or not told else "; ".join(dict.fromkeys(told[:3]))
    return wording.objection_text(found[0]), because


def glyph_of(links: Iterable[TechniqueArea]) -> Glyph:
    """Return the body picture for a technique's primary areas."""
    primary = [link.area for link in links if link.role == "primary"]
    return glyph_for([(area.map_view, area.map_points) for area in primary])


def _item(row: Technique, card: Card, standing: Standing, doable: frozenset[str]) -> Item:
    links = [link.area_id for link in row.area_links.all()]
    total = row.timer_seconds * (2 if row.per_side else 1)
    return Item(
        slug=row.slug,
        values={
            "area": frozenset(links),
            "kind": frozenset({row.kind}),
            "tool": frozenset(row.tool_families or ["none"]),
            "pos": frozenset({row.position, *row.alt_positions}),
            "floor": frozenset({"yes" if row.needs_floor else "no"}),
            "time": frozenset({time_size(total)}),
            "suits": _suits(card, standing),
            "have": frozenset({"1"} if row.slug in doable else ()),
        },
    )


def _suits(card: Card, standing: Standing) -> frozenset[str]:
    is_open = isinstance(standing.gate, Open)
    return frozenset({"1"} if is_open and not card.off else ())


def _facets(
    items: Sequence[Item],
    filters: Filters,
    labels: Mapping[str, Mapping[str, str]],
    knows: bool,
) -> Iterable[Facet]:
    for name, title in titles().items():
        if name == "suits" and not knows:
            continue
        found = counts(items, filters, name)
        chosen = filters.chosen.get(name, frozenset())
        yield Facet(
            name=name,
            title=title,
            options=tuple(
                Option(
                    value=value,
                    label=label,
                    count=found.get(value, 0),
                    is_chosen=value in chosen,
                    can_be_chosen=value in chosen or found.get(value, 0) > 0,
                )
                for value, label in labels[name].items()
            ),
        )
