"""My tight spots: marked on one's own page, asked of nobody else."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.requests import StandingRequest
from routines import access, actions, content
from routines.spot_pages import sides_of, spots_page
from safety.accounts import person_for


@require_safe
def spots(request: StandingRequest) -> HttpResponse:
    """Show the body with the places this person marked."""
    view = request.GET.get("view", "")
    page = spots_page(request.user, request.standing, view, now=timezone.now())
    return render(request, "routines/spots.html", {"page": page})


@require_POST
def spot(request: StandingRequest, slug: str) -> HttpResponse:
    """Mark a side of a place, or clear it; places to keep off cannot be marked."""
    row = get_object_or_404(access.target_areas(), pk=slug, role="target")
    side, tight = request.POST.get("side", ""), request.POST.get("tight")
    known = content.current().areas.get(slug)
    if known is None or side not in sides_of(known) or tight not in ("yes", "no"):
        raise Http404
    person, now = person_for(request), timezone.now()
    if tight == "yes":
        actions.mark_spot(person=person, area=row, side=side, now=now)
    else:
        actions.clear_spot(person=person, area=row, side=side)
    view = request.POST.get("view", "")
    if not request.htmx:
        return redirect(f"{reverse('routines:spots')}?view={view}")
    said = _("Marked.") if tight == "yes" else _("No longer marked.")
    page = spots_page(person, request.standing, view, now=now, said=said)
    return render(request, "routines/spots.html#spots", {"page": page})
