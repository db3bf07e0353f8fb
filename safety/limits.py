"""Where each limit comes from, so that a page can say "because you told us"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safety import wording
from safety.clearance import Gate
from safety.models import Clearance
from safety.ruleset import Ruleset
from safety.vocabulary import Restrictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One reason for limits: what the person told us, and what it restricts.

    `label` names it in a few words, `told` holds the answers behind it, `cautions` what
    to mind besides, `alternatives` the ids of what the rules name as gentle with it.
    """

    label: str
    restrictions: Restrictions
    told: str = ""
    cautions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The gate, and the sources of its limits (empty while it is closed); the age in
    years is the one at the screen, None when nobody asked or the gate is closed."""

    gate: Gate
    sources: tuple[Source, ...] = ()
    age_years: int | None = None


def sources_of(ruleset: Ruleset, clearance: Clearance) -> tuple[Source, ...]:
    """Return the sources behind a result, places already put in."""
    return (
        *_of_conditions(ruleset, clearance),
        *_of_rules(ruleset, clearance),
        *_of_health_workers(clearance),
    )


def _of_conditions(ruleset: Ruleset, clearance: Clearance) -> Iterator[Source]:
    zones = frozenset(clearance.zones)
    for name in clearance.conditions:
        if name not in ruleset.conditions:
            continue
        yield Source(
            label=ruleset.conditions[name].name,
            restrictions=ruleset.restrictions_of(name).with_zones(zones),
            told=_told(ruleset, clearance, name),
            cautions=ruleset.conditions[name].cautions,
            alternatives=ruleset.conditions[name].alternative_ids,
        )


def _of_rules(ruleset: Ruleset, clearance: Clearance) -> Iterator[Source]:
    fired = {name.partition(":")[0] for name in clearance.rules}
    for rule in ruleset.rules:
        if rule.id in fired and rule.restrictions:
            yield Source(
                label=_("how strong the pain is now"),
                restrictions=rule.restrictions.restrictions(ruleset.flags),
                told=_told(ruleset, clearance, rule.id),
            )


def _of_health_workers(clearance: Clearance) -> Iterator[Source]:
    if clearance.given:
        limits = Restrictions.from_json(clearance.given)
        yield Source(label=_("what a health worker told you"), restrictions=limits)


def _told(ruleset: Ruleset, clearance: Clearance, name: str) -> str:
    """Return the answers behind every finding about a condition, or of a rule."""
    pairs = [
        pair
        for row in clearance.reasons
        if name in row["finding"].split(":")
        for pair in row["told"]
    ]
    return wording.because(ruleset, pairs)
