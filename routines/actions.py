"""Every write of routines: people's routines, sessions, check-ins. Keyword-only, atomic."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from routines.facts import SWITCH_S
from routines.frozen import freeze, thaw_plan, thaw_state
from routines.models import CheckIn, Routine, RoutineStep, Session, SessionEvent, Technique
from routines.planning import REST_S, Plan
from routines.player import (
    OVER,
    Event,
    EventKind,
    IllegalEvent,
    SessionState,
    advance,
)
from routines.rows import facts_of_row, sides_of
from safety.models import Person

LONGEST_NAME = 80
MOST_STEPS = 60  # no list of a person's own is longer; keeps a page under its size


class TooManySteps(ValueError):
    """The routine is as long as it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An event as a phone sends it, with the key that makes it count once."""

    key: str
    event: Event


def create_routine(*, person: Person, name: str, now: datetime, mode: str = "self") -> Routine:
    """Return a new empty routine; an empty name becomes "Untitled routine"."""
    return Routine.objects.create(owner=person, name=_named(name), mode=mode, changed_at=now)


@transaction.atomic
def copy_routine(*, person: Person, routine: Routine, now: datetime) -> Routine:
    """Return a person's own copy, steps included."""
    name = routine.name if routine.is_starter else _("%(name)s (copy)") % {"name": routine.name}
    copy = create_routine(person=person, name=name, mode=routine.mode, now=now)
    steps = list(routine.steps.all())
    for step in steps:
        step.pk, step.routine = None, copy
    RoutineStep.objects.bulk_create(steps)
    return copy


def rename_routine(*, routine: Routine, name: str, now: datetime) -> None:
    """Give a routine another name."""
    routine.name = _named(name)
    routine.changed_at = now
    routine.save(update_fields=["name", "changed_at"])


def delete_routine(*, routine: Routine) -> None:
    """Delete a routine; sessions that followed it stay in the history."""
    routine.delete()


@transaction.atomic
def add_step(*, routine: Routine, technique: Technique, now: datetime) -> RoutineStep:
    """Append a technique with its own times; raise TooManySteps at the limit."""
    orders = [step.order for step in _locked_steps(routine)]
    if len(orders) >= MOST_STEPS:
        raise TooManySteps
    facts = facts_of_row(technique)
    step = RoutineStep.objects.create(
        routine=routine,
        technique=technique,
        order=max(orders, default=0) + 1,
        position=technique.position,
        sides=sides_of(facts),
        seconds=facts.timer_seconds,
        rest=REST_S,
        switch=SWITCH_S,
    )
    _touch(routine, now)
    return step


@transaction.atomic
def change_step(
    *, step: RoutineStep, seconds: int, sides: str, rest: int, position: str, now: datetime
) -> None:
    """Set a step's times, sides and position."""
    step.seconds, step.sides, step.rest, step.position = seconds, sides, rest, position
    step.save(update_fields=["seconds", "sides", "rest", "position"])
    _touch(step.routine, now)


@transaction.atomic
def duplicate_step(*, step: RoutineStep, now: datetime) -> RoutineStep:
    """Put a copy right after a step; raise TooManySteps at the limit."""
    steps = _locked_steps(step.routine)
    if len(steps) >= MOST_STEPS:
        raise TooManySteps
    copy = RoutineStep.objects.get(pk=step.pk)
    copy.pk = None
    copy.save()
    place = [one.pk for one in steps].index(step.pk)
    _renumber([*steps[: place + 1], copy, *steps[place + 1 :]])
    _touch(step.routine, now)
    return copy


@transaction.atomic
def remove_step(*, step: RoutineStep, now: datetime) -> None:
    """Take a step out."""
    routine = step.routine
    step.delete()
    _renumber(_locked_steps(routine))
    _touch(routine, now)


