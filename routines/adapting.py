"""Fitting a routine to a person's limits: swap, move, shorten, leave out; say why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from routines.catalogue import SequenceRule
from routines.facts import (
    SHORTEST_S,
    SWITCH_S,
    Facts,
    allowed_positions,
    capped_seconds,
    objections,
)
from routines.sequence import CLOSING_BREATH, MOVEMENT_KINDS, Fault, Step, faults_of
from safety.vocabulary import NO_RESTRICTIONS, Restrictions, Tier


class Why(StrEnum):
    """Why a step differs from what was asked for."""

    NOT_FOR_YOU = "not-for-you"
    OTHER_POSITION = "other-position"
    LONGEST = "longest"
    ORDER = "order"
    SESSION_FULL = "session-full"
    SPENT_TODAY = "spent-today"
    LATER = "later"
    SIGN_LATELY = "sign-lately"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: the technique asked for, what became of it ("" = left out), and why."""

    technique: str
    name: str
    became: str
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A step as asked for; seconds are per side, sides are "left", "right" or ""."""

    facts: Facts
    position: str
    sides: tuple[str, ...]
    seconds: int
    rest: int
    switch: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a plan is made against.

    `left_today` holds the seconds still free today by dose id; a dose that is not named
    has no daily limit here. `session_max_s` is the cap of the level.
    """

    techniques: Mapping[str, Facts]
    limits: Restrictions = NO_RESTRICTIONS
    tier: Tier = Tier.READY
    sequence: Mapping[str, SequenceRule] = field(default_factory=dict)
    left_today: Mapping[str, int] = field(default_factory=dict)
    session_max_s: int | None = None
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """What is left of a routine, and what changed."""

    wishes: tuple[Wish, ...]
    changes: tuple[Change, ...]


def adapt(wishes: Sequence[Wish], inputs: Inputs) -> Adapted:
    """Return the routine inside the limits: techniques, order, daily doses, session cap."""
    changes: list[Change] = []
    kept = [one for wish in wishes if (one := _allowed(wish, inputs, changes))]
    kept = [_within_longest(wish, inputs, changes) for wish in kept]
    kept = _within_today(kept, inputs, changes)
    if changes and inputs.sequence:
        as_asked = {one.technique for one in _faults(wishes, inputs)}
        kept = _reordered(kept, as_asked, inputs, changes)
    kept = _within_session(kept, inputs, changes)
    return Adapted(wishes=tuple(kept), changes=tuple(changes))


def is_worth_following(techniques: Sequence[str]) -> bool:
    """Say whether at least two steps besides the breath are left (clinical "routines")."""
    return sum(one != CLOSING_BREATH for one in techniques) >= 2


def _allowed(wish: Wish, inputs: Inputs, changes: list[Change]) -> Wish | None:
    """Return the step, its easier way, or None when both are off."""
    facts = wish.facts
    if not _objections(facts, inputs):
        return _in_position(wish, inputs, changes)
    easier = inputs.techniques.get(facts.easier)
    if easier is None or _objections(easier, inputs):
        changes.append(_change(wish, "", Why.NOT_FOR_YOU))
        return None
    changes.append(_change(wish, easier.slug, Why.NOT_FOR_YOU))
    return _in_position(eased(wish, easier), inputs, [])


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


def _objections(facts: Facts, inputs: Inputs) -> bool:
    found = objections(facts, inputs.limits, tier=inputs.tier, accepted=inputs.accepted)
    return bool(found)


def _in_position(wish: Wish, inputs: Inputs, changes: list[Change]) -> Wish:
    allowed = allowed_positions(wish.facts, inputs.limits)
    if wish.position in allowed:
        return wish
    if wish.position and wish.position in wish.facts.positions:
        changes.append(_change(wish, wish.facts.slug, Why.OTHER_POSITION))
    return replace(wish, position=allowed[0])


