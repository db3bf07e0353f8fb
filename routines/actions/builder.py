"""Writes of people's routines: keyword-only, atomic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from routines.facts import SWITCH_S
from routines.models import Pack, Routine, RoutineStep, Technique
from routines.planning import REST_S
from routines.rows import facts_of_row, sides_of
from safety.models import Person

LONGEST_NAME = 80
MOST_STEPS = 60  # no list of a person's own is longer; keeps a page under its size


class TooManySteps(ValueError):
    """The routine is as long as it may be."""


def create_routine(
    *,
    person: Person,
    name: str,
    now: datetime,
    mode: str = "self",
    pack: str = Pack.PHONE,
) -> Routine:
    """Return a new empty routine; an empty name becomes "Untitled routine"."""
    return Routine.objects.create(
        owner=person, name=_named(name), mode=mode, pack=pack, changed_at=now
    )


@transaction.atomic
def copy_routine(*, person: Person, routine: Routine, now: datetime) -> Routine:
    """Return a person's own copy, steps and tones included."""
    name = routine.name if routine.is_starter else _("%(name)s (copy)") % {"name": routine.name}
    copy = create_routine(
        person=person, name=name, mode=routine.mode, pack=routine.pack, now=now
    )
    steps = list(routine.steps.all())
    for step in steps:
        step.pk, step.routine = None, copy
    RoutineStep.objects.bulk_create(steps)
    return copy


def rename_routine(*, routine: Routine, name: str, now: datetime) -> None:
    """Give a routine another name."""
    routine.name = _named(name)
    routine.changed_at = now
    routine.save(update_fields=["name", "changed_at"])


def choose_pack(*, routine: Routine, pack: Pack, now: datetime) -> None:
    """Give a routine its own tones, or leave them to the phone."""
    routine.pack = pack
    routine.changed_at = now
    routine.save(update_fields=["pack", "changed_at"])


def delete_routine(*, routine: Routine) -> None:
    """Delete a routine; sessions that followed it stay in the history."""
    routine.delete()


@transaction.atomic
def add_step(*, routine: Routine, technique: Technique, now: datetime) -> RoutineStep:
    """Append a technique with its own times; raise TooManySteps at the limit."""
    orders = [step.order for step in _locked_steps(routine)]
    if len(orders) >= MOST_STEPS:
        raise TooManySteps
    facts = facts_of_row(technique)
    step = RoutineStep.objects.create(
        routine=routine,
        technique=technique,
        order=max(orders, default=0) + 1,
        position=technique.position,
        sides=sides_of(facts),
        seconds=facts.timer_seconds,
        rest=REST_S,
        switch=SWITCH_S,
    )
    _touch(routine, now)
    return step


@transaction.atomic
def change_step(
    *, step: RoutineStep, seconds: int, sides: str, rest: int, position: str, now: datetime
) -> None:
    """Set a step's times, sides and position."""
    step.seconds, step.sides, step.rest, step.position = seconds, sides, rest, position
    step.save(update_fields=["seconds", "sides", "rest", "position"])
    _touch(step.routine, now)


@transaction.atomic
def duplicate_step(*, step: RoutineStep, now: datetime) -> RoutineStep:
    """Put a copy right after a step; raise TooManySteps at the limit."""
    steps = _locked_steps(step.routine)
    if len(steps) >= MOST_STEPS:
        raise TooManySteps
    copy = RoutineStep.objects.get(pk=step.pk)
    copy.pk = None
    copy.save()
    place = [one.pk for one in steps].index(step.pk)
    _renumber([*steps[: place + 1], copy, *steps[place + 1 :]])
    _touch(step.routine, now)
    return copy


@transaction.atomic
def remove_step(*, step: RoutineStep, now: datetime) -> None:
    """Take a step out."""
    routine = step.routine
    step.delete()
    _renumber(_locked_steps(routine))
    _touch(routine, now)


@transaction.atomic
def move_step(*, step: RoutineStep, by: int, now: datetime) -> int:
    """Move a step up (-1) or down (+1); at the end nothing changes. Return its new place."""
    steps = _locked_steps(step.routine)
    place = [one.pk for one in steps].index(step.pk)
    target = min(max(place + by, 0), len(steps) - 1)
    steps.insert(target, steps.pop(place))
    _renumber(steps)
    _touch(step.routine, now)
    return target + 1


def _named(name: str) -> str:
    return name.strip()[:LONGEST_NAME] or _("Untitled routine")


def _locked_steps(routine: Routine) -> list[RoutineStep]:
    Routine.objects.select_for_update().get(pk=routine.pk)
    return list(RoutineStep.objects.filter(routine=routine))


def _renumber(steps: Iterable[RoutineStep]) -> None:
    rows = list(steps)
    for order, step in enumerate(rows, 1):
        step.order = order
    RoutineStep.objects.bulk_update(rows, ["order"])


def _touch(routine: Routine, now: datetime) -> None:
    routine.changed_at = now
    routine.save(update_fields=["changed_at"])
