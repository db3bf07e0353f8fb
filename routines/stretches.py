"""When a hold was really held: the stretches behind the held seconds. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of holding one segment: since when, and for how many milliseconds."""

    segment: str
    started_at: datetime
    milliseconds: int


def stretches_between(
    before: Mapping[str, int],
    after: Mapping[str, int],
    *,
    since: datetime | None,
    at: datetime,
) -> tuple[Stretch, ...]:
    """Return what was held newly between two states, milliseconds by segment.

    What ran since a known moment begins there. Without one (a sheet followed on paper)
    the holds lie one behind the other and end at `at`.
    """
    fresh = {name: after[name] - before.get(name, 0) for name in after}
    fresh = {name: more for name, more in fresh.items() if more > 0}
    if since is not None and len(fresh) == 1:
        return tuple(
            Stretch(segment=name, started_at=since, milliseconds=more)
            for name, more in fresh.items()
        )
    found: list[Stretch] = []
    for name, more in reversed(fresh.items()):
        at -= timedelta(milliseconds=more)
        found.append(Stretch(segment=name, started_at=at, milliseconds=more))
    return tuple(reversed(found))
