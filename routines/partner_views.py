"""Sessions for two: whose back it is, the link, the device handed over, the yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.requests import StandingRequest
from routines import actions, following, partner
from routines.access_partner import (
    open_pairings_of,
    pairing_behind,
    pairing_for,
    pairing_with,
    pairings_of,
)
from routines.gate import refused
from routines.giving_pages import ASKS_AGAIN, changes_for
from routines.models import Pairing
from routines.partner import Chosen
from routines.partner_forms import (
    MINE,
    NEW,
    ConsentForm,
    WhoseForm,
    receiver_consent,
    start_consent,
)
from routines.partner_pages import back_page, link_page, pairing_page, whose_page
from routines.planning import plan
from routines.session_views import begin
from safety.access import gate_for, standing_clearance_of
from safety.accounts import begin_errand, end_errand, errand_of, person_for, screened
from safety.clearance import Closed, Gate, Open
from safety.screen_flow import chosen_numbers

# What the giver wanted to follow waits in the browser's session while the receiver answers.
ANSWERING_FOR = "answering_for"


@never_cache
@require_http_methods(["GET", "POST"])
def routine_whose(request: StandingRequest, pk: int) -> HttpResponse:
    """Ask whose back a routine for two works on."""
    return _whose(request, partner.chosen_routine(request.user, pk))


@never_cache
@require_http_methods(["GET", "POST"])
def technique_whose(request: StandingRequest, slug: str) -> HttpResponse:
    """Ask whose back a technique for two works on."""
    return _whose(request, partner.chosen_technique(slug))


def _whose(request: StandingRequest, chosen: Chosen) -> HttpResponse:
    now = timezone.now()
    pairings = open_pairings_of(request.user, now=now)
    form = WhoseForm(pairings, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        page = whose_page(chosen, form)
        return render(request, "routines/whose.html", {"page": page}, status=status)
    choice = form.cleaned_data["whose"]
    if choice == MINE:
        return _begin(request, chosen, None)
    if choice != NEW:
        return redirect(_address(pairing_for(request.user, int(choice)), chosen.query))
    names = {key: form.cleaned_data[key] for key in ("name", "giver_name")}
    row = actions.ask_receiver(giver=person_for(request), now=now, **names)
    return redirect(_address(row, chosen.query))


def _begin(request: StandingRequest, chosen: Chosen, pairing: Pairing | None) -> HttpResponse:
    return begin(
        request,
        wishes=chosen.wishes,
        name=chosen.name,
        routine=chosen.routine,
        pairing=pairing,
    )


def _address(pairing: Pairing, query: str) -> str:
    url = reverse("routines:pairing", args=[pairing.pk])
    return f"{url}?{query}" if query else url


@never_cache
@require_safe
def pairing(request: StandingRequest, pk: int) -> HttpResponse:
    """Show a giver whether it is open, and what to do next."""
    row = pairing_for(request.user, pk)
    chosen = partner.chosen_in(request.user, request.GET)
    return _pairing(request, row, chosen, start_consent(row.name))


def _pairing(
    request: StandingRequest, row: Pairing, chosen: Chosen | None, form: ConsentForm
) -> HttpResponse:
    now = timezone.now()
    back = partner.back_of(request, row, now=now)
    gate: Gate = back.standing.gate
    changes: tuple[str, ...] = ()
    if chosen and isinstance(gate, Open):
        inputs = following.inputs_for(back.person, gate, now=now)
        changes = tuple(changes_for(plan(chosen.wishes, inputs).changes, row.name))
    link = request.build_absolute_uri(reverse("routines:partner-link", args=[row.token]))
    page = pairing_page(
        row, back, chosen=chosen, changes=changes, form=form, link=link, now=now
    )
    status = 422 if form.is_bound else 200
    return render(request, "routines/pairing.html", {"page": page}, status=status)


@require_POST
def pairing_start(request: StandingRequest, pk: int) -> HttpResponse:
    """Start for a receiver, once the giver has asked them and ticked it."""
    row = pairing_for(request.user, pk)
    chosen = partner.chosen_in(request.user, request.POST)
    if chosen is None:
        raise Http404
    form = start_consent(row.name, request.POST)
    back = partner.back_of(request, row, now=timezone.now())
    if isinstance(back.standing.gate, Open) and not form.is_valid():
        return _pairing(request, row, chosen, form)
    return _begin(request, chosen, row)


@require_POST
def pairing_hand_over(request: StandingRequest, pk: int) -> HttpResponse:
    """Let the receiver answer the questions on this device, as somebody of their own."""
    row = pairing_for(request.user, pk)
    chosen = partner.chosen_in(request.user, request.POST)
    try:
        receiver = actions.hand_over(pairing=row, now=timezone.now())
    except actions.NotTheirs:
        messages.error(request, _("%(name)s answers elsewhere.") % {"name": row.name})
        return redirect(_address(row, chosen.query if chosen else ""))
    request.session[ANSWERING_FOR] = [row.pk, chosen.query if chosen else ""]
    begin_errand(
        request, next_url=reverse("routines:partner-back"), person=receiver, name=row.name
    )
    return redirect("safety:start")


@require_POST
def pairing_end(request: StandingRequest, pk: int) -> HttpResponse:
    """End a pairing from the giver's side: the receiver, in the room, takes it back."""
    row = pairing_for(request.user, pk)
    actions.withdraw_pairing(pairing=row, now=timezone.now())
    messages.success(request, _("Ended. Nothing starts for %(name)s now.") % {"name": row.name})
    return redirect("routines:account")


