"""What the sessions so far say about the next one: a diary in, one decision out. Pure.

Rules are data (safety/data/after.toml, clinical rule set, "after_session"): the first
decision that holds counts. Numbers are exact, whole or fractions. A number that cannot
be known is undefined, and every comparison with it is false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile

from safety.after_rules import AfterRules, DecisionRow
from safety.expressions import Compares, Either, Every, Expression, Fact, Not, Number, parse
from safety.vocabulary import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One session of a diary; pain and tenderness 0-10, None when nobody knows.

    `day` counts from 1 at the first session; `nd` is the pain the next day.
    """

    day: int
    pre: int | None
    post: int | None
    nd: int | None = None
    sore: int | None = None
    sore_hours: int | None = None
    leg: bool = False
    bruise: bool = False
    dark_pee: bool = False
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Sessions in the order they were followed, and what else the rules look at.

    `today` is the day number of the decision, by default the day of the latest session.
    """

    entries: tuple[Entry, ...]
    screen_pain: int | None = None
    today: int | None = None
    not_improving_attested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision with its advice and tips by id, and the reasons in words."""

    rule: str
    decision: str
    tier: Tier | None
    advice: str
    attest_key: str
    tips: tuple[str, ...]
    reasons: tuple[str, ...]


# Below: how every number and fact of the rule set is found. A test and the content
# check hold these names against after.toml.
ENTRY_NUMBERS: dict[str, Callable[[Entry], Number | None]] = {
    "pre": lambda one: one.pre,
    "post": lambda one: one.post,
    "nd": lambda one: one.nd,
    "d_post": lambda one: _less(one.post, one.pre),
    "d_next": lambda one: _less(one.nd, one.pre),
    "sore": lambda one: one.sore or 0,
    "sore_hours": lambda one: one.sore_hours or 0,
}
ENTRY_FACTS: dict[str, Callable[[Entry], bool]] = {
    "nd_missing": lambda one: one.nd is None,
    "leg": lambda one: one.leg,
    "bruise": lambda one: one.bruise,
    "dark_pee": lambda one: one.dark_pee,
    "emergency": lambda one: one.emergency,
}
LATEST_NUMBERS = frozenset({"d_post", "d_next", "post", "sore", "sore_hours"})
CONTEXT_FACTS = frozenset({"attested"})


class _NoAnswers:
    """A diary has numbers and facts only."""

    def single(self, question: str) -> str | None:
        return None

    def ticked(self, question: str) -> frozenset[str]:
        return frozenset()

    def condition(self, name: str) -> bool:
        return False

    def rule(self, name: str) -> bool:
        return False


class EntryReading(_NoAnswers):
    """What a per-session predicate sees: one session."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def number(self, name: str) -> Number | None:
        return ENTRY_NUMBERS[name](self.entry)

    def fact(self, name: str) -> bool:
        return ENTRY_FACTS[name](self.entry)


class DiaryReading(_NoAnswers):
    """What a decision sees: the whole diary, and of single sessions the latest."""

    def __init__(self, rules: AfterRules, diary: Diary) -> None:
        self.rules = rules
        self.diary = diary
        self.latest = diary.entries[-1]

    def number(self, name: str) -> Number | None:
        if name in LATEST_NUMBERS:
            return ENTRY_NUMBERS[name](self.latest)
        return DIARY_NUMBERS[name](self)

    def fact(self, name: str) -> bool:
        if name in self.rules.predicates:
            return self.holds(name, self.latest)
        if name in ENTRY_FACTS:
            return ENTRY_FACTS[name](self.latest)
        if name in CONTEXT_FACTS:
            return self.diary.not_improving_attested
        return parse(self.rules.facts[name].when).holds(self)

    def holds(self, predicate: str, entry: Entry) -> bool:
        """Say whether a per-session predicate holds for one session."""
        return parse(self.rules.predicates[predicate].when).holds(EntryReading(entry))

    def run(self, predicate: str) -> Sequence[Entry]:
        """Return the latest sessions, newest first, for which a predicate holds unbroken."""
        newest_first = reversed(self.diary.entries)
        return list(takewhile(lambda one: self.holds(predicate, one), newest_first))

    @property
    def baseline(self) -> Number | None:
        """Return the median pain before the first three sessions; the screen's until then."""
        known = _known_before(self.diary.entries)
        return sorted(known[:3])[1] if len(known) >= 3 else self.diary.screen_pain

    @property
    def recent(self) -> Number | None:
        """Return the mean pain before the last three sessions (of all, when fewer)."""
        last = _known_before(self.diary.entries)[-3:]
        return Fraction(sum(last), len(last)) if last else None


