"""Your limits, and the button for something new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from safety import actions, content
from safety.access import clearances_of, precheck_of, standing_clearance_of, standing_for
from safety.clearance import Closed, Refusal
from safety.lifecycle_wording import WHAT_IS_NEW
from safety.limits_pages import limits_page
from safety.models import Person


@never_cache
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """Show what is limited, why, how long, and what changes it."""
    now, visitor = timezone.now(), request.user
    standing = standing_for(visitor, now=now)
    if standing.gate == Closed(refusal=Refusal.EMERGENCY):
        return redirect("safety:result")  # nothing may compete with its call button
    page = limits_page(
        content.current(),
        standing,
        clearances_of(visitor),
        standing_clearance_of(visitor),
        precheck_of(visitor, now=now),
        now=now,
    )
    return render(request, "safety/limits.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
def something_new(request: HttpRequest) -> HttpResponse:
    """Say what counts as new; a POST closes the gate until all questions are answered."""
    if request.method == "GET":
        return render(request, "safety/something_new.html", {"what_is_new": WHAT_IS_NEW})
    if isinstance(request.user, Person):
        actions.withdraw_standing(
            person=request.user, reason="something-new", now=timezone.now()
        )
    return redirect("safety:start")
