"""Fitting steps into the session's time: late steps go first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routines.changes import Change, Why
from routines.doses.pools import SESSION
from routines.facts import SHORTEST_S
from routines.sequence import MOVEMENT_KINDS, Fault, Step, faults_of
from routines.wishes import Inputs, Wish


def session_cap(inputs: Inputs) -> tuple[int, Why]:
    """Return the most seconds that may count, and whether the session or the day says so."""
    caps = [inputs.limits.session_max_min * 60, inputs.session_max_s]
    cap = min(one for one in caps if one is not None)
    left = inputs.left_today.get(SESSION, cap)
    return (left, Why.DAY_FULL) if left < cap else (cap, Why.SESSION_FULL)


def within_session(wishes: list[Wish], inputs: Inputs, changes: list[Change]) -> list[Wish]:
    """Leave out late steps until the session fits; the last movement goes last."""
    cap, why = session_cap(inputs)
    while _active(wishes) > cap and _counted(wishes) > 1:
        place = _least_needed(wishes, inputs)
        changes.append(change(wishes[place], "", why))
        wishes = [*wishes[:place], *wishes[place + 1 :]]
    return _shortened(wishes, cap, why, changes) if _active(wishes) > cap else wishes


def change(wish: Wish, became: str, why: Why) -> Change:
    """Return what became of a step ("" = left out), and why."""
    facts = wish.facts
    return Change(
        technique=facts.slug, name=facts.name, became=became, why=why, place=wish.place
    )


def step_faults(wishes: Sequence[Wish], inputs: Inputs) -> list[Fault]:
    """Return where the order rules do not hold for steps as asked for."""
    steps = [Step(facts=one.facts, seconds=one.seconds * len(one.sides)) for one in wishes]
    return faults_of(steps, inputs.sequence)


def _shortened(wishes: list[Wish], cap: int, why: Why, changes: list[Change]) -> list[Wish]:
    """Shorten the only step that counts, or leave it out when too little is left."""
    place = next(place for place, one in enumerate(wishes) if one.facts.counts_to_session)
    only = wishes[place]
    seconds = (cap - only.switch * (len(only.sides) - 1)) // len(only.sides)
    kept = [replace(only, seconds=seconds, rest=0)] if seconds >= SHORTEST_S else []
    changes.append(change(only, only.facts.slug if kept else "", why))
    return [*wishes[:place], *kept, *wishes[place + 1 :]]


def _counted(wishes: Sequence[Wish]) -> int:
    return sum(one.facts.counts_to_session for one in wishes)


def _active(wishes: Sequence[Wish]) -> int:
    total = 0
    for place, one in enumerate(wishes):
        if one.facts.counts_to_session:
            sides = len(one.sides)
            rest = one.rest if place < len(wishes) - 1 else 0
            total += one.seconds * sides + one.switch * (sides - 1) + rest
    return total


def _least_needed(wishes: Sequence[Wish], inputs: Inputs) -> int:
    """Return the place of the latest step that can go without breaking the order."""
    closing = _closing_movement(wishes)
    before = len(step_faults(wishes, inputs)) if inputs.sequence else 0
    counted = [p for p, one in enumerate(wishes) if one.facts.counts_to_session]
    may_go = [place for place in reversed(counted) if place != closing]
    for place in may_go:
        rest = [*wishes[:place], *wishes[place + 1 :]]
        after = len(step_faults(rest, inputs)) if inputs.sequence else 0
        if after <= before:
            return place
    return may_go[0]


def _closing_movement(wishes: Sequence[Wish]) -> int:
    places = [p for p, one in enumerate(wishes) if one.facts.kind in MOVEMENT_KINDS]
    return places[-1] if places else -1
