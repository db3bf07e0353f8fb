"""Sessions that lie in the past, with how they were; for tests of what follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from routines.actions import end_session, save_check_in, save_next_day, start_session
from routines.models import Session
from routines.player import EventKind
from safety.models import Person
from tests.routines.builders import plan_of

STEPS = ("hand-gentle-rub", "ball-wall-upper-glute", "mobility-stand-up-break")


def followed(person: Person, *, days_ago: float, steps: tuple[str, ...] = STEPS) -> Session:
    """Return a session that was followed whole, so many days ago; nobody was asked yet."""
    now = timezone.now()
    row = start_session(
        person=person,
        plan=plan_of(*steps),
        name="Evening",
        routine=None,
        time_zone="",
        now=now,
    )
    end_session(session=row, kind=EventKind.PAPER, now=now)
    moment = now - timedelta(days=days_ago)
    Session.objects.filter(pk=row.pk).update(
        started_at=moment, touched_at=moment, ended_at=moment
    )
    row.refresh_from_db()
    return row


def told(row: Session, before: int = 3, after: int = 3, **more: Any) -> Session:
    """Answer how a session was right after it."""
    values: dict[str, Any] = {"feel": "same", "note": "", "now": row.ended_at, **more}
    save_check_in(session=row, before=before, after=after, **values)
    return row


def told_next_day(row: Session, next_day: int | None = 3, **more: Any) -> Session:
    """Answer how it was the day after."""
    values: dict[str, Any] = {"sore": 1, "sore_hours": 12, **more}
    moment = (row.ended_at or row.started_at) + timedelta(hours=20)
    save_next_day(session=row, next_day=next_day, now=moment, **values)
    return row


def easy_sessions(person: Person, *days_ago: float) -> list[Session]:
    """Return easy sessions on these days, told about and told about the day after."""
    rows = []
    for days in days_ago:
        rows.append(told_next_day(told(followed(person, days_ago=days))))
    return rows
