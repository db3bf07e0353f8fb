"""A technique as the rules see it, and what stands against it for one person. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from routines.catalogue import TechniqueRow
from routines.doses.pools import Use
from safety.vocabulary import Pressure, Restrictions, Tier

# Seconds a person may set for one side (docs/content-guide.md, "Times"): shorter than
# five cannot be followed; a technique without its own bounds stays under ten minutes.
SHORTEST_S = 5
LONGEST_S = 600
LONGEST_REST_S = 120
# To change sides (docs/architecture.md, "Timing").
SWITCH_S = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a technique does, in the words restrictions use; times are seconds a side."""

    slug: str
    name: str
    kind: str
    status: str
    tools: frozenset[str]
    position: str
    alt_positions: tuple[str, ...]
    movements: frozenset[str]
    areas: frozenset[str]
    flags: frozenset[str]
    pressure_start: Pressure
    pressure_max: Pressure
    spot_seconds: int | None
    timer_seconds: int
    longest_seconds: int
    per_side: bool
    side_label: str
    level: int
    requires_tier: str
    counts_to_session: bool
    warm_up: str
    dose_ids: tuple[str, ...]
    easier: str
    cue: str
    exit: str

    @property
    def positions(self) -> tuple[str, ...]:
        """Return every position the step can be done in, the usual one first."""
        return (self.position, *self.alt_positions)

    @property
    def use(self) -> Use:
        """Return what decides which doses its seconds count to."""
        return Use(
            technique=self.slug,
            dose_ids=self.dose_ids,
            areas=self.areas,
            counts=self.counts_to_session,
        )


class Against(StrEnum):
    """What kind of thing stands against a technique."""

    STATUS = "status"
    TIER = "tier"
    TOOL = "tool"
    POSITION = "position"
    MOVEMENT = "movement"
    AREA = "area"
    FLAG = "flag"
    PAIR = "pair"
    PRESSURE = "pressure"


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason why a technique is off: its kind and the word that is blocked."""

    kind: Against
    word: str


def facts_of(row: TechniqueRow) -> Facts:
    """Return the facts of a content row."""
    facts, dosage = row.facts, row.dosage
    return Facts(
        slug=row.id,
        name=row.name,
        kind=row.kind,
        status=row.status,
        tools=frozenset(facts.tools),
        position=facts.position,
        alt_positions=facts.alt_positions,
        movements=frozenset(facts.movements),
        areas=frozenset(facts.areas),
        flags=frozenset(facts.flags),
        pressure_start=Pressure.of(facts.pressure.start),
        pressure_max=Pressure.of(facts.pressure.max),
        spot_seconds=facts.spot_seconds,
        timer_seconds=facts.timer_seconds,
        longest_seconds=longest_seconds(
            facts.timer_seconds, dosage.duration_seconds, dosage.hold_seconds, dosage.reps
        ),
        per_side=facts.per_side,
        side_label=row.side_label,
        level=facts.level,
        requires_tier=facts.requires_tier,
        counts_to_session=facts.counts_to_session,
        warm_up=facts.warm_up,
        dose_ids=facts.dose_ids,
        easier=row.easier.technique if row.easier else "",
        cue=row.cue,
        exit=row.exit,
    )


def longest_seconds(
    timer: int,
    duration: tuple[int, int] | list[int] | None,
    hold: tuple[int, int] | list[int] | None,
    reps: int | None,
) -> int:
    """Return the most seconds a side: the given range's end, else holds times repetitions."""
    if duration:
        return duration[1]
    return max(timer, hold[1] * (reps or 1) if hold else 0)


def objections(
    facts: Facts, limits: Restrictions, *, tier: Tier, accepted: frozenset[str] = frozenset()
) -> tuple[Objection, ...]:
    """Return everything that stands against a technique; empty means it may be done.

    `limits` have real areas; `accepted` holds slugs of advanced techniques whose
    warning the person accepted. Follows "filter" of the clinical rule set.
    """
    found = [
        *(Objection(Against.TOOL, one) for one in facts.tools & limits.tools),
        *(Objection(Against.MOVEMENT, one) for one in facts.movements & limits.movements),
        *(Objection(Against.AREA, one) for one in facts.areas & limits.areas),
        *(Objection(Against.FLAG, one) for one in facts.flags & limits.flags),
    ]
    if facts.status == "reference_only":
        found.append(Objection(Against.STATUS, facts.status))
    if facts.status == "advanced" and facts.slug not in accepted:
        found.append(Objection(Against.STATUS, facts.status))
    if facts.requires_tier and facts.requires_tier != tier:
        found.append(Objection(Against.TIER, facts.requires_tier))
    if not allowed_positions(facts, limits):
        found.append(Objection(Against.POSITION, facts.position))
    for pair in limits.pairs:
        if pair.area in facts.areas and (pair.tool in facts.tools or pair.flag in facts.flags):
            found.append(Objection(Against.PAIR, pair.area))
    if facts.pressure_start > limits.pressure_max:
        found.append(Objection(Against.PRESSURE, limits.pressure_max.word))
    return tuple(sorted(found, key=lambda one: (one.kind, one.word)))


def allowed_positions(facts: Facts, limits: Restrictions) -> tuple[str, ...]:
    """Return the positions that stay, the usual one first."""
    return tuple(one for one in facts.positions if one not in limits.positions)


def capped_seconds(facts: Facts, seconds: int, limits: Restrictions) -> int:
    """Return seconds a side within the technique's longest time and the thermal caps."""
    caps = [seconds, facts.longest_seconds]
    if "heat" in facts.tools:
        caps.append(limits.heat_max_s)
    if "cold" in facts.tools:
        caps.append(limits.cold_max_s)
    return min(caps)
