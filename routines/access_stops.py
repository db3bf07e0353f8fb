"""What somebody told about a session: the event behind a key, the sign that still asks."""

from __future__ import annotations

from routines.events import EventKind, SessionState, step_of
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session, SessionEvent, StopSign
from routines.planning import Plan
from routines.player import Event, effect_on, replay
from routines.stops import ASKED_AGAIN, Effect


def event_of(row: SessionEvent) -> Event:
    """Return a stored event as the rules see it."""
    return Event(
        kind=EventKind(row.kind),
        segment=row.segment,
        left_ms=row.left_ms,
        at=row.at,
        to=row.to,
        delta_ms=row.delta_ms,
        sign=row.sign,
    )


def told_in(session: Session, key: str) -> tuple[str, Effect] | None:
    """Return a sign told in a session by its event's key, and what it did then."""
    row = session.events.filter(key=key, kind=EventKind.STOP).first()
    if row is None:
        return None
    plan, event = thaw_plan(session.plan), event_of(row)
    before = replay(plan, map(event_of, session.events.filter(pk__lt=row.pk)))
    return event.sign, effect_on(plan, before, event)


def open_sign_in(session: Session) -> StopSign | None:
    """Return the oldest sign of a session that still waits for an answer."""
    rows = session.signs.filter(outcome="", sign__in=ASKED_AGAIN)
    return rows.order_by("noticed_at", "pk").first()


def place_of(session: Session) -> tuple[Plan, SessionState, int]:
    """Return plan, state and the number of the step somebody is at, 0 when unknown."""
    plan, state = thaw_plan(session.plan), thaw_state(session.state)
    nothing = Event(
        kind=EventKind.LEAVE, segment=state.segment, left_ms=0, at=session.touched_at
    )
    return plan, state, step_of(plan, state, nothing)
