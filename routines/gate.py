"""The gate in front of views. Every address of this app is wrapped here (urls.py):
the standing is read once a request, and what a tier does not open is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from config.requests import StandingRequest
from routines.access import open_sign_of
from safety.access import Visitor, standing_for
from safety.clearance import Closed, Open, Refusal
from safety.limits import Standing
from safety.pages import RefusedPage, refused_page
from safety.screen_flow import chosen_numbers
from safety.wording import refusal_text

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
    """Put `request.standing` before a view of a session; it ends the session itself.

    There an unanswered sign closes the gate as well.
    """

    @wraps(view)
    def asked(request: StandingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.standing = standing_to_follow(request.standing, request.user)
        return view(request, *args, **kwargs)

    return _wrapped(asked, frozenset())


def standing_to_follow(standing: Standing, person: Visitor) -> Standing:
    """Return what somebody may follow: their unanswered sign closes the gate as well."""
    if isinstance(standing.gate, Open) and open_sign_of(person):
        return replace(standing, gate=Closed(refusal=Refusal.SIGN_UNANSWERED))
    return standing


def refused(
    request: HttpRequest, closed: Closed, *, page: RefusedPage | None = None
) -> HttpResponse:
    """Answer 403 with what to do instead; inside a page htmx is sent to that answer.

    `page` stands in for the visitor's own reasons when it is not their back.
    """
    if page is None and closed.refusal is Refusal.SIGN_UNANSWERED:
        page = _how_is_it_page(request)
    page = page or refused_page(closed, chosen_numbers(request))
    if getattr(request, "htmx", False):
        response: HttpResponse = HttpResponseClientRedirect(page.action_url)
        return response
    return render(request, "safety/refused.html", {"page": page}, status=403)


def _how_is_it_page(request: HttpRequest) -> RefusedPage:
    """Build the refused page that leads to the question about a sign."""
    heading, text = refusal_text(Refusal.SIGN_UNANSWERED)
    sign = open_sign_of(request.user)
    return RefusedPage(
        heading=heading,
        text=text,
        action_url=reverse("routines:after-stop", args=[sign.session_id]) if sign else "/",
        action_label=_("Tell us how it is now"),
        numbers=chosen_numbers(request),
        is_emergency=False,
    )


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
