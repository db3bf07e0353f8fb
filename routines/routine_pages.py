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
from routines.following import starter_stands
from routines.forms import NameForm, StepForm
from routines.glyph import Glyph, glyph_for
from routines.models import Routine, RoutineStep
from routines.planning import Plan, plan
from routines.rows import SIDES, facts_of_row, level_of, wishes_of
from routines.sequence import Step, faults_of
from safety.limits import Standing


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One coloured piece of the timeline, in seconds."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The slim bar over a routine."""

    width: int
    bars: tuple[Bar, ...]
    text: str
    key: tuple[tuple[str, str], ...]


def timeline(made: Plan) -> Timeline:
    """Return the bar of a plan."""
    kinds = dict.fromkeys(one.kind for one in made.segments)
    return Timeline(
        width=max(made.total_seconds, 1),
        bars=tuple(
            Bar(kind=one.kind.value, x=one.offset, width=one.seconds) for one in made.segments
        ),
        text=wording.plan_text(made),
        key=tuple((kind.value, str(wording.PHASES[kind])) for kind in kinds),
    )


@dataclass(frozen=True, kw_only=True)
class RoutineCard:
    """One routine in a list; `changes` says what would differ for this person."""

    name: str
    url: str
    pk: int
    glyph: Glyph
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
        glyph=routine_glyph(routine),
        time=wording.about_minutes(made.total_seconds),
        detail=" · ".join([steps, level, *names[:2]]),
        step_names=tuple(step.name for step in made.steps[:3]),
        changes=len(made.changes),
        is_hidden=bool(inputs and routine.is_starter and not starter_stands(made, inputs)),
    )


def routine_glyph(routine: Routine) -> Glyph:
    """Return the body picture with the places a routine works on."""
    catalogue = content.current()
    rows = [
        catalogue.techniques[step.technique_id]
        for step in routine.steps.all()
        if step.technique_id in catalogue.techniques
    ]
    worked = [row for row in rows if row.kind != "preparation"] or rows
    names = dict.fromkeys(name for row in worked for name in row.primary_areas)
    places = [catalogue.areas[name] for name in names]
    backs = [area for area in places if area.map_view == "back"] or places
    return glyph_for([(area.map_view, area.map_points) for area in backs])


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
    inputs_by_level: dict[int, Inputs] | None,
    minutes: int,
) -> RoutinesPage:
    """Build the list; `minutes` above 0 shows only starters that fit into it."""

    def card(routine: Routine) -> RoutineCard:
        inputs = inputs_by_level[level_of(routine)] if inputs_by_level else None
        return routine_card(routine, inputs)

    ready = [(routine, card(routine)) for routine in starters]
    shown = [made for routine, made in ready if not made.is_hidden]
    if minutes:
        shown = [made for made in shown if int(made.time.split()[0]) <= minutes]
    return RoutinesPage(
        own=tuple(card(routine) for routine in own),
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
    dose: str
    position: str
    note: str
    off: str
    because: str
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
    notes: tuple[str, ...]
    is_partner: bool
    name_form: NameForm | None
    saved: str
    said: str
    tools: tuple[str, ...]


def routine_page(
    routine: Routine,
    standing: Standing,
    made: Plan | None,
    *,
    bound: StepForm | None = None,
    open_pk: int = 0,
    name_form: NameForm | None = None,
    said: str = "",
) -> RoutinePage:
    """Build the page; `made` is the plan inside the person's limits, None when closed."""
    rows = list(routine.steps.all())
    written = plan(wishes_of(routine), _plain_inputs(routine))
    names = {slug: row.name for slug, row in content.current().techniques.items()}
    tools = content.current().tools
    return RoutinePage(
        pk=routine.pk,
        name=routine.name,
        suits=routine.suits,
        steps=tuple(
            _step_view(
                row,
                standing,
                is_first=place == 0,
                is_last=place == len(rows) - 1,
                is_open=row.pk == open_pk,
                form=_form(routine, row, bound if row.pk == open_pk else None),
            )
            for place, row in enumerate(rows)
        ),
        timeline=timeline(written),
        total=wording.minutes(written.total_seconds),
        changes=tuple(wording.change_text(one, names) for one in made.changes) if made else (),
        notes=() if routine.is_starter else tuple(_notes(rows)),
        is_partner=routine.mode == "partner",
        name_form=None
        if routine.is_starter
        else name_form or NameForm(initial={"name": routine.name}),
        saved=_saved(routine.changed_at),
        said=said,
        tools=tuple(tools[one].name for one in routine.tools_required if one in tools),
    )


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
    is_first: bool,
    is_last: bool,
    is_open: bool,
    form: StepForm | None,
) -> StepView:
    facts = facts_of_row(row.technique)
    off, because = why_not(facts, standing)
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
        dose=" · ".join(parts),
        position=str(wording.POSITIONS[row.position]),
        note=row.note,
        off=off,
        because=because,
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
