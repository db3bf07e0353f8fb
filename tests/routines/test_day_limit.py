"""The daily limit while a session runs: "+10 s" and Back must not go past it either."""

from __future__ import annotations

from routines.tally import held_seconds
from tests.routines.builders import plan_of, walk

LEFT = {"D_GLUTE_TOOL": 30}
HOLD = "1-hold-left"
PLAN = plan_of("ball-wall-upper-glute", left_today=LEFT)


def test_adding_time_stays_within_what_is_left_today():
    more = [("adjust", {"delta_ms": 10_000})] * 20
    steps = ["start", ("enter", {"to": HOLD}), *more]
    state = walk(PLAN, *steps, ("pause", {"gone": 600_000}))
    assert held_seconds(PLAN, state)[1] <= LEFT["D_GLUTE_TOOL"]


def test_going_back_to_a_hold_stays_within_what_is_left_today():
    again = [("enter", {"to": HOLD, "gone": 600_000})] * 5
    state = walk(PLAN, "start", *again, ("pause", {"gone": 600_000}))
    assert held_seconds(PLAN, state)[1] <= LEFT["D_GLUTE_TOOL"]
