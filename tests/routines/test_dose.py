"""What is left of today's doses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from routines.dose import Held, left_today
from tests.routines.builders import CATALOGUE

DOSES = CATALOGUE.doses
WHOLE = {"D_BACK_TOOL": 300, "D_GLUTE_TOOL": 300, "D_ROLLER_LUMBAR": 60, "D_GUN": 600}


def test_a_day_begins_with_every_daily_dose_whole():
    assert left_today(DOSES, []) == WHOLE


def test_what_was_held_is_taken_off_every_dose_it_counts_to():
    held = [Held(("D_BACK_TOOL", "D_BALL_SPOT"), 100), Held(("D_BACK_TOOL", "D_GUN"), 20)]
    left = left_today(DOSES, held)
    assert left == {**WHOLE, "D_BACK_TOOL": 180, "D_GUN": 580}


def test_a_spent_dose_stops_at_nothing():
    assert left_today(DOSES, [Held(("D_BACK_TOOL",), 301)])["D_BACK_TOOL"] == 0


def test_a_dose_without_a_daily_limit_is_not_counted():
    assert "D_SESSION" not in left_today(DOSES, [Held(("D_SESSION", "D_HEAT", "gone"), 50)])


@given(st.lists(st.builds(Held, st.lists(st.sampled_from([*WHOLE])), st.integers(0, 400))))
def test_left_is_between_nothing_and_the_whole_and_only_falls(held):
    left = left_today(DOSES, held)
    for dose, whole in WHOLE.items():
        assert 0 <= left[dose] <= left_today(DOSES, held[1:])[dose] <= whole
