"""Following a plan: start, the player, its events, the end, the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from config.requests import StandingRequest
from routines import access, actions, following, partner
from routines.adapting import Wish
from routines.after import closes_the_gate
from routines.forms import BadEvents, CheckInForm, posted_events
from routines.frozen import thaw_plan, thaw_state
from routines.gate import READS_NOTHING, refused
from routines.giving_pages import for_giver, for_two, refused_for
from routines.history_pages import finish_page, history_page
from routines.models import Pairing, Routine, Session
from routines.planning import plan
from routines.player import EventKind, was_followed
from routines.rows import level_of, wishes_of
from routines.session_pages import live_part, session_page
from safety.accounts import person_for
from safety.actions import withdraw_standing
from safety.clearance import Closed

FIRST_MONTH = date(2020, 1, 1)  # nobody followed anything here before


def begin(
    request: StandingRequest,
    *,
    wishes: Sequence[Wish],
    name: str,
    level: int,
    routine: Routine | None = None,
    pairing: Pairing | None = None,
) -> HttpResponse:
    """Ask the gate, freeze the plan, go to the player; or say why not.

    Whose back it is, and so whose gate, limits and doses count, comes from one place.
    """
    now = timezone.now()
    back = partner.back_of(request, pairing, now=now)
    gate = back.standing.gate
    if isinstance(gate, Closed):
        return refused(request, gate, page=refused_for(back))
    inputs = following.inputs_for(back.person, gate, level=level, now=now)
    made = plan(wishes, inputs)
    if not following.is_followable(made, inputs, routine=routine):
        return _nothing_left(request, pairing)
    session = actions.start_session(
        person=pairing.receiver if pairing and pairing.receiver else person_for(request),
        giver=back.giver,
        plan=made,
        name=name,
        routine=routine,
        # The clock of a receiver with a device of their own is set there.
        time_zone="" if pairing and not back.is_handed_over else _time_zone(request),
        now=now,
    )
    return redirect("routines:session", session.pk)


def _time_zone(request: StandingRequest) -> str:
    return request.POST.get("time_zone", "")


def _nothing_left(request: StandingRequest, pairing: Pairing | None) -> HttpResponse:
    if pairing is not None:
        said = _("Nothing of this is for %(name)s today.") % {"name": pairing.name}
        messages.error(request, said)
        return redirect("routines:pairing", pairing.pk)
    messages.error(request, _("Nothing of this is for you now. See your limits."))
    return redirect("safety:result")


@require_POST
def routine_start(request: StandingRequest, pk: int) -> HttpResponse:
    """Start following a routine; one for two people first asks whose back it is."""
    row = access.followable_for(request.user, pk)
    if partner.needs_partner(row):
        return redirect("routines:routine-whose", row.pk)
    return begin(
        request, wishes=wishes_of(row), name=row.name, level=level_of(row), routine=row
    )


@never_cache
@require_safe
def session(request: StandingRequest, pk: int) -> HttpResponse:
    """Show the player; without JavaScript it is a sheet to follow."""
    now = timezone.now()
    row = access.session_for(request.user, pk)
    if answer := _closed(request, row):
        return answer
    if thaw_state(row.state).is_over:
        return redirect("routines:finish", row.pk)
    page = session_page(row, access.held_today(row.person, now=now), now=now)
    page = for_two(page, row, request.user)
    return render(request, "routines/session.html", {"page": page})


@require_POST
def session_events(request: StandingRequest, pk: int) -> HttpResponse:
    """Store events, answer with what the server decides."""
    now = timezone.now()
    row = access.session_for(request.user, pk)
    if answer := _closed(request, row):
        return answer
    try:
        posted = posted_events(request.POST.get("events", "[]"))
    except BadEvents as error:
        return HttpResponseBadRequest(str(error))
    row, bad = actions.record_events(session=row, posted=posted, now=now)
    held = access.held_today(row.person, now=now)
    part = live_part(thaw_plan(row.plan), thaw_state(row.state), held, refused=len(bad))
    return render(request, "routines/session.html#live", {"live": part})


def _closed(request: StandingRequest, row: Session) -> HttpResponse | None:
    """End a session whose clearance is gone, what was held stays; None while it counts.

    It is the standing of the person whose back is worked on, whoever looks at the page.
    """
    now = timezone.now()
    back = partner.back_in(request, row, now=now)
    gate = back.standing.gate
    if not isinstance(gate, Closed):
        return None
    actions.end_session(session=row, kind=EventKind.END, now=now)
    if request.htmx and request.method == "POST":  # the player: its own page says why
        return HttpResponseClientRedirect(reverse("routines:session", args=[row.pk]))
    return refused(request, gate, page=refused_for(back))


@never_cache
@require_http_methods(["GET", "POST"])
def session_end(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask, then end a session and keep what was done; "paper" says it was followed whole."""
    row = access.session_for(request.user, pk)
    if thaw_state(row.state).is_over:
        return redirect("routines:finish", row.pk)
    if answer := _closed(request, row):
        return answer
    if request.method == "GET":
        return render(request, "routines/session_end.html", {"page": row})
    now = timezone.now()
    try:
        posted = posted_events(request.POST.get("events") or "[]")
    except BadEvents:
        posted = []
    row, _refused = actions.record_events(session=row, posted=posted, now=now)
    kind = EventKind.PAPER if request.POST.get("how") == "paper" else EventKind.END
    actions.end_session(session=row, kind=kind, now=now)
    return redirect("routines:finish", row.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def finish(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask how it was; once the session is over. It is for the receiver to say."""
    row = access.session_for(request.user, pk)
    if not thaw_state(row.state).is_over:
        return _closed(request, row) or redirect("routines:session", row.pk)
    gate = request.standing.gate
    if isinstance(gate, Closed) and gate.refusal in READS_NOTHING:
        return refused(request, gate)
    theirs = for_giver(row, request.user)
    if theirs and not row.is_handed_over:
        status = 200 if request.method == "GET" else 403
        return render(request, "routines/finish_theirs.html", {"page": theirs}, status=status)
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = finish_page(row, form, name=theirs.name if theirs else "")
        status = 422 if form.is_bound else 200
        return render(request, "routines/finish.html", {"page": page}, status=status)
    actions.save_check_in(session=row, now=timezone.now(), **form.cleaned_data)
    return _after(request, row, **form.cleaned_data)


def _after(
    request: StandingRequest,
    row: Session,
    *,
    feel: str,
    before: int | None,
    after: int | None,
    note: str,
) -> HttpResponse:
    """Close the gate after a bad session; point to help after a worse one."""
    closes = closes_the_gate(before, after)
    if closes:
        withdraw_standing(person=row.person, reason="after-session", now=timezone.now())
    is_worse = closes or feel == "worse"
    if theirs := for_giver(row, request.user):
        messages.success(request, theirs.after_worse if is_worse else _("Saved."))
        return redirect(theirs.url)
    if is_worse:
        return redirect("routines:worse")
    messages.success(request, _("Saved."))
    return redirect("routines:history")


@never_cache
@require_safe
def worse(request: StandingRequest) -> HttpResponse:
    """Say what to do when the back feels worse after a session."""
    gate = request.standing.gate
    context = {"is_closed": isinstance(gate, Closed)}
    return render(request, "routines/worse.html", context)


@require_safe
def history(request: StandingRequest) -> HttpResponse:
    """Show one month of sessions."""
    today = timezone.localdate()
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        month = today.replace(day=1)
    if not FIRST_MONTH <= month <= today:
        month = today.replace(day=1)
    rows = access.sessions_of(request.user).filter(
        started_at__year=month.year, started_at__month=month.month
    )
    over = [row for row in rows if was_followed(thaw_state(row.state))]
    page = history_page(over, month, today)
    return render(request, "routines/history.html", {"page": page})
