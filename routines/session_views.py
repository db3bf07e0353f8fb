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
from routines import access, access_after, actions, following, partner, wording
from routines.access_doses import ledger_of
from routines.adapting import Inputs, Wish
from routines.before_session import Start, checked_gate
from routines.forms import BadEvents, posted_events
from routines.frozen import thaw_plan, thaw_state
from routines.gate import refused
from routines.giving_pages import for_two, refused_for
from routines.history_pages import history_page
from routines.late_events import counting
from routines.models import Pairing, Routine, Session
from routines.partner import Back
from routines.planning import Plan, plan
from routines.player import EventKind
from routines.routine_pages import routine_url
from routines.rows import wish_alone, wishes_of
from routines.session_pages import live_part, session_page
from routines.stop_pages import after_the_end, has_ended_by_sign, tells_which_emergency
from routines.tally import was_followed
from safety.accounts import person_for
from safety.clearance import Closed
from safety.screen_flow import chosen_numbers

FIRST_MONTH = date(2020, 1, 1)  # nobody followed anything here before


def begin(
    request: StandingRequest,
    *,
    wishes: Sequence[Wish],
    name: str,
    routine: Routine | None = None,
    pairing: Pairing | None = None,
) -> HttpResponse:
    """Ask the gate and the short check, freeze the plan, go to the player; or say why not.

    Whose back it is, and so whose gate, limits and doses count, comes from one place.
    """
    now = timezone.now()
    back = partner.back_of(request, pairing, now=now)
    gate = back.standing.gate
    if isinstance(gate, Closed):
        return refused(request, gate, page=refused_for(back, chosen_numbers(request)))
    if not pairing and (waiting := access_after.unanswered_of(back.person, now=now)):
        return _asked_first(request, waiting, routine)
    start = Start(name=name, back_url=_seen_before(wishes, routine), wishes=wishes)
    checked = checked_gate(request, back, gate, start, now=now)
    if isinstance(checked, HttpResponse):
        return checked
    inputs = following.inputs_for(back.person, checked, now=now)
    made = plan(wishes, inputs)
    is_followable = following.is_followable(made, inputs, wishes, routine=routine)
    if inputs.rest_until or not is_followable:
        return _not_now(request, pairing) or _why_not(request, made, inputs, wishes, routine)
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


def _not_now(request: StandingRequest, pairing: Pairing | None) -> HttpResponse | None:
    """Say to a giver that nothing is left, without the reasons; None for one's own back."""
    if pairing is None:
        return None
    said = _("Nothing of this is for %(name)s today.") % {"name": pairing.name}
    messages.error(request, said)
    return redirect("routines:pairing", pairing.pk)


def _why_not(
    request: StandingRequest,
    made: Plan,
    inputs: Inputs,
    wishes: Sequence[Wish],
    routine: Routine | None,
) -> HttpResponse:
    """Say why nothing starts, on the page that shows it: no lock, only not now."""
    if inputs.rest_until:
        messages.error(request, wording.rest_text(inputs.rest_until))
    elif following.is_about_limits(made):
        messages.error(request, _("Nothing of this is for you now. See your limits."))
        return redirect("safety:limits")
    else:
        said = [wording.change_text(one, wording.technique_names()) for one in made.changes]
        messages.error(request, " ".join([_("Nothing of this is left for now."), *said[:2]]))
    return redirect(_seen_before(wishes, routine))


def _asked_first(
    request: StandingRequest, waiting: Session, routine: Routine | None
) -> HttpResponse:
    """Lead a start to the next-day question: without its answer nothing can progress."""
    messages.info(request, _("First tell us how it was after last time."))
    then = reverse("routines:home") if routine is None else routine_url(routine)
    return redirect(f"{reverse('routines:next-day', args=[waiting.pk])}?next={then}")


def _seen_before(wishes: Sequence[Wish], routine: Routine | None) -> str:
    """Return the page a start comes from."""
    if routine is None:
        return reverse("routines:technique", args=[wishes[0].facts.slug])
    return routine_url(routine)


def _time_zone(request: StandingRequest) -> str:
    return request.POST.get("time_zone", "")


