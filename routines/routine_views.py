"""Routines: the list, one routine, and building one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.requests import StandingRequest
from routines import access, actions
from routines.before_session import standing_of_the_day
from routines.following import inputs_for, offer_for, on_another_day
from routines.forms import NameForm, SoundForm, StepForm
from routines.models import Routine, RoutineStep
from routines.routine_pages import RoutinePage, routine_page, routines_page
from routines.rows import facts_of_row, wishes_of
from safety.accounts import person_for
from safety.clearance import Open


@require_safe
def routines(request: StandingRequest) -> HttpResponse:
    """List one's own routines and the starters."""
    now = timezone.now()
    gate = request.standing.gate
    inputs = None
    if isinstance(gate, Open):
        inputs = on_another_day(inputs_for(request.user, gate, now=now))
    minutes = request.GET.get("minutes", "")
    page = routines_page(
        access.routines_of(request.user),
        access.starters(),
        inputs,
        int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 0,
    )
    return render(request, "routines/routines.html", {"page": page})


@require_POST
def routine_new(request: StandingRequest) -> HttpResponse:
    """Begin an empty routine."""
    row = actions.create_routine(person=person_for(request), name="", now=timezone.now())
    return redirect("routines:routine", row.pk)


@require_safe
def starter(request: StandingRequest, slug: str) -> HttpResponse:
    """Show a starter routine."""
    page = _page(request, access.starter_named(slug))
    return render(request, "routines/starter.html", {"page": page})


@require_http_methods(["GET", "POST"])
def routine(request: StandingRequest, pk: int) -> HttpResponse:
    """Show one's own routine to build on; a POST renames it."""
    row = access.routine_for(request.user, pk)
    if request.method == "GET":
        return render(request, "routines/routine.html", {"page": _page(request, row)})
    form = NameForm(request.POST)
    if form.is_valid():
        actions.rename_routine(routine=row, name=form.cleaned_data["name"], now=timezone.now())
        return _again(request, row.pk, _("Name saved."))
    page = _page(request, row, name_form=form)
    part = "#builder" if request.htmx else ""
    return render(request, f"routines/routine.html{part}", {"page": page}, status=422)


@require_POST
def routine_sound(request: StandingRequest, pk: int) -> HttpResponse:
    """Choose the tones one's own routine is followed with."""
    row = access.routine_for(request.user, pk)
    form = SoundForm(request.POST)
    if form.is_valid():
        actions.choose_pack(routine=row, now=timezone.now(), **form.cleaned_data)
        return _again(request, row.pk, _("Tones saved."), is_sound_open=True)
    page = _page(request, row, sound_form=form)
    part = "#builder" if request.htmx else ""
    return render(request, f"routines/routine.html{part}", {"page": page}, status=422)


@require_POST
def routine_copy(request: StandingRequest, pk: int) -> HttpResponse:
    """Make one's own copy of a routine or starter."""
    row = access.followable_for(request.user, pk)
    copy = actions.copy_routine(person=person_for(request), routine=row, now=timezone.now())
    messages.success(request, _("Copied. Change it as you like."))
    return redirect("routines:routine", copy.pk)


@require_POST
def routine_delete(request: StandingRequest, pk: int) -> HttpResponse:
    """Delete one's own routine; the history stays."""
    row = access.routine_for(request.user, pk)
    actions.delete_routine(routine=row)
    messages.success(request, _("%(name)s deleted.") % {"name": row.name})
    return redirect("routines:routines")


@require_POST
def step(request: StandingRequest, pk: int, step_pk: int) -> HttpResponse:
    """Change one step: save, move, duplicate or remove."""
    row = access.step_for(request.user, pk, step_pk)
    verb = request.POST.get("do", "save")
    if verb == "save":
        return _save_step(request, row)
    try:
        said = _do(verb, row)
    except actions.TooManySteps:
        said = _("This routine is full.")
    return _again(request, pk, said)


def _do(verb: str, row: RoutineStep) -> str:
    now, name = timezone.now(), {"name": row.technique.name}
    match verb:
        case "up" | "down":
            place = actions.move_step(step=row, by=-1 if verb == "up" else 1, now=now)
            total = row.routine.steps.count()
            spoken = {**name, "place": place, "total": total}
            return _("%(name)s moved to %(place)s of %(total)s.") % spoken
        case "copy":
            actions.duplicate_step(step=row, now=now)
            return _("%(name)s duplicated.") % name
        case "remove":
            actions.remove_step(step=row, now=now)
            return _("%(name)s removed.") % name
        case _:
            raise Http404


def _save_step(request: StandingRequest, row: RoutineStep) -> HttpResponse:
    form = StepForm(facts_of_row(row.technique), row, request.POST)
    if form.is_valid():
        actions.change_step(step=row, now=timezone.now(), **form.cleaned_data)
        return _again(request, row.routine_id, _("Saved."), open_pk=row.pk)
    routine = access.routine_for(request.user, row.routine_id)
    page = _page(request, routine, bound=form, open_pk=row.pk)
    part = "#builder" if request.htmx else ""
    return render(request, f"routines/routine.html{part}", {"page": page}, status=422)


def _again(
    request: StandingRequest,
    pk: int,
    said: str,
    *,
    open_pk: int = 0,
    is_sound_open: bool = False,
) -> HttpResponse:
    """Show the routine as stored: its part for htmx, a redirect otherwise.

    The step at `open_pk`, or the tones, stay open: the focus can stay in their fields.
    """
    if not request.htmx:
        messages.success(request, said)
        return redirect("routines:routine", pk)
    row = access.routine_for(request.user, pk)
    page = _page(request, row, said=said, open_pk=open_pk, is_sound_open=is_sound_open)
    return render(request, "routines/routine.html#builder", {"page": page})


def _page(
    request: StandingRequest,
    row: Routine,
    *,
    bound: StepForm | None = None,
    open_pk: int = 0,
    name_form: NameForm | None = None,
    sound_form: SoundForm | None = None,
    is_sound_open: bool = False,
    said: str = "",
) -> RoutinePage:
    now = timezone.now()
    standing = standing_of_the_day(request.user, request.standing, now=now)
    offer = None
    if isinstance(standing.gate, Open):
        offer = offer_for(request.user, standing.gate, wishes_of(row), now=now)
    return routine_page(
        row,
        standing,
        offer,
        bound=bound,
        open_pk=open_pk,
        name_form=name_form,
        sound_form=sound_form,
        is_sound_open=is_sound_open,
        said=said,
    )
