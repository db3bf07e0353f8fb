"""Looking at answers through the words of the rule set: facts, numbers, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from safety.expressions import (
    Compares,
    Either,
    Every,
    Expression,
    Fact,
    Fires,
    Has,
    Is,
    Leaf,
    Not,
    Present,
    leaves,
    parse,
)
from safety.ruleset import Rule, Ruleset

Answer = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One answer that made a rule fire: an option id, or a number as text."""

    question: str
    answer: str


class AnswerReading:
    """What rules see of one set of answers; silent where there is none.

    `star` is the condition a per-condition rule is being asked about.
    """

    def __init__(self, ruleset: Ruleset, answers: Mapping[str, Answer], star: str = "") -> None:
        self.ruleset = ruleset
        self.answers = answers
        self.star = star

    def about(self, condition: str) -> AnswerReading:
        """Return the same answers, seen for one condition."""
        return AnswerReading(self.ruleset, self.answers, condition) if condition else self

    def single(self, question: str) -> str | None:
        answer = self.answers.get(question)
        return answer if isinstance(answer, str) else None

    def ticked(self, question: str) -> frozenset[str]:
        answer = self.answers.get(question)
        return frozenset(answer) if isinstance(answer, tuple) else frozenset()

    def number(self, name: str) -> int | None:
        if name not in self.ruleset.numbers:
            answer = self.answers.get(name)
            return answer if isinstance(answer, int) else None
        row = self.ruleset.numbers[name]
        counted = len(self.ticked(row.count) & set(row.options))
        added = sum(self.number(other) or 0 for other in row.plus)
        return counted + added + sum(parse(text).holds(self) for text in row.one_if)

    def fact(self, name: str) -> bool:
        return parse(self.ruleset.facts[name].when).holds(self)

    def condition(self, name: str) -> bool:
        name = self.star if name == "*" else name
        return bool(name) and parse(self.ruleset.conditions[name].set_by).holds(self)

    def rule(self, name: str) -> bool:
        rule = next(one for one in self.ruleset.rules if one.id == name)
        scopes = [self.about(one) for one in self._conditions_of(rule)] or [self]
        return any(parse(rule.when).holds(scope) for scope in scopes)

    def questions_of(self, text: str) -> set[str]:
        """Return every question an expression looks at, through facts and conditions."""
        return {
            leaf.question if isinstance(leaf, Is | Has) else leaf.name
            for leaf in self._answer_leaves(parse(text))
        }

    def _conditions_of(self, rule: Rule) -> list[str]:
        known = self.ruleset.conditions
        return [name for name in known if known[name].gate in rule.per_condition]

    def _answer_leaves(self, expression: Expression) -> Iterator[Is | Has | Compares]:
        for leaf in leaves(expression):
            yield from self._look_through(leaf)

    def _look_through(self, leaf: Leaf) -> Iterator[Is | Has | Compares]:
        match leaf:
            case Fact(name):
                yield from self._answer_leaves(parse(self.ruleset.facts[name].when))
            case Present(name) if name == "*" and not self.star:
                return
            case Present(name):
                real = self.star if name == "*" else name
                yield from self._answer_leaves(parse(self.ruleset.conditions[real].set_by))
            case Fires(name):
                rule = next(one for one in self.ruleset.rules if one.id == name)
                for scope in [self.about(one) for one in self._conditions_of(rule)] or [self]:
                    yield from scope._answer_leaves(parse(rule.when))
            case Compares(name) if name in self.ruleset.numbers:
                yield from self._number_leaves(name)
            case Is() | Has() | Compares():
                yield leaf

    def _number_leaves(self, name: str) -> Iterator[Is | Has | Compares]:
        row = self.ruleset.numbers[name]
        if row.count:
            yield Has(row.count, row.options)
        for other in row.plus:
            yield from self._number_leaves(other)
        for text in row.one_if:
            yield from self._answer_leaves(parse(text))

    def told(self, expression: Expression) -> Iterator[Told]:
        """Yield the answers that make a true expression true."""
        match expression:
            case Every(parts) | Either(parts):
                for part in parts:
                    if part.holds(self):
                        yield from self.told(part)
            case Not():
                return
            case leaf:
                yield from self._told_by_leaf(leaf)

    def _told_by_leaf(self, leaf: Leaf) -> Iterator[Told]:
        match leaf:
            case Is(question, options):
                answer = self.single(question)
                if answer in options:
                    yield Told(question, str(answer))
            case Has(question, options):
                ticked = self.ticked(question)
                yield from (Told(question, one) for one in options if one in ticked)
            case Compares(name) if name not in self.ruleset.numbers:
                yield Told(name, str(self.number(name)))
            case Fact(name):
                yield from self.told(parse(self.ruleset.facts[name].when))
            case Present(name) if name == "*" and self.star:
                yield from self.told(parse(self.ruleset.conditions[self.star].set_by))
            case _:
                for inner in self._look_through(leaf):
                    if inner.holds(self):
                        yield from self._told_by_leaf(inner)


def told_by(reading: AnswerReading, text: str) -> tuple[Told, ...]:
    """Return the answers behind a rule that fired, without repeats, in rule order."""
    return tuple(dict.fromkeys(reading.told(parse(text))))
