"""What the sessions so far mean for the next one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from routines.changes import Why
from safety.vocabulary import NO_RESTRICTIONS, Restrictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """How the next plan differs from what the screen alone allows.

    `level` (1-3) sets the session cap; `technique_level` is the highest level of a
    technique that may be followed; `floor_tools` says whether tools may be lain on;
    `session_max_s` bounds the session further, None when nothing does; `off` holds
    techniques left out for now, by id; before `rest_until` nothing is followed.
    """

    level: int = 1
    technique_level: int = 1
    floor_tools: bool = False
    limits: Restrictions = NO_RESTRICTIONS
    session_max_s: int | None = None
    off: Mapping[str, Why] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    rest_until: datetime | None = None