@require_POST
def routine_start(request: StandingRequest, pk: int) -> HttpResponse:
    """Start following a routine; one for two people first asks whose back it is."""
    row = access.followable_for(request.user, pk)
    if partner.needs_partner(row):
        return redirect("routines:routine-whose", row.pk)
    return begin(request, wishes=wishes_of(row), name=row.name, routine=row)


@require_POST
def session_again(request: StandingRequest, pk: int) -> HttpResponse:
    """Begin the same anew, through the gate and the short check; what was held stays."""
    row = access.repeatable_session_for(request.user, pk)
    if row.routine_id:
        answer: HttpResponse = routine_start(request, row.routine_id)
        return answer
    technique = access.technique_named(thaw_plan(row.plan).steps[0].technique)
    return begin(request, wishes=[wish_alone(technique)], name=row.name)


@never_cache
@require_safe
def session(request: StandingRequest, pk: int) -> HttpResponse:
    """Show the player; without JavaScript it is a sheet to follow."""
    now = timezone.now()
    row = access.session_for(request.user, pk)
    if answer := closed(request, row):
        return answer
    if thaw_state(row.state).is_over:
        return redirect("routines:finish", row.pk)
    ledger = ledger_of(row.person, now=now)
    page = session_page(row, ledger, chosen_numbers(request), now=now)
    page = for_two(page, row, request.user)
    return render(request, "routines/session.html", {"page": page})


@require_POST
def session_events(request: StandingRequest, pk: int) -> HttpResponse:
    """Store events, answer with what the server decides.

    Somebody signed out is told so: a script cannot tell a sign-in page from an answer.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    now = timezone.now()
    row = access.session_for(request.user, pk)
    back = partner.back_in(request, row, now=now)
    try:
        told = posted_events(request.POST.get("events", "[]"))
    except BadEvents as error:
        return closed(request, row, back) or HttpResponseBadRequest(str(error))
    posted = counting(back, row, told, now=now)
    row, bad = actions.record_events(session=row, posted=posted, now=now)
    if tells_which_emergency(posted) and back.is_own:
        return HttpResponseClientRedirect(reverse("safety:result"))
    if not has_ended_by_sign(row, posted) and (answer := closed(request, row, back)):
        return answer
    part = live_part(row, ledger_of(back.person, now=now), refused=len(bad))
    return render(request, "routines/session.html#live", {"live": part})


def closed(
    request: StandingRequest, row: Session, back: Back | None = None
) -> HttpResponse | None:
    """End a session whose clearance is gone, what was held stays; None while it counts.

    It is the standing of the person whose back is worked on, whoever looks at the page.
    """
    now = timezone.now()
    back = back or partner.back_in(request, row, now=now)
    gate = back.standing.gate
    if not isinstance(gate, Closed):
        return None
    actions.end_session(session=row, kind=EventKind.END, now=now)
    if request.htmx and request.method == "POST":  # the player: its own page says why
        return HttpResponseClientRedirect(reverse("routines:session", args=[row.pk]))
    return refused(request, gate, page=refused_for(back, chosen_numbers(request)))


@never_cache
@require_http_methods(["GET", "POST"])
def session_end(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask, then end a session and keep what was done; "paper" says it was followed whole."""
    now = timezone.now()
    row = access.session_for(request.user, pk)
    back = partner.back_in(request, row, now=now)
    try:
        told = posted_events(request.POST.get("events") or "[]")
    except BadEvents:
        told = []
    if posted := counting(back, row, told, now=now):
        row, _refused = actions.record_events(session=row, posted=posted, now=now)
    if thaw_state(row.state).is_over:
        return redirect(after_the_end(row))
    if answer := closed(request, row, back):
        return answer
    if request.method == "GET":
        return render(request, "routines/session_end.html", {"page": row})
    kind = EventKind.PAPER if request.POST.get("how") == "paper" else EventKind.END
    actions.end_session(session=row, kind=kind, now=now)
    return redirect(after_the_end(row))


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
    found = access.sessions_of(request.user).select_related("check_in", "decision")
    rows = found.filter(started_at__year=month.year, started_at__month=month.month)
    over = [row for row in rows if was_followed(thaw_state(row.state))]
    page = history_page(over, month, today, now=timezone.now())
    return render(request, "routines/history.html", {"page": page})
