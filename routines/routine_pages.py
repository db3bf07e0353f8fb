"""What the pages of routines receive: the list, one routine, the builder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routines import content, wording
from routines.adapting import Inputs
from routines.catalogue_pages import why_not
from routines.dose_pages import Left, left_for_steps, session_left
from routines.doses.pools import SESSION
from routines.following import Offer, starter_stands
from routines.forms import NameForm, SoundForm, StepForm
from routines.models import Routine, RoutineStep
from routines.pictures import Picture, figure_url, routine_picture, seed_of
from routines.planning import Plan, plan
from routines.rows import SIDES, facts_of_row, level_of, wishes_of
from routines.sequence import Step, faults_of
from routines.sheet_pages import sheet_url
from routines.timeline_pages import Timeline, timeline
from safety.limits import Standing


@dataclass(frozen=True, kw_only=True)
class RoutineCard:
    """One routine in a list; `changes` says what would differ for this person."""

    name: str
    url: str
    pk: int
    picture: Picture
    time: str
    detail: str
    step_names: tuple[str, ...]
    changes: int
    is_hidden: bool


def routine_card(routine: Routine, inputs: Inputs | None) -> RoutineCard:
    """Build one card; with `inputs` it is measured inside a person's limits."""
    wishes = wishes_of(routine)
    made = plan(wishes, inputs) if inputs else plan(wishes, _plain_inputs(routine))
    tools = content.current().tools
    names = [tools[one].name for one in routine.tools_required if one in tools]
    level = _("level %(n)s") % {"n": level_of(routine)}
    steps = ngettext("%(n)s step", "%(n)s steps", len(made.steps)) % {"n": len(made.steps)}
    return RoutineCard(
        name=routine.name,
        url=routine_url(routine),
        pk=routine.pk,
        picture=routine_picture(routine, made.steps),
        time=wording.about_minutes(made.total_seconds),
        detail=" · ".join([steps, level, *names[:2]]),
        step_names=tuple(step.name for step in made.steps[:3]),
        changes=len(made.changes),
        is_hidden=bool(inputs and routine.is_starter and not starter_stands(made, inputs)),
    )


def routine_url(routine: Routine) -> str:
    """Return the page of a routine."""
    if routine.is_starter:
        return reverse("routines:starter", args=[routine.slug])
    return reverse("routines:routine", args=[routine.pk])


@dataclass(frozen=True, kw_only=True)
class RoutinesPage:
    """Own routines and starters."""

    own: tuple[RoutineCard, ...]
    starters: tuple[RoutineCard, ...]
    hidden: int
    minutes: int
    choices: tuple[int, ...]


def routines_page(
    own: Iterable[Routine],
    starters: Iterable[Routine],
    inputs: Inputs | None,
    minutes: int,
) -> RoutinesPage:
    """Build the list; `minutes` above 0 shows only starters that fit into it."""
    ready = [(routine, routine_card(routine, inputs)) for routine in starters]
    shown = [made for routine, made in ready if not made.is_hidden]
    if minutes:
        shown = [made for made in shown if int(made.time.split()[0]) <= minutes]
    return RoutinesPage(
        own=tuple(routine_card(routine, inputs) for routine in own),
        starters=tuple(shown),
        hidden=sum(made.is_hidden for _routine, made in ready),
        minutes=minutes,
        choices=(5, 10, 15),
    )


@dataclass(frozen=True, kw_only=True)
class StepView:
    """One step as a row."""

    pk: int
    name: str
    url: str
    picture_url: str
    dose: str
    position: str
    note: str
    off: str
    because: str
    today: str
    is_first: bool
    is_last: bool
    is_open: bool
    form: StepForm | None


@dataclass(frozen=True, kw_only=True)
class RoutinePage:
    """A routine to read and start, or to build when it is one's own."""

    pk: int
    name: str
    suits: str
    steps: tuple[StepView, ...]
    timeline: Timeline
    total: str
    changes: tuple[str, ...]
    left: tuple[Left, ...]
    rest: str
    notes: tuple[str, ...]
    is_partner: bool
    name_form: NameForm | None
    sound_form: SoundForm | None
    is_sound_open: bool
    tones: str
    saved: str
    said: str
    tools: tuple[str, ...]
    sheet_url: str


