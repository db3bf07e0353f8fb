"""The gate in front of views. Every address of this app is wrapped here (urls.py):
the standing is read once a request, and what a tier does not open is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from config.requests import StandingRequest
from safety.access import standing_for
from safety.clearance import Closed, Refusal
from safety.pages import RefusedPage, refused_page

View = Callable[..., HttpResponse]

# Below 18 only the help page is open; a locked result makes routines read-only
# (clinical rule set, tiers, gates "read" and "builder").
READS_NOTHING = frozenset({Refusal.NOT_ELIGIBLE})
BUILDS_NOTHING = frozenset(
    {Refusal.EMERGENCY, Refusal.URGENT, Refusal.NOT_ELIGIBLE, Refusal.CHECK_FIRST}
)


def reading(view: View) -> View:
    """Put `request.standing` before a view; refuse those who may not even read."""
    return _wrapped(view, READS_NOTHING)


def building(view: View) -> View:
    """Put `request.standing` before a view that changes routines; refuse locked results."""
    return _wrapped(view, BUILDS_NOTHING, only_when_writing=True)


def following(view: View) -> View:
    """Put `request.standing` before a view of a session; it ends the session itself."""
    return _wrapped(view, frozenset())


def refused(
    request: HttpRequest, closed: Closed, *, page: RefusedPage | None = None
) -> HttpResponse:
    """Answer 403 with what to do instead; inside a page htmx is sent to that answer.

    `page` stands in for the visitor's own reasons when it is not their back.
    """
    page = page or refused_page(closed)
    if getattr(request, "htmx", False):
        response: HttpResponse = HttpResponseClientRedirect(page.action_url)
        return response
    return render(request, "safety/refused.html", {"page": page}, status=403)


def _wrapped(
    view: View, closed_to: frozenset[Refusal], *, only_when_writing: bool = False
) -> View:
    @wraps(view)
    def asked(request: StandingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.standing = standing_for(request.user, now=timezone.now())
        gate = request.standing.gate
        is_writing = request.method not in ("GET", "HEAD")
        refusals = closed_to if is_writing or not only_when_writing else READS_NOTHING
        if isinstance(gate, Closed) and gate.refusal in refusals:
            return refused(request, gate)
        return view(request, *args, **kwargs)

    return asked