DIARY_NUMBERS: dict[str, Callable[[DiaryReading], Number | None]] = {
    "sessions": lambda it: len(it.diary.entries),
    "today": lambda it: it.latest.day if it.diary.today is None else it.diary.today,
    "B": lambda it: it.baseline,
    "mean3": lambda it: it.recent,
    "rise": lambda it: _less(it.recent, it.baseline),
    "gain": lambda it: _less(it.baseline, it.recent),
    "gain_share": lambda it: _share(_less(it.baseline, it.recent), it.baseline),
    "worse_run": lambda it: len(it.run("worse")),
    "worse_in_4": lambda it: sum(it.holds("worse", one) for one in it.diary.entries[-4:]),
    "good_run": lambda it: len(it.run("good")),
    "span3": lambda it: _span(it.diary.entries[-3:]) if len(it.diary.entries) >= 3 else 0,
    "low_days": lambda it: _span(list(reversed(it.run("low")))),
}
NEEDED_PREDICATES = frozenset({"worse", "good", "low"})


def decide(rules: AfterRules, diary: Diary) -> Decided:
    """Return the first decision that holds; raise ValueError for an empty diary."""
    if not diary.entries:
        raise ValueError("a decision needs at least one session")
    reading = DiaryReading(rules, diary)
    row = next(one for one in rules.decisions if parse(one.when).holds(reading))
    return Decided(
        rule=row.name,
        decision=row.decision,
        tier=row.tier,
        advice=row.advice,
        attest_key=row.attest_key,
        tips=tuple(one.id for one in rules.tips if parse(one.when).holds(reading)),
        reasons=_reasons(reading, row),
    )


def _reasons(reading: DiaryReading, row: DecisionRow) -> tuple[str, ...]:
    """Return what made a decision hold, in words, without repeats."""
    said = [one for one in _said(reading, parse(row.when)) if one]
    return tuple(dict.fromkeys([*said, *([row.reason] if row.reason else [])]))


def _said(reading: DiaryReading, expression: Expression) -> Iterator[str]:
    rules = reading.rules
    match expression:
        case Every(parts) | Either(parts):
            for part in parts:
                if part.holds(reading):
                    yield from _said(reading, part)
        case Not(Fact(name)) if name in rules.facts:
            yield rules.facts[name].reason_not
        case Fact(name) if name in rules.predicates:
            yield from _said(reading, parse(rules.predicates[name].when))
        case Fact(name):
            yield rules.facts[name].reason
        case Compares(name) if name in rules.numbers:
            value = _shown(reading.number(name))
            yield rules.numbers[name].reason.replace("{value}", value)


def _shown(value: Number | None) -> str:
    """Return a number as people read it: whole, or with one decimal."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{float(value):.1f}"


def _less(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one - other


def _share(gain: Number | None, baseline: Number | None) -> Number | None:
    if baseline == 0:
        return 0
    return None if gain is None or baseline is None else Fraction(gain) / baseline


def _known_before(entries: Sequence[Entry]) -> list[int]:
    return [one.pre for one in entries if one.pre is not None]


def _span(entries: Sequence[Entry]) -> int:
    return entries[-1].day - entries[0].day if entries else 0
