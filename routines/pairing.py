"""Where the agreement between a giver and a receiver stands. Pure.

It counts from the receiver's yes until they take it back; whether their own answers
open a session today is asked of the gate every time, and never stored here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# How long a link can be opened (own rule): long enough for an evening to come, short
# enough that a forgotten message does not stay a key.
LINK_LIFE = timedelta(days=7)


class Stand(StrEnum):
    """Where a pairing stands."""

    ASKED = "asked"
    EXPIRED = "expired"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What is known of a pairing. `has_receiver` says whether somebody came at all."""

    has_receiver: bool
    expires_at: datetime
    agreed_at: datetime | None = None
    withdrawn_at: datetime | None = None


def stand_of(agreement: Agreement, *, now: datetime) -> Stand:
    """Return where it stands; a yes of nobody counts for nothing."""
    if agreement.withdrawn_at is not None:
        return Stand.WITHDRAWN
    if agreement.agreed_at is not None and agreement.has_receiver:
        return Stand.AGREED
    return Stand.ASKED if now < agreement.expires_at else Stand.EXPIRED


def has_ended(stand: Stand) -> bool:
    """Say whether nothing can come of it any more."""
    return stand in (Stand.EXPIRED, Stand.WITHDRAWN)
