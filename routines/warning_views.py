"""Trying an advanced technique: its warning is read and accepted first."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.requests import StandingRequest
from routines import access, actions
from routines.access_after import Marks
from routines.access_doses import recent_sessions_of
from routines.following import Offer, offer_for
from routines.gate import refused
from routines.models import Technique
from routines.rows import facts_of_row, wish_alone
from routines.technique_pages import may_accept
from safety.accounts import person_for
from safety.clearance import Closed, Open


def alone_for(
    request: StandingRequest, row: Technique, marked: Marks, *, now: datetime
) -> Offer | None:
    """Return what trying one technique would be now, None while the gate is closed."""
    gate = request.standing.gate
    if not isinstance(gate, Open):
        return None
    recent = recent_sessions_of(request.user, now=now)
    request.recent_sessions = recent
    facts = facts_of_row(row)
    return offer_for(
        request.user,
        gate,
        [wish_alone(row)],
        now=now,
        known=[facts],
        recent=recent,
        marked=marked,
    )


@require_POST
def warning_accept(request: StandingRequest, slug: str) -> HttpResponse:
    """Remember that a person read the warning of an advanced technique and wants it."""
    now = timezone.now()
    row, marked = access.technique_for(request.user, slug, now=now)
    gate = request.standing.gate
    if isinstance(gate, Closed):
        return refused(request, gate)
    offer = alone_for(request, row, marked, now=now)
    if offer and may_accept(facts_of_row(row), offer):
        actions.accept_warning(person=person_for(request), technique=row, now=now)
        messages.success(request, _("Noted. Start with less than you think."))
    elif offer and slug not in offer.inputs.accepted:
        messages.error(request, _("This technique is not open for you now."))
    return redirect("routines:technique", slug)
