"""What a phone tells: which events fit, and how an end gives way to what came before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from routines.models import Session, SessionEvent
from routines.noticing import Noticed, noticed_in
from routines.planning import Plan
from routines.player import Event, EventKind, IllegalEvent, SessionState, advance, seen_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An event as a phone sends it, with the key that makes it count once."""

    key: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The events that fit, the state after them, what was noticed, and the keys refused."""

    state: SessionState
    fresh: list[Posted]
    noticed: list[Noticed]
    refused: list[str]


def fitted(plan: Plan, state: SessionState, posted: Sequence[Posted]) -> Fitted:
    """Take events in order; one that does not fit stops none of those after it."""
    fresh: list[Posted] = []
    noticed: list[Noticed] = []
    refused: list[str] = []
    for one in posted:
        try:
            after = advance(plan, state, one.event)
        except IllegalEvent:
            refused.append(one.key)
            continue
        if sign := noticed_in(plan, state, one.event):
            noticed.append(sign)
        state = after
        fresh.append(one)
    return Fitted(state=state, fresh=fresh, noticed=noticed, refused=refused)


def end_in(row: Session) -> SessionEvent | None:
    """Return the end of a session where the log closes with one, else None."""
    last = row.events.last()
    return last if last is not None and last.kind == EventKind.END else None


def ending(state: SessionState, kind: EventKind, at: datetime) -> Event:
    """Return the end of a session as nobody told it: a running hold may have gone on."""
    left = seen_at(state, at).left_ms
    return Event(kind=kind, segment=state.segment, left_ms=left, at=at)
