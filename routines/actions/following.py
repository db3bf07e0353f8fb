"""Writes of sessions and check-ins: keyword-only, atomic."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from routines.access_stops import event_of
from routines.actions.late import Posted, end_in, ending, fitted
from routines.actions.stopping import keep_signs
from routines.frozen import freeze, thaw_plan, thaw_state
from routines.models import Pack, Routine, Session, SessionEvent
from routines.planning import Plan
from routines.player import (
    OVER,
    Event,
    EventKind,
    Phase,
    SessionState,
    advance,
    replay,
)
from routines.tally import last_held_at
from safety.actions import note_session
from safety.models import Person


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
        pack=routine.pack if routine else Pack.PHONE,
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
    of the events is kept, and what it locks is locked, together with them. What happened
    before somebody else ended the session is put before that end.
    """
    row = Session.objects.select_for_update().get(pk=session.pk)
    plan, state = thaw_plan(row.plan), thaw_state(row.state)
    new = _unknown(row, posted, now)
    if state.phase is Phase.ENDED and (end := end_in(row)):
        new, state = _put_before(row, plan, state, end, new, now)
    found = fitted(plan, state, new)
    _append(row, found.fresh, now)
    keep_signs(session=row, plan=plan, noticed=found.noticed, now=now)
    if found.fresh:
        _store(row, found.state, now)
    return row, found.refused


def _unknown(row: Session, posted: Sequence[Posted], now: datetime) -> list[Posted]:
    """Return the events not stored yet, each once, in the time of the session."""
    new: dict[str, Posted] = {}
    for one in posted:
        new.setdefault(one.key, replace(one, event=_in_time(one.event, row, now)))
    for key in row.events.filter(key__in=new).values_list("key", flat=True):
        del new[key]
    return list(new.values())


def _put_before(
    row: Session,
    plan: Plan,
    state: SessionState,
    end: SessionEvent,
    new: Sequence[Posted],
    now: datetime,
) -> tuple[list[Posted], SessionState]:
    """Store what a phone tells late before the end it did not know of.

    Whether it was before is told by the place, not by clocks, which differ. The end takes
    back the guess it was made with: how far a hold came is known now. Return the events
    that are left, and the state; it stays over.
    """
    before = replay(plan, [event_of(one) for one in row.events.all() if one.pk != end.pk])
    late = [one for one in new if one.event.kind not in (EventKind.END, EventKind.PAPER)]
    found = fitted(plan, before, late)
    if all(one.event.kind is EventKind.STOP for one in found.fresh):
        return list(new), state
    end.delete()
    _append(row, found.fresh, now)
    keep_signs(session=row, plan=plan, noticed=found.noticed, now=now)
    state = found.state
    if not state.is_over:
        again = ending(state, EventKind.END, end.at)
        _append(row, [Posted(key=end.key, event=again)], now)
        state = advance(plan, state, again)
    _store(row, state, now)
    return [one for one in new if one not in found.fresh], state


@transaction.atomic
def end_session(*, session: Session, kind: EventKind, now: datetime) -> Session:
    """End or finish on paper, once; what was held stays.

    A hold that runs counts as far as it may have come: nobody can say any more.
    """
    session = Session.objects.select_for_update().get(pk=session.pk)
    event = ending(thaw_state(session.state), kind, now)
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
    row.state, row.phase, row.touched_at = freeze(state), state.phase, now
    row.ended_at = (row.ended_at or now) if state.is_over else None
    row.save(update_fields=["state", "phase", "touched_at", "ended_at"])
    if state.is_over and (last := last_held_at(state)):
        note_session(person=row.person, now=last)


def _end(row: Session, now: datetime) -> None:
    end_session(session=row, kind=EventKind.END, now=now)
