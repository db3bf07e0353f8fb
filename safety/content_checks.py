"""What a rule set must hold to before anyone is screened with it.

Checked when content is loaded: names resolve, question types fit, nothing looks
ahead, severe pain and unchecked leg signs cannot be attested, no forbidden word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from safety import countries, sources
from safety.after_checks import after_faults, after_unreadable
from safety.expressions import (
    Compares,
    ExpressionError,
    Fact,
    Fires,
    Has,
    Is,
    Leaf,
    Present,
    leaves,
    parse,
)
from safety.precheck import FULL_SCREEN, PAIN, SessionCondition
from safety.reading import AnswerReading
from safety.ruleset import Condition, RestrictionTable, Rule, Ruleset
from safety.vocabulary import VIRTUAL_AREAS, Pressure, Tier
from safety.words import forbidden_words

# Never attestable: the answer itself must change (clinical rule set, tier C unlock).
NEVER_ATTESTED = frozenset({"C07", "C08", "C11"})


def problems_of(ruleset: Ruleset) -> list[str]:
    """Return every fault as "file: id: reason"; an empty list is a sound rule set."""
    broken = list(_unreadable(ruleset))
    if broken:
        return broken
    unknown, circles = list(_unknown_names(ruleset)), list(_circles(ruleset))
    return [
        *unknown,
        *circles,
        *([] if unknown or circles else _looks_ahead(ruleset)),  # it follows names
        *_question_faults(ruleset),
        *_rule_faults(ruleset),
        *_condition_faults(ruleset),
        *_advice_faults(ruleset),
        *_tier_faults(ruleset),
        *after_faults(ruleset),
        *countries.faults(ruleset.countries),
        *sources.faults(ruleset.sources, _sources(ruleset)),
        *_precheck_faults(ruleset),
    ]


def _sources(ruleset: Ruleset) -> dict[str, str]:
    """Return every source text by file and id."""
    files: dict[str, Iterable[Any]] = {
        "questions.toml": ruleset.questions,
        "rules.toml": (*ruleset.rules, *ruleset.advisories),
        "conditions.toml": ruleset.conditions.values(),
    }
    rows = {f"{file}: {one.id}": one.source for file, all_ in files.items() for one in all_}
    for kind in ("global_limits", "stop_conditions", "session_only_conditions"):
        rows |= {f"limits.toml: {one['id']}": one["source"] for one in ruleset.limits[kind]}
    return rows


def _circles(ruleset: Ruleset) -> Iterator[str]:
    """Nothing may look at itself: facts look up the file only, rules at no rule."""
    above: set[str] = set()
    for fact in ruleset.facts.values():
        for leaf in leaves(parse(fact.when)):
            if isinstance(leaf, Fact) and leaf.name in ruleset.facts and leaf.name not in above:
                yield f"rules.toml: {fact.id}: looks at {leaf.name}, which stands below it"
            if isinstance(leaf, Present | Fires):
                yield f"rules.toml: {fact.id}: a fact looks at answers and facts only"
        above.add(fact.id)
    for condition in ruleset.conditions.values():
        if any(isinstance(leaf, Present | Fires) for leaf in leaves(parse(condition.set_by))):
            yield f"conditions.toml: {condition.id}: is set by answers and facts only"
    for rule in (*ruleset.rules, *ruleset.advisories):
        if any(isinstance(leaf, Fires) for leaf in leaves(parse(rule.when))):
            yield f"rules.toml: {rule.id}: a rule looks at no rule"


def _expressions(ruleset: Ruleset) -> Iterator[tuple[str, str, bool]]:
    """Yield (where, text, star allowed) of every expression."""
    for question in ruleset.questions:
        if question.show_if:
            yield f"questions.toml: {question.id}", question.show_if, False
    for fact in ruleset.facts.values():
        yield f"rules.toml: {fact.id}", fact.when, False
    for number in ruleset.numbers.values():
        for text in number.one_if:
            yield f"rules.toml: {number.id}", text, False
    for rule in (*ruleset.rules, *ruleset.advisories):
        yield f"rules.toml: {rule.id}", rule.when, bool(rule.per_condition)
        for ref in rule.advice:
            yield f"rules.toml: {rule.id}", ref.when, False
    for condition in ruleset.conditions.values():
        yield f"conditions.toml: {condition.id}", condition.set_by, False


def _unreadable(ruleset: Ruleset) -> Iterator[str]:
    for where, text, _ in _expressions(ruleset):
        try:
            parse(text)
        except ExpressionError as error:
            yield f"{where}: {error}"
    yield from after_unreadable(ruleset.after)


def _unknown_names(ruleset: Ruleset) -> Iterator[str]:
    for where, text, star in _expressions(ruleset):
        for leaf in leaves(parse(text)):
            for fault in _leaf_faults(ruleset, leaf, star):
                yield f"{where}: {fault}"
    for number in ruleset.numbers.values():
        for other in number.plus:
            if other not in ruleset.numbers:
                yield f"rules.toml: {number.id}: unknown number {other}"
        if number.count:
            for fault in _leaf_faults(ruleset, Has(number.count, number.options), False):
                yield f"rules.toml: {number.id}: {fault}"


def _leaf_faults(ruleset: Ruleset, leaf: Leaf, star: bool) -> Iterator[str]:
    match leaf:
        case Is(name, options) | Has(name, options):
            question = ruleset.question.get(name)
            if question is None:
                yield f"unknown question {name}"
                return
            if question.takes_many != isinstance(leaf, Has) or question.is_number:
                yield f"{name} is of the type {question.type}"
            known = {one.id for one in question.options}
            yield from (f"{name} has no option {one}" for one in options if one not in known)
        case Compares(name):
            numeric = name in ruleset.question and ruleset.question[name].is_number
            if name not in ruleset.numbers and not numeric:
                yield f"{name} is no number"
        case Fact(name) if name not in ruleset.facts:
            yield f"unknown fact {name}"
        case Present(name) if name not in ruleset.conditions and not (star and name == "*"):
            yield f"unknown condition {name}"
        case Fires(name) if name not in {rule.id for rule in ruleset.rules}:
            yield f"unknown rule {name}"
        case _:
            return


def _looks_ahead(ruleset: Ruleset) -> Iterator[str]:
    order = {question.id: place for place, question in enumerate(ruleset.questions)}
    reading = AnswerReading(ruleset, {})
    for question in ruleset.questions:
        for other in reading.questions_of(question.show_if) if question.show_if else ():
            if order[other] >= order[question.id]:
                yield f"questions.toml: {question.id}: looks ahead at {other}"


def _question_faults(ruleset: Ruleset) -> Iterator[str]:
    blocks = [question.block for question in ruleset.questions]
    if blocks != sorted(blocks) or not set(blocks) <= set(ruleset.blocks):
        yield "questions.toml: blocks are out of order or unknown"
    for question in ruleset.questions:
        where = f"questions.toml: {question.id}"
        if question.core == bool(question.show_if):
            yield f"{where}: a core question is always shown, a follow-up never is"
        names = [one.id for one in question.options]
        if len(set(names)) != len(names):
            yield f"{where}: an option stands twice"
        for option in question.options:
            if option.zone and option.zone not in ruleset.vocabulary["areas"]:
                yield f"{where}: {option.id}: unknown zone {option.zone}"


def _rule_faults(ruleset: Ruleset) -> Iterator[str]:
    for rule in (*ruleset.rules, *ruleset.advisories):
        where = f"rules.toml: {rule.id}"
        yield from (
            f"{where}: unknown advice {ref.id}"
            for ref in rule.advice
            if ref.id not in ruleset.advice
        )
        if rule.restrictions:
            yield from _table_faults(ruleset, rule.restrictions, where)
    for rule in ruleset.rules:
        yield from _attest_faults(ruleset, rule)
    if any(rule.tier is not None for rule in ruleset.advisories):
        yield "rules.toml: an advisory carries a tier"


def _attest_faults(ruleset: Ruleset, rule: Rule) -> Iterator[str]:
    where = f"rules.toml: {rule.id}"
    if rule.tier is None:
        yield f"{where}: no tier"
    if rule.attest_key and rule.tier is not Tier.CHECK_FIRST:
        yield f"{where}: only tier C can be attested"
    if rule.attest_key and rule.id in NEVER_ATTESTED:
        yield f"{where}: must not be attestable"
    if rule.attest_key not in {"", "*", *ruleset.attest_keys}:
        yield f"{where}: attest key {rule.attest_key} is not listed"
    if not rule.advice:
        yield f"{where}: no advice"


def _condition_faults(ruleset: Ruleset) -> Iterator[str]:
    where_question = ruleset.question.get("local_areas")
    asked = {
        leaf.condition
        for leaf in leaves(parse((where_question and where_question.show_if) or "always"))
        if isinstance(leaf, Present)
    }
    for condition in ruleset.conditions.values():
        where = f"conditions.toml: {condition.id}"
        for table in (
            condition.restrictions,
            condition.added_by_extension,
            condition.never_relaxes,
        ):
            yield from _table_faults(ruleset, table, where)
        if condition.asks_where != (condition.id in asked):
            yield f"{where}: asks_where and the question local_areas disagree"
        if _uses_places(condition) and not condition.asks_where and condition.id != "diabetes":
            yield f"{where}: restricts a marked place but never asks where"


def _uses_places(condition: Condition | SessionCondition) -> bool:
    pairs = {text.partition("@")[2] for text in condition.restrictions.pairs}
    return not VIRTUAL_AREAS.isdisjoint({*condition.restrictions.areas, *pairs})


def _table_faults(ruleset: Ruleset, table: RestrictionTable, where: str) -> Iterator[str]:
    words = ruleset.vocabulary
    areas = {*words["areas"], *words["virtual_areas"]}
    known = {name: set(words[name]) for name in ("tools", "positions", "movements", "flags")}
    known["areas"] = areas
    for name, allowed in known.items():
        for one in getattr(table, name):
            if one not in allowed:
                yield f"{where}: unknown {name} {one}"
    for text in table.pairs:
        thing, _, area = text.partition("@")
        if area not in areas or thing not in known["tools"] | known["flags"]:
            yield f"{where}: unknown pair {text}"
    if table.pressure_max.upper() not in Pressure.__members__:
        yield f"{where}: unknown pressure {table.pressure_max}"
    if min(table.spot_max_s, table.session_max_min, table.heat_max_s, table.cold_max_s) <= 0:
        yield f"{where}: a cap of nothing; block the tool instead"


def _advice_faults(ruleset: Ruleset) -> Iterator[str]:
    holes = set(ruleset.frame["advice_rules"]["placeholders"])
    for advice in ruleset.advice.values():
        for hole in re.findall(r"{(\w+)}", advice.text):
            if hole not in holes:
                yield f"advice.toml: {advice.id}: unknown placeholder {hole}"
        for word in forbidden_words(ruleset, advice.id, advice.text):
            yield f"advice.toml: {advice.id}: forbidden word {word!r}"


def _tier_faults(ruleset: Ruleset) -> Iterator[str]:
    if set(ruleset.tiers) != set(Tier):
        yield "ruleset.toml: tiers are missing or unknown"
    for row in ruleset.tiers.values():
        if row.code.is_locked and row.validity_days is not None:
            yield f"ruleset.toml: {row.code}: a locked tier has no validity"
        if row.code.is_locked and any(row.gates[gate] for gate in ("play", "timer", "print")):
            yield f"ruleset.toml: {row.code}: a locked tier opens a gate"


def _precheck_faults(ruleset: Ruleset) -> Iterator[str]:
    rules = ruleset.precheck
    for question in rules.questions:
        for effect in question.outcomes - {FULL_SCREEN, *rules.conditions}:
            yield f"limits.toml: {question.id}: unknown effect {effect}"
    if PAIN not in {one.id for one in rules.questions}:
        yield f"limits.toml: precheck: no question {PAIN}"
    for condition in rules.conditions.values():
        where = f"limits.toml: {condition.id}"
        yield from _table_faults(ruleset, condition.restrictions, where)
        if _uses_places(condition) != condition.asks_where:
            yield f"{where}: asks_where and what it restricts disagree"
