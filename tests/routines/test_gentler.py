"""The gentler way a step offers: allowed itself, and never more than its step."""

from __future__ import annotations

from dataclasses import replace

from routines.planning import plan
from safety.vocabulary import Restrictions
from tests.routines.builders import inputs, made_up, plan_of, wish

PRESS_BACK = made_up(slug="press", spot_seconds=30, per_side=True, dose_ids=("D_BACK_TOOL",))


def test_the_gentler_way_is_the_easier_technique():
    made = plan_of("hand-gentle-rub", "ball-wall-lower-back")
    assert made.steps[0].gentler is None
    gentler = made.steps[1].gentler
    assert gentler is not None
    assert (gentler.technique, gentler.number) == ("hand-fist-knead", 2)


def test_a_gentler_way_that_is_off_is_not_offered():
    limits = Restrictions(flags=frozenset({"press_with_hands"}))
    assert (
        plan_of("hand-gentle-rub", "ball-wall-lower-back", limits=limits).steps[1].gentler
        is None
    )


def test_a_gentler_way_on_two_sides_takes_no_longer_than_its_step():
    step = plan_of("hand-gentle-rub", "ball-two-floor-lower-back").steps[-1]
    assert step.technique == "ball-two-floor-lower-back"
    assert step.gentler is not None
    assert step.gentler.sides == ("left", "right")
    assert step.gentler.active_seconds <= step.active_seconds
    assert step.gentler.switch > 0


def test_a_gentler_way_that_needs_a_spent_dose_is_not_offered():
    easier = replace(PRESS_BACK, slug="easier")
    harder = made_up(slug="harder", easier="easier")
    techniques = {"easier": easier, "harder": harder}

    def gentler(left: int):
        who = inputs(techniques=techniques, left_today={"D_BACK_TOOL": left}, sequence={})
        return plan([wish(harder)], who).steps[0].gentler

    assert gentler(300) is not None
    assert gentler(10) is None
