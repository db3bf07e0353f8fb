"""Plain values for tests of the dose ledger: what was held, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from routines.adapting import Inputs
from routines.adjusting import inputs_under
from routines.doses.held import Followed, Held, held_in
from routines.doses.ledger import Ledger
from routines.planning import Plan
from routines.player import SessionState
from routines.progress import Adjustment
from routines.stretches import Stretch
from safety.vocabulary import Pressure, Restrictions, Tier
from tests.routines.builders import CATALOGUE, FACTS, MORNING

UTC = ZoneInfo("UTC")
# Somebody experienced, with nothing left to learn: only doses bound them.
EXPERIENCED = Adjustment(level=3, technique_level=3, floor_tools=True)


def held(slug: str, seconds: int, ended_at: datetime = MORNING, **changes: Any) -> Held:
    """Return seconds held with a technique until a moment, each in a session of its own."""
    facts = FACTS[slug]
    plain: dict[str, Any] = {
        "use": facts.use,
        "pressure": facts.pressure_max,
        "session": int(ended_at.timestamp()),
        "milliseconds": seconds * 1000,
        "started_at": ended_at - timedelta(seconds=seconds),
        "ended_at": ended_at,
        "day": ended_at.date(),
    }
    return Held(**{**plain, **changes})


def lightly(slug: str, seconds: int, ended_at: datetime = MORNING) -> Held:
    """Return the same, pressed so lightly that no place needs a rest."""
    return held(slug, seconds, ended_at, pressure=Pressure.LIGHT)


def ledger(*what: Held, now: datetime = MORNING, zone: str = "UTC", **changes: Any) -> Ledger:
    """Return the ledger of a person at a moment on their own clock."""
    doses = CATALOGUE.doses
    return Ledger(held=what, doses=doses, now=now, zone=ZoneInfo(zone), **changes)


def today(
    book: Ledger,
    adjusted: Adjustment = EXPERIENCED,
    limits: Restrictions | None = None,
    tier: Tier = Tier.READY,
) -> Inputs:
    """Return what plans are made against with this ledger, the catalogue and its rules."""
    return inputs_under(
        adjusted,
        book,
        FACTS,
        limits=limits or Restrictions(),
        tier=tier,
        sequence=CATALOGUE.sequence,
    )


def stretch(segment: str, seconds: float, started_at: datetime) -> Stretch:
    """Return a stretch of a hold."""
    return Stretch(segment=segment, started_at=started_at, milliseconds=int(seconds * 1000))


def followed(plan: Plan, state: SessionState, zone: str = "UTC", **changes: Any) -> list[Held]:
    """Return what was held in a session begun long before its holds."""
    plain: dict[str, Any] = {
        "session": 1,
        "plan": plan,
        "state": state,
        "started_at": MORNING - timedelta(days=365),
        "touched_at": MORNING,
        "zone": ZoneInfo(zone),
    }
    now = changes.pop("now", MORNING)
    return list(held_in(Followed(**{**plain, **changes}), now=now))
