"""A routine as a sheet that a phone keeps for when there is no network."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.requests import StandingRequest
from routines import access, access_after
from routines.before_session import HELD_BACK, standing_of_the_day
from routines.following import is_followable, offer_for
from routines.gate import refused
from routines.partner import needs_partner
from routines.routine_pages import routine_url
from routines.rows import wishes_of
from routines.sheet_pages import SheetPage, sheet_page
from safety.access import good_until, precheck_of
from safety.clearance import Closed, Gate
from safety.models import Person
from safety.precheck import Outcome
from safety.screen_flow import chosen_numbers


@never_cache
@require_safe
def routine_sheet(request: StandingRequest, pk: int) -> HttpResponse:
    """Show a routine as it may be started now, with the moment until which it may be read.

    The worker of a browser that keeps it shows it no longer than the header says.
    """
    row = access.followable_for(request.user, pk)
    if needs_partner(row):
        raise Http404
    now = timezone.now()
    standing = standing_of_the_day(request.user, request.standing, now=now)
    gate = _gate_of_now(request, standing.gate)
    if isinstance(gate, Closed):
        return refused(request, gate)
    wishes = wishes_of(row)
    offer = offer_for(request.user, gate, wishes, now=now)
    may = is_followable(offer.plan, offer.inputs, wishes, routine=row)
    if offer.inputs.rest_until or not may or access_after.unanswered_of(request.user, now=now):
        messages.error(request, _("There is no sheet of this now. Start it to see why."))
        return redirect(routine_url(row))
    page = sheet_page(
        row,
        offer.plan,
        chosen_numbers(request),
        good_until=good_until(cast(Person, request.user), gate),
        age_years=standing.age_years,
    )
    return _with_its_time(render(request, "routines/kept_sheet.html", {"page": page}), page)


def _gate_of_now(request: StandingRequest, gate: Gate) -> Gate:
    """Return the gate; a check that allows no session today closes it, as at a start."""
    check = precheck_of(request.user, now=timezone.now())
    if isinstance(gate, Closed) or check is None or check.outcome == Outcome.GO:
        return gate
    return Closed(refusal=HELD_BACK[Outcome(check.outcome)])


def _with_its_time(response: HttpResponse, page: SheetPage) -> HttpResponse:
    response["X-Good-Until"] = page.good_until.isoformat(timespec="seconds")
    response["X-Name"] = quote(page.name)
    return response
