"""After a session: how it was, the next day, what follows from it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.requests import StandingRequest
from routines import access, access_after, actions
from routines.after_forms import ChangeForm, CheckInForm, NextDayForm
from routines.after_pages import finish_page, next_day_page, progress_page
from routines.after_wording import decided_text, tip_text
from routines.frozen import thaw_state
from routines.gate import READS_NOTHING, refused
from routines.giving_pages import TheirsPage, for_giver
from routines.models import Decision, Session
from routines.progress import STOPS, offers, returning
from routines.session_views import closed
from safety import content
from safety.access import pain_before
from safety.after import decide
from safety.clearance import Closed


@never_cache
@require_http_methods(["GET", "POST"])
def finish(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask how it was; once the session is over. It is for the receiver to say."""
    row = access.session_for(request.user, pk)
    if not thaw_state(row.state).is_over:
        return closed(request, row) or redirect("routines:session", row.pk)
    gate = request.standing.gate
    if isinstance(gate, Closed) and gate.refusal in READS_NOTHING:
        return refused(request, gate)
    theirs = for_giver(row, request.user)
    if theirs and not row.is_handed_over:
        status = 200 if request.method == "GET" else 403
        return render(request, "routines/finish_theirs.html", {"page": theirs}, status=status)
    return _asked(request, row, theirs)


def _asked(request: StandingRequest, row: Session, theirs: TheirsPage | None) -> HttpResponse:
    before = None if theirs else pain_before(row.person, at=row.started_at)
    form = CheckInForm(request.POST if request.method == "POST" else None, before=before)
    if not form.is_valid():
        page = finish_page(row, form, name=theirs.name if theirs else "")
        status = 422 if form.is_bound else 200
        return render(request, "routines/finish.html", {"page": page}, status=status)
    found = actions.save_check_in(session=row, now=timezone.now(), **form.cleaned_data)
    is_worse = form.cleaned_data["feel"] == "worse"
    given = _for_giver(request, found, theirs, is_worse=is_worse)
    return given or _led_on(request, found, is_worse=is_worse)


def _for_giver(
    request: StandingRequest, row: Decision, theirs: TheirsPage | None, *, is_worse: bool
) -> HttpResponse | None:
    """Lead a giver on without the receiver's reasons; None for one's own back."""
    if theirs is None:
        return None
    needs_care = is_worse or row.decision in STOPS or row.decision == "REDUCE"
    messages.success(request, theirs.after_worse if needs_care else _("Saved."))
    return redirect(theirs.url)


@never_cache
@require_http_methods(["GET", "POST"])
def next_day(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask how it was the day after; once the session is over."""
    row = access.own_session_for(request.user, pk)
    if not thaw_state(row.state).is_over:
        raise Http404
    form = NextDayForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = next_day_page(row, form)
        status = 422 if form.is_bound else 200
        return render(request, "routines/next_day.html", {"page": page}, status=status)
    now = timezone.now()
    found = actions.save_next_day(session=row, now=now, **form.cleaned_data)
    if actions.CHANGED in form.cleaned_data["signs"] and found.decision not in STOPS:
        messages.info(request, _("Because you told us something is new, please answer again."))
        return redirect("safety:start")
    return _led_on(request, found, then=request.GET.get("next", ""))


def _led_on(
    request: HttpRequest, row: Decision, *, is_worse: bool = False, then: str = ""
) -> HttpResponse:
    """Go where a decision leads: to help, to rest, to an offer, or on."""
    if row.decision in STOPS:
        return redirect("safety:result")
    if row.decision == "REDUCE" or is_worse:
        return redirect("routines:worse")
    messages.success(request, _("Saved.") + " " + decided_text(row))
    for tip in _tips(row.session):
        messages.info(request, tip)
    if row.decision == "PROGRESS":
        return redirect("routines:progress", row.session_id)
    return redirect(_own_page(then) or "routines:history")


def _tips(session: Session) -> list[str]:
    diary = access_after.diary_of(session, now=timezone.now())
    return [tip_text(name) for name in decide(content.current().after, diary).tips]


def _own_page(path: str) -> str:
    """Return the path of a page of ours, "" for anything else."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if is_ours else ""


@never_cache
@require_http_methods(["GET", "POST"])
def progress(request: StandingRequest, pk: int) -> HttpResponse:
    """Offer one change after easy sessions; the person picks one, or none."""
    row, past = access_after.offer_for(request.user, pk)
    ladder = access_after.ladder()
    steps = offers(past, ladder)
    if not steps:
        raise Http404
    form = ChangeForm(steps, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = progress_page(row, steps, returning(past, ladder), form)
        status = 422 if form.is_bound else 200
        return render(request, "routines/progress.html", {"page": page}, status=status)
    step = form.cleaned_data["step"]
    actions.choose_step(decision=row, step="" if step == "same" else step, now=timezone.now())
    text = _("Same plan again.") if step == "same" else decided_text(row)
    messages.success(request, text)
    return redirect("routines:history")


@never_cache
@require_safe
def worse(request: StandingRequest) -> HttpResponse:
    """Say what to do when the back feels worse after a session."""
    latest = access_after.decisions_of(request.user).first()
    is_reduced = latest is not None and latest.decision == "REDUCE"
    context = {
        "is_closed": isinstance(request.standing.gate, Closed),
        "advice": content.current().advice["ADV_D_REDUCE"].text if is_reduced else "",
    }
    return render(request, "routines/worse.html", context)
