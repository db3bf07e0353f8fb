"""The page "Times and order": doses and the order of steps, made from the catalogue alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from routines.catalogue import Catalogue, Dose
from safety.blocks import Block, entry
from safety.how_blocks import source
from safety.rule_words import spaced
from safety.ruleset import Ruleset


@dataclass(frozen=True, kw_only=True)
class TimesPage:
    """Every dose and every rule of order."""

    blocks: tuple[Block, ...]


def times_page(ruleset: Ruleset, catalogue: Catalogue) -> TimesPage:
    """Build the page."""
    return TimesPage(blocks=blocks_of(ruleset, catalogue))


def blocks_of(
    ruleset: Ruleset, catalogue: Catalogue, *, full: bool = False
) -> tuple[Block, ...]:
    """Return doses and sequence rules; `full` names sources with their remarks."""
    doses = Block(
        id="doses",
        title=_("How much is enough"),
        intro=_("Seconds are per side where a step has two sides. A day is your calendar day."),
        entries=tuple(
            entry(
                one.id,
                one.text,
                (_("For"), _for(catalogue, one)),
                source(ruleset, one.source, full=full),
            )
            for one in catalogue.doses.values()
        ),
    )
    order = Block(
        id="order",
        title=_("The order of steps"),
        intro="",
        entries=tuple(
            entry(one.id, one.text, source(ruleset, one.source, full=full))
            for one in catalogue.sequence.values()
        ),
    )
    return doses, order


def _for(catalogue: Catalogue, dose: Dose) -> str:
    """Return what a dose applies to: techniques by name, tools and places in words."""
    names = [catalogue.techniques[one].name for one in dose.applies_to.get("techniques", ())]
    names += [spaced(one) for one in dose.applies_to.get("tools", ())]
    places = ", ".join(spaced(one) for one in dose.applies_to.get("areas", ()))
    if places:
        return _("%(tools)s, on: %(places)s") % {"tools": ", ".join(names), "places": places}
    return ", ".join(names) or _("everything")
