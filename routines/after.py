"""What a session's end means for the next one. Pure."""

from __future__ import annotations

# "post >= 8, or post - pre >= 4" (clinical rule set, after_session, decision D1).
STOP_AFTER = 8
STOP_RISE = 4


def closes_the_gate(before: int | None, after: int | None) -> bool:
    """Say whether the answers after a session, 0-10, ask for a new full screen.

    A missing number cannot close it: every comparison with an undefined number is false.
    """
    if after is None:
        return False
    return after >= STOP_AFTER or (before is not None and after - before >= STOP_RISE)