@require_POST
def received_end(request: StandingRequest, pk: int) -> HttpResponse:
    """Take a yes back, from the receiver's own account page."""
    row = pairing_with(request.user, pk)
    actions.withdraw_pairing(pairing=row, now=timezone.now())
    messages.success(request, _("Taken back. Nobody follows routines for your back with it."))
    return redirect("routines:account")


@never_cache
@require_http_methods(["GET", "POST"])
def partner_back(request: StandingRequest) -> HttpResponse:
    """Take the receiver's yes and the device back; without the yes only the device."""
    row = _answered_for(request)
    if row is None:
        return redirect("routines:home")
    is_open, now = _is_open_now(request), timezone.now()
    wants = request.method == "POST" and request.POST.get("do") == "agree"
    form = receiver_consent(request.POST if wants else None)
    if request.method == "GET" or (wants and not (is_open and form.is_valid())):
        page = back_page(row, form, is_open=is_open)
        status = 422 if wants else 200
        return render(request, "routines/partner_back.html", {"page": page}, status=status)
    if wants and row.receiver:
        actions.agree(pairing=row, receiver=row.receiver, handed_over=True, now=now)
    _pk, query = request.session.pop(ANSWERING_FOR)
    said = _said_at_the_end(request, row, wants)
    end_errand(request)
    messages.success(request, said)
    return redirect(_address(row, query))


def _answered_for(request: StandingRequest) -> Pairing | None:
    """Return the pairing this device was handed over for, None when it was not."""
    errand, kept = errand_of(request), request.session.get(ANSWERING_FOR)
    if errand is None or errand.person_pk is None:
        return None
    rows = pairings_of(request.user).filter(receiver=errand.person_pk)
    row = rows.filter(pk=kept[0]).first() if kept else None
    if row is None:
        end_errand(request)  # nobody waits for these answers any more
    return row


def _is_open_now(request: StandingRequest) -> bool:
    """Say whether the answers given on this device open it; older ones do not count."""
    person, errand = screened(request), errand_of(request)
    row = standing_clearance_of(person)
    if row is None or errand is None or errand.hides(row.granted_at):
        return False
    return isinstance(gate_for(person, now=timezone.now()), Open)


def _said_at_the_end(request: StandingRequest, row: Pairing, agreed: bool) -> str:
    """Return what the giver reads: open or not, never why."""
    name = {"name": row.name}
    gate = gate_for(screened(request), now=timezone.now())
    if agreed:
        return _("%(name)s said yes.") % name
    if isinstance(gate, Closed) and gate.refusal not in ASKS_AGAIN:
        return _("Today is not a day for %(name)s's back.") % name
    return _("The device is back. %(name)s has not said yes.") % name


@never_cache
@require_http_methods(["GET", "POST"])
def partner_link(request: StandingRequest, token: str) -> HttpResponse:
    """Show the receiver what a yes means; take it, or take it back."""
    row, now = pairing_behind(token), timezone.now()
    gate, numbers = request.standing.gate, chosen_numbers(request)
    page = link_page(row, request.user, gate, numbers, now=now)
    verb = request.POST.get("do", "") if request.method == "POST" else ""
    url = reverse("routines:partner-link", args=[token])
    match verb, page.state:
        case "answer", "answer" if page.closed:
            begin_errand(request, next_url=url)
            return redirect(page.closed.action_url)
        case "agree", "agree":
            end_errand(request)
            actions.agree(pairing=row, receiver=person_for(request), handed_over=False, now=now)
        case "agree", "answer" if isinstance(request.standing.gate, Closed):
            return refused(request, request.standing.gate)
        case "withdraw", "agreed":
            actions.withdraw_pairing(pairing=row, now=now)
        case _:
            errand = errand_of(request)
            if page.has_ended and errand and errand.next_url == url:
                end_errand(request)  # a result must not point here any more
            status = 410 if page.has_ended else 200
            return render(request, "routines/link.html", {"page": page}, status=status)
    return redirect(url)
