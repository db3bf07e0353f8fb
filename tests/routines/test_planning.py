"""From a routine to segments, inside one person's limits, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routines.adapting import Why, is_worth_following
from routines.planning import EASE_S, FIRST_PREP_S, PREP_S, plan
from safety.vocabulary import Pressure, Restrictions
from tests.routines.builders import (
    CATALOGUE,
    FACTS,
    inputs,
    kinds,
    made_up,
    plan_of,
    slugs,
    wish,
    wishes_of,
)

STARTERS = list(CATALOGUE.starters.values())
PLAIN = made_up()
PRESS = made_up(
    slug="press", name="Press", spot_seconds=30, per_side=True, tools=frozenset({"ball"})
)
BALL_OFF = Restrictions(tools=frozenset({"ball"}))


def whys(made) -> list[tuple[str, str, str]]:
    """Return every change as technique, what became of it, and why."""
    return [(one.technique, one.became, one.why) for one in made.changes]


def test_a_pressing_step_eases_off_on_each_side():
    made = plan([wish(PRESS), wish(PLAIN)], inputs(sequence={}))
    assert kinds(made) == [
        *("prep:left", "hold:left", "ease:left", "switch:right", "hold:right", "ease:right"),
        "rest",
        *("prep", "hold"),
    ]


def test_a_step_that_does_not_press_has_nothing_to_ease_off():
    assert kinds(plan([wish(PLAIN)], inputs())) == ["prep", "hold"]


def test_one_side_alone_has_no_change_over():
    made = plan([wish(PRESS, sides=("right",))], inputs(sequence={}))
    assert kinds(made) == ["prep:right", "hold:right", "ease:right"]


def test_offsets_add_up_and_the_total_includes_everything():
    made = plan([wish(PRESS, seconds=40), wish(PLAIN, seconds=30)], inputs(sequence={}))
    lengths = [FIRST_PREP_S, 40, EASE_S, 8, 40, EASE_S, 5, PREP_S, 30]
    assert [one.seconds for one in made.segments] == lengths
    assert [one.offset for one in made.segments] == [
        sum(lengths[:place]) for place in range(len(lengths))
    ]
    assert made.total_seconds == sum(lengths)
    assert made.active_seconds == 40 + 8 + 40 + 5 + 30


def test_the_last_step_has_no_rest():
    assert [step.rest for step in plan([wish(PLAIN), wish(PLAIN)], inputs()).steps] == [5, 0]


def test_a_segment_is_found_by_its_id():
    made = plan([wish(PLAIN)], inputs())
    assert made.segment("1-hold").seconds == 40
    with pytest.raises(KeyError):
        made.segment("2-hold")


@pytest.mark.parametrize("starter", STARTERS, ids=lambda one: one.id)
def test_a_starter_without_limits_is_followed_as_written(starter):
    cap = CATALOGUE.doses["D_SESSION"].limits["max_s_by_level"][str(starter.level)]
    left = {"D_BACK_TOOL": 300, "D_GLUTE_TOOL": 300}
    made = plan(wishes_of(starter), inputs(session_max_s=cap, left_today=left))
    assert made.changes == ()
    assert slugs(made) == [step.technique for step in starter.steps]
    assert [step.seconds for step in made.steps] == [
        step.seconds_per_side for step in starter.steps
    ]
    assert made.active_seconds == starter.active_seconds


@pytest.mark.parametrize("starter", STARTERS, ids=lambda one: one.id)
def test_a_starter_takes_its_work_plus_getting_ready_and_easing_off(starter):
    made = plan(wishes_of(starter), inputs())
    ready = FIRST_PREP_S + PREP_S * (len(starter.steps) - 1)
    presses = [step for step in made.steps if FACTS[step.technique].spot_seconds is not None]
    ease = EASE_S * sum(len(step.sides) for step in presses)
    assert made.total_seconds == starter.total_seconds + ready + ease


@pytest.mark.parametrize("starter", STARTERS, ids=lambda one: one.id)
def test_seconds_with_ball_and_roller_are_those_of_the_starter(starter):
    steps = plan(wishes_of(starter), inputs()).steps
    back = sum(one.work_seconds for one in steps if "D_BACK_TOOL" in one.dose_ids)
    glute = sum(one.work_seconds for one in steps if "D_GLUTE_TOOL" in one.dose_ids)
    assert (back, glute) == (starter.back_tool_seconds, starter.glute_tool_seconds)


def test_a_technique_that_is_off_is_swapped_for_the_easier_one():
    assert FACTS["ball-wall-lower-back"].easier == "hand-fist-knead"
    made = plan_of("ball-wall-lower-back", limits=BALL_OFF)
    assert slugs(made) == ["hand-fist-knead"]
    assert made.steps[0].sides == ("",)
    assert whys(made) == [("ball-wall-lower-back", "hand-fist-knead", Why.NOT_FOR_YOU)]


def test_without_an_easier_way_it_is_left_out():
    made = plan_of("hand-gentle-rub", limits=Restrictions(areas=frozenset({"lumbar"})))
    assert made.steps == ()
    assert whys(made) == [("hand-gentle-rub", "", Why.NOT_FOR_YOU)]


def test_a_swap_to_two_sides_gets_time_to_change_over():
    both = made_up(slug="both", easier="side")
    side = made_up(slug="side", per_side=True)
    techniques = {"both": both, "side": side}
    who = inputs(BALL_OFF, techniques=techniques, sequence={})
    made = plan([wish(replace(both, tools=frozenset({"ball"})), switch=0)], who)
    assert kinds(made) == ["prep:left", "hold:left", "switch:right", "hold:right"]


def test_another_position_is_taken_when_the_asked_one_is_off():
    facts = made_up(alt_positions=("standing",))
    made = plan([wish(facts)], inputs(Restrictions(positions=frozenset({"chair"}))))
    assert made.steps[0].position == "standing"
    assert whys(made) == [("made-up", "made-up", Why.OTHER_POSITION)]


def test_the_asked_position_stays_when_only_another_one_is_off():
    facts = made_up(alt_positions=("standing",))
    limits = Restrictions(positions=frozenset({"chair"}))
    made = plan([wish(facts, position="standing")], inputs(limits))
    assert (made.steps[0].position, made.changes) == ("standing", ())


@pytest.mark.parametrize("tool", ["heat", "cold"])
def test_warmth_and_cold_are_shortened_and_that_is_told(tool):
    facts = made_up(tools=frozenset({tool}), timer_seconds=900, longest_seconds=1200)
    made = plan([wish(facts)], inputs(Restrictions(**{f"{tool}_max_s": 600})))
    assert (made.steps[0].seconds, made.steps[0].longest_seconds) == (600, 600)
    assert whys(made) == [("made-up", "made-up", Why.LONGEST)]


def test_a_warm_up_that_became_too_short_no_longer_warms():
    heat, ball = "warm-compress-of-ten-minutes", "ball-wall-upper-glute"
    facts = made_up(
        slug=heat,
        tools=frozenset({"heat"}),
        kind="thermal",
        warm_up="heat",
        timer_seconds=600,
        longest_seconds=900,
        counts_to_session=False,
    )
    wishes = [wish(facts), wish(ball), wish("mobility-stand-up-break")]
    assert slugs(plan(wishes, inputs())) == [heat, ball, "mobility-stand-up-break"]
    made = plan(wishes, inputs(Restrictions(heat_max_s=300)))
    assert slugs(made) == [heat, "mobility-stand-up-break"]
    assert (ball, "", Why.ORDER) in whys(made)


def test_spot_and_pressure_are_capped():
    made = plan_of(
        "hand-gentle-rub",
        "ball-wall-lower-back",
        limits=Restrictions(spot_max_s=15, pressure_max=Pressure.LIGHT),
    )
    assert made.steps[1].spot_seconds == 15
    assert made.steps[1].pressure is Pressure.LIGHT
    assert made.steps[0].spot_seconds is None


def test_what_is_left_today_shortens_each_side():
    made = plan([wish(PRESS_BACK)], inputs(left_today={"D_BACK_TOOL": 61}, sequence={}))
    assert made.steps[0].seconds == 30
    assert whys(made) == [("press", "press", Why.SPENT_TODAY)]


def test_steps_of_one_dose_share_what_is_left_today():
    who = inputs(left_today={"D_BACK_TOOL": 120}, sequence={})
    made = plan([wish(PRESS_BACK), wish(PRESS_BACK)], who)
    assert [step.seconds for step in made.steps] == [40, 20]


@pytest.mark.parametrize("left", [0, 9])
def test_less_than_five_seconds_a_side_is_left_out(left):
    made = plan([wish(PRESS_BACK)], inputs(left_today={"D_BACK_TOOL": left}, sequence={}))
    assert made.steps == ()
    assert whys(made) == [("press", "", Why.SPENT_TODAY)]


PRESS_BACK = replace(PRESS, dose_ids=("D_BACK_TOOL",))


def test_a_low_back_press_goes_when_the_buttock_press_is_spent_for_today():
    routine = ["hand-gentle-rub", "ball-wall-upper-glute", "ball-wall-lower-back"]
    made = plan_of(*routine, "mobility-stand-up-break", left_today={"D_GLUTE_TOOL": 0})
    assert slugs(made) == ["hand-gentle-rub", "mobility-stand-up-break"]
    assert ("ball-wall-lower-back", "", Why.ORDER) in whys(made)


def test_a_press_goes_when_its_warm_up_is_off():
    made = plan_of(
        "hand-gentle-rub",
        "ball-wall-upper-glute",
        "mobility-stand-up-break",
        limits=Restrictions(flags=frozenset({"behind_back"})),
    )
    assert slugs(made) == ["mobility-stand-up-break"]
    assert whys(made)[1] == ("ball-wall-upper-glute", "", Why.ORDER)


def test_the_session_keeps_its_warm_up_and_its_closing_movement():
    routine = ["hand-gentle-rub", "ball-wall-upper-glute", "mobility-stand-up-break"]
    whole = plan_of(*routine)
    made = plan_of(*routine, session_max_s=whole.active_seconds - 1)
    assert slugs(made) == ["hand-gentle-rub", "mobility-stand-up-break"]
    assert whys(made) == [("ball-wall-upper-glute", "", Why.SESSION_FULL)]


def test_the_smaller_of_level_and_session_limit_counts():
    ten = [wish(made_up(slug=f"m{n}", kind="stretch", timer_seconds=60)) for n in range(30)]
    level = plan(ten, inputs(session_max_s=600, sequence={}))
    told = plan(ten, inputs(Restrictions(session_max_min=5), session_max_s=600, sequence={}))
    assert 540 <= level.active_seconds <= 600
    assert 240 <= told.active_seconds <= 300


def test_one_step_alone_is_shortened_to_the_session():
    walk = made_up(slug="walk", kind="mobility", timer_seconds=1200, longest_seconds=1200)
    made = plan([wish(walk)], inputs(session_max_s=600, sequence={}))
    assert made.active_seconds == 600
    assert whys(made) == [("walk", "walk", Why.SESSION_FULL)]


def test_what_does_not_count_to_the_session_stays_whole():
    bath = made_up(counts_to_session=False, timer_seconds=900, longest_seconds=900)
    made = plan([wish(bath)], inputs(session_max_s=600))
    assert (made.steps[0].seconds, made.active_seconds) == (900, 0)


def test_nothing_left_is_an_empty_plan_that_says_what_went():
    starter = CATALOGUE.starters["office-wall"]
    positions = frozenset({"any", "chair", "standing", "walking", "wall", "kneeling"})
    made = plan(wishes_of(starter), inputs(Restrictions(positions=positions)))
    assert (made.steps, made.segments, made.total_seconds) == ((), (), 0)
    assert len(made.changes) == len(starter.steps)


def test_an_empty_routine_is_an_empty_plan():
    made = plan([], inputs())
    assert (made.steps, made.segments, made.changes) == ((), (), ())


def test_two_steps_besides_the_breath_are_worth_following():
    assert not is_worth_following(["hand-gentle-rub", "prep-centring-breath"])
    assert is_worth_following(["hand-gentle-rub", "mobility-walk", "prep-centring-breath"])


def test_an_order_of_ones_own_stays_when_something_else_changes():
    alone = plan_of("ball-wall-upper-glute", left_today={"D_GLUTE_TOOL": 30})
    assert [(step.technique, step.seconds) for step in alone.steps] == [
        ("ball-wall-upper-glute", 15)
    ]
    made = plan_of("ball-wall-upper-glute", "hand-gentle-rub", limits=Restrictions())
    moved = plan_of(
        "ball-wall-upper-glute",
        "hand-gentle-rub",
        limits=Restrictions(positions=frozenset({FACTS["hand-gentle-rub"].position})),
    )
    assert slugs(made) == slugs(moved) == ["ball-wall-upper-glute", "hand-gentle-rub"]
