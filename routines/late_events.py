"""Which of the events a phone tells count when the gate has closed meanwhile.

What was held is past, and counts towards today's doses however late it is told. The
session still ends in the same answer: nothing is reopened and nothing goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from routines.actions import Posted
from routines.events import EventKind, Phase
from routines.models import Session
from routines.partner import Back
from safety.access import standing_for
from safety.clearance import Closed, Open, Refusal

# Closed by the clock alone, so that what it was at an earlier moment can be known.
BY_THE_CLOCK = frozenset({Refusal.EXPIRED, Refusal.LONG_PAUSE})
# Says that all of it was followed, on paper: a claim, not something that happened here.
CLAIMS = frozenset({EventKind.PAPER})


def counting(
    back: Back, row: Session, posted: Sequence[Posted], *, now: datetime
) -> list[Posted]:
    """Return the events that count: behind a closed gate signs, and what began before."""
    if not isinstance(back.standing.gate, Closed):
        return list(posted)
    has_begun = Phase(row.phase) is not Phase.READY or _began_before(back, row, posted, now)
    signs = frozenset({EventKind.STOP})
    kinds = frozenset(EventKind) - CLAIMS if has_begun else signs
    return [one for one in posted if one.event.kind in kinds]


def _began_before(back: Back, row: Session, posted: Sequence[Posted], now: datetime) -> bool:
    """Say whether it began, unheard, while the visitor's own gate was still open."""
    gate = back.standing.gate
    if not (back.is_own and isinstance(gate, Closed) and gate.refusal in BY_THE_CLOCK):
        return False
    starts = [one.event.at for one in posted if one.event.kind is EventKind.START]
    if not starts:
        return False
    at = max(row.started_at, min(starts[0], now))
    return isinstance(standing_for(back.person, now=at).gate, Open)
