"""Why a plan differs from what was asked for, and since when that passes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """Why a step differs from what was asked for."""

    NOT_FOR_YOU = "not-for-you"
    OTHER_POSITION = "other-position"
    LONGEST = "longest"
    ORDER = "order"
    SESSION_FULL = "session-full"
    DAY_FULL = "day-full"
    SPENT_TODAY = "spent-today"
    GAP = "gap"
    TIMES_TODAY = "times-today"
    RESTING = "resting"
    LIGHTER = "lighter"
    LATER = "later"
    SIGN_LATELY = "sign-lately"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Why a technique is not followed now; `until` is when that passes, if a time says so.

    `dose` is the dose it comes from, "" when it is none.
    """

    why: Why
    until: datetime | None = None
    dose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: the technique asked for, what became of it ("" = left out), and why.

    `place` is the step's place among those asked for, from 0.
    """

    technique: str
    name: str
    became: str
    why: Why
    until: datetime | None = None
    dose: str = ""
    place: int = 0
