"""The rule set as blocks for reading: questions, rules, conditions, advice.

`full` adds what is for reviewers only: reasons that name illnesses, and sources in full
(clinical rule set, advice_rules.developer_only). Pages never ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from safety import wording
from safety.blocks import Block, Entry, entry
from safety.rule_words import in_words, limits_in_words
from safety.ruleset import Condition, Question, Rule, Ruleset
from safety.sources import with_status


def source(ruleset: Ruleset, text: str, *, full: bool) -> tuple[str, str]:
    """Return the line that names where something comes from."""
    return _("Source"), text if full else with_status(ruleset.sources, text)


def questions(ruleset: Ruleset, *, full: bool) -> Block:
    """Return every question with its options and help."""
    return Block(
        id="questions",
        title=_("Every question"),
        intro=_("In the order of asking. A question that is not always asked says when it is."),
        entries=tuple(_question(ruleset, one, full=full) for one in ruleset.questions),
    )


def _question(ruleset: Ruleset, one: Question, *, full: bool) -> Entry:
    show = in_words(ruleset, one.show_if) if one.show_if else _("always")
    return entry(
        one.id,
        one.text,
        (_("Part"), ruleset.blocks[one.block]),
        (_("Help"), one.help),
        (_("Asked"), show),
        (_("Rule"), one.show_if),
        (_("Answers"), _answers(one)),
        (_("After an emergency answer, asked once more as"), one.reask),
        (_("For reviewers"), one.why if full else ""),
        source(ruleset, one.source, full=full),
    )


def _answers(one: Question) -> list[str]:
    if one.is_number:
        return [_("a whole number from %(min)s to %(max)s") % {"min": one.min, "max": one.max}]
    if one.type == "attestation":
        return [_("yes or no for each reason, with who was asked and in which month")]
    return [option.label for option in one.options]


def facts(ruleset: Ruleset) -> Block:
    """Return the named facts and counts that rules look at."""
    found = [
        entry(
            one.id,
            one.text,
            (_("Rule"), one.when),
            (_("In words"), in_words(ruleset, one.when)),
        )
        for one in ruleset.facts.values()
    ]
    found += [entry(one.id, one.text) for one in ruleset.numbers.values()]
    return Block(
        id="facts",
        title=_("Facts the rules look at"),
        intro=_("Short names for answers that belong together. Rules use them."),
        entries=tuple(found),
    )


def rules(ruleset: Ruleset, *, full: bool) -> Block:
    """Return every rule with its outcome."""
    return Block(
        id="rules",
        title=_("Every rule"),
        intro=_(
            "All rules are looked at; the highest outcome among those that fit decides. An"
            " emergency ends the questions at once. A question without an answer fits no rule,"
            " but routines stay closed until all are answered."
        ),
        entries=tuple(_rule(ruleset, one, full=full) for one in ruleset.rules),
    )


def tips(ruleset: Ruleset, *, full: bool) -> Block:
    """Return the rules that only add a tip."""
    return Block(
        id="tips",
        title=_("Rules that add a tip"),
        intro=_("They change nothing about the outcome."),
        entries=tuple(_rule(ruleset, one, full=full) for one in ruleset.advisories),
    )


def _rule(ruleset: Ruleset, one: Rule, *, full: bool) -> Entry:
    outcome = wording.outcome_label(one.tier) if one.tier else _("A tip")
    limits = limits_in_words(ruleset, one.restrictions) if one.restrictions else []
    agreed = _("opens with limits") if one.attest_key else _("stays closed")
    is_check = one.tier is not None and one.tier.value == "C"
    return entry(
        one.id,
        outcome,
        (_("When"), in_words(ruleset, one.when, one)),
        (_("Rule"), one.when),
        (_("With a health worker’s word"), agreed if is_check else ""),
        (_("Limits"), limits),
        (_("Counts for 14 days only"), _("yes") if one.time_changing else ""),
        (_("Advice"), _advice_refs(ruleset, one)),
        (_("For reviewers"), one.why if full else ""),
        source(ruleset, one.source, full=full),
    )


def _advice_refs(ruleset: Ruleset, one: Rule) -> list[str]:
    return [
        ref.id
        if ref.when == "always"
        else _("%(advice)s, when %(when)s")
        % {"advice": ref.id, "when": in_words(ruleset, ref.when, one)}
        for ref in one.advice
    ]


def conditions(ruleset: Ruleset, *, full: bool) -> Block:
    """Return every condition with what it limits."""
    return Block(
        id="conditions",
        title=_("Every condition and what it limits"),
        intro=_("Limits only add up: two conditions together never allow more than one."),
        entries=tuple(
            _condition(ruleset, one, full=full) for one in ruleset.conditions.values()
        ),
    )


def _condition(ruleset: Ruleset, one: Condition, *, full: bool) -> Entry:
    return entry(
        one.id,
        one.name,
        (_("Set by"), in_words(ruleset, one.set_by)),
        (_("Rule"), one.set_by),
        (_("Outcome"), wording.gate_words(one.gate)),
        (_("Limits"), limits_in_words(ruleset, one.restrictions)),
        (_("To mind"), one.cautions),
        (_("Instead"), one.alternative),
        (_("Counts for 14 days only"), _("yes") if one.time_changing else ""),
        source(ruleset, one.source, full=full),
    )


def advice(ruleset: Ruleset) -> Block:
    """Return every text that advises; places for numbers and days stay open."""
    holes = {
        "emergency_number": _("[emergency number]"),
        "urgent_line": _("[line for same-day advice]"),
        "recheck_date": _("[date]"),
    }
    return Block(
        id="advice",
        title=_("Every advice text"),
        intro=_("Numbers come from the country you chose."),
        entries=tuple(
            entry(
                one.id,
                wording.outcome_label(one.tier) if one.tier else _("A tip"),
                (_("Text"), one.text.format(**holes)),
            )
            for one in ruleset.advice.values()
        ),
    )


def words(ruleset: Ruleset) -> Block:
    """Return the words limits are written in, with what each means."""
    kinds: Iterable[tuple[str, str]] = (
        ("tools", _("Tools")),
        ("positions", _("Positions")),
        ("movements", _("Movements")),
        ("flags", _("Ways of working")),
        ("pressure", _("Pressure")),
    )
    return Block(
        id="words",
        title=_("Words used for limits"),
        intro=_("Limits name tools, positions and movements in a few short words."),
        entries=tuple(
            entry(
                "",
                title,
                *((name.replace("_", " "), text) for name, text in _rows(ruleset, kind)),
            )
            for kind, title in kinds
        ),
    )


def _rows(ruleset: Ruleset, kind: str) -> Iterable[tuple[str, str]]:
    return ruleset.vocabulary[kind].items()
