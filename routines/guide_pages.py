"""What the pages of the guide receive, and texts with their words linked to the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from routines import content
from routines.glossary import Pieces, linked
from routines.guide import Block, GuideLink, GuideRow, Section, Study, Term
from routines.related_pages import SmallCard, small_card
from safety import content as safety_content

COLLECTED = "page:what-the-studies-show#the-collected-guides"  # what their numbers mean


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A way on, with a line on what is there."""

    name: str
    url: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class BlockPart:
    """A paragraph, list or row of steps, its words linked to the glossary."""

    text: Pieces
    items: tuple[Pieces, ...]
    steps: tuple[Pieces, ...]
    links: tuple[Lead, ...]


@dataclass(frozen=True, kw_only=True)
class StudyPart:
    """One study as rows of a heading and a text."""

    id: str
    name: str
    strength: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class StrengthPart:
    """A word on how strong the evidence is, and what carries it."""

    id: str
    word: str
    meaning: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SectionPart:
    """A heading with blocks and, at most, one list kept elsewhere."""

    id: str
    heading: str
    blocks: tuple[BlockPart, ...]
    pictures: tuple[SmallCard, ...]
    signs: tuple[str, ...]
    questions: tuple[str, ...]
    terms: tuple[Term, ...]
    studies: tuple[StudyPart, ...]
    strengths: tuple[StrengthPart, ...]
    guides: str


@dataclass(frozen=True, kw_only=True)
class GuidePage:
    """One page of the guide."""

    title: str
    lead: str
    sections: tuple[SectionPart, ...]
    others: tuple[Lead, ...]
    guides_url: str


def guide_index() -> tuple[Lead, ...]:
    """Return all pages in their order."""
    return tuple(_lead(row) for row in content.current().guide.pages.values())


def guide_page(slug: str) -> GuidePage:
    """Build one page, or raise Http404."""
    pages = content.current().guide.pages
    if slug not in pages:
        raise Http404
    row = pages[slug]
    return GuidePage(
        title=row.title,
        lead=row.lead,
        sections=tuple(_sections(row)),
        others=tuple(_lead(one) for one in pages.values() if one.id != slug),
        guides_url=_url(COLLECTED),
    )


def pages_about(place: str) -> tuple[Lead, ...]:
    """Return the pages with a link to a place, named as in their own links ("tool:peanut")."""
    rows = content.current().guide.pages.values()
    return tuple(_lead(row) for row in rows if place in _places_named(row))


def linked_texts(*groups: Sequence[str]) -> list[tuple[Pieces, ...]]:
    """Return groups of texts in pieces; over all of them each term leads on once."""
    words = content.current().guide.words
    pieces = iter(linked([text for group in groups for text in group], words))
    return [tuple(next(pieces) for _text in group) for group in groups]


def _places_named(row: GuideRow) -> set[str]:
    blocks = (block for section in row.sections for block in section.blocks)
    return {link.to for block in blocks for link in block.links}


def _lead(row: GuideRow) -> Lead:
    url = reverse("routines:guide-page", args=[row.id])
    return Lead(name=row.title, url=url, text=row.lead)


def _sections(row: GuideRow) -> Iterable[SectionPart]:
    blocks = [block for section in row.sections for block in section.blocks]
    groups = [group for block in blocks for group in (_text(block), block.items, block.steps)]
    pieces = iter(linked_texts(*groups))
    for section in row.sections:
        parts = tuple(
            BlockPart(
                text=next(iter(next(pieces)), ()),
                items=next(pieces),
                steps=next(pieces),
                links=tuple(_link(one) for one in block.links),
            )
            for block in section.blocks
        )
        yield _section(section, parts)


def _text(block: Block) -> tuple[str, ...]:
    return (block.text,) if block.text else ()


def _section(section: Section, blocks: tuple[BlockPart, ...]) -> SectionPart:
    guide, frame = content.current().guide, safety_content.current().frame
    shows = section.shows
    by_name = sorted(guide.terms.values(), key=lambda one: one.term.lower())
    return SectionPart(
        id=slugify(section.heading),
        heading=section.heading,
        blocks=blocks,
        pictures=tuple(map(small_card, section.pictures)),
        signs=tuple(frame["help_page"].get(shows, ())),
        questions=tuple(frame["lists"]["what_to_ask"] if shows == "what_to_ask" else ()),
        terms=tuple(by_name if shows == "glossary" else ()),
        studies=tuple(map(_study, guide.studies.values()) if shows == "studies" else ()),
        strengths=tuple(_strengths() if shows == "strengths" else ()),
        guides=_guides(section),
    )


def _study(row: Study) -> StudyPart:
    rows = (
        (_("Who"), row.who),
        (_("How many"), row.how_many),
        (_("What was compared"), row.compared),
        (_("What it showed"), row.showed),
        (_("What it did not show"), row.not_shown),
        (_("Limits"), row.limits),
        (_("We have it from"), row.source),
    )
    word = content.current().guide.strengths[row.strength].word
    return StudyPart(id=row.id, name=row.name, strength=word, rows=rows)


def _strengths() -> Iterable[StrengthPart]:
    guide = content.current().guide
    for one in guide.strengths.values():
        rows = [row for row in guide.evidence.values() if row.strength == one.id]
        reasons = tuple((row.about, row.why) for row in rows)
        yield StrengthPart(id=one.id, word=one.word, meaning=one.meaning, reasons=reasons)


def _guides(section: Section) -> str:
    """Return the numbers of the collected guides behind a section's rules."""
    rules = content.current().guide.rules
    files = {
        file.partition("_")[0]
        for block in section.blocks
        for name in block.rules
        for file in rules[name].seed_lines
    }
    return ", ".join(sorted(files))


def _link(link: GuideLink) -> Lead:
    return Lead(name=link.text, url=_url(link.to))


def _url(to: str) -> str:
    kind, _colon, name = to.partition(":")
    match kind:
        case "catalogue":
            return f"{reverse('routines:catalogue')}?{name}"
        case "address":
            return reverse(name)
        case "page":
            slug, hash_, place = name.partition("#")
            return reverse("routines:guide-page", args=[slug]) + hash_ + place
        case _:
            return reverse(f"routines:{kind}", args=[name])
