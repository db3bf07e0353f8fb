"""The short check before a session: answers in, what they mean for two hours out.

Follows "precheck" and "session_only_conditions" of the clinical rule set
(docs/safety-model.md). Pure. What it finds only ever adds to a person's limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from typing import Any, ClassVar, Literal

from safety.clearance import Open
from safety.reading import Answer
from safety.ruleset import STRICT, RestrictionTable
from safety.vocabulary import NO_RESTRICTIONS, Restrictions, Tier

# The effect that asks everything again; every other one names a condition of the day.
FULL_SCREEN = "full_screen_from_block_1"
# "pain_now 7 or more at two checks 24 hours or more apart" (reopen_full_screen_when).
SEVERE = 7
SEVERE_APART = timedelta(hours=24)
BIRTHDAY = "p_birthday"
PAIN = "p_pain"


class Outcome(StrEnum):
    """What the check allows."""

    GO = "go"
    NOT_TODAY = "not-today"
    ASK_AGAIN = "ask-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOption:
    """One box; `effect` names the condition of the day it sets."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    label: str
    effect: str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckQuestion:
    """One question of the check; effects by option id or by a range such as "4-6"."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    type: Literal["yes_no", "yes_no_not_sure", "scale_0_10", "multi", "zones"]
    text: str
    help: str = ""
    show_if: str = ""
    options: tuple[CheckOption, ...] = ()
    effects: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcomes(self) -> frozenset[str]:
        """Return every effect an answer can have; places have none of their own."""
        if self.type == "zones":
            return frozenset()
        return frozenset({*self.effects.values(), *(one.effect for one in self.options)} - {""})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCondition:
    """What one answer means for this session only."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    trigger: str
    no_session: bool
    full_screen: bool
    text: str
    source: str
    asks_where: bool = False
    restrictions: RestrictionTable = field(default_factory=RestrictionTable)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """The questions, how many hours the answers count, and what they may mean."""

    __pydantic_config__: ClassVar[Any] = STRICT
    valid_hours: int
    questions: tuple[CheckQuestion, ...]
    conditions: Mapping[str, SessionCondition] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()

    @property
    def valid(self) -> timedelta:
        """Return how long the answers count."""
        return timedelta(hours=self.valid_hours)

    @property
    def asking_where(self) -> frozenset[str]:
        """Return the boxes that ask for a place: those whose condition does."""
        wanted = {one.id for one in self.conditions.values() if one.asks_where}
        boxes = (box for question in self.questions for box in question.options)
        return frozenset(box.id for box in boxes if box.effect in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A check answered before: when, and how bad the pain was."""

    answered_at: datetime
    pain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the answers come to. `told` holds (question, answer) pairs behind it;
    `is_severe_again` says that strong pain has now lasted over a day of checks."""

    outcome: Outcome
    pain: int
    conditions: tuple[str, ...]
    restrictions: Restrictions
    told: tuple[tuple[str, str], ...]
    is_severe_again: bool


def decide(
    rules: CheckRules,
    answers: Mapping[str, Answer],
    zones: frozenset[str],
    earlier: Iterable[Earlier],
    *,
    now: datetime,
) -> Checked:
    """Return what complete answers mean; `zones` are marked places, `earlier` the checks
    since the result that counts, newest first. Raise KeyError when an answer is missing.
    """
    effects = list(_effects(rules, answers))
    conditions = tuple(dict.fromkeys(name for name, *_ in effects if name != FULL_SCREEN))
    found = [rules.conditions[name] for name in conditions]
    tables = [one.restrictions.restrictions(rules.flags) for one in found]
    limits = reduce(lambda left, right: left | right, tables, NO_RESTRICTIONS)
    asks = any(name == FULL_SCREEN for name, *_ in effects)
    pain = int(str(answers[PAIN]))
    return Checked(
        outcome=_outcome(found, asks),
        pain=pain,
        conditions=conditions,
        restrictions=limits.with_zones(zones).simplified(),
        told=tuple((question, answer) for _name, question, answer in effects),
        is_severe_again=is_severe_again(pain, earlier, now=now),
    )


def is_severe_again(pain: int, earlier: Iterable[Earlier], *, now: datetime) -> bool:
    """Say whether pain was 7 or more a day or longer ago, and never lower in between."""
    if pain < SEVERE:
        return False
    for one in earlier:
        if one.pain < SEVERE:
            return False
        if one.answered_at <= now - SEVERE_APART:
            return True
    return False


def narrowed(gate: Open, restrictions: Restrictions) -> Open:
    """Return the same gate inside the limits of the day; any limit makes it a limited one."""
    merged = (gate.restrictions | restrictions).simplified()
    tier = gate.tier if merged == gate.restrictions.simplified() else Tier.LIMITS
    return replace(gate, restrictions=merged, tier=tier)


def _outcome(found: Iterable[SessionCondition], asks: bool) -> Outcome:
    conditions = list(found)
    if asks or any(one.full_screen for one in conditions):
        return Outcome.ASK_AGAIN
    if any(one.no_session for one in conditions):
        return Outcome.NOT_TODAY
    return Outcome.GO


def _effects(
    rules: CheckRules, answers: Mapping[str, Answer]
) -> Iterable[tuple[str, str, str]]:
    """Yield (effect, question, answer) of every answer that has an effect."""
    if answers.get(BIRTHDAY) == "yes":
        yield FULL_SCREEN, BIRTHDAY, "yes"
    for question in rules.questions:
        if question.type == "zones":
            continue
        answer = answers[question.id]
        boxes = {one.id: one.effect for one in question.options}
        for one in answer if isinstance(answer, tuple) else (str(answer),):
            effect = boxes.get(one) or _by_range(question.effects, one)
            if effect:
                yield effect, question.id, one


def _by_range(effects: Mapping[str, str], answer: str) -> str:
    """Return the effect of an option, or of the range a number lies in; "" for none."""
    if answer in effects or not answer.isdecimal():
        return effects.get(answer, "")
    for span, effect in effects.items():
        low, dash, high = span.partition("-")
        if dash and int(low) <= int(answer) <= int(high):
            return effect
    return ""