def routine_page(
    routine: Routine,
    standing: Standing,
    offer: Offer | None,
    *,
    bound: StepForm | None = None,
    open_pk: int = 0,
    name_form: NameForm | None = None,
    sound_form: SoundForm | None = None,
    is_sound_open: bool = False,
    said: str = "",
) -> RoutinePage:
    """Build the page; `offer` is the plan inside the person's limits, None when closed."""
    rows = list(routine.steps.all())
    written = plan(wishes_of(routine), _plain_inputs(routine))
    badges = _badges(offer)
    tools = content.current().tools
    return RoutinePage(
        pk=routine.pk,
        name=routine.name,
        suits=routine.suits,
        steps=tuple(
            _step_view(
                row,
                standing,
                seed=seed_of(routine),
                accepted=offer.inputs.accepted if offer else frozenset(),
                today=badges.get(place, ""),
                is_first=place == 0,
                is_last=place == len(rows) - 1,
                is_open=row.pk == open_pk,
                form=_form(routine, row, bound if row.pk == open_pk else None),
            )
            for place, row in enumerate(rows)
        ),
        timeline=timeline(written),
        total=wording.minutes(written.total_seconds),
        changes=_changes(offer),
        left=_left(offer, written),
        rest=_rest(offer),
        notes=() if routine.is_starter else tuple(_notes(rows)),
        is_partner=routine.mode == "partner",
        name_form=None
        if routine.is_starter
        else name_form or NameForm(initial={"name": routine.name}),
        sound_form=None
        if routine.is_starter
        else sound_form or SoundForm(initial={"pack": routine.pack}),
        is_sound_open=is_sound_open or sound_form is not None,
        tones=routine.get_pack_display(),
        saved=_saved(routine.changed_at),
        said=said,
        tools=tuple(tools[one].name for one in routine.tools_required if one in tools),
        sheet_url=sheet_url(routine, offer),
    )


def _changes(offer: Offer | None) -> tuple[str, ...]:
    names = wording.technique_names()
    return tuple(wording.change_text(one, names) for one in offer.plan.changes) if offer else ()


def _badges(offer: Offer | None) -> dict[int, str]:
    """Return a word on what today changes, by the place of the step."""
    changes = offer.plan.changes if offer else ()
    return {one.place: wording.today_text(one) for one in reversed(changes)}


def _left(offer: Offer | None, written: Plan) -> tuple[Left, ...]:
    """Return what is left today of what the routine counts to, session time first."""
    if offer is None:
        return ()
    asked = left_for_steps(offer.ledger, written.steps)
    return (session_left(offer.inputs.left_today[SESSION]), *asked)


def _rest(offer: Offer | None) -> str:
    until = offer.inputs.rest_until if offer else None
    return wording.rest_text(until) if until else ""


def _plain_inputs(routine: Routine) -> Inputs:
    return Inputs(techniques={}, accepted=frozenset(_advanced(routine)))


def _advanced(routine: Routine) -> Iterable[str]:
    return (step.technique_id for step in routine.steps.all())


def _form(routine: Routine, row: RoutineStep, bound: StepForm | None) -> StepForm | None:
    if routine.is_starter:
        return None
    return bound or StepForm(facts_of_row(row.technique), row)


def _step_view(
    row: RoutineStep,
    standing: Standing,
    *,
    seed: str,
    accepted: frozenset[str],
    today: str,
    is_first: bool,
    is_last: bool,
    is_open: bool,
    form: StepForm | None,
) -> StepView:
    facts = facts_of_row(row.technique)
    off, because = why_not(facts, standing, accepted)
    sides = SIDES[row.sides]  # type: ignore[index]
    both = len(sides) > 1
    dose = _("%(time)s × both sides") if both else "%(time)s"
    parts = [dose % {"time": wording.minutes(row.seconds)}]
    if not both and sides[0]:
        parts.append(wording.side(sides[0], facts.side_label))
    if row.rest and not is_last:
        parts.append(_("rest %(s)s s") % {"s": row.rest})
    return StepView(
        pk=row.pk,
        name=facts.name,
        url=reverse("routines:technique", args=[facts.slug]),
        picture_url=figure_url(facts.slug, seed=seed),
        dose=" · ".join(parts),
        position=str(wording.POSITIONS[row.position]),
        note=row.note,
        off=off,
        because=because,
        today="" if off else today,
        is_first=is_first,
        is_last=is_last,
        is_open=is_open,
        form=form,
    )


def _notes(rows: Sequence[RoutineStep]) -> Iterable[str]:
    """Yield friendly notes on the order; they never block a person's own routine."""
    steps = [
        Step(facts=facts_of_row(row.technique), seconds=row.seconds * len(SIDES[row.sides]))  # type: ignore[index]
        for row in rows
    ]
    rules = content.current().sequence
    if rows:
        for name in dict.fromkeys(fault.rule for fault in faults_of(steps, rules)):
            yield rules[name].text


def _saved(moment: datetime | None) -> str:
    return formats.time_format(timezone.localtime(moment), "H:i") if moment else ""
