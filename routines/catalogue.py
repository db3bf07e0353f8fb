"""The shapes of the catalogue's content files. Pure; read by `content`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from routines.guide import Guide

STRICT = {"extra": "forbid"}
SeedLines = Mapping[str, tuple[int, ...]]
Status = Literal["active", "advanced", "reference_only"]
Kind = Literal[
    "massage",
    "ball",
    "roller",
    "tool",
    "stretch",
    "strengthening",
    "mobility",
    "thermal",
    "partner",
    "preparation",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """A place people look for, or one to keep off; map points are percent of the body."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    plain_name: str
    anatomical_name: str
    why_it_matters: str
    role: Literal["target", "avoid"]
    body_region: str
    map_view: Literal["front", "back"]
    map_region: str
    map_points: tuple[tuple[float, float], ...]
    zone: str = ""
    parent: str = ""
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRow:
    """Something to use, its household swap and price class."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    name: str
    tool_class: str
    price_class: Literal["free", "cheap", "expensive"]
    how_to_use: str
    cautions: tuple[str, ...]
    household_alternative: str
    substitute_ids: tuple[str, ...]
    substitute_notes: tuple[str, ...]
    limits: tuple[str, ...]
    use_in_app: bool
    origin: str
    family: str = ""
    extra_families: tuple[str, ...] = ()
    seed_price: str = ""
    note: str = ""
    at_home: bool = False  # nearly every home has it, or its swap
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressureRange:
    """The least and the most a step presses."""

    __pydantic_config__: ClassVar[Any] = STRICT
    start: str
    max: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRow:
    """What a technique does to a body, in the words restrictions use."""

    __pydantic_config__: ClassVar[Any] = STRICT
    tools: tuple[str, ...]
    position: str
    alt_positions: tuple[str, ...]
    movements: tuple[str, ...]
    areas: tuple[str, ...]
    pressure: PressureRange
    timer_seconds: int
    per_side: bool
    level: Literal[1, 2, 3]
    needs_floor: bool
    partner: bool
    flags: tuple[str, ...]
    counts_to_session: bool
    dose_ids: tuple[str, ...]
    spot_seconds: int | None = None
    requires_tier: Literal["", "G", "R"] = ""
    warm_up: Literal["", "rub", "heat", "move"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DosageRow:
    """How long and how often, and which numbers are our own."""

    __pydantic_config__: ClassVar[Any] = STRICT
    given_by_seed: bool
    numbers_source: Literal["seed", "default", "mixed"]
    default_fields: tuple[str, ...]
    seed_text: str = ""
    default_text: str = ""
    hold_seconds: tuple[int, int] | None = None
    reps: int | None = None
    sets: int | None = None
    duration_seconds: tuple[int, int] | None = None
    frequency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CautionRow:
    """One thing to be careful about."""

    __pydantic_config__: ClassVar[Any] = STRICT
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An easier or harder way, with its technique when there is one."""

    __pydantic_config__: ClassVar[Any] = STRICT
    text: str
    technique: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechniqueRow:
    """One technique."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    name: str
    kind: Kind
    status: Status
    filled_in: Literal["none", "partial", "steps"]
    origin: Literal["seed", "added"]
    cue: str
    pose: str
    tools_required: tuple[str, ...]
    optional_tools: tuple[str, ...]
    tool_substitute_ids: tuple[str, ...]
    tool_substitute_notes: tuple[str, ...]
    one_sided: bool
    primary_areas: tuple[str, ...]
    secondary_areas: tuple[str, ...]
    steps: tuple[str, ...]
    breathing: str
    breathing_source: str
    exit: str
    exit_source: str
    picture: str
    seed_rule_ids: tuple[str, ...]
    facts: FactsRow
    dosage: DosageRow
    side_label: Literal["", "side", "leg", "foot", "arm"] = ""
    note: str = ""
    cautions: tuple[CautionRow, ...] = ()
    easier: Variant | None = None
    harder: Variant | None = None
    alt_position_notes: Mapping[str, str] = field(default_factory=dict)
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterStep:
    """One step of a starter routine; seconds are per side."""

    __pydantic_config__: ClassVar[Any] = STRICT
    order: int
    technique: str
    position: str
    sides: tuple[str, ...]
    seconds_per_side: int
    reps: int
    side_change_s: int
    work_seconds: int
    rest_after_s: int
    side_label: str = ""
    hold_s: int | None = None
    gap_between_reps_s: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterRow:
    """A ready-made routine; totals are checked against its steps."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    name: str
    mode: Literal["self", "partner"]
    level: Literal[1, 2, 3]
    suits: str
    tools_required: tuple[str, ...]
    total_seconds: int
    active_seconds: int
    back_tool_seconds: int
    glute_tool_seconds: int
    needs_floor: bool
    steps: tuple[StarterStep, ...]
    optional_lead_in: str = ""
    origin: Literal["seed", "added"] = "seed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of something is enough; limits are keyed by what they bound."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    applies_to: Mapping[str, Any]
    limits: Mapping[str, Any]
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceRule:
    """A rule about the order of steps."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    text: str
    source: str
    check: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymRow:
    """What people call something, and where that leads: ids, or words of names in `like`."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    words: tuple[str, ...]
    areas: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """Words never looked for, words nothing has to say, signs to get help with."""

    __pydantic_config__: ClassVar[Any] = STRICT
    stop: tuple[str, ...]
    filler: tuple[str, ...]
    sign: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything people follow, read from one folder."""

    fingerprint: str
    areas: Mapping[str, AreaRow]
    tools: Mapping[str, ToolRow]
    techniques: Mapping[str, TechniqueRow]
    starters: Mapping[str, StarterRow]
    doses: Mapping[str, Dose]
    sequence: Mapping[str, SequenceRule]
    poses: Mapping[str, str]
    guide: Guide
    synonyms: Mapping[str, SynonymRow]
    words: WordLists
