"""The shapes of the rule set: questions, rules, conditions, advice, countries.

Content files are read into these frozen dataclasses by `content`; `screening`
works on them. Expressions are kept as text and parsed where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from safety.after_rules import AfterRules
from safety.sources import Source
from safety.vocabulary import Pair, Pressure, Restrictions, Tier

if TYPE_CHECKING:
    from safety.precheck import CheckRules

STRICT = {"extra": "forbid"}  # read by the content loader: unknown keys are mistakes

QuestionType = Literal[
    "multi", "single", "yes_no_not_sure", "integer", "scale_0_10", "zones", "attestation"
]
Gate = Literal["BLOCK", "OK", "R"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer; `exclusive` clears all others, `zone` marks a place on the body."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    label: str
    exclusive: bool = False
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page of the screen."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    block: int
    core: bool
    type: QuestionType
    text: str
    required: bool
    not_sure: str
    why: str
    source: str
    help: str = ""
    show_if: str = ""
    options: tuple[Option, ...] = ()
    min: int = 0
    max: int = 0
    value: str = ""
    reask: str = ""
    reask_confirms_with: str = ""

    @property
    def takes_many(self) -> bool:
        """Say whether the answer is a set of ids."""
        return self.type in ("multi", "zones", "attestation")

    @property
    def is_number(self) -> bool:
        """Say whether the answer is a whole number from min to max."""
        return self.type in ("integer", "scale_0_10")

    def label(self, option: str) -> str:
        """Return an option's label; raise KeyError when there is none."""
        return {one.id: one.label for one in self.options}[option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A named fact over the answers."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """How many options of `count` are ticked, plus other numbers, plus one per `one_if`."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    text: str
    count: str = ""
    options: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    one_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRef:
    """An advice text, shown always or only when the expression holds."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    when: str = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionTable:
    """Restrictions as written in content files; pairs are "tool@area" or "flag@area"."""

    __pydantic_config__: ClassVar[Any] = STRICT
    tools: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    pressure_max: str = "firm"
    spot_max_s: int = 10**6
    session_max_min: int = 10**6
    heat_max_s: int = 10**6
    cold_max_s: int = 10**6

    def restrictions(self, flags: frozenset[str]) -> Restrictions:
        """Return the rule's value; `flags` tells flags from tools in pairs."""
        default = Restrictions()
        return default | Restrictions(
            tools=frozenset(self.tools),
            positions=frozenset(self.positions),
            movements=frozenset(self.movements),
            areas=frozenset(self.areas),
            flags=frozenset(self.flags),
            pairs=frozenset(_pair(text, flags) for text in self.pairs),
            pressure_max=Pressure.of(self.pressure_max),
            spot_max_s=self.spot_max_s,
            session_max_min=self.session_max_min,
            heat_max_s=self.heat_max_s,
            cold_max_s=self.cold_max_s,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When it fires, its tier counts; advisories have none."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    when: str
    advice: tuple[AdviceRef, ...]
    source: str
    tier: Tier | None = None
    why: str = ""
    attest_key: str = ""
    per_condition: tuple[Gate, ...] = ()
    time_changing: bool = False
    clears_by: Mapping[str, Any] | None = None
    restrictions: RestrictionTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A contraindication: what sets it, how far it locks, what it restricts."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    name: str
    severity: Literal["absolute", "mixed", "caution"]
    severity_text: str
    gate: Gate
    set_by: str
    time_changing: bool
    asks_where: bool
    restrictions: RestrictionTable
    cautions: tuple[str, ...]
    alternative: str
    alternative_ids: tuple[str, ...]
    seed_named: bool
    source: str
    seed_list_term: str = ""
    added_by_extension: RestrictionTable = field(default_factory=RestrictionTable)
    never_relaxes: RestrictionTable = field(default_factory=RestrictionTable)
    seed_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A text people read; placeholders are filled from the chosen country."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    text: str
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """What one outcome means and opens."""

    __pydantic_config__: ClassVar[Any] = STRICT
    code: Tier
    rank: float
    name: str
    means: str
    clears_by_time: bool
    page: str
    unlock: tuple[str, ...]
    gates: Mapping[str, bool | str]
    in_words: tuple[str, ...]
    validity_days: int | None = None
    validity_days_time_changing: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What a person may state a health worker said, and how long it counts (days)."""

    __pydantic_config__: ClassVar[Any] = STRICT
    question: str
    roles: tuple[str, ...]
    limits: tuple[str, ...]
    valid_days: int
    wording: str
    keys: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Ruleset:
    """Everything the screen decides with, read from one folder."""

    version: str
    fingerprint: str
    reviewer: str
    questions: tuple[Question, ...]
    facts: Mapping[str, Derived]
    numbers: Mapping[str, Number]
    rules: tuple[Rule, ...]
    advisories: tuple[Rule, ...]
    conditions: Mapping[str, Condition]
    advice: Mapping[str, Advice]
    tiers: Mapping[Tier, TierRow]
    blocks: Mapping[int, str]
    attestation: Attestation
    sources: Mapping[str, Source]
    vocabulary: Mapping[str, Mapping[str, str]]
    frame: Mapping[str, Any]
    limits: Mapping[str, Any]
    precheck: CheckRules
    countries: Mapping[str, Any]
    after: AfterRules

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """Return questions by id, in the order they are asked."""
        return {one.id: one for one in self.questions}

    @cached_property
    def flags(self) -> frozenset[str]:
        """Return the ids of technique flags."""
        return frozenset(self.vocabulary["flags"])

    @cached_property
    def attest_keys(self) -> frozenset[str]:
        """Return every key a health worker's word can be given for."""
        listed = {row["key"] for row in self.attestation.keys}
        return frozenset(listed - {"<condition id>"} | set(self.conditions))

    def restrictions_of(self, condition: str) -> Restrictions:
        """Return what one condition forbids, virtual areas not yet replaced."""
        return self.conditions[condition].restrictions.restrictions(self.flags)


def major(version: str) -> str:
    """Return the part of a ruleset version whose change asks everybody again."""
    return version.split(".", 1)[0]


def _pair(text: str, flags: frozenset[str]) -> Pair:
    thing, _, area = text.partition("@")
    return Pair(area=area, flag=thing) if thing in flags else Pair(area=area, tool=thing)
