"""Browsing: home, techniques, areas."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.requests import StandingRequest
from routines import access, actions, content
from routines.access_partner import open_pairings_of, pairings_with
from routines.access_spots import spots_of
from routines.access_tools import owned_tools_of
from routines.address_bar import history_header
from routines.body_pages import side_of
from routines.catalogue_pages import catalogue_page
from routines.gate import refused
from routines.home_pages import coming_back_page, first_visit_page
from routines.offer_pages import FEW, for_me_page, offer_for
from routines.partner_pages import account_page
from routines.place_pages import area_page
from routines.rows import wish_alone
from routines.session_views import begin
from routines.spot_pages import eases_for
from routines.technique_pages import technique_page
from routines.times_pages import times_page
from routines.tool_pages import doable_with
from routines.warning_views import alone_for
from safety import content as safety_content
from safety.accounts import person_for
from safety.clearance import Closed

LONGEST_PK = 18  # digits of the largest row number a database gives


@require_safe
def home(request: StandingRequest) -> HttpResponse:
    """Show where to start, or what to go on with."""
    now = timezone.now()
    last = access.sessions_of(request.user).select_related("routine").first()
    offer = offer_for(request.user, request.standing, now=now)
    eases = eases_for(request.user, request.standing, spots_of(request.user), now=now)
    if last is None:
        page = first_visit_page(access.starters(), request.standing, offer=offer)
        return render(request, "routines/home.html", {"page": replace(page, eases=eases)})
    back = coming_back_page(request.user, last, offer=offer, now=now)
    return render(request, "routines/home_back.html", {"page": replace(back, eases=eases)})


@require_safe
def catalogue(request: StandingRequest) -> HttpResponse:
    """List techniques; the address holds every filter."""
    adding = request.GET.get("for", "")
    routine = access.routine_for(request.user, _pk(adding)) if adding.isdecimal() else None
    standing = request.standing
    doable = doable_with(owned_tools_of(request.user))
    page = catalogue_page(list(access.techniques()), request.GET, standing, routine, doable)
    if request.GET.get("suits") and len(page.cards) < FEW:
        page = replace(page, offer=offer_for(request.user, standing, now=timezone.now()))
    part = "#found" if request.htmx and not request.htmx.history_restore_request else ""
    response = render(request, f"routines/catalogue.html{part}", {"page": page})
    if part:
        before = request.htmx.current_url_abs_path
        for name, value in history_header(before, request.path, request.GET).items():
            response[name] = value
    return response


@require_safe
def for_me(request: StandingRequest) -> HttpResponse:
    """Show what is gentle and fits; while the gate is closed, what to do instead."""
    gate = request.standing.gate
    if isinstance(gate, Closed):
        return refused(request, gate)
    page = for_me_page(request.user, request.standing, gate, now=timezone.now())
    return render(request, "routines/for_me.html", {"page": page})


def _pk(digits: str) -> int:
    """Return a row's number; one with more digits than any row has is not found."""
    if len(digits) > LONGEST_PK:
        raise Http404
    return int(digits)


@require_safe
def technique(request: StandingRequest, slug: str) -> HttpResponse:
    """Show one technique."""
    now = timezone.now()
    row, marked = access.technique_for(request.user, slug, now=now)
    own = list(access.routines_of(request.user).prefetch_related(None))
    offer = alone_for(request, row, marked, now=now)
    page = technique_page(row, request.standing, own, offer, side=side_of(request.GET))
    return render(request, "routines/technique.html", {"page": page})


@require_POST
def technique_add(request: StandingRequest, slug: str) -> HttpResponse:
    """Add a technique to one of one's own routines, or to a new one."""
    row = access.technique_named(slug)
    now, choice = timezone.now(), request.POST.get("routine", "")
    accepted = access.adjustment_of(request.user, now=now).accepted
    if row.status != "active" and row.slug not in accepted:
        messages.error(request, _("This technique is not for routines."))
        return redirect("routines:technique", slug)
    if choice.isdecimal():
        routine = access.routine_for(request.user, _pk(choice))
    else:
        routine = actions.create_routine(person=person_for(request), name="", now=now)
    try:
        actions.add_step(routine=routine, technique=row, now=now)
    except actions.TooManySteps:
        messages.error(request, _("This routine is full."))
    else:
        messages.success(request, _("%(name)s added.") % {"name": row.name})
    return redirect("routines:routine", routine.pk)


@require_POST
def technique_try(request: StandingRequest, slug: str) -> HttpResponse:
    """Follow one technique by itself; one for two people first asks whose back it is."""
    row = access.technique_named(slug)
    if row.partner:
        return redirect("routines:technique-whose", slug)
    return begin(request, wishes=[wish_alone(row)], name=row.name)


@require_safe
def area(request: StandingRequest, slug: str) -> HttpResponse:
    """Show one area and what is good for it, or why to keep off it."""
    row = get_object_or_404(access.target_areas(), pk=slug)
    rows = access.techniques().filter(area_links__area=row)
    page = area_page(row, rows, request.standing)
    return render(request, "routines/area.html", {"page": page})


@require_safe
def account(request: StandingRequest) -> HttpResponse:
    """Show how this person is known, and who may follow routines for whose back."""
    given = open_pairings_of(request.user, now=timezone.now())
    page = account_page(pairings_with(request.user), given)
    return render(request, "routines/account.html", {"page": page})


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """Show how much is enough and in which order; the same for everybody."""
    page = times_page(safety_content.current(), content.current())
    return render(request, "routines/times.html", {"page": page})
