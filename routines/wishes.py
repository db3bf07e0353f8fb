"""What a plan is made from: the steps asked for, and the person's limits now. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from routines.catalogue import Dose, SequenceRule
from routines.changes import Wait, Why
from routines.facts import Facts
from safety.vocabulary import NO_RESTRICTIONS, Restrictions, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A step as asked for; seconds are per side, sides are "left", "right" or "".

    `place` is its place among the steps asked for, from 0.
    """

    facts: Facts
    position: str
    sides: tuple[str, ...]
    seconds: int
    rest: int
    switch: int
    note: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a plan is made against.

    `left_today` holds the seconds still free by pool (doses.pools); a pool that is not
    named is not bounded here. `session_max_s` is the cap of the session. `waits` holds
    techniques that come later today, `off` those left out for now, by id; `resting` the
    zones to press only lightly. `level` opens doses, `technique_level` techniques.
    """

    techniques: Mapping[str, Facts]
    limits: Restrictions = NO_RESTRICTIONS
    tier: Tier = Tier.READY
    sequence: Mapping[str, SequenceRule] = field(default_factory=dict)
    doses: Mapping[str, Dose] = field(default_factory=dict)
    left_today: Mapping[str, int] = field(default_factory=dict)
    session_max_s: int | None = None
    accepted: frozenset[str] = frozenset()
    level: int = 3
    technique_level: int = 3
    floor_tools: bool = True
    off: Mapping[str, Why] = field(default_factory=dict)
    waits: Mapping[str, Wait] = field(default_factory=dict)
    resting: Mapping[str, datetime] = field(default_factory=dict)
    rest_until: datetime | None = None
