"""The shapes of the rules for after a session, as read from after.toml. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from safety.vocabulary import Tier

STRICT = {"extra": "forbid"}  # read by the content loader: unknown keys are mistakes

Outcome = Literal[
    "EMERGENCY", "URGENT", "STOP_C", "REDUCE", "HOLD_A10", "HOLD", "PROGRESS", "KEEP"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryNumber:
    """A number of the whole diary; `reason` says it to the person, "{value}" put in."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPredicate:
    """What can hold for one session; as a fact it is about the latest one."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryFact:
    """A fact: derived by `when`, or without one an input of the latest session or context."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    text: str
    when: str = ""
    reason: str = ""
    reason_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision; the first whose `when` holds counts. Several may share one `rule`."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    decision: Outcome
    when: str
    app_does: str
    rule: str = ""
    tier: Tier | None = None
    advice: str = ""
    attest_key: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """Return the rule's id, the one that is shown and stored."""
        return self.rule or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """Something worth saying beside a decision; it decides nothing."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterRules:
    """Everything a decision after a session is made with."""

    inputs: Mapping[str, str]
    context: Mapping[str, str]
    numbers: Mapping[str, DiaryNumber]
    predicates: Mapping[str, SessionPredicate]
    facts: Mapping[str, DiaryFact]
    decisions: tuple[DecisionRow, ...]
    tips: tuple[Tip, ...]
    also: tuple[str, ...]
    source: str
