"""What every page shows around its content: the four places and an open session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from routines.access import asks, can_start_again, waiting_among, waiting_sessions_of
from routines.models import Session
from routines.wording import where_in_session
from safety.access import standing_for
from safety.accounts import errand_of, mark_of
from safety.clearance import Closed, Refusal
from safety.models import Person

# After such a result the way to help stands above everything else.
HELP_FIRST = frozenset({Refusal.EMERGENCY, Refusal.URGENT})


@dataclass(frozen=True, slots=True)
class Place:
    """One of the four places of the navigation."""

    label: str
    icon: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session to go back to."""

    where: str
    url: str
    end_url: str
    again_url: str


@dataclass(frozen=True, slots=True)
class Shell:
    """Navigation, the bar for an open session, and where a sign is asked about."""

    places: tuple[Place, ...]
    open_session: OpenSession | None
    how_is_it_url: str
    needs_help: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Add what surrounds every page; nothing is read until a page draws it."""
    return {
        "shell": SimpleLazyObject(lambda: _build(request)),
        "is_closed": SimpleLazyObject(lambda: _is_closed(request)),
        "errand": SimpleLazyObject(lambda: errand_of(request)),
        "person_mark": SimpleLazyObject(lambda: mark_of(getattr(request, "user", None))),
    }


def _build(request: HttpRequest) -> Shell:
    user = getattr(request, "user", None)
    now, recent = timezone.now(), getattr(request, "recent_sessions", None)
    waiting = waiting_sessions_of(user, now=now) if user and recent is None else []
    bar, how_is_it_url = None, ""
    for session in waiting if recent is None else waiting_among(recent, now=now):
        if asks(session):
            how_is_it_url = reverse("routines:after-stop", args=[session.pk])
        elif bar is None:
            bar = _bar(session)
    gate = getattr(getattr(request, "standing", None), "gate", None)
    needs_help = isinstance(gate, Closed) and gate.refusal in HELP_FIRST
    return Shell(
        places=_places(request.path),
        open_session=None if how_is_it_url else bar,
        how_is_it_url=how_is_it_url,
        needs_help=needs_help,
    )


def _bar(session: Session) -> OpenSession:
    def url_of(name: str) -> str:
        return reverse(f"routines:{name}", args=[session.pk])

    return OpenSession(
        where=where_in_session(session),
        url=url_of("session"),
        end_url=url_of("session-end"),
        again_url=url_of("session-again") if can_start_again(session) else "",
    )


def _is_closed(request: HttpRequest) -> bool:
    """Say whether a known person may follow nothing now: their phone keeps nothing either."""
    user = getattr(request, "user", None)
    if not isinstance(user, Person):
        return False
    standing = getattr(request, "standing", None) or standing_for(user, now=timezone.now())
    return isinstance(standing.gate, Closed)


def _places(path: str) -> tuple[Place, ...]:
    found = (
        (_("Home"), "home", "routines:home"),
        (_("Techniques"), "techniques", "routines:catalogue"),
        (_("Routines"), "routines", "routines:routines"),
        (_("History"), "history", "routines:history"),
    )
    return tuple(
        Place(label, icon, reverse(name), _is_current(path, reverse(name)))
        for label, icon, name in found
    )


def _is_current(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
