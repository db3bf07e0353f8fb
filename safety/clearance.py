"""The gate: may this person follow something now, and within which limits?

Pure. Closed by default: no result, a locked result, a withdrawn one, an older rule
set, one past its time or a long pause all close it (docs/safety-model.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from safety.reopening import has_paused
from safety.ruleset import major
from safety.vocabulary import Restrictions, Tier

# "Otherwise all three: at least 24 hours have passed …" (clinical rule set, tier E unlock).
EMERGENCY_WAIT = timedelta(hours=24)
# "For U06 alone: or fever-free for 48 hours and the back no worse" (tier U unlock).
FEVER_RULE = "U06"
FEVER_FREE_WAIT = timedelta(hours=48)
# How a screen records that it began with that statement instead of a health worker's role.
FEVER_FREE = "self-fever-free"


class Refusal(StrEnum):
    """Why the gate is closed; asked in this order."""

    NEVER_SCREENED = "never-screened"
    WITHDRAWN = "withdrawn"
    EMERGENCY = "emergency"
    URGENT = "urgent"
    NOT_ELIGIBLE = "not-eligible"
    CHECK_FIRST = "check-first"
    QUESTIONS_CHANGED = "questions-changed"
    EXPIRED = "expired"
    LONG_PAUSE = "long-pause"
    # Asked where something is followed: the sessions know, the result does not.
    SIGN_UNANSWERED = "sign-unanswered"


LOCKED_BY = {
    Tier.EMERGENCY: Refusal.EMERGENCY,
    Tier.URGENT: Refusal.URGENT,
    Tier.NOT_ELIGIBLE: Refusal.NOT_ELIGIBLE,
    Tier.CHECK_FIRST: Refusal.CHECK_FIRST,
}
ASKS_A_HEALTH_WORKER = frozenset({Tier.EMERGENCY, Tier.URGENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One recorded outcome. Restrictions have real areas; `follows_a_check` says that the
    screen began with the statement that this was checked or is over; `deciding` holds the
    ids of the findings at the outcome's own tier."""

    tier: Tier
    restrictions: Restrictions
    ruleset_version: str
    granted_at: datetime
    expires_at: datetime | None = None
    is_withdrawn: bool = False
    follows_a_check: bool = False
    deciding: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Go on, inside these limits, until then."""

    tier: Tier
    restrictions: Restrictions
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Not now, and why."""

    refusal: Refusal


Gate = Open | Closed


def standing(history: Sequence[Result]) -> Result | None:
    """Return the result that counts, newest first in; None when there is none.

    A newer result replaces an older one, but an E or U result stands until it was
    withdrawn as a mistake or a later screen began with a health worker's check.
    """
    for result in history:
        if result.tier in ASKS_A_HEALTH_WORKER and not result.is_withdrawn:
            return result
        if result.follows_a_check:
            break
    return history[0] if history else None


def gate(
    result: Result | None,
    *,
    ruleset_version: str,
    now: datetime,
    last_session_at: datetime | None = None,
) -> Gate:
    """Return Open with limits, or Closed with the first reason that applies."""
    if result is None:
        return Closed(refusal=Refusal.NEVER_SCREENED)
    if result.is_withdrawn:
        return Closed(refusal=Refusal.WITHDRAWN)
    if result.tier in LOCKED_BY:
        return Closed(refusal=LOCKED_BY[result.tier])
    if major(result.ruleset_version) != major(ruleset_version):
        return Closed(refusal=Refusal.QUESTIONS_CHANGED)
    if result.expires_at is None or not result.granted_at <= now < result.expires_at:
        return Closed(refusal=Refusal.EXPIRED)
    if has_paused(result.granted_at, last_session_at, now=now):
        return Closed(refusal=Refusal.LONG_PAUSE)
    return Open(
        tier=result.tier, restrictions=result.restrictions, expires_at=result.expires_at
    )


def needs_a_check(result: Result | None) -> bool:
    """Say whether a new screen must begin with "a health worker has checked this"."""
    return (
        result is not None and result.tier in ASKS_A_HEALTH_WORKER and not result.is_withdrawn
    )


def may_screen_from(result: Result | None) -> datetime | None:
    """Return the first moment a new screen may begin, None when at once."""
    if result is None or not needs_a_check(result) or result.tier is not Tier.EMERGENCY:
        return None
    return result.granted_at + EMERGENCY_WAIT


def may_say_fever_free(history: Sequence[Result], *, now: datetime) -> bool:
    """Say whether two days without fever may stand in for a health worker's check.

    Only where fever or feeling very ill alone decided, two days ago or more, and no
    graver or other result still stands below it. Newest first in.
    """
    counts = standing(history)
    if counts is None or not needs_a_check(counts) or counts.tier is not Tier.URGENT:
        return False
    older = history[list(history).index(counts) + 1 :]
    hides_another = not counts.follows_a_check and needs_a_check(standing(older))
    is_fever_alone = counts.deciding == {FEVER_RULE}
    return is_fever_alone and not hides_another and now >= counts.granted_at + FEVER_FREE_WAIT