@transaction.atomic
def move_step(*, step: RoutineStep, by: int, now: datetime) -> int:
    """Move a step up (-1) or down (+1); at the end nothing changes. Return its new place."""
    steps = _locked_steps(step.routine)
    place = [one.pk for one in steps].index(step.pk)
    target = min(max(place + by, 0), len(steps) - 1)
    steps.insert(target, steps.pop(place))
    _renumber(steps)
    _touch(step.routine, now)
    return target + 1


@transaction.atomic
def start_session(
    *,
    person: Person,
    plan: Plan,
    name: str,
    routine: Routine | None,
    time_zone: str,
    now: datetime,
) -> Session:
    """Freeze the plan into a new session; an open one is ended, what was done stays."""
    Person.objects.select_for_update().get(pk=person.pk)
    for row in Session.objects.filter(person=person).exclude(phase__in=OVER):
        _end(row, now)
    if is_time_zone(time_zone) and time_zone != person.time_zone:
        person.time_zone = time_zone
        person.save(update_fields=["time_zone"])
    return Session.objects.create(
        person=person,
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
    state is refused and not stored, so replaying the log always gives the state.
    """
    row = Session.objects.select_for_update().get(pk=session.pk)
    plan, state = thaw_plan(row.plan), thaw_state(row.state)
    keys = [one.key for one in posted]
    known = set(row.events.filter(key__in=keys).values_list("key", flat=True))
    refused, fresh = [], []
    for one in posted:
        if one.key in known:
            continue
        try:
            state = advance(plan, state, _not_ahead(one.event, now))
        except IllegalEvent:
            refused.append(one.key)
            continue
        known.add(one.key)
        fresh.append(one)
    _append(row, fresh, now)
    if fresh:
        _store(row, state, now)
    return row, refused


def end_session(*, session: Session, kind: EventKind, now: datetime) -> Session:
    """End or finish on paper, once; what was held stays."""
    state = thaw_state(session.state)
    event = Event(kind=kind, segment=state.segment, left_ms=state.left_ms, at=now)
    key = f"{kind.value} {now.isoformat()}"  # no phone can have used it before
    row, _refused = record_events(
        session=session, posted=[Posted(key=key, event=event)], now=now
    )
    return row


def save_check_in(
    *,
    session: Session,
    feel: str,
    before: int | None,
    after: int | None,
    note: str,
    now: datetime,
) -> CheckIn:
    """Store how it was; a second answer replaces the first."""
    row, _created = CheckIn.objects.update_or_create(
        session=session,
        defaults={
            "feel": feel,
            "before": before,
            "after": after,
            "note": note,
            "answered_at": now,
        },
    )
    return row


def _named(name: str) -> str:
    return name.strip()[:LONGEST_NAME] or _("Untitled routine")


def _locked_steps(routine: Routine) -> list[RoutineStep]:
    Routine.objects.select_for_update().get(pk=routine.pk)
    return list(RoutineStep.objects.filter(routine=routine))


def _renumber(steps: Iterable[RoutineStep]) -> None:
    rows = list(steps)
    for order, step in enumerate(rows, 1):
        step.order = order
    RoutineStep.objects.bulk_update(rows, ["order"])


def _touch(routine: Routine, now: datetime) -> None:
    routine.changed_at = now
    routine.save(update_fields=["changed_at"])


def _not_ahead(event: Event, now: datetime) -> Event:
    """Return the event, not later than now: a phone's clock may run ahead of ours."""
    return replace(event, at=min(event.at, now))


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
            at=min(one.event.at, now),
            received_at=now,
        )
        for one in fresh
    )


def _store(row: Session, state: SessionState, now: datetime) -> None:
    row.state, row.phase, row.touched_at = freeze(state), state.phase, now
    row.ended_at = now if state.is_over else None
    row.save(update_fields=["state", "phase", "touched_at", "ended_at"])


def _end(row: Session, now: datetime) -> None:
    end_session(session=row, kind=EventKind.END, now=now)
