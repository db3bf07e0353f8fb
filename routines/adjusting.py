"""What a plan is made against: the limits of the screen, sessions so far, and doses. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from routines.catalogue import SequenceRule
from routines.doses.ledger import Ledger
from routines.doses.pools import SESSION
from routines.facts import Facts
from routines.progress import Adjustment
from routines.wishes import Inputs
from safety.vocabulary import Restrictions, Tier


def inputs_under(
    adjusted: Adjustment,
    ledger: Ledger,
    techniques: Mapping[str, Facts],
    *,
    limits: Restrictions,
    tier: Tier,
    sequence: Mapping[str, SequenceRule],
) -> Inputs:
    """Return the inputs of somebody whose limits, sessions and doses are known."""
    limits = limits | adjusted.limits
    whole = _session_cap(adjusted, ledger, limits.session_max_min * 60)
    left = ledger.left_for(techniques.values())
    return Inputs(
        techniques=techniques,
        limits=limits,
        tier=tier,
        sequence=sequence,
        doses=ledger.doses,
        left_today={**left, SESSION: ledger.session_left(whole)},
        session_max_s=whole,
        accepted=adjusted.accepted,
        level=adjusted.level,
        technique_level=adjusted.technique_level,
        floor_tools=adjusted.floor_tools,
        off=adjusted.off,
        waits=ledger.waits(techniques.values()),
        resting=ledger.resting,
        rest_until=_still(adjusted, ledger),
    )


def _session_cap(adjusted: Adjustment, ledger: Ledger, limit: int) -> int:
    """Return the seconds of a session, and of the day: there is one session a day."""
    by_level = ledger.doses[SESSION].limits["max_s_by_level"]
    caps = [limit, int(by_level[str(adjusted.level)]), adjusted.session_max_s]
    return min(one for one in caps if one is not None)


def _still(adjusted: Adjustment, ledger: Ledger) -> datetime | None:
    """Return the end of a rest that is not over yet."""
    until = adjusted.rest_until
    return until if until and until > ledger.now else None
