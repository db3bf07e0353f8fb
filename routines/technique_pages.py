"""What the page of one technique receives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from routines import content, wording
from routines.against import against
from routines.body_pages import Way, technique_url
from routines.catalogue import AreaRow
from routines.catalogue_pages import why_not
from routines.changes import Why
from routines.dose_pages import Left, left_of
from routines.doses.pools import pools_of
from routines.facts import Facts, objections
from routines.figures import Figure, figure_for
from routines.following import Offer
from routines.glossary import Pieces
from routines.glyph import Glyph, glyph_for
from routines.guide_pages import linked_texts
from routines.models import Routine, Technique
from routines.planning import plan
from routines.related_pages import Related, related_to
from routines.rows import alone, facts_of_row
from routines.source_pages import Sources, sources_for
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
    figure: Figure
    sides: tuple[Way, ...]
    glyph: Glyph
    facts: tuple[tuple[str, str], ...]
    areas: tuple[Link, ...]
    tools: tuple[Link, ...]
    swaps: tuple[str, ...]
    steps: tuple[Pieces, ...]
    position_notes: tuple[tuple[str, str], ...]
    effort: int
    effort_text: str
    spot_text: str
    how_long: tuple[str, ...]
    breathing: Pieces
    cautions: tuple[Pieces, ...]
    way_out: str
    related: Related
    limited_by: tuple[str, ...]
    sources: Sources
    off: str
    because: str
    today: tuple[str, ...]
    left: tuple[Left, ...]
    can_start: bool
    can_be_followed: bool
    may_accept: bool
    whose_url: str
    own_routines: tuple[Routine, ...]


def technique_page(
    row: Technique,
    standing: Standing,
    own_routines: Sequence[Routine],
    offer: Offer | None = None,
    *,
    side: str = "",
) -> TechniquePage:
    """Build the page of one technique; `offer` is trying it now, None when closed.

    One that is done on both sides is shown on `side`, the right one unless told.
    """
    facts = facts_of_row(row)
    accepted = offer.inputs.accepted if offer else frozenset()
    off, because = why_not(facts, standing, accepted)
    doses = content.current().doses
    effort, effort_text = wording.PRESSURE[facts.pressure_max]
    areas = [area for area, _role in _areas(row.slug)]
    primary = [area for area, role in _areas(row.slug) if role == "primary"]
    steps, breathing, cautions = linked_texts(
        row.steps, [row.breathing], [one["text"] for one in row.cautions]
    )
    return TechniquePage(
        slug=row.slug,
        name=row.name,
        cue=row.cue,
        figure=figure_for(row.slug, side=side if row.per_side else "", person_seed=row.slug),
        sides=tuple(_sides(row, side)),
        glyph=glyph_for([(area.map_view, area.map_points) for area in primary]),
        facts=tuple(_facts(row)),
        areas=tuple(
            Link(name=area.plain_name, url=reverse("routines:area", args=[area.id]))
            for area in areas
        ),
        tools=tuple(_tools(row.slug)),
        swaps=tuple(_swaps(row)),
        steps=steps,
        position_notes=tuple(
            (str(wording.POSITIONS[place]), note)
            for place, note in row.alt_position_notes.items()
        ),
        effort=effort,
        effort_text=str(effort_text),
        spot_text=_spot(row.spot_seconds),
        how_long=tuple(_how_long(row)),
        breathing=breathing[0],
        cautions=cautions,
        way_out=row.way_out,
        related=related_to(row, standing),
        limited_by=tuple(_limited_by(row)),
        sources=sources_for(row),
        off=off,
        because=because,
        today=tuple(_today(facts, offer)) if offer else (),
        left=tuple(left_of(offer.ledger, pools_of(facts.use, doses))) if offer else (),
        can_start=offer is None or bool(offer.plan.steps and not offer.inputs.rest_until),
        can_be_followed=not off and (row.status == "active" or row.slug in accepted),
        may_accept=bool(offer and may_accept(facts, offer)),
        whose_url=_whose_url(row),
        own_routines=tuple(own_routines),
    )


def _sides(row: Technique, shown: str) -> Iterable[Way]:
    """Yield a way to the picture of each side; none for what has no sides."""
    for side in ("left", "right") if row.per_side else ():
        label, url = wording.side(side, row.side_label), technique_url(row.slug, side)
        yield Way(label=label, url=url, is_chosen=side == (shown or "right"))


def may_accept(facts: Facts, offer: Offer) -> bool:
    """Say whether only its warning stands between a person and an advanced technique.

    Limits, tier and level allow it; that it has to wait today changes nothing.
    """
    if facts.status != "advanced" or facts.slug in offer.inputs.accepted:
        return False
    read = replace(offer.inputs, accepted=frozenset({facts.slug}), waits={})
    return against(facts, read) is None


def _today(facts: Facts, offer: Offer) -> Iterable[str]:
    """Yield what level, rests and today's doses make of trying it; limits are told apart."""
    inputs = replace(offer.inputs, accepted=offer.inputs.accepted | {facts.slug})
    if inputs.rest_until:
        yield wording.rest_text(inputs.rest_until)
    for one in plan([alone(facts)], inputs).changes:
        if one.why not in (Why.NOT_FOR_YOU, Why.OTHER_POSITION):
            yield wording.change_text(one, wording.technique_names())


def _areas(slug: str) -> Iterable[tuple[AreaRow, str]]:
    """Yield the areas of a technique with their role; the content spares a query."""
    catalogue = content.current()
    known = catalogue.techniques.get(slug)
    roles = (
        [("primary", known.primary_areas), ("secondary", known.secondary_areas)]
        if known
        else []
    )
    yield from ((catalogue.areas[name], role) for role, names in roles for name in names)


def _whose_url(row: Technique) -> str:
    """Return where a technique for two asks whose back it is, "" for all others."""
    is_for_two = row.partner and row.status == "active"
    return reverse("routines:technique-whose", args=[row.slug]) if is_for_two else ""


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
