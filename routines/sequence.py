"""The order of steps: warm first, buttocks before the low back, movement last. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from routines.catalogue import SequenceRule
from routines.facts import Facts

MOVEMENT_KINDS = frozenset({"stretch", "mobility", "strengthening"})
CLOSING_BREATH = "prep-centring-breath"
HIP_AREAS = frozenset({"glute", "piriformis", "hip_front"})
GLUTE_AREAS = frozenset({"glute", "piriformis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A technique and the seconds it works, both sides together."""

    facts: Facts
    seconds: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A sequence rule that does not hold, and the step it names ("" for the whole)."""

    rule: str
    technique: str
    place: int


def faults_of(steps: Sequence[Step], rules: Mapping[str, SequenceRule]) -> list[Fault]:
    """Return where SEQ02, SEQ03 and SEQ09 of the clinical rule set do not hold."""
    return [
        *_cold_presses(steps, rules["SEQ02"]),
        *_lumbar_too_early(steps, rules["SEQ03"]),
        *_still_end(steps, rules["SEQ09"]),
    ]


def _cold_presses(steps: Sequence[Step], rule: SequenceRule) -> Iterator[Fault]:
    check = rule.check
    pressing_tools, pressing_flags = set(check["pressing_tools"]), set(check["pressing_flags"])
    warmed = {"rub": 0, "heat": 0, "move": 0}
    needed = {"rub": check["rub_s"], "heat": check["heat_s"], "move": check["movement_s"]}
    for place, step in enumerate(steps):
        facts = step.facts
        presses = facts.tools & pressing_tools or facts.flags & pressing_flags
        is_warm = any(warmed[how] >= needed[how] for how in warmed)
        if presses and facts.kind != "preparation" and not is_warm:
            yield Fault(rule.id, facts.slug, place)
        moves = {"move"} if facts.kind in MOVEMENT_KINDS else set()
        for how in moves | ({facts.warm_up} - {""}):
            warmed[how] += step.seconds


def _lumbar_too_early(steps: Sequence[Step], rule: SequenceRule) -> Iterator[Fault]:
    tools = set(rule.check["tools"])
    loosened = False
    for place, step in enumerate(steps):
        facts = step.facts
        if facts.tools & tools:
            if "lumbar" in facts.areas and not loosened:
                yield Fault(rule.id, facts.slug, place)
            loosened = loosened or bool(facts.areas & GLUTE_AREAS)
        elif facts.kind in MOVEMENT_KINDS | {"massage"}:
            loosened = loosened or bool(facts.areas & HIP_AREAS)


def _still_end(steps: Sequence[Step], rule: SequenceRule) -> Iterator[Fault]:
    moving = [step for step in steps if step.facts.slug != CLOSING_BREATH]
    if not moving or moving[-1].facts.kind not in rule.check["kinds"]:
        yield Fault(rule.id, "", max(len(steps) - 1, 0))
