"""The only way to what a person held lately: the sessions behind the dose ledger."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from routines import content
from routines.access import sessions_of, waiting_marked
from routines.doses.held import Followed, held_in
from routines.doses.ledger import Ledger
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session
from safety.access import Visitor
from safety.models import Person

# Longer than a local day in any zone and the longest rest (24 hours) together.
LOOKS_BACK = timedelta(days=3)


def recent_sessions_of(visitor: Visitor, *, now: datetime) -> list[Session]:
    """Return the sessions today's doses depend on, and those that ask, newest first.

    Those on another one's back, given by this person, are among them.
    """
    if not isinstance(visitor, Person):
        return []
    rows = waiting_marked(visitor)
    return list(rows.filter(Q(asks=True) | Q(touched_at__gt=now - LOOKS_BACK)))


def ledger_of(
    visitor: Visitor, *, now: datetime, recent: Iterable[Session] | None = None
) -> Ledger:
    """Return the dose ledger of a person; `recent` spares asking for their sessions."""
    found = recent_sessions_of(visitor, now=now) if recent is None else recent
    rows = [row for row in found if row.person_id == visitor.pk]
    return Ledger(
        held=tuple(one for row in rows for one in held_in(_followed(row), now=now)),
        doses=content.current().doses,
        now=now,
        zone=zone_named(getattr(visitor, "time_zone", "UTC")),
    )


def used_before(visitor: Visitor, doses: Iterable[str], *, now: datetime) -> frozenset[str]:
    """Return which of these doses were ever held, in whatever session."""
    rows = sessions_of(visitor).annotate(text=Cast("plan", TextField()))
    return frozenset(
        name
        for name in doses
        if any(
            name in one.use.dose_ids
            for row in rows.filter(text__contains=f'"{name}"').iterator()
            for one in held_in(_followed(row), now=now)
        )
    )


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """Return a time zone by name; an unknown one counts as UTC."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def _followed(row: Session) -> Followed:
    return Followed(
        session=row.pk,
        plan=thaw_plan(row.plan),
        state=thaw_state(row.state),
        started_at=row.started_at,
        touched_at=row.touched_at,
        zone=zone_named(row.time_zone),
    )