def _within_longest(wish: Wish, inputs: Inputs, changes: list[Change]) -> Wish:
    """Shorten a step to its technique's longest time and the caps on warmth and cold."""
    seconds = capped_seconds(wish.facts, wish.seconds, inputs.limits)
    if seconds < wish.seconds:
        changes.append(_change(wish, wish.facts.slug, Why.LONGEST))
    return replace(wish, seconds=seconds)


def _reordered(
    wishes: list[Wish], as_asked: set[str], inputs: Inputs, changes: list[Change]
) -> list[Wish]:
    """Leave out presses that lost their warm-up or the buttocks before them.

    A fault the routine had as it was asked for is the person's own choice and stays.
    """
    while wishes:
        found = _faults(wishes, inputs)
        faults = [one for one in found if one.technique and one.technique not in as_asked]
        if not faults:
            break
        place = faults[0].place
        changes.append(_change(wishes[place], "", Why.ORDER))
        wishes = [*wishes[:place], *wishes[place + 1 :]]
    return wishes


def _faults(wishes: Sequence[Wish], inputs: Inputs) -> list[Fault]:
    steps = [Step(facts=one.facts, seconds=one.seconds * len(one.sides)) for one in wishes]
    return faults_of(steps, inputs.sequence)


def _within_today(wishes: list[Wish], inputs: Inputs, changes: list[Change]) -> list[Wish]:
    """Shorten or leave out what today's doses no longer allow."""
    left = dict(inputs.left_today)
    kept = []
    for wish in wishes:
        bounds = [left[dose] for dose in wish.facts.dose_ids if dose in left]
        sides = len(wish.sides)
        free = min(bounds, default=wish.seconds * sides) // sides
        seconds = min(wish.seconds, free)
        if seconds < min(SHORTEST_S, wish.seconds):
            changes.append(_change(wish, "", Why.SPENT_TODAY))
            continue
        if seconds < wish.seconds:
            changes.append(_change(wish, wish.facts.slug, Why.SPENT_TODAY))
        for dose in wish.facts.dose_ids:
            if dose in left:
                left[dose] -= seconds * sides
        kept.append(replace(wish, seconds=seconds))
    return kept


def _within_session(wishes: list[Wish], inputs: Inputs, changes: list[Change]) -> list[Wish]:
    """Leave out late steps until the session fits; the last movement goes last."""
    caps = [inputs.limits.session_max_min * 60]
    if inputs.session_max_s is not None:
        caps.append(inputs.session_max_s)
    while _active(wishes) > min(caps) and len(wishes) > 1:
        place = _least_needed(wishes, inputs)
        changes.append(_change(wishes[place], "", Why.SESSION_FULL))
        wishes = [*wishes[:place], *wishes[place + 1 :]]
    if wishes and _active(wishes) > min(caps):
        only = wishes[0]
        room = min(caps) - only.switch * (len(only.sides) - 1)
        changes.append(_change(only, only.facts.slug, Why.SESSION_FULL))
        wishes = [replace(only, seconds=max(room // len(only.sides), SHORTEST_S), rest=0)]
    return wishes


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
    before = len(_faults(wishes, inputs)) if inputs.sequence else 0
    for place in range(len(wishes) - 1, -1, -1):
        rest = [*wishes[:place], *wishes[place + 1 :]]
        counts = wishes[place].facts.counts_to_session
        after = len(_faults(rest, inputs)) if inputs.sequence else 0
        if place != closing and counts and after <= before:
            return place
    return len(wishes) - 1 if closing == 0 else 0


def _closing_movement(wishes: Sequence[Wish]) -> int:
    places = [p for p, one in enumerate(wishes) if one.facts.kind in MOVEMENT_KINDS]
    return places[-1] if places else -1


def _change(wish: Wish, became: str, why: Why) -> Change:
    return Change(technique=wish.facts.slug, name=wish.facts.name, became=became, why=why)
