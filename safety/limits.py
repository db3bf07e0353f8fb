"""Where each limit comes from, so that a page can say "because you told us"."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from safety.clearance import Gate
from safety.models import Clearance
from safety.ruleset import Ruleset
from safety.vocabulary import Restrictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One reason for limits: what the person told us, and what it restricts.

    `alternatives` holds ids of what the rules name as gentle with it.
    """

    label: str
    restrictions: Restrictions
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The gate, and the sources of its limits (empty while it is closed)."""

    gate: Gate
    sources: tuple[Source, ...] = ()


def sources_of(ruleset: Ruleset, clearance: Clearance) -> tuple[Source, ...]:
    """Return the sources behind a result, places already put in."""
    zones = frozenset(clearance.zones)
    found = [
        Source(
            label=ruleset.conditions[name].name,
            restrictions=ruleset.restrictions_of(name).with_zones(zones),
            alternatives=ruleset.conditions[name].alternative_ids,
        )
        for name in clearance.conditions
        if name in ruleset.conditions
    ]
    fired = {name.partition(":")[0] for name in clearance.rules}
    for rule in ruleset.rules:
        if rule.id in fired and rule.restrictions:
            limits = rule.restrictions.restrictions(ruleset.flags)
            found.append(Source(label=_("how strong the pain is now"), restrictions=limits))
    if clearance.given:
        limits = Restrictions.from_json(clearance.given)
        found.append(Source(label=_("what a health worker told you"), restrictions=limits))
    return tuple(found)
