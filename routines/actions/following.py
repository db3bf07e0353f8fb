"""Writes of sessions and check-ins: keyword-only, atomic."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from routines.actions.stopping import keep_signs
from routines.frozen import freeze, thaw_plan, thaw_state
from routines.models import Routine, Session, SessionEvent
from routines.noticing import Noticed, noticed_in
from routines.planning import Plan
from routines.player import (
    OVER,
    Event,
    EventKind,
    IllegalEvent,
    SessionState,
    advance,
    seen_at,
)
from routines.tally import was_followed
from safety.actions import note_session
from safety.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An event as a phone sends it, with the key that makes it count once."""

    key: str
    event: Event


@transaction.atomic
def start_session(
    *,
    person: Person,
    plan: Plan,
    name: str,
    routine: Routine | None,
    time_zone: str,
    now: datetime,
    giver: Person | None = None,
) -> Session:
    """Freeze the plan into a new session; an open one is ended, what was done stays.

    `person` is the one whose back is worked on, `giver` whose hands do it for them.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    for row in Session.objects.filter(person=person).exclude(phase__in=OVER):
        _end(row, now)
    if is_time_zone(time_zone) and time_zone != person.time_zone:
        person.time_zone = time_zone
        person.save(update_fields=["time_zone"])
    return Session.objects.create(
        person=person,
        giver=giver,
        routine=routine,
        name=name,
        plan=freeze(plan),
        state=freeze(SessionState()),
        started_at=now,
        touched_at=now,
        time_zone=person.time_zone,
    )


def is_time_zone(name: str) -> bool:
    """Say whether a name is a time zone we know."""
    return bool(name) and name in zoneinfo.available_timezones()


@transaction.atomic
def record_events(
    *, session: Session, posted: Sequence[Posted], now: datetime
) -> tuple[Session, list[str]]:
    """Append events and move the session; return it and the keys that were refused.

    An event whose key is stored already changes nothing. One that does not fit the
    state is refused and not stored, so replaying the log always gives the state. A sign
    of the events is kept, and what it locks is locked, together with them.
    """
    row = Session.objects.select_for_update().get(pk=session.pk)
    plan, state = thaw_plan(row.plan), thaw_state(row.state)
    posted = [replace(one, event=_in_time(one.event, row, now)) for one in posted]
    keys = [one.key for one in posted]
    known = set(row.events.filter(key__in=keys).values_list("key", flat=True))
    refused: list[str] = []
    fresh: list[Posted] = []
    noticed: list[Noticed | None] = []
    for one in posted:
        if one.key in known:
            continue
        try:
            after = advance(plan, state, one.event)
        except IllegalEvent:
            refused.append(one.key)
            continue
        noticed.append(noticed_in(plan, state, one.event))
        state = after
        known.add(one.key)
        fresh.append(one)
    _append(row, fresh, now)
    keep_signs(session=row, plan=plan, noticed=[one for one in noticed if one], now=now)
    if fresh:
        _store(row, state, now)
    return row, refused


def end_session(*, session: Session, kind: EventKind, now: datetime) -> Session:
    """End or finish on paper, once; what was held stays.

    A hold that runs counts as far as it may have come: nobody can say any more.
    """
    state = thaw_state(session.state)
    left = seen_at(state, now).left_ms
    event = Event(kind=kind, segment=state.segment, left_ms=left, at=now)
    key = f"{kind.value} {now.isoformat()}"  # no phone can have used it before
    row, _refused = record_events(
        session=session, posted=[Posted(key=key, event=event)], now=now
    )
    return row


def _in_time(event: Event, row: Session, now: datetime) -> Event:
    """Return the event between the session's start and now: a phone's clock may be wrong.

    Nothing can be held on a day before its session began, and nothing in the future.
    """
    return replace(event, at=max(row.started_at, min(event.at, now)))


def _append(row: Session, fresh: Sequence[Posted], now: datetime) -> None:
    SessionEvent.objects.bulk_create(
        SessionEvent(
            session=row,
            key=one.key,
            kind=one.event.kind,
            segment=one.event.segment,
            to=one.event.to,
            left_ms=max(one.event.left_ms, 0),
            delta_ms=one.event.delta_ms,
            sign=one.event.sign,
            at=one.event.at,
            received_at=now,
        )
        for one in fresh
    )


def _store(row: Session, state: SessionState, now: datetime) -> None:
    is_end = state.is_over and row.ended_at is None
    row.state, row.phase, row.touched_at = freeze(state), state.phase, now
    row.ended_at = (row.ended_at or now) if state.is_over else None
    row.save(update_fields=["state", "phase", "touched_at", "ended_at"])
    if is_end and was_followed(state):
        note_session(person=row.person, now=now)


def _end(row: Session, now: datetime) -> None:
    end_session(session=row, kind=EventKind.END, now=now)
