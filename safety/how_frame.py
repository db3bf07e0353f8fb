"""What stands around the questions, as blocks for reading: outcomes, limits for everybody,
the check before a session, signs that stop one, countries, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from safety import wording
from safety.blocks import Block, Entry, entry
from safety.how_blocks import source
from safety.rule_words import in_words, limits_in_words
from safety.ruleset import RestrictionTable, Ruleset, TierRow
from safety.vocabulary import Tier


def outcomes(ruleset: Ruleset) -> Block:
    """Return the six outcomes: what each means, how long it counts, how it ends."""
    return Block(
        id="outcomes",
        title=_("The six outcomes"),
        intro=_("Highest first. The highest outcome among the rules that fit decides."),
        entries=tuple(
            entry(
                row.code.value,
                wording.outcome_label(row.code),
                (_("Means"), row.means),
                (_("Counts for"), _validity(row)),
                (_("What is open, and how it ends"), row.in_words),
            )
            for row in sorted(ruleset.tiers.values(), key=lambda one: -one.rank)
        ),
    )


def _validity(row: TierRow) -> str:
    if row.validity_days is None:
        return _("It does not end by time alone.")
    if row.validity_days_time_changing is None:
        return _("%(days)s days") % {"days": row.validity_days}
    return _("%(days)s days, %(fewer)s when something you told us changes with time") % {
        "days": row.validity_days,
        "fewer": row.validity_days_time_changing,
    }


def again(ruleset: Ruleset) -> Block:
    """Return what closes an open result before its time."""
    rows = ruleset.frame["lists"]["reopen_full_screen_when"]
    return Block(
        id="again",
        title=_("When all questions are asked again"),
        intro=_("Each of these closes routines until you have answered again."),
        entries=(entry("", _("At once, with"), (_("Reasons"), rows)),),
    )


def for_everybody(ruleset: Ruleset, *, full: bool) -> Block:
    """Return the limits nobody can lift."""
    return Block(
        id="everybody",
        title=_("Limits for everybody"),
        intro=_("Nothing lifts these, whatever the answers are."),
        entries=tuple(
            entry(row["id"], row["text"], source(ruleset, row["source"], full=full))
            for row in ruleset.limits["global_limits"]
        ),
    )


def precheck(ruleset: Ruleset) -> Block:
    """Return the short check before each session."""
    frame = ruleset.limits["precheck"]
    return Block(
        id="precheck",
        title=_("The short check before each session"),
        intro=_("It counts for %(hours)s hours.") % {"hours": frame["valid_hours"]},
        entries=tuple(
            entry(
                row["id"],
                row["text"],
                (_("Help"), row.get("help", "")),
                (_("Answers"), [one["label"] for one in row.get("options", ())]),
                (_("Leads to"), list(_effects(row))),
            )
            for row in frame["questions"]
        ),
    )


def _effects(row: Mapping[str, Any]) -> Iterable[str]:
    for answer, effect in row.get("effects", {}).items():
        yield f"{_plain(answer)}: {_plain(effect)}"
    for option in row.get("options", ()):
        if "effect" in option:
            yield f"{option['label']}: {_plain(option['effect'])}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def for_today(ruleset: Ruleset, *, full: bool) -> Block:
    """Return the conditions that last for one session."""
    return Block(
        id="today",
        title=_("Limits for one session"),
        intro=_("Set by the short check; they end with the session."),
        entries=tuple(
            entry(
                row["id"],
                row["text"],
                (_("Set by"), _plain(row["trigger"])),
                (_("Limits"), _table(ruleset, row.get("restrictions"))),
                source(ruleset, row["source"], full=full),
            )
            for row in ruleset.limits["session_only_conditions"]
        ),
    )


def _table(ruleset: Ruleset, raw: Mapping[str, Any] | None) -> list[str]:
    return limits_in_words(ruleset, RestrictionTable(**raw)) if raw else []


def stop_signs(ruleset: Ruleset, *, full: bool) -> Block:
    """Return the signs that ease, skip or end something."""
    return Block(
        id="stop",
        title=_("Signs that stop a session"),
        intro=_("The stop button is always in sight."),
        entries=tuple(
            _stop_sign(ruleset, row, full=full) for row in ruleset.limits["stop_conditions"]
        ),
    )


def _stop_sign(ruleset: Ruleset, row: Mapping[str, Any], *, full: bool) -> Entry:
    tier = row.get("tier")
    return entry(
        row["id"],
        row["sign"][0].upper() + row["sign"][1:],
        (_("What happens"), _plain(row["action"])),
        (_("Outcome"), wording.outcome_label(Tier(tier)) if tier else ""),
        (_("Text"), row.get("text", "")),
        (_("Then"), row.get("then", "")),
        source(ruleset, row["source"], full=full),
    )


def after(ruleset: Ruleset, *, full: bool) -> tuple[Block, ...]:
    """Return what is decided after a session; nothing while the rule set has no such rules."""
    rules: Any = getattr(ruleset, "after", None)
    if rules is None:
        return ()
    said = {**rules.inputs, **rules.context}
    facts = (*rules.facts.values(), *rules.predicates.values())
    named = {one.id: said.get(one.id, one.text) for one in facts}
    named |= {one.id: one.text for one in rules.numbers.values()}
    block = Block(
        id="after",
        title=_("Decisions after a session"),
        intro=_("The first one that fits counts. They change our own routines, nothing else."),
        entries=tuple(
            entry(
                one.id,
                one.decision,
                (_("When"), in_words(ruleset, one.when, named=named)),
                (_("Rule"), one.when),
                (_("What happens"), one.app_does),
                (_("Outcome"), wording.outcome_label(one.tier) if one.tier else ""),
                (_("Advice"), one.advice),
                source(ruleset, rules.source, full=full),
            )
            for one in rules.decisions
        ),
    )
    return (block,)


def partners(ruleset: Ruleset) -> Block:
    """Return the rules for two people."""
    return Block(
        id="partner",
        title=_("Rules for two people"),
        intro=_("For massage by a partner."),
        entries=(
            entry("", _("Always"), (_("Rules"), ruleset.frame["lists"]["partner_rules"])),
        ),
    )


def countries(ruleset: Ruleset) -> Block:
    """Return every country with its status; numbers only where a person has checked them."""
    return Block(
        id="countries",
        title=_("Emergency numbers by country"),
        intro=_(
            "The numbers of a country are shown only after a person has checked them. Until"
            " then we say: your local emergency number (112 works on most mobile networks)."
        ),
        entries=tuple(_country(row) for row in ruleset.countries["countries"]),
    )


def _country(row: Mapping[str, Any]) -> Entry:
    checked = row.get("verified_on")
    numbers = " / ".join(call["label"] for call in row["emergency"])
    return entry(
        row["code"],
        str(wording.COUNTRY_NAMES[row["code"]]),
        (_("Emergency"), numbers if checked else ""),
        (_("Same-day advice"), row["urgent_text"] if checked else ""),
        (
            _("Status"),
            _("checked on %(day)s") % {"day": formats.date_format(checked, "j F Y")}
            if checked
            else _("not yet checked by a person, so not shown"),
        ),
        (_("Source"), row["status"]),
    )


def sources(ruleset: Ruleset, *, full: bool) -> Block:
    """Return what the short names of sources stand for."""
    groups = dict.fromkeys(ruleset.sources.values())
    return Block(
        id="sources",
        title=_("Names of sources"),
        intro=_(
            "P: the page or abstract itself was read. S: seen second-hand. K: from knowledge,"
            " not looked up. What each name stands for is in safety/data/sources.toml."
        ),
        entries=tuple(
            entry(
                ", ".join(one.keys),
                "",
                (_("Status"), one.status),
                (_("For reviewers"), one.what if full else ""),
            )
            for one in groups
        ),
    )
