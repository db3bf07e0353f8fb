"""The only way to people's routines and sessions, and the reads of the catalogue."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from routines.dose import Held
from routines.frozen import thaw_plan, thaw_state
from routines.models import (
    Pairing,
    Routine,
    RoutineStep,
    Session,
    TargetArea,
    Technique,
    TechniqueArea,
    Tool,
)
from routines.player import OVER, held_seconds
from routines.progress import Adjustment
from safety.access import Visitor
from safety.models import Person

# An unfinished session is offered for twelve hours (docs/architecture.md, "Sessions").
SESSION_LIFE = timedelta(hours=12)


def techniques() -> QuerySet[Technique]:
    """Return techniques in use, with their areas."""
    areas = TechniqueArea.objects.select_related("area")
    rows = Technique.objects.filter(retired_at=None)
    return rows.prefetch_related(Prefetch("area_links", areas))


def technique_named(slug: str) -> Technique:
    """Return one technique in use, or raise Http404."""
    return get_object_or_404(techniques(), pk=slug)


def target_areas() -> QuerySet[TargetArea]:
    """Return areas in use."""
    return TargetArea.objects.filter(retired_at=None)


def tools() -> QuerySet[Tool]:
    """Return tools in use."""
    return Tool.objects.filter(retired_at=None)


def starters() -> QuerySet[Routine]:
    """Return starter routines with their steps."""
    return _with_steps(Routine.objects.filter(owner=None, retired_at=None))


def starter_named(slug: str) -> Routine:
    """Return one starter routine, or raise Http404."""
    return get_object_or_404(starters(), slug=slug)


def routines_of(visitor: Visitor) -> QuerySet[Routine]:
    """Return a person's own routines, the last changed first."""
    if not isinstance(visitor, Person):
        return Routine.objects.none()
    return _with_steps(Routine.objects.filter(owner=visitor)).order_by("-changed_at", "-pk")


def routine_for(visitor: Visitor, pk: int) -> Routine:
    """Return one of a person's own routines, or raise Http404."""
    return get_object_or_404(routines_of(visitor), pk=pk)


def followable_for(visitor: Visitor, pk: int) -> Routine:
    """Return a routine a person may follow: their own or a starter; else raise Http404."""
    row = starters().filter(pk=pk).first() or routines_of(visitor).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def step_for(visitor: Visitor, pk: int, step_pk: int) -> RoutineStep:
    """Return a step of one of a person's own routines, or raise Http404."""
    if not isinstance(visitor, Person):
        raise Http404
    rows = RoutineStep.objects.select_related("routine", "technique")
    return get_object_or_404(rows, pk=step_pk, routine_id=pk, routine__owner=visitor)


def sessions_of(visitor: Visitor) -> QuerySet[Session]:
    """Return a person's sessions, newest first."""
    if not isinstance(visitor, Person):
        return Session.objects.none()
    return Session.objects.filter(person=visitor).select_related("check_in")


def sessions_with(visitor: Visitor) -> QuerySet[Session]:
    """Return the sessions a person is in: their own back, or their hands on another one.

    `receiver_name` is what the giver calls the other one, `has_consent` says whether the
    receiver's yes still counts, `is_handed_over` whether they answer on this device.
    """
    if not isinstance(visitor, Person):
        return Session.objects.none()
    pairings = Pairing.objects.filter(giver=OuterRef("giver"), receiver=OuterRef("person"))
    standing = pairings.filter(withdrawn_at=None).exclude(agreed_at=None)
    rows = Session.objects.filter(Q(person=visitor) | Q(giver=visitor))
    return rows.select_related(
        "check_in", "person"
    ).annotate(  # type: ignore[no-redef]  # the model declares them for those who read them
        receiver_name=Subquery(pairings.values("name")[:1]),
        has_consent=Exists(standing),
        is_handed_over=Exists(standing.filter(handed_over=True)),
    )


def session_for(visitor: Visitor, pk: int) -> Session:
    """Return a session a person is in, or raise Http404."""
    return get_object_or_404(sessions_with(visitor), pk=pk)


def open_session_of(visitor: Visitor, *, now: datetime) -> Session | None:
    """Return the session a person can go back to, None when there is none."""
    rows = sessions_with(visitor).exclude(phase__in=OVER)
    return rows.filter(touched_at__gt=now - SESSION_LIFE).first()


def held_today(visitor: Visitor, *, now: datetime) -> list[Held]:
    """Return what a person held in sessions begun on this local day, by step."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        held
        for row in sessions_of(visitor).filter(started_at__gte=midnight)
        for held in _held_in(row)
    ]


def adjustment_of(visitor: Visitor, *, now: datetime) -> Adjustment:
    """Return what the sessions so far mean for a person's next plan."""
    return Adjustment()


def _held_in(row: Session) -> list[Held]:
    plan = thaw_plan(row.plan)
    state = thaw_state(row.state)
    doses = {step.number: step.dose_ids for step in plan.steps}
    for step in plan.steps:
        if step.number in state.gentler_steps and step.gentler:
            doses[step.number] = (*step.dose_ids, *step.gentler.dose_ids)
    return [
        Held(tuple(dict.fromkeys(doses[number])), seconds)
        for number, seconds in held_seconds(plan, state).items()
    ]


def _with_steps(rows: QuerySet[Routine]) -> QuerySet[Routine]:
    steps = RoutineStep.objects.select_related("technique")
    return rows.prefetch_related(Prefetch("steps", steps))
