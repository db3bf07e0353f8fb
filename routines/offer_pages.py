"""What the offer of gentle things shows: on home, in the catalogue, on its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from routines import content, wording
from routines.access import adjustment_of
from routines.adjusting import inputs_under
from routines.catalogue import Catalogue, StarterRow, TechniqueRow
from routines.doses.ledger import Ledger
from routines.facts import allowed_positions, facts_of
from routines.following import starter_stands
from routines.glyph import Glyph, glyph_for
from routines.offers import GENTLE_LEVEL, Ready, offer, wishes_of
from routines.pictures import Picture, lead_of, picture_of
from routines.planning import plan
from routines.progress import Adjustment
from routines.wishes import Inputs
from safety import content as safety_content
from safety.access import Visitor
from safety.clearance import Open
from safety.limits import Standing

# With fewer techniques than this left, the catalogue offers something gentle besides.
FEW = 4


@dataclass(frozen=True, kw_only=True)
class Gentle:
    """One technique or starter on offer; `because` says which answer led to it."""

    name: str
    url: str
    picture: Picture
    time: str
    detail: str
    because: str = ""
    is_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class GentleOffer:
    """Techniques and starters, gentlest first; `is_last_resort` when little else is left."""

    techniques: tuple[Gentle, ...]
    starters: tuple[Gentle, ...]
    is_last_resort: bool


@dataclass(frozen=True, kw_only=True)
class ForMePage:
    """The offer on a page of its own, with the answers it rests on."""

    because: tuple[str, ...]
    offer: GentleOffer


def for_me_page(
    visitor: Visitor, standing: Standing, gate: Open, *, now: datetime
) -> ForMePage:
    """Build the page for somebody whose gate is open."""
    labels = dict.fromkeys(source.label for source in standing.sources)
    return ForMePage(because=tuple(labels), offer=_offer(visitor, standing, gate, now=now))


def offer_for(visitor: Visitor, standing: Standing, *, now: datetime) -> GentleOffer | None:
    """Return the offer for somebody with limits; None while closed, or without any."""
    gate = standing.gate
    if not isinstance(gate, Open) or not standing.sources:
        return None
    return _offer(visitor, standing, gate, now=now)


def gentle_for(
    visitor: Visitor,
    gate: Open,
    choose: Callable[[Inputs], Iterable[str]],
    because: Callable[[str], str],
    *,
    now: datetime,
) -> tuple[Gentle, ...]:
    """Return techniques chosen inside a person's limits, each with its reason."""
    catalogue = content.current()
    inputs = _inputs(catalogue, gate, adjustment_of(visitor, now=now), now)
    return tuple(
        _technique(catalogue.techniques[slug], inputs, catalogue, because(slug))
        for slug in choose(inputs)
    )


def _offer(visitor: Visitor, standing: Standing, gate: Open, *, now: datetime) -> GentleOffer:
    """Choose from the content at hand: no row is read for it."""
    catalogue = content.current()
    inputs = _inputs(catalogue, gate, adjustment_of(visitor, now=now), now)
    ready = {one.slug: one for one in _ready(catalogue, inputs)}
    named = [source.alternatives for source in standing.sources]
    last_resort = safety_content.current().frame["nothing_left"]["offer"]
    found = offer(named, ready.values(), inputs, last_resort=last_resort)
    return GentleOffer(
        techniques=tuple(
            _technique(catalogue.techniques[one], inputs, catalogue, _reasons(one, standing))
            for one in found.techniques
        ),
        starters=tuple(
            _starter(catalogue.starters[one], ready[one], catalogue) for one in found.starters
        ),
        is_last_resort=found.is_last_resort,
    )


def _inputs(catalogue: Catalogue, gate: Open, adjustment: Adjustment, now: datetime) -> Inputs:
    """Return the inputs of a day without doses yet, at the level everybody begins with."""
    adjusted = replace(
        adjustment, level=GENTLE_LEVEL, technique_level=GENTLE_LEVEL, rest_until=None
    )
    return inputs_under(
        adjusted,
        Ledger(held=(), doses=catalogue.doses, now=now, zone=now.tzinfo or UTC),
        {row.id: facts_of(row) for row in catalogue.techniques.values()},
        limits=gate.restrictions,
        tier=gate.tier,
        sequence=catalogue.sequence,
    )


def _ready(catalogue: Catalogue, inputs: Inputs) -> Iterable[Ready]:
    """Yield the starters a person can follow alone, as they would follow them."""
    for row in catalogue.starters.values():
        is_gentle = row.mode == "self" and row.level <= GENTLE_LEVEL
        if is_gentle and {step.technique for step in row.steps} <= {*inputs.techniques}:
            made = plan(wishes_of(row, inputs.techniques), inputs)
            if starter_stands(made, inputs):
                yield Ready(slug=row.id, plan=made)


def _technique(row: TechniqueRow, inputs: Inputs, catalogue: Catalogue, because: str) -> Gentle:
    position = allowed_positions(inputs.techniques[row.id], inputs.limits)[0]
    return Gentle(
        name=row.name,
        url=reverse("routines:technique", args=[row.id]),
        picture=picture_of(row.id, _glyph(row.primary_areas, catalogue)),
        time=wording.dose(row.facts.timer_seconds, 2 if row.facts.per_side else 1),
        detail=str(wording.POSITIONS[position]),
        because=because,
    )


def _reasons(slug: str, standing: Standing) -> str:
    """Return which answers led to a technique."""
    reasons = (source.label for source in standing.sources if slug in source.alternatives)
    return "; ".join(dict.fromkeys(reasons))


def _starter(row: StarterRow, ready: Ready, catalogue: Catalogue) -> Gentle:
    steps = [catalogue.techniques[step.technique] for step in ready.plan.steps]
    places = dict.fromkeys(name for step in steps for name in step.primary_areas)
    lead = lead_of((step.technique, step.work_seconds) for step in ready.plan.steps)
    return Gentle(
        name=row.name,
        url=reverse("routines:starter", args=[row.id]),
        picture=picture_of(lead, _glyph(places, catalogue), seed=row.id),
        time=wording.about_minutes(ready.plan.total_seconds),
        detail=_("a whole routine"),
        is_changed=bool(ready.plan.changes),
    )


def _glyph(names: Iterable[str], catalogue: Catalogue) -> Glyph:
    places = [catalogue.areas[name] for name in names]
    backs = [area for area in places if area.map_view == "back"] or places
    return glyph_for([(area.map_view, area.map_points) for area in backs])
