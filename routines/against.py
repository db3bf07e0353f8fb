"""What stands against a technique for one person now: limits, level, rest, doses. Pure."""

from __future__ import annotations

from routines.changes import Wait, Why
from routines.doses.pools import least_level, longest_by_dose, tiers
from routines.facts import Facts, allowed_positions, capped_seconds, objections
from routines.wishes import Inputs
from safety.vocabulary import Pressure


def against(facts: Facts, inputs: Inputs) -> Wait | None:
    """Return the first thing that stands against a technique, None when nothing does."""
    if objections(facts, inputs.limits, tier=inputs.tier, accepted=inputs.accepted):
        return Wait(why=Why.NOT_FOR_YOU)
    if not tiers(facts.use, inputs.doses) <= {inputs.tier.value}:
        return Wait(why=Why.NOT_FOR_YOU)
    if facts.slug in inputs.off:
        return Wait(why=inputs.off[facts.slug])
    if _comes_later(facts, inputs):
        return Wait(why=Why.LATER)
    return inputs.waits.get(facts.slug)


def positions_for(facts: Facts, inputs: Inputs) -> tuple[str, ...]:
    """Return the positions somebody may take, the usual one first.

    Ball, peanut and roller come to the floor only after easy sessions (SEQ04).
    """
    allowed = allowed_positions(facts, inputs.limits)
    rule = inputs.sequence.get("SEQ04")
    if inputs.floor_tools or rule is None or not facts.tools & {*rule.check["tools"]}:
        return allowed
    return tuple(one for one in allowed if one not in rule.check["positions"])


def pressure_for(facts: Facts, inputs: Inputs) -> Pressure:
    """Return the most pressure now; a zone pressed hard lately is only pressed lightly."""
    most = min(facts.pressure_max, inputs.limits.pressure_max)
    return min(most, Pressure.LIGHT) if facts.areas & inputs.resting.keys() else most


def bounded_seconds(facts: Facts, seconds: int, sides: int, inputs: Inputs) -> int:
    """Return seconds a side within the technique's longest, thermal caps and doses."""
    by_dose = longest_by_dose(facts.use, sides, inputs.doses)
    capped = capped_seconds(facts, seconds, inputs.limits)
    return capped if by_dose is None else min(capped, by_dose)


def _comes_later(facts: Facts, inputs: Inputs) -> bool:
    is_hard = facts.level > inputs.technique_level
    is_early = least_level(facts.use, inputs.doses) > inputs.level
    return is_hard or is_early or not positions_for(facts, inputs)
