"""Whether somebody has been on the floor with us before."""

from __future__ import annotations

from routines.access import sessions_of
from routines.frozen import thaw_plan, thaw_state
from routines.tally import was_followed
from safety import content
from safety.access import Visitor


def floor_positions() -> frozenset[str]:
    """Return the positions that are on the floor (clinical vocabulary, notes)."""
    return frozenset(content.current().vocabulary["notes"]["floor_positions"])


def has_followed_on_floor(visitor: Visitor) -> bool:
    """Say whether a session that was followed held a step on the floor."""
    floor = floor_positions()
    return any(
        was_followed(thaw_state(row.state))
        and any(step.position in floor for step in thaw_plan(row.plan).steps)
        for row in sessions_of(visitor)
    )
