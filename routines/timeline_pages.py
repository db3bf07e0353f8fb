"""The slim bar over a routine: one coloured piece for each segment of its plan."""

from __future__ import annotations

from dataclasses import dataclass

from routines import wording
from routines.planning import Plan


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
