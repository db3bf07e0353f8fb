"""The small language in which rules are written: parse, check names, evaluate.

Grammar (lowest binding first)::

    either := both ("or" both)*
    both   := one ("and" one)*
    one    := "not" one | "(" either ")" | leaf
    leaf   := "always" | "condition" ID | "rule" ID
            | NAME "is" ID ("|" ID)*      single answer
            | NAME "has" ID ("|" ID)*     ticked boxes
            | NAME (">=" | ">" | "<=" | "<" | "==") NUMBER   "7" or "0.3"
            | NAME                         a derived fact

A leaf about an unanswered question is false, so silence never fires a rule; that
the gate stays closed on silence is decided by `screening`, not here.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Protocol

Number = int | Fraction  # never a float: a bound like 0.3 is met exactly
Compare = Callable[[Number, Number], bool]
COMPARISONS: dict[str, Compare] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
}
_TOKEN = re.compile(r"\s*(?:(>=|<=|==|[()|<>*])|([A-Za-z_][\w-]*)|(\d+(?:\.\d+)?))")


class ExpressionError(ValueError):
    """The text is no expression; the message says where and what was expected."""


class Reading(Protocol):
    """What an expression can look at."""

    def single(self, question: str) -> str | None: ...
    def ticked(self, question: str) -> frozenset[str]: ...
    def number(self, name: str) -> Number | None: ...
    def fact(self, name: str) -> bool: ...
    def condition(self, name: str) -> bool: ...
    def rule(self, name: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Every:
    """True when all parts are; `always` is the empty one."""

    parts: tuple[Expression, ...]

    def holds(self, reading: Reading) -> bool:
        return all(part.holds(reading) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """True when at least one part is."""

    parts: tuple[Expression, ...]

    def holds(self, reading: Reading) -> bool:
        return any(part.holds(reading) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is not."""

    part: Expression

    def holds(self, reading: Reading) -> bool:
        return not self.part.holds(reading)


@dataclass(frozen=True, slots=True)
class Is:
    """The single answer is one of the options."""

    question: str
    options: tuple[str, ...]

    def holds(self, reading: Reading) -> bool:
        return reading.single(self.question) in self.options


@dataclass(frozen=True, slots=True)
class Has:
    """The ticked boxes hold at least one of the options."""

    question: str
    options: tuple[str, ...]

    def holds(self, reading: Reading) -> bool:
        return not reading.ticked(self.question).isdisjoint(self.options)


@dataclass(frozen=True, slots=True)
class Compares:
    """A numeric answer or derived number compares so."""

    name: str
    comparison: str
    value: Number

    def holds(self, reading: Reading) -> bool:
        number = reading.number(self.name)
        return number is not None and COMPARISONS[self.comparison](number, self.value)


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived fact is true."""

    name: str

    def holds(self, reading: Reading) -> bool:
        return reading.fact(self.name)


@dataclass(frozen=True, slots=True)
class Present:
    """A condition is present; "*" is the one a per-condition rule is asked about."""

    condition: str

    def holds(self, reading: Reading) -> bool:
        return reading.condition(self.condition)


@dataclass(frozen=True, slots=True)
class Fires:
    """A rule fires (a per-condition rule: for any condition)."""

    rule: str

    def holds(self, reading: Reading) -> bool:
        return reading.rule(self.rule)


Leaf = Is | Has | Compares | Fact | Present | Fires
Expression = Every | Either | Not | Leaf
ALWAYS = Every(())


@cache
def parse(text: str) -> Expression:
    """Read one expression; raise ExpressionError with the place of the fault."""
    parser = _Parser(text)
    expression = parser.either()
    parser.expect_end()
    return expression


def leaves(expression: Expression) -> Iterator[Leaf]:
    """Yield every leaf, left to right."""
    match expression:
        case Every(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield expression


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def expect_end(self) -> None:
        if self.peek():
            raise ExpressionError(f"{self.text!r}: did not expect {self.peek()!r}")

    def either(self) -> Expression:
        return self._joined("or", self.both, Either)

    def both(self) -> Expression:
        return self._joined("and", self.one, Every)

    def _joined(
        self, word: str, part: Callable[[], Expression], join: type[Every] | type[Either]
    ) -> Expression:
        parts = [part()]
        while self.peek() == word:
            self.take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else join(tuple(parts))

    def one(self) -> Expression:
        match self.take():
            case "not":
                return Not(self.one())
            case "(":
                inner = self.either()
                self._expect(")")
                return inner
            case "always":
                return ALWAYS
            case "condition":
                return Present(self._name(star=True))
            case "rule":
                return Fires(self._name())
            case name if name and (name[0].isalpha() or name[0] == "_"):
                return self._leaf(name)
            case other:
                raise ExpressionError(f"{self.text!r}: expected a name, got {other!r}")

    def _leaf(self, name: str) -> Leaf:
        if self.peek() in ("is", "has"):
            kind = Is if self.take() == "is" else Has
            options = [self._name()]
            while self.peek() == "|":
                self.take()
                options.append(self._name())
            return kind(name, tuple(options))
        if self.peek() in COMPARISONS:
            comparison = self.take()
            return Compares(name, comparison, self._number())
        return Fact(name)

    def _name(self, *, star: bool = False) -> str:
        name = self.take()
        if re.match(r"[A-Za-z_]", name) or (star and name == "*"):
            return name
        raise ExpressionError(f"{self.text!r}: expected an id, got {name!r}")

    def _number(self) -> Number:
        token = self.take()
        if not token[:1].isdigit():
            raise ExpressionError(f"{self.text!r}: expected a number, got {token!r}")
        return int(token) if token.isdigit() else Fraction(token)

    def _expect(self, token: str) -> None:
        if self.take() != token:
            raise ExpressionError(f"{self.text!r}: expected {token!r}")


def _tokens(text: str) -> Iterator[str]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if not found:
            raise ExpressionError(f"{text!r}: cannot read {text[place:]!r}")
        yield found.group().strip()
        place = found.end()
