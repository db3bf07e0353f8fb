"""What the rules for after a session must hold to: names resolve, each lock says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from safety.after import (
    CONTEXT_FACTS,
    DIARY_NUMBERS,
    ENTRY_FACTS,
    ENTRY_NUMBERS,
    LATEST_NUMBERS,
    NEEDED_PREDICATES,
)
from safety.after_rules import AfterRules
from safety.expressions import (
    ALWAYS,
    Compares,
    ExpressionError,
    Fact,
    Leaf,
    leaves,
    parse,
)
from safety.ruleset import Ruleset
from safety.vocabulary import Tier
from safety.words import forbidden_words

FILE = "after.toml"


class _HasWhen(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def when(self) -> str: ...


Names = tuple[frozenset[str], frozenset[str]]  # numbers, facts


def after_unreadable(rules: AfterRules) -> Iterator[str]:
    """Yield every expression that cannot be read."""
    for where, text in _expressions(rules):
        try:
            parse(text)
        except ExpressionError as error:
            yield f"{where}: {error}"


def after_faults(ruleset: Ruleset) -> Iterator[str]:
    """Yield every fault of rules whose expressions can be read."""
    rules = ruleset.after
    yield from _unknown_words(rules)
    yield from _unknown_names(rules)
    yield from _decision_faults(ruleset)
    yield from _forbidden(ruleset)


def _expressions(rules: AfterRules) -> Iterator[tuple[str, str]]:
    for name, when in (
        _whens(rules.predicates.values()) | _whens(rules.facts.values())
    ).items():
        yield f"{FILE}: {name}", when
    for name, when in (_whens(rules.decisions) | _whens(rules.tips)).items():
        yield f"{FILE}: {name}", when


def _whens(rows: Iterable[_HasWhen]) -> dict[str, str]:
    return {row.id: row.when for row in rows if row.when}


def _unknown_words(rules: AfterRules) -> Iterator[str]:
    """The engine must find every number and fact, and nothing may be missing."""
    known = {*DIARY_NUMBERS, *LATEST_NUMBERS}
    inputs = {*ENTRY_FACTS, *CONTEXT_FACTS}
    for name in sorted(known ^ set(rules.numbers)):
        yield f"{FILE}: {name}: is no number the engine knows, or is missing"
    for name in sorted(NEEDED_PREDICATES - set(rules.predicates)):
        yield f"{FILE}: {name}: no predicate"
    for fact in rules.facts.values():
        if bool(fact.when) == (fact.id in inputs) or fact.id in rules.predicates:
            yield f"{FILE}: {fact.id}: a fact is an input or has a when"
    for name in sorted(inputs - set(rules.facts)):
        yield f"{FILE}: {name}: no fact"


def _unknown_names(rules: AfterRules) -> Iterator[str]:
    one = frozenset(ENTRY_NUMBERS), frozenset(ENTRY_FACTS)
    derived = {fact.id for fact in rules.facts.values() if fact.when}
    whole = frozenset(rules.numbers), frozenset({*rules.facts, *rules.predicates})
    inputs = whole[0], whole[1] - derived  # a derived fact looks at no other
    yield from _outside(_whens(rules.predicates.values()), one)
    yield from _outside(_whens(rules.facts.values()), inputs)
    yield from _outside(_whens(rules.decisions) | _whens(rules.tips), whole)


def _outside(whens: dict[str, str], names: Names) -> Iterator[str]:
    for where, text in whens.items():
        for leaf in leaves(parse(text)):
            if fault := _leaf_fault(leaf, names):
                yield f"{FILE}: {where}: {fault}"


def _leaf_fault(leaf: Leaf, names: Names) -> str:
    numbers, facts = names
    match leaf:
        case Compares(name):
            return "" if name in numbers else f"{name} is no number here"
        case Fact(name):
            return "" if name in facts else f"unknown fact {name}"
        case _:
            return "looks at numbers and facts only"


def _decision_faults(ruleset: Ruleset) -> Iterator[str]:
    rules = ruleset.after
    if parse(rules.decisions[-1].when) != ALWAYS:
        yield f"{FILE}: {rules.decisions[-1].id}: the last decision holds always"
    for row in rules.decisions:
        where = f"{FILE}: {row.id}"
        locks = row.decision in ("EMERGENCY", "URGENT", "STOP_C")
        if locks != (row.tier is not None and row.tier.is_locked):
            yield f"{where}: {row.decision} and its tier disagree"
        if locks and not row.advice:
            yield f"{where}: no advice"
        if row.advice and row.advice not in ruleset.advice:
            yield f"{where}: unknown advice {row.advice}"
        if row.attest_key and row.tier is not Tier.CHECK_FIRST:
            yield f"{where}: only tier C can be attested"
        if row.attest_key and row.attest_key not in ruleset.attest_keys:
            yield f"{where}: attest key {row.attest_key} is not listed"


def _forbidden(ruleset: Ruleset) -> Iterator[str]:
    rules = ruleset.after
    said = {row.id: row.reason for row in rules.numbers.values()}
    said |= {row.id: row.reason for row in rules.decisions}
    said |= {row.id: f"{row.reason} {row.reason_not}" for row in rules.facts.values()}
    for name, text in (said | {tip.id: tip.text for tip in rules.tips}).items():
        for word in forbidden_words(ruleset, name, text):
            yield f"{FILE}: {name}: forbidden word {word!r}"
