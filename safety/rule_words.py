"""Expressions and limits in words, for people who read the rules; all through gettext."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    parse,
)
from safety.ruleset import RestrictionTable, Rule, Ruleset
from safety.vocabulary import VIRTUAL_AREAS, Pressure

NO_CAP = RestrictionTable()


def in_words(
    ruleset: Ruleset,
    text: str,
    rule: Rule | None = None,
    named: Mapping[str, str] | None = None,
) -> str:
    """Return an expression as a sentence; `rule` says which conditions "*" stands for.

    `named` are the texts of facts and numbers, those of the screen when not given.
    """
    if named is None:
        named = {one.id: one.text for one in ruleset.facts.values()}
        named |= {one.id: one.text for one in ruleset.numbers.values()}
    return _Words(ruleset, rule, named).say(parse(text))


class _Words:
    def __init__(self, ruleset: Ruleset, rule: Rule | None, named: Mapping[str, str]) -> None:
        self.ruleset = ruleset
        self.rule = rule
        self.named = named

    def say(self, expression: Expression, *, inside: bool = False) -> str:
        match expression:
            case Every(()):
                return _("always")
            case Every(parts):
                return self._joined(parts, _(" and "), inside)
            case Either(parts):
                return self._joined(parts, _(" or "), inside)
            case Not(part):
                return _("not %(part)s") % {"part": self.say(part, inside=True)}
            case leaf:
                return self._leaf(leaf)

    def _joined(self, parts: Iterable[Expression], word: str, inside: bool) -> str:
        text = word.join(self.say(part, inside=True) for part in parts)
        return f"({text})" if inside else text

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Is(name, options) | Has(name, options):
                return f"{self._asked(name)} – {self._options(name, options)}"
            case Compares(name, comparison, value):
                return f"{self._asked(name)} – {_compared(comparison, value)}"
            case Fact(name):
                return _quoted(self.named[name])
            case Present("*"):
                return self._any_condition()
            case Present(name):
                return _("%(name)s applies") % {
                    "name": _quoted(self.ruleset.conditions[name].name)
                }
            case Fires(name):
                return _("rule %(name)s fires") % {"name": name}

    def _asked(self, name: str) -> str:
        return _quoted(self.named.get(name) or self.ruleset.question[name].text)

    def _options(self, name: str, options: Iterable[str]) -> str:
        question = self.ruleset.question[name]
        return " / ".join(_quoted(question.label(one)) for one in options)

    def _any_condition(self) -> str:
        gates = set(self.rule.per_condition) if self.rule else set()
        if gates == {"BLOCK"}:
            return _("a condition that keeps routines closed applies")
        if gates == {"OK"}:
            return _("a condition that a health worker has to agree to applies")
        return _("any condition applies")


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"


def _compared(comparison: str, value: int | Fraction) -> str:
    words = {
        ">=": _("%(value)s or more"),
        ">": _("more than %(value)s"),
        "<=": _("%(value)s or less"),
        "<": _("less than %(value)s"),
        "==": _("exactly %(value)s"),
    }
    return words[comparison] % {"value": f"{float(value):g}"}


def limits_in_words(ruleset: Ruleset, table: RestrictionTable) -> list[str]:
    """Return what a table forbids and caps, one sentence for each kind."""
    found = [
        f"{label}: {_listed(ruleset, kind, getattr(table, kind))}"
        for kind, label in (
            ("tools", _("Tools left out")),
            ("positions", _("Positions left out")),
            ("movements", _("Movements left out")),
            ("areas", _("Places left alone")),
            ("flags", _("Ways of working left out")),
        )
        if getattr(table, kind)
    ]
    return [*found, *_pairs(ruleset, table), *_caps(table)]


def _listed(ruleset: Ruleset, kind: str, names: tuple[str, ...]) -> str:
    if kind == "areas":
        return "; ".join(_area(ruleset, name) for name in names)
    if set(names) == set(ruleset.vocabulary[kind]):
        return _("all")
    return ", ".join(map(spaced, names))


def _pairs(ruleset: Ruleset, table: RestrictionTable) -> Iterator[str]:
    by_area: dict[str, list[str]] = {}
    for text in table.pairs:
        thing, _at, area = text.partition("@")
        by_area.setdefault(area, []).append(spaced(thing))
    for area, things in by_area.items():
        names = {"area": _area(ruleset, area), "things": ", ".join(things)}
        yield _("%(area)s: no %(things)s") % names


def _area(ruleset: Ruleset, name: str) -> str:
    kind = "virtual_areas" if name in VIRTUAL_AREAS else "areas"
    text = ruleset.vocabulary[kind][name]
    return text[0].upper() + text[1:]


def spaced(name: str) -> str:
    """Return an id of the vocabulary as words."""
    return name.replace("_", " ")


def _caps(table: RestrictionTable) -> list[str]:
    found = []
    if table.pressure_max != NO_CAP.pressure_max:
        found.append(
            _("No pressing at all")
            if table.pressure_max == Pressure.NONE.word
            else _("Pressure at most: %(word)s") % {"word": table.pressure_max}
        )
    for value, default, label in (
        (table.spot_max_s, NO_CAP.spot_max_s, _("One spot at most: %(length)s")),
        (
            table.session_max_min * 60,
            NO_CAP.session_max_min * 60,
            _("At most %(length)s a session"),
        ),
        (table.heat_max_s, NO_CAP.heat_max_s, _("Warmth at most: %(length)s")),
        (table.cold_max_s, NO_CAP.cold_max_s, _("Cold at most: %(length)s")),
    ):
        if value != default:
            found.append(label % {"length": _length(value)})
    return found


def _length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if rest or not minutes:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
