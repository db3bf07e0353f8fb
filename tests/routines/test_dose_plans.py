"""Doses, level and rests in a plan, case by case: what gives way, and what is said."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from routines import wording
from routines.changes import Why
from routines.doses.pools import SESSION
from routines.planning import Plan, plan
from routines.progress import Adjustment
from routines.sequence import CLOSING_BREATH
from routines.tally import held_seconds
from safety.vocabulary import Pressure, Restrictions, Tier
from tests.routines.builders import CATALOGUE, FACTS, MORNING, slugs, walk, wish, wishes_of
from tests.routines.dose_builders import EXPERIENCED, held, ledger, today

ROOT = Path(__file__).resolve().parents[2]
RUB, MOVE = "hand-gentle-rub", "mobility-stand-up-break"
GUN, BALL, FLOOR = "tool-massage-gun-glutes", "ball-wall-upper-glute", "ball-floor-glute"
HEAT, COLD = "prep-warm-compress", "cold-pack-lower-back"
HOUR = timedelta(hours=1)


def plan_for(adjusted: Adjustment, *names: str, book=None, **more) -> Plan:
    """Return the plan of techniques with their own times for one person."""
    return plan([wish(name) for name in names], today(book or ledger(), adjusted, **more))


def whys(made: Plan) -> list[tuple[str, str, str]]:
    """Return every change as technique, what became of it, and why."""
    return [(one.technique, one.became, one.why) for one in made.changes]


def seconds(made: Plan) -> list[int]:
    """Return the seconds a side of each step."""
    return [step.seconds for step in made.steps]


def said(made: Plan) -> str:
    """Return all that is said about a plan."""
    return " ".join(wording.change_text(one, wording.technique_names()) for one in made.changes)


def test_a_technique_above_the_level_becomes_its_easier_way_or_comes_later():
    made = plan_for(Adjustment(floor_tools=True), RUB, FLOOR, "ball-floor-piriformis", MOVE)
    assert slugs(made) == [RUB, BALL, MOVE]
    assert whys(made) == [
        (FLOOR, BALL, Why.LATER),
        ("ball-floor-piriformis", "", Why.LATER),
    ]
    assert "comes later" in said(made)


def test_ball_peanut_and_roller_come_to_the_floor_after_easy_sessions():
    two = replace(EXPERIENCED, floor_tools=False)
    assert whys(plan_for(two, RUB, FLOOR, MOVE)) == [(FLOOR, BALL, Why.LATER)]
    assert slugs(plan_for(EXPERIENCED, RUB, FLOOR, MOVE)) == [RUB, FLOOR, MOVE]
    assert slugs(plan_for(two, "stretch-knee-to-chest")) == ["stretch-knee-to-chest"]


def test_the_floor_is_the_same_everywhere():
    words = tomllib.loads((ROOT / "safety/data/vocabulary.toml").read_text())
    floor = words["notes"]["floor_positions"]
    check = CATALOGUE.sequence["SEQ04"].check
    assert set(check["positions"]) == set(floor)
    assert check["tools"] == CATALOGUE.doses["D_BALL_SPOT"].applies_to["tools"]


@pytest.mark.parametrize(("level", "gun"), [(1, []), (2, [GUN]), (3, [GUN])])
def test_a_dose_opens_with_the_level(level, gun):
    assert slugs(plan_for(replace(EXPERIENCED, level=level), RUB, GUN)) in (
        [RUB, *gun],
        [RUB, BALL] if not gun else None,
    )


def test_the_roller_on_the_low_back_needs_level_tier_and_its_warning():
    slug, easier = "roller-wall-lower-back", "hand-fist-knead"
    ready = replace(EXPERIENCED, accepted=frozenset({slug}))
    assert slugs(plan_for(ready, RUB, BALL, slug)) == [RUB, BALL, slug]
    assert slugs(plan_for(EXPERIENCED, RUB, BALL, slug)) == [RUB, BALL, easier]
    assert slugs(plan_for(replace(ready, level=2), RUB, BALL, slug)) == [RUB, BALL, easier]
    assert slugs(plan_for(ready, RUB, BALL, slug, tier=Tier.LIMITS)) == [RUB, BALL, easier]


def test_a_technique_left_out_for_now_says_why():
    off = {BALL: Why.SIGN_LATELY, MOVE: Why.NEWEST}
    made = plan_for(replace(EXPERIENCED, off=off), RUB, BALL, MOVE)
    assert slugs(made) == [RUB, "hand-fist-knead"]
    assert "you noticed a sign with it lately" in said(made)
    assert "the last session was a bit much" in said(made)


def test_limits_of_the_last_sessions_are_added():
    light = replace(EXPERIENCED, limits=Restrictions(pressure_max=Pressure.LIGHT))
    made = plan_for(light, RUB, BALL, limits=Restrictions(spot_max_s=15))
    assert (made.steps[1].pressure, made.steps[1].spot_seconds) == (Pressure.LIGHT, 15)


@pytest.mark.parametrize(("level", "spot"), [(1, 30), (2, 60), (3, 60)])
def test_level_one_stays_on_a_spot_half_as_long(level, spot):
    made = plan_for(replace(EXPERIENCED, level=level), RUB, FLOOR)
    assert made.steps[1].spot_seconds == spot


@pytest.mark.parametrize(("level", "cap"), [(1, 600), (2, 900), (3, 1200)])
def test_the_level_of_the_person_bounds_the_session(level, cap):
    walks = [MOVE] * 30
    made = plan_for(replace(EXPERIENCED, level=level), *walks)
    assert cap - 120 < made.active_seconds <= cap
    short = replace(EXPERIENCED, level=level, session_max_s=240)
    assert plan_for(short, *walks).active_seconds <= 240


def test_a_starter_above_the_level_is_adapted():
    starter = CATALOGUE.starters["tennis-ball-reset"]
    made = plan(wishes_of(starter), today(ledger(), Adjustment()))
    assert "ball-floor-glute" not in slugs(made)
    assert {BALL, "ball-wall-lower-back"} <= {*slugs(made)}
    assert slugs(made)[-1] == CLOSING_BREATH


def test_one_session_a_day_sessions_share_the_days_time():
    book = ledger(held("mobility-walk", 500))
    made = plan_for(Adjustment(), "mobility-walk", RUB, MOVE, book=book)
    assert made.active_seconds <= 100
    assert ("mobility-walk", "", Why.DAY_FULL) in whys(made)
    assert "today's time for sessions is used up" in said(made)


def test_a_full_day_leaves_only_what_does_not_count():
    made = plan_for(Adjustment(), HEAT, RUB, book=ledger(held("mobility-walk", 600)))
    assert slugs(made) == [HEAT]
    assert plan_for(Adjustment(), RUB, book=ledger(held("mobility-walk", 598))).steps == ()


def test_warmth_waits_an_hour_and_says_until_when():
    made = plan_for(EXPERIENCED, HEAT, book=ledger(held(HEAT, 600, MORNING - HOUR / 2)))
    assert made.steps == ()
    assert made.changes[0].until == MORNING + HOUR / 2
    assert "comes again after 10:00: an hour between two warm packs." in said(made)
    cold = plan_for(EXPERIENCED, COLD, book=ledger(held(COLD, 600, MORNING - HOUR)))
    assert "comes again after 10:30: 2 hours between two cold packs." in said(cold)


def test_a_second_pack_in_one_session_is_left_out():
    made = plan_for(EXPERIENCED, HEAT, COLD, "heating-pad-lower-back")
    assert slugs(made) == [HEAT, COLD]
    assert whys(made) == [("heating-pad-lower-back", "", Why.GAP)]
    assert "is left out: an hour between two warm packs." in said(made)


def test_a_fourth_warm_pack_is_too_often():
    packs = [held(HEAT, 600, MORNING - HOUR * h) for h in (2, 4, 6)]
    made = plan_for(EXPERIENCED, HEAT, book=ledger(*packs))
    assert whys(made) == [(HEAT, "", Why.TIMES_TODAY)]
    assert "it was done often enough today" in said(made)


def test_the_first_time_with_a_gun_is_short():
    assert seconds(plan_for(EXPERIENCED, RUB, GUN))[1] == 15
    known = ledger(used_before=frozenset({"D_GUN"}))
    assert seconds(plan_for(EXPERIENCED, RUB, GUN, book=known))[1] == 60
    twice = plan_for(EXPERIENCED, RUB, GUN, GUN, book=known)
    assert whys(twice) == [(GUN, "", Why.SPENT_TODAY)]


def test_a_place_pressed_hard_lately_is_pressed_lightly_and_said():
    book = ledger(held(BALL, 60, MORNING - HOUR * 20))
    made = plan_for(EXPERIENCED, RUB, BALL, FLOOR, book=book)
    assert [step.pressure for step in made.steps[1:]] == [Pressure.LIGHT] * 2
    lighter = (BALL, BALL, Why.LIGHTER)
    assert whys(made) == [(FLOOR, BALL, Why.RESTING), lighter, lighter]
    assert "which may rest until Saturday 13:30" in said(made)
    assert "is done lightly" in said(made)


def test_a_later_step_of_the_same_session_is_not_held_against_itself():
    made = plan_for(EXPERIENCED, RUB, FLOOR, FLOOR)
    assert slugs(made) == [RUB, FLOOR, FLOOR]
    assert made.changes == ()


@pytest.mark.parametrize(
    ("slug", "asked", "most"),
    [
        ("stretch-knee-to-opposite-shoulder", 90, 30),
        ("stretch-flat-back-couch", 900, 600),
        (HEAT, 1500, 1200),
        (COLD, 1500, 1200),
    ],
)
def test_a_hold_has_its_longest_also_by_going_back(slug, asked, most):
    facts = replace(FACTS[slug], longest_seconds=2000)
    step = plan([wish(facts, seconds=asked)], today(ledger())).steps[0]
    assert (step.seconds, step.longest_seconds) == (most, most)
    assert step.room_seconds <= most


def test_partner_strokes_have_their_own_limits():
    glide = replace(FACTS["partner-sacrum-hip-glide"], longest_seconds=600)
    made = plan([wish(RUB), wish(glide, seconds=200)], today(ledger()))
    assert seconds(made)[1] == 150
    spent = ledger(held("partner-effleurage", 1150))
    made = plan_for(EXPERIENCED, "partner-thigh-strokes", book=spent)
    assert whys(made) == [("partner-thigh-strokes", "", Why.SPENT_TODAY)]


def test_more_time_and_going_back_stay_inside_the_session_too():
    made = plan_for(replace(EXPERIENCED, session_max_s=60), RUB)
    hold = "1-hold"
    more = [("adjust", {"delta_ms": 10_000})] * 9
    again = [("enter", {"to": hold, "gone": 600_000})] * 3
    state = walk(made, "start", ("enter", {"to": hold}), *more, *again, "pause")
    assert held_seconds(made, state)[1] <= 60


def test_a_step_and_its_gentler_way_share_what_there_is():
    made = plan_for(EXPERIENCED, RUB, "ball-wall-lower-back", book=ledger())
    made = plan([wish("ball-wall-lower-back")], replace(today(ledger()), session_max_s=128))
    step = made.steps[0]
    assert step.gentler is not None
    assert len(step.gentler.sides) != len(step.sides)
    whole = step.room_seconds * len(step.sides)
    state = walk(
        made,
        "start",
        ("enter", {"to": "1-hold-left"}),
        ("enter", {"gone": 60_000, "to": "1-hold-right"}),
        ("gentler", {"gone": 60_000}),
        ("enter", {"to": "1g-hold"}),
        "resume",
        ("pause", {"gone": 600_000}),
    )
    assert held_seconds(made, state)[1] <= whole <= 128


def test_what_is_left_names_the_session():
    assert today(ledger(held("mobility-walk", 100)), Adjustment()).left_today[SESSION] == 500
