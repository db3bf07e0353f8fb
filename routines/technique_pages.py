"""What the pages of one technique, area or tool receive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from routines import content, wording
from routines.catalogue_pages import Card, card_for, glyph_of, why_not
from routines.facts import objections
from routines.glyph import Glyph, glyph_for
from routines.models import Routine, TargetArea, Technique, Tool
from routines.related_pages import Related, related_to
from routines.rows import facts_of_row
from safety import content as safety_content
from safety.limits import Standing
from safety.vocabulary import Pressure, Tier


@dataclass(frozen=True, kw_only=True)
class Link:
    """A name with its page."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class TechniquePage:
    """Everything about one technique."""

    slug: str
    name: str
    cue: str
    glyph: Glyph
    facts: tuple[tuple[str, str], ...]
    areas: tuple[Link, ...]
    tools: tuple[Link, ...]
    swaps: tuple[str, ...]
    steps: tuple[str, ...]
    position_notes: tuple[tuple[str, str], ...]
    effort: int
    effort_text: str
    spot_text: str
    how_long: tuple[str, ...]
    breathing: str
    cautions: tuple[str, ...]
    way_out: str
    related: Related
    limited_by: tuple[str, ...]
    sources: tuple[str, ...]
    numbers: str
    off: str
    because: str
    can_be_followed: bool
    own_routines: tuple[Routine, ...]


def technique_page(
    row: Technique, standing: Standing, own_routines: Sequence[Routine]
) -> TechniquePage:
    """Build the page of one technique for one person."""
    facts = facts_of_row(row)
    off, because = why_not(facts, standing)
    effort, effort_text = wording.PRESSURE[facts.pressure_max]
    return TechniquePage(
        slug=row.slug,
        name=row.name,
        cue=row.cue,
        glyph=glyph_of(row.area_links.all()),
        facts=tuple(_facts(row)),
        areas=tuple(
            Link(name=one.area.plain_name, url=reverse("routines:area", args=[one.area_id]))
            for one in row.area_links.all()
        ),
        tools=tuple(_tools(row.slug)),
        swaps=tuple(_swaps(row)),
        steps=tuple(row.steps),
        position_notes=tuple(
            (str(wording.POSITIONS[place]), note)
            for place, note in row.alt_position_notes.items()
        ),
        effort=effort,
        effort_text=str(effort_text),
        spot_text=_spot(row.spot_seconds),
        how_long=tuple(_how_long(row)),
        breathing=row.breathing,
        cautions=tuple(one["text"] for one in row.cautions),
        way_out=row.way_out,
        related=related_to(row, standing),
        limited_by=tuple(_limited_by(row)),
        sources=tuple(_sources(row)),
        numbers=_numbers(row),
        off=off,
        because=because,
        can_be_followed=not off and row.status == "active",
        own_routines=tuple(own_routines),
    )


def _facts(row: Technique) -> Iterable[tuple[str, str]]:
    places = [wording.POSITIONS[one] for one in (row.position, *row.alt_positions)]
    yield _("Time"), wording.dose(row.timer_seconds, 2 if row.per_side else 1)
    yield _("Position"), " · ".join(map(str, places))
    yield _("Level"), str(row.level)


def _tools(slug: str) -> Iterable[Link]:
    """Yield what a technique needs; the content at hand spares a query."""
    catalogue = content.current()
    known = catalogue.techniques.get(slug)
    for name in known.tools_required if known else ():
        url = reverse("routines:tool", args=[name])
        yield Link(name=catalogue.tools[name].name, url=url)


def _swaps(row: Technique) -> Iterable[str]:
    catalogue = content.current()
    known = catalogue.techniques.get(row.slug)
    yield from (
        catalogue.tools[name].name for name in (known.tool_substitute_ids if known else ())
    )
    yield from row.tool_substitute_notes


def _spot(seconds: int | None) -> str:
    return _("At most %(n)s seconds on one spot.") % {"n": seconds} if seconds else ""


def _how_long(row: Technique) -> Iterable[str]:
    dosage = row.dosage
    yield from filter(None, [dosage["default_text"] or dosage["seed_text"]])
    if dosage["frequency"]:
        yield _("How often: %(text)s.") % {"text": dosage["frequency"].rstrip(".")}
    doses = content.current().doses
    yield from (doses[name].text for name in row.dose_ids)


def _limited_by(row: Technique) -> Iterable[str]:
    """Yield the names of conditions that would take this technique off or keep it light."""
    ruleset = safety_content.current()
    facts = facts_of_row(row)
    for condition in ruleset.conditions.values():
        limits = ruleset.restrictions_of(condition.id)
        if objections(facts, limits, tier=Tier(facts.requires_tier or Tier.LIMITS)):
            yield condition.name
        elif Pressure.NONE < limits.pressure_max < facts.pressure_max:
            yield _("%(name)s (lighter)") % {"name": condition.name}


def _sources(row: Technique) -> Iterable[str]:
    for file, lines in row.seed_lines.items():
        yield _("Collected guide %(number)s, lines %(lines)s") % {
            "number": file.partition("_")[0],
            "lines": ", ".join(map(str, lines)),
        }
    if row.origin == "added":
        yield _("Added by us: no collected guide describes it.")
        yield from _named_with(row.slug)


def _named_with(slug: str) -> Iterable[str]:
    """Yield the conditions whose alternatives name a technique, with their sources."""
    for condition in safety_content.current().conditions.values():
        if slug in condition.alternative_ids:
            yield _("Named as gentle with “%(name)s” (%(source)s).") % {
                "name": condition.name,
                "source": condition.source,
            }


def _numbers(row: Technique) -> str:
    return {
        "seed": _("All times come from the sources."),
        "mixed": _("Some times come from the sources, some are our own."),
        "default": _("The sources give no times; these are our own."),
    }[row.dosage["numbers_source"]]


@dataclass(frozen=True, kw_only=True)
class AreaPage:
    """One area with its techniques, or why to keep off it."""

    name: str
    anatomical_name: str
    why: str
    where: str
    glyph: Glyph
    is_avoid: bool
    cards: tuple[Card, ...]


def area_page(area: TargetArea, rows: Iterable[Technique], standing: Standing) -> AreaPage:
    """Build the page of one area."""
    return AreaPage(
        name=area.plain_name,
        anatomical_name=area.anatomical_name,
        why=area.why_it_matters,
        where=area.map_region,
        glyph=glyph_for([(area.map_view, area.map_points)]),
        is_avoid=area.role == "avoid",
        cards=tuple(card_for(row, standing) for row in rows),
    )


@dataclass(frozen=True, kw_only=True)
class ToolPage:
    """One tool: how to use it, what to use instead, what needs it."""

    name: str
    how_to_use: str
    swap: str
    price: str
    cautions: tuple[str, ...]
    limits: tuple[str, ...]
    note: str
    is_used: bool
    cards: tuple[Card, ...]


def tool_page(tool: Tool, rows: Iterable[Technique], standing: Standing) -> ToolPage:
    """Build the page of one tool."""
    return ToolPage(
        name=tool.name,
        how_to_use=tool.how_to_use,
        swap=tool.household_alternative,
        price=str(wording.PRICES[tool.price_class]),
        cautions=tuple(tool.cautions),
        limits=tuple(tool.limits),
        note=tool.note,
        is_used=tool.use_in_app,
        cards=tuple(card_for(row, standing) for row in rows),
    )
