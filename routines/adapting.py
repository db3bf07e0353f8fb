"""Fitting a routine to a person's limits: swap, move, shorten, leave out; say why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routines.against import against, bounded_seconds, positions_for, pressure_for
from routines.changes import Change, Wait, Why
from routines.doses.pools import SESSION, gaps, pools_of
from routines.facts import SHORTEST_S, SWITCH_S, Facts
from routines.sequence import CLOSING_BREATH
from routines.session_fit import change, step_faults, within_session
from routines.wishes import Inputs, Wish
from safety.vocabulary import Pressure

__all__ = [
    "Adapted",
    "Change",
    "Inputs",
    "Wait",
    "Why",
    "Wish",
    "adapt",
    "eased",
    "is_worth_following",
    "natural_sides",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """What is left of a routine, and what changed."""

    wishes: tuple[Wish, ...]
    changes: tuple[Change, ...]


def adapt(wishes: Sequence[Wish], inputs: Inputs) -> Adapted:
    """Return the routine inside the limits: techniques, order, doses, session cap."""
    changes: list[Change] = []
    asked = [replace(wish, place=place) for place, wish in enumerate(wishes)]
    kept = [one for wish in asked if (one := _allowed(wish, inputs, changes))]
    kept = [_within_longest(wish, inputs, changes) for wish in kept]
    kept = _within_today(_once_each(kept, inputs, changes), inputs, changes)
    if changes and inputs.sequence:
        as_asked = {one.technique for one in step_faults(asked, inputs)}
        kept = _reordered(kept, as_asked, inputs, changes)
    kept = within_session(kept, inputs, changes)
    changes += [change(one, one.facts.slug, Why.LIGHTER) for one in kept if _rests(one, inputs)]
    return Adapted(wishes=tuple(kept), changes=tuple(changes))


def is_worth_following(techniques: Sequence[str]) -> bool:
    """Say whether at least two steps besides the breath are left (clinical "routines")."""
    return sum(one != CLOSING_BREATH for one in techniques) >= 2


def eased(wish: Wish, easier: Facts) -> Wish:
    """Return the step done the easier way, with time to change over when that has sides."""
    same_sides = easier.per_side == wish.facts.per_side
    return replace(
        wish,
        facts=easier,
        position="",
        sides=wish.sides if same_sides else natural_sides(easier),
        seconds=min(wish.seconds, easier.timer_seconds),
        switch=wish.switch or SWITCH_S,
        note="",
    )


def natural_sides(facts: Facts) -> tuple[str, ...]:
    """Return left and right for a one-sided technique, one unnamed side otherwise."""
    return ("left", "right") if facts.per_side else ("",)


def _allowed(wish: Wish, inputs: Inputs, changes: list[Change]) -> Wish | None:
    """Return the step, its easier way, or None when both are off."""
    found = against(wish.facts, inputs)
    if found is None:
        return _in_position(wish, inputs, changes)
    easier = inputs.techniques.get(wish.facts.easier)
    if easier is None or against(easier, inputs):
        changes.append(_because(wish, "", found))
        return None
    changes.append(_because(wish, easier.slug, found))
    return _in_position(eased(wish, easier), inputs, [])


def _because(wish: Wish, became: str, found: Wait) -> Change:
    made = change(wish, became, found.why)
    return replace(made, until=found.until, dose=found.dose)


def _in_position(wish: Wish, inputs: Inputs, changes: list[Change]) -> Wish:
    allowed = positions_for(wish.facts, inputs)
    if wish.position in allowed:
        return wish
    if wish.position and wish.position in wish.facts.positions:
        changes.append(change(wish, wish.facts.slug, Why.OTHER_POSITION))
    return replace(wish, position=allowed[0])


def _within_longest(wish: Wish, inputs: Inputs, changes: list[Change]) -> Wish:
    """Shorten a step to its technique's longest time and the caps of doses."""
    seconds = bounded_seconds(wish.facts, wish.seconds, len(wish.sides), inputs)
    if seconds < wish.seconds:
        changes.append(change(wish, wish.facts.slug, Why.LONGEST))
    return replace(wish, seconds=seconds)


def _once_each(wishes: list[Wish], inputs: Inputs, changes: list[Change]) -> list[Wish]:
    """Leave out a second pack of warmth or cold: it would come before its pause is over."""
    begun: set[str] = set()
    kept = []
    for wish in wishes:
        needed = gaps(wish.facts.use, inputs.doses)
        if again := sorted(needed.keys() & begun):
            changes.append(_because(wish, "", Wait(why=Why.GAP, dose=again[0])))
            continue
        begun |= needed.keys()
        kept.append(wish)
    return kept


def _reordered(
    wishes: list[Wish], as_asked: set[str], inputs: Inputs, changes: list[Change]
) -> list[Wish]:
    """Leave out presses that lost their warm-up or the buttocks before them.

    A fault the routine had as it was asked for is the person's own choice and stays.
    """
    while wishes:
        found = step_faults(wishes, inputs)
        faults = [one for one in found if one.technique and one.technique not in as_asked]
        if not faults:
            break
        place = faults[0].place
        changes.append(change(wishes[place], "", Why.ORDER))
        wishes = [*wishes[:place], *wishes[place + 1 :]]
    return wishes


def _within_today(wishes: list[Wish], inputs: Inputs, changes: list[Change]) -> list[Wish]:
    """Shorten or leave out what today's doses no longer allow."""
    left = dict(inputs.left_today)
    kept = []
    for wish in wishes:
        pools = [one for one in pools_of(wish.facts.use, inputs.doses) if one != SESSION]
        bounds = [left[pool] for pool in pools if pool in left]
        sides = len(wish.sides)
        free = min(bounds, default=wish.seconds * sides) // sides
        seconds = min(wish.seconds, free)
        if seconds < min(SHORTEST_S, wish.seconds):
            changes.append(change(wish, "", Why.SPENT_TODAY))
            continue
        if seconds < wish.seconds:
            changes.append(change(wish, wish.facts.slug, Why.SPENT_TODAY))
        left |= {pool: left[pool] - seconds * sides for pool in pools if pool in left}
        kept.append(replace(wish, seconds=seconds))
    return kept


def _rests(wish: Wish, inputs: Inputs) -> bool:
    """Say whether a step is lighter only because its zone was pressed hard lately."""
    usual = min(wish.facts.pressure_max, inputs.limits.pressure_max)
    return usual > Pressure.LIGHT and pressure_for(wish.facts, inputs) < usual
