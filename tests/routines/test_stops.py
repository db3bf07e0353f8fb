"""What each sign does, the first time and the second: pure tables, equal to the rule set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routines.noticing import noticed_in, techniques_meant
from routines.planning import plan
from routines.player import IllegalEvent, Phase, SessionState, advance, effect_on
from routines.stop_pages import BANDS, DO
from routines.stops import (
    ASKED_AFTER,
    ASKED_AGAIN,
    EASE_OFF_AT,
    SIGNS,
    STILL_SO,
    STILL_SO_S,
    STOP_AT,
    WORST,
    Effect,
    effect_of,
    effect_of_rating,
)
from safety import content
from safety.stop_signs import EMERGENCY_SIGNS, SIGN_WORDS
from tests.routines.builders import event, inputs, made_up, walk, wish

PRESS = made_up(slug="press", spot_seconds=30, per_side=True, easier="soft")
SOFT = made_up(slug="soft", timer_seconds=30)
LAST = made_up(slug="last", kind="stretch")
PLAN = plan(
    [wish(PRESS), wish(LAST)],
    inputs(techniques={"soft": SOFT, "press": PRESS, "last": LAST}, sequence={}),
)
HOLD, NEXT, END = "1-hold-left", "2-prep", "2-hold"
DATA = {row["id"]: row for row in content.current().limits["stop_conditions"]}
DOES = {
    "end_session": Effect.END,
    "end_technique": Effect.LEAVE,
    "ease_off": Effect.PAUSE,
    "stay_calm_steps": Effect.PAUSE,
}
# first time, second time at the same step, second time at another step
TABLE = {
    "s_emerg": ("end", "", ""),
    "s_nerve": ("end", "", ""),
    "s_extreme": ("end", "", ""),
    "s_dizzy": ("end", "", ""),
    "s_bone": ("pause", "leave", "pause"),
    "s_more": ("pause", "end", "end"),
    "s_breath": ("pause", "pause", "pause"),
    "s_skin": ("leave", "", "end"),
    "s_cramp": ("leave", "", "end"),
    "s_floor": ("pause", "pause", "pause"),
}


def notice(sign: str, answer: str = "", **changes) -> tuple[str, dict]:
    """Return the step of a walk that tells a sign."""
    return ("stop", {"sign": sign, "to": answer, **changes})


def enter(to: str) -> tuple[str, dict]:
    """Return the step of a walk that enters a segment."""
    return ("enter", {"to": to})


def seen(state: SessionState, was: str) -> str:
    """Return what became of a session that was in a segment."""
    if state.phase is Phase.ENDED:
        return "end"
    assert state.phase is Phase.PAUSED
    return "pause" if state.segment == was else "leave"


def test_the_table_is_the_rule_sets():
    assert set(SIGNS) == set(DATA) == set(TABLE) == set(SIGN_WORDS)
    for name, row in DATA.items():
        # s_bone allows one retry before the technique ends
        end = SIGNS[name].again if name == "s_bone" else SIGNS[name].first
        assert end is DOES[row["action"]], name
    assert {name for name, row in DATA.items() if row.get("tier")} == {"s_emerg", "s_extreme"}
    assert {name for name, row in DATA.items() if "10 minutes" in row.get("then", "")} == (
        ASKED_AGAIN
    )
    assert ASKED_AFTER.total_seconds() == 600
    assert f"after {STILL_SO_S} seconds" in DATA["s_more"]["then"]
    assert all(row.get("text") for name, row in DATA.items() if name != "s_emerg")


def test_the_numbers_are_the_discomfort_scales():
    bands = content.current().limits["discomfort_scale"]["bands"]
    acts = {row["action"]: (row["from"], row["to"]) for row in bands if row.get("action")}
    assert acts == {"ease_off_now": (EASE_OFF_AT, EASE_OFF_AT), "stop": (STOP_AT, WORST)}
    assert [number for number, _label, _words in BANDS] == [2, 4, 5, 6, 7]


def test_the_two_ways_of_an_emergency_are_the_rule_sets():
    assert {one.advice for one in EMERGENCY_SIGNS.values()} == set(DATA["s_emerg"]["advice"])
    nerve = {name for name, one in EMERGENCY_SIGNS.items() if one.advice == "ADV_E_NERVE"}
    assert nerve == {"numb_between_legs", "toilet_change", "both_legs", "new_weakness"}


def test_every_line_belongs_to_something_a_sign_does():
    for name, effect in DO:
        assert effect in {SIGNS[name].first, SIGNS[name].again, effect_of(name, STILL_SO, 0)}


@pytest.mark.parametrize("sign", TABLE)
@pytest.mark.parametrize("how", ["running", "paused"])
def test_a_sign_the_first_time(sign, how):
    begin = ["start", enter(HOLD), *(["pause"] if how == "paused" else [])]
    state = walk(PLAN, *begin, notice(sign))
    assert seen(state, HOLD) == TABLE[sign][0]
    if TABLE[sign][0] == "leave":
        assert (state.segment, state.left_ms) == (NEXT, 8000)


@pytest.mark.parametrize("sign", [name for name, row in TABLE.items() if row[1]])
def test_a_sign_the_second_time_at_the_same_step(sign):
    state = walk(PLAN, "start", enter(HOLD), notice(sign), "resume", notice(sign))
    assert seen(state, HOLD) == TABLE[sign][1]


@pytest.mark.parametrize("sign", [name for name, row in TABLE.items() if row[2]])
def test_a_sign_the_second_time_at_the_next_step(sign):
    steps = [enter(HOLD), notice(sign), enter(END), "resume", notice(sign)]
    assert seen(walk(PLAN, "start", *steps), END) == TABLE[sign][2]


@pytest.mark.parametrize("sign", ["s_bone", "s_more"])
def test_a_gentler_way_does_not_begin_the_count_again(sign):
    steps = [enter(HOLD), notice(sign), "gentler", "resume", notice(sign)]
    assert seen(walk(PLAN, "start", *steps), "1g-prep") == TABLE[sign][1]


def test_still_too_strong_leaves_the_step_and_does_not_count_twice():
    state = walk(PLAN, "start", enter(HOLD), notice("s_more"), notice("s_more", "still"))
    assert (seen(state, HOLD), state.noticed) == ("leave", {"s_more": 1})
    assert seen(walk(PLAN, "start", enter(END), notice("s_more", "still")), END) == "end"


@pytest.mark.parametrize("sign", [name for name, row in TABLE.items() if row[0] == "leave"])
def test_leaving_the_last_step_ends_the_session(sign):
    assert walk(PLAN, "start", enter(END), notice(sign)).phase is Phase.ENDED


@pytest.mark.parametrize("sign", TABLE)
def test_what_was_held_until_the_sign_counts(sign):
    state = walk(PLAN, "start", enter(HOLD), notice(sign, gone=7000))
    assert state.held_ms == {HOLD: 7000}


@pytest.mark.parametrize("sign", ["", "s_new", "S_NERVE", "s_nerve "])
@pytest.mark.parametrize("begin", [(), ("start",), ("start", "end")], ids=str)
def test_an_unknown_sign_is_refused_everywhere(sign, begin):
    with pytest.raises(IllegalEvent):
        walk(PLAN, *begin, notice(sign))


@pytest.mark.parametrize("sign", TABLE)
def test_before_the_start_a_sign_ends_it_or_changes_nothing(sign):
    state = walk(PLAN, notice(sign))
    assert state.phase is (Phase.ENDED if TABLE[sign][0] == "end" else Phase.READY)


@pytest.mark.parametrize("sign", TABLE)
def test_after_the_end_a_sign_is_heard_and_moves_nothing(sign):
    state = walk(PLAN, "start", enter(HOLD), "end")
    assert advance(PLAN, state, event("stop", "9-nowhere", sign=sign)) == state


@pytest.mark.parametrize("sign", TABLE)
def test_a_phone_that_lost_its_place_is_heard_and_nothing_runs(sign):
    state = walk(PLAN, "start", enter(END))
    after = advance(PLAN, state, event("stop", HOLD, sign=sign))
    assert after.phase is (Phase.ENDED if TABLE[sign][0] == "end" else Phase.PAUSED)
    assert after.segment == END
    assert after.held_ms == {}


def test_a_sign_about_a_step_already_left_counts_there():
    state = walk(PLAN, "start", enter(END))
    state = advance(PLAN, state, event("stop", HOLD, sign="s_bone"))
    assert state.noticed == {"s_bone-1": 1}


@pytest.mark.parametrize(
    ("number", "first", "again"),
    [
        (0, None, None),
        (5, None, None),
        (6, "pause", "end"),
        (7, "leave", "end"),
        (10, "leave", "end"),
    ],
)
def test_what_a_number_does(number, first, again):
    assert effect_of_rating(number, 0) == first
    assert effect_of_rating(number, 1) == again


def test_a_number_to_go_on_with_changes_nothing_but_the_clock():
    before = walk(PLAN, "start", enter(HOLD))
    after = walk(PLAN, "start", enter(HOLD), ("rate", {"to": "4", "gone": 3000}))
    assert sum(one.milliseconds for one in after.stretches) == 3000
    held = {"held_ms": {HOLD: 3000}, "stretches": after.stretches}
    assert after == replace(before, left_ms=37_000, **held)


def test_a_number_too_high_counts_as_too_strong():
    assert seen(walk(PLAN, "start", enter(HOLD), ("rate", {"to": "6"})), HOLD) == "pause"
    assert seen(walk(PLAN, "start", enter(HOLD), ("rate", {"to": "7"})), HOLD) == "leave"
    steps = [enter(HOLD), ("rate", {"to": "6"}), "resume", notice("s_more")]
    assert walk(PLAN, "start", *steps).phase is Phase.ENDED


@pytest.mark.parametrize("number", ["", "11", "-1", "4.5", "many", "٣"])
def test_what_is_no_number_from_0_to_10_is_refused(number):
    with pytest.raises(IllegalEvent):
        walk(PLAN, "start", enter(HOLD), ("rate", {"to": number}))


def test_which_technique_a_sign_is_about():
    state = walk(PLAN, "start", enter(HOLD))
    told = noticed_in(PLAN, state, event("stop", HOLD, sign="s_nerve"))
    assert (told.sign, told.step, told.technique) == ("s_nerve", 1, "press")
    gentler = walk(PLAN, "start", "gentler")
    told = noticed_in(PLAN, gentler, event("stop", gentler.segment, sign="s_nerve"))
    assert told.technique == "soft"
    told = noticed_in(PLAN, state, event("rate", HOLD, to="8"))
    assert (told.sign, told.technique) == ("s_more", "press")
    assert noticed_in(PLAN, state, event("rate", HOLD, to="5")) is None
    assert noticed_in(PLAN, state, event("pause", HOLD)) is None


def test_a_sign_from_nowhere_is_about_everything():
    told = noticed_in(PLAN, SessionState(), event("stop", "", sign="s_nerve"))
    assert (told.step, told.technique) == (0, "")
    assert techniques_meant(PLAN, told) == [(1, "press"), (2, "last")]


def test_the_effect_shown_is_the_effect_that_happens():
    state = walk(PLAN, "start", enter(HOLD), notice("s_bone"))
    assert effect_on(PLAN, state, event("stop", HOLD, sign="s_bone")) is Effect.LEAVE
    assert effect_on(PLAN, state, event("stop", END, sign="s_bone")) is Effect.PAUSE
