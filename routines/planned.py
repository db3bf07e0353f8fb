"""A plan as it is frozen into a session: steps and segments. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from routines.changes import Change
from routines.doses.pools import Use
from safety.vocabulary import Pressure


class Kind(StrEnum):
    """What happens in a segment."""

    PREP = "prep"
    HOLD = "hold"
    EASE = "ease"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of time: id unique in the plan, offset and length in seconds.

    `side` is "left", "right" or ""; a switch names the side that comes next.
    """

    id: str
    step: int
    kind: Kind
    side: str
    seconds: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One technique of a plan, with everything the player shows, caps applied.

    `room_seconds` is the most one side may be held in all where a dose bounds it,
    however often somebody goes back; None where none does. `areas` are the zones worked.
    """

    number: int
    technique: str
    name: str
    cue: str
    exit: str
    position: str
    sides: tuple[str, ...]
    side_label: str
    seconds: int
    longest_seconds: int
    rest: int
    switch: int
    pressure: Pressure
    spot_seconds: int | None
    is_pressing: bool
    counts: bool
    dose_ids: tuple[str, ...]
    areas: tuple[str, ...] = ()
    note: str = ""
    room_seconds: int | None = None
    gentler: PlannedStep | None = None

    @property
    def use(self) -> Use:
        """Return what decides which doses its seconds count to."""
        return Use(
            technique=self.technique,
            dose_ids=self.dose_ids,
            areas=frozenset(self.areas),
            counts=self.counts,
        )

    @property
    def work_seconds(self) -> int:
        """Return the seconds held, all sides together."""
        return self.seconds * len(self.sides)

    @property
    def active_seconds(self) -> int:
        """Return what counts towards the session cap: work, change-overs and rest.

        Getting ready and easing off are no load (clinical rule set, starter totals).
        """
        return self.work_seconds + self.switch * (len(self.sides) - 1) + self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be followed: steps, segments in order, and what was changed and why."""

    steps: tuple[PlannedStep, ...]
    segments: tuple[Segment, ...]
    changes: tuple[Change, ...]

    @property
    def total_seconds(self) -> int:
        """Return the whole length, getting ready, change-overs and rests included."""
        return sum(one.seconds for one in self.segments)

    @property
    def active_seconds(self) -> int:
        """Return the seconds that count towards the session cap."""
        return sum(one.active_seconds for one in self.steps if one.counts)

    def segment(self, name: str) -> Segment:
        """Return a segment by id; raise KeyError when the plan has none."""
        return {one.id: one for one in self.segments}[name]
