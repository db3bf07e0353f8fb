"""What closes an open result before its time, and which birthdays ask again. Pure.

Times and ages are those of the clinical rule set (reopen_full_screen_when, validity).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

# "no session for more than 14 days".
LONGEST_PAUSE = timedelta(days=14)
# "50th, 65th or 70th birthday": only the age in years is known, so somebody one year
# short of one of these is asked in the check before a session.
BIRTHDAYS = {49: 50, 64: 65, 69: 70}
# "acute_strain older than 72 hours".
FRESH_STRAIN = "acute_strain"
STRAIN_STAYS_FRESH = timedelta(hours=72)


def has_paused(
    granted_at: datetime, last_session_at: datetime | None, *, now: datetime
) -> bool:
    """Say whether too long has passed since the result and the last session."""
    return now > pause_closes(granted_at, last_session_at)


def pause_closes(granted_at: datetime, last_session_at: datetime | None) -> datetime:
    """Return the moment up to which nobody has paused for too long, without a session."""
    return max(granted_at, last_session_at or granted_at) + LONGEST_PAUSE


def birthday_to_ask(age_years: int | None) -> int | None:
    """Return the birthday somebody of this age at the screen may have had since."""
    return BIRTHDAYS.get(age_years) if age_years is not None else None


def latest_end(conditions: Iterable[str], ends: datetime, *, granted_at: datetime) -> datetime:
    """Return when an open result ends at the latest.

    A fresh strain only ever restricts, and what it restricts would relax with time; so
    ending the result there can close a gate too early, never too late.
    """
    if FRESH_STRAIN not in conditions:
        return ends
    return min(ends, granted_at + STRAIN_STAYS_FRESH)
