"""The short check that stands before every start: ask, record, narrow, or say not today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from config.requests import StandingRequest
from routines import access, actions
from routines.access_floor import floor_positions, has_followed_on_floor
from routines.adapting import Wish
from routines.gate import refused
from routines.giving_pages import refused_for
from routines.partner import Back
from routines.player import EventKind
from safety import content
from safety.access import Visitor, gate_for, precheck_of
from safety.accounts import person_for
from safety.actions import record_precheck
from safety.clearance import Closed, Open, Refusal
from safety.limits import Source, Standing
from safety.models import Person, Precheck
from safety.precheck import Outcome, narrowed
from safety.precheck_forms import MARK, PrecheckForm
from safety.precheck_pages import not_today_page, precheck_page
from safety.reopening import birthday_to_ask
from safety.screen_flow import chosen_numbers
from safety.vocabulary import Restrictions

# What a giver is told of a receiver's check: to answer again, or not today; no reasons.
HELD_BACK = {
    Outcome.ASK_AGAIN: Refusal.WITHDRAWN,
    Outcome.NOT_TODAY: Refusal.CHECK_FIRST,
}
# "first floor session, alone, age 65 or over" (session_only_conditions, alone_floor).
FLOOR_SUGGESTION_AGE = 65


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is about to be started, as the page of the check names it."""

    name: str
    back_url: str
    wishes: Sequence[Wish]


def checked_gate(
    request: StandingRequest, back: Back, gate: Open, start: Start, *, now: datetime
) -> Open | HttpResponse:
    """Return the gate inside the limits of the day, or the page that stands before it.

    It is about the one whose back is worked on, who is there and answers it together
    with whoever holds the device.
    """
    check = precheck_of(back.person, now=now)
    if check and check.outcome != Outcome.GO:
        return _held_back(request, back, check, now=now)
    if MARK not in request.POST:
        return narrowed_by(gate, check) if check else _ask(request, back, start)
    form = _form(request, back, bound=True)
    if not form.is_valid():
        return _ask(request, back, start, form)
    person = back.person if isinstance(back.person, Person) else person_for(request)
    row = record_precheck(person=person, answers=form.answers, zones=form.zones, now=now)
    if row.outcome != Outcome.GO:
        return _held_back(request, back, row, now=now)
    return narrowed_by(gate, row)


def narrowed_by(gate: Open, check: Precheck) -> Open:
    """Return a gate inside what a check restricts."""
    return narrowed(gate, Restrictions.from_json(check.restrictions))


def standing_of_the_day(visitor: Visitor, standing: Standing, *, now: datetime) -> Standing:
    """Return what a session begun now would stand on, for the page that shows its plan."""
    check = precheck_of(visitor, now=now)
    if check is None or not isinstance(standing.gate, Open):
        return standing
    told = Source(
        label=_("what you told us just before"),
        restrictions=Restrictions.from_json(check.restrictions),
    )
    gate = narrowed_by(standing.gate, check)
    return replace(standing, gate=gate, sources=(*standing.sources, told))


def _form(request: StandingRequest, back: Back, *, bound: bool) -> PrecheckForm:
    birthday = birthday_to_ask(back.standing.age_years)
    return PrecheckForm(content.current(), birthday, request.POST if bound else None)


def _ask(
    request: StandingRequest, back: Back, start: Start, form: PrecheckForm | None = None
) -> HttpResponse:
    page = precheck_page(
        content.current(),
        form or _form(request, back, bound=False),
        name=start.name,
        about=back.name,
        action_url=request.path,
        back_url=start.back_url,
        posted=request.POST,
        suggests_chair=_suggests_chair(back, start.wishes),
    )
    status = 422 if form else 200
    return render(request, "safety/precheck.html", {"page": page}, status=status)


def _suggests_chair(back: Back, wishes: Sequence[Wish]) -> bool:
    """Say whether this is the first time on the floor for somebody of 65 or over."""
    age = back.standing.age_years
    if age is None or age < FLOOR_SUGGESTION_AGE:
        return False
    needs_floor = any(one.position in floor_positions() for one in wishes)
    return needs_floor and not has_followed_on_floor(back.person)


def _held_back(
    request: StandingRequest, back: Back, check: Precheck, *, now: datetime
) -> HttpResponse:
    """End what is open and say where to go: the questions, a new result, or not today."""
    if session := access.open_session_of(back.person, now=now):
        actions.end_session(session=session, kind=EventKind.END, now=now)
    numbers = chosen_numbers(request)
    if not back.is_own:
        closed = Closed(refusal=HELD_BACK[Outcome(check.outcome)])
        standing = replace(back.standing, gate=closed)
        page = refused_for(replace(back, standing=standing), numbers)
        return refused(request, closed, page=page)
    if check.outcome == Outcome.ASK_AGAIN:
        messages.info(request, _("Because of what you just told us, we ask everything again."))
        return redirect("safety:start")
    if isinstance(gate_for(request.user, now=now), Closed):
        return redirect("safety:result")
    page = not_today_page(content.current(), check, numbers)
    return render(request, "safety/refused.html", {"page": page}, status=403)
