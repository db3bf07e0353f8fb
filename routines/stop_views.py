"""Telling what one notices, without JavaScript too, and how it is ten minutes later."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.requests import StandingRequest
from routines import access, access_stops, actions
from routines.events import Event, EventKind, SessionState
from routines.gate import READS_NOTHING, refused
from routines.models import Session, StopSign
from routines.planning import Plan
from routines.player import seen_at
from routines.stop_forms import HowNowForm, StopForm
from routines.stop_pages import after_stop_page, after_the_end, stop_page
from routines.stops import ASKED_AFTER, EMERGENCY
from safety import content
from safety.clearance import Closed
from safety.countries import numbers_for
from safety.screen_flow import chosen_country


@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: StandingRequest, pk: int) -> HttpResponse:
    """List the signs; store the one that is told, whatever the gate says; say what to do."""
    row = access.session_for(request.user, pk)
    if answer := _reads_nothing(request):
        return answer
    plan, state, here = access_stops.place_of(row)
    data = request.POST if request.method == "POST" else None
    form = StopForm(plan, here=here, key=f"stop {uuid4()}", data=data)
    if form.is_valid():
        event = _event(plan, state, form.cleaned_data, now=timezone.now())
        return _told(request, row, form.cleaned_data["key"], event)
    told = access_stops.told_in(row, request.GET.get("told", ""))
    numbers = numbers_for(content.current(), chosen_country(request))
    page = stop_page(row, form, numbers, told)
    status = 422 if form.is_bound else 200
    return render(request, "routines/stop.html", {"page": page}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def after_stop(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask how it is now; it may be answered at once."""
    now = timezone.now()
    row = access.session_for(request.user, pk)
    if answer := _reads_nothing(request):
        return answer
    sign = access_stops.open_sign_in(row)
    is_own = row.person_id == request.user.pk
    # How it is now is for the receiver to say: a giver's word must not open their gate.
    if sign is None or not (is_own or row.is_handed_over):
        return redirect("routines:finish", row.pk)
    form = HowNowForm(sign.sign, request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.answer_sign(sign=sign, outcome=form.cleaned_data["outcome"], now=now)
        if not is_own:  # a giver sees no result of the other
            return redirect("routines:finish", row.pk)
        return redirect(_after_answer(row, form.cleaned_data["outcome"]))
    page = after_stop_page(sign, form, is_time=now >= sign.noticed_at + ASKED_AFTER)
    status = 422 if form.is_bound else 200
    return render(request, "routines/after_stop.html", {"page": page}, status=status)


def _reads_nothing(request: StandingRequest) -> HttpResponse | None:
    gate = request.standing.gate
    if isinstance(gate, Closed) and gate.refusal in READS_NOTHING:
        return refused(request, gate)
    return None


def _event(plan: Plan, state: SessionState, told: dict[str, Any], *, now: datetime) -> Event:
    """Return the event of a form: at the place where the session stands, or at a step."""
    step = int(told["step"])
    first = next((one.id for one in plan.segments if one.step == step), "")
    is_here = not step or state.segment.startswith((f"{step}-", f"{step}g-"))
    return Event(
        kind=EventKind.STOP,
        segment=state.segment if is_here else first,
        left_ms=seen_at(state, now).left_ms,
        at=now,
        to=told["answer"],
        sign=told["sign"],
    )


def _told(request: StandingRequest, row: Session, key: str, event: Event) -> HttpResponse:
    """Go to the result, or for a giver, who sees no result of the other, to what to do."""
    posted = [actions.Posted(key=key, event=event)]
    actions.record_events(session=row, posted=posted, now=event.at)
    if event.sign == EMERGENCY and event.to and row.person_id == request.user.pk:
        return redirect("safety:result")
    page = reverse("routines:session-stop", args=[row.pk])
    return redirect(f"{page}?{urlencode({'told': key})}")


def _after_answer(row: Session, outcome: str) -> str:
    """Return where an answer leads: another sign's question, the questions, a result."""
    if outcome == StopSign.Outcome.WEAK:
        return reverse("safety:start")
    if outcome == StopSign.Outcome.STAYED:
        return reverse("safety:result")
    return after_the_end(row)
