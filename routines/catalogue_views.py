"""Browsing: home, techniques, areas, tools."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.requests import StandingRequest
from routines import access, actions
from routines.address_bar import history_header
from routines.catalogue_pages import catalogue_page
from routines.gate import refused
from routines.home_pages import coming_back_page, first_visit_page
from routines.offer_pages import FEW, for_me_page, offer_for
from routines.rows import wish_alone
from routines.session_views import begin
from routines.technique_pages import area_page, technique_page, tool_page
from safety.accounts import person_for
from safety.clearance import Closed, Open

LONGEST_PK = 18  # digits of the largest row number a database gives


@require_safe
def home(request: StandingRequest) -> HttpResponse:
    """Show where to start, or what to go on with."""
    now = timezone.now()
    last = access.sessions_of(request.user).select_related("routine").first()
    offer = offer_for(request.user, request.standing, now=now)
    if last is None:
        is_open = isinstance(request.standing.gate, Open)
        page = first_visit_page(
            access.target_areas(), access.starters(), is_open=is_open, offer=offer
        )
        return render(request, "routines/home.html", {"page": page})
    back = coming_back_page(request.user, last, offer=offer, now=now)
    return render(request, "routines/home_back.html", {"page": back})


@require_safe
def catalogue(request: StandingRequest) -> HttpResponse:
    """List techniques; the address holds every filter."""
    adding = request.GET.get("for", "")
    routine = access.routine_for(request.user, _pk(adding)) if adding.isdecimal() else None
    standing = request.standing
    page = catalogue_page(list(access.techniques()), request.GET, standing, routine)
    if request.GET.get("suits") and len(page.cards) < FEW:
        page = replace(page, offer=offer_for(request.user, standing, now=timezone.now()))
    part = "#results" if request.htmx and not request.htmx.history_restore_request else ""
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
    row = access.technique_named(slug)
    standing = request.standing
    own = list(access.routines_of(request.user).prefetch_related(None))
    page = technique_page(row, standing, own)
    return render(request, "routines/technique.html", {"page": page})


@require_POST
def technique_add(request: StandingRequest, slug: str) -> HttpResponse:
    """Add a technique to one of one's own routines, or to a new one."""
    row = access.technique_named(slug)
    now, choice = timezone.now(), request.POST.get("routine", "")
    if row.status != "active":
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
    """Follow one technique alone."""
    row = access.technique_named(slug)
    return begin(request, wishes=[wish_alone(row)], name=row.name, level=row.level)


@require_safe
def area(request: StandingRequest, slug: str) -> HttpResponse:
    """Show one area and what is good for it, or why to keep off it."""
    row = get_object_or_404(access.target_areas(), pk=slug)
    rows = access.techniques().filter(area_links__area=row)
    page = area_page(row, rows, request.standing)
    return render(request, "routines/area.html", {"page": page})


@require_safe
def tools(request: StandingRequest) -> HttpResponse:
    """List all tools."""
    return render(request, "routines/tools.html", {"page": list(access.tools())})


@require_safe
def tool(request: StandingRequest, slug: str) -> HttpResponse:
    """Show one tool and the techniques that need it."""
    row = get_object_or_404(access.tools(), pk=slug)
    rows = access.techniques().filter(tool_links__tool=row, tool_links__role="required")
    page = tool_page(row, rows, request.standing)
    return render(request, "routines/tool.html", {"page": page})


@require_safe
def account(request: StandingRequest) -> HttpResponse:
    """Show how this person is known: not at all, by a cookie, or by an account."""
    return render(request, "routines/account.html")
