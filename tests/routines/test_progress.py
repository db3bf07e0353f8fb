"""What decisions do to the next plan: nothing grows but by an offer that was taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routines.access_after import ladder
from routines.adapting import Why
from routines.progress import (
    HANDS_ONLY,
    REST,
    STOPS,
    Adjustment,
    Followed,
    Past,
    Step,
    adjusted,
    offers,
    returning,
)
from safety.vocabulary import Pressure, Restrictions
from tests.routines.builders import MORNING

LADDER = ladder()
DECISIONS = ["HOLD", "KEEP", "HOLD_A10", "PROGRESS", "REDUCE", *sorted(STOPS)]
USUAL = Followed(
    pressure=Pressure.FIRM, spot_seconds=60, active_seconds=600, by_hand=True, at_wall=True
)
DAY = timedelta(days=1)


def past(*decisions: str, **changes) -> list[Past]:
    """Return sessions a day apart, the last of them ended in the morning."""
    return [
        Past(
            decision=one.partition(" ")[0],
            chosen=one.partition(" ")[2],
            ended_at=MORNING - DAY * (len(decisions) - 1 - place),
            followed=USUAL,
            knows_next_day=True,
            **changes,
        )
        for place, one in enumerate(decisions)
    ]


def after(*decisions: str, now=MORNING, **changes) -> Adjustment:
    """Return what these decisions leave."""
    return adjusted(past(*decisions, **changes), LADDER, now=now)


def allows_no_more(new: Adjustment, old: Adjustment) -> bool:
    """Say whether nothing is allowed by `new` that was not by `old`; levels aside."""
    caps = [min(LADDER.caps[one.level], one.session_max_s or 10**6) for one in (new, old)]
    rests = [one.rest_until or MORNING - 999 * DAY for one in (new, old)]
    return (
        new.limits.is_at_least(old.limits)
        and caps[0] <= caps[1]
        and set(new.off) >= set(old.off)
        and rests[0] >= rests[1]
        and new.level <= old.level
    )


def test_nothing_was_followed_yet():
    assert adjusted([], LADDER, now=MORNING) == Adjustment()
    assert offers([], LADDER) == ()


def test_the_caps_are_those_of_the_dose():
    assert LADDER.caps == {1: 600, 2: 900, 3: 1200}
    assert "strength-glute-bridge" in LADDER.strenuous


def test_reduce_halves_goes_lighter_rests_and_leaves_the_newest_out():
    found = after("REDUCE", dropped="ball-wall-lower-back")
    assert found.limits == Restrictions(pressure_max=Pressure.MEDIUM, spot_max_s=30)
    assert found.session_max_s == 300
    assert found.off == {"ball-wall-lower-back": Why.NEWEST}
    assert found.rest_until == MORNING + REST
    assert after("REDUCE", now=MORNING + REST).rest_until is None


def test_reduce_starts_from_what_was_really_followed():
    light = Followed(pressure=Pressure.MEDIUM, spot_seconds=30, active_seconds=240)
    one = replace(past("REDUCE")[0], followed=light)
    found = adjusted([one], LADDER, now=MORNING)
    assert found.limits == Restrictions(pressure_max=Pressure.LIGHT, spot_max_s=15)
    assert found.session_max_s == 120


def test_reduce_has_a_floor():
    found = after(*["REDUCE"] * 9, now=MORNING + HANDS_ONLY)
    assert found.limits == Restrictions(pressure_max=Pressure.LIGHT, spot_max_s=5)
    assert found.session_max_s == 60


def test_two_reduce_in_a_row_leave_hands_warmth_and_stretches_for_a_week():
    found = after("REDUCE", "REDUCE")
    assert {"ball", "peanut", "roller", "gun", "massager", "partner"} <= found.limits.tools
    assert not {"hands", "heat"} & found.limits.tools
    assert found.off["strength-glute-bridge"] is Why.LATER
    week = MORNING + HANDS_ONLY
    assert after("REDUCE", "REDUCE", now=week - timedelta(seconds=1)).limits.tools
    assert not after("REDUCE", "REDUCE", now=week).limits.tools
    assert not after("REDUCE", "HOLD", "REDUCE").limits.tools


@pytest.mark.parametrize("decision", ["HOLD", "HOLD_A10", "KEEP", *sorted(STOPS), "PROGRESS"])
def test_without_a_choice_nothing_changes(decision):
    first = after("REDUCE", now=MORNING + REST)
    later = after("REDUCE", decision, now=MORNING + REST)
    assert replace(later, technique_level=1, floor_tools=False) == replace(
        first, technique_level=1, floor_tools=False
    )


def test_what_reduce_took_comes_back_step_by_step():
    taken = ["REDUCE", "HOLD"]
    names = {"dropped": "ball-wall-lower-back"}
    time = after(*taken, "PROGRESS time", **names)
    assert (time.session_max_s, time.limits.spot_max_s) == (420, 60)
    assert time.limits.pressure_max is Pressure.MEDIUM
    assert set(time.off) == {"ball-wall-lower-back"}
    pressure = after(*taken, "PROGRESS pressure", **names)
    assert (pressure.session_max_s, pressure.limits.pressure_max) == (300, Pressure.FIRM)
    technique = after(*taken, "PROGRESS technique", **names)
    assert (technique.session_max_s, technique.off) == (300, {})
    whole = after("REDUCE", *["PROGRESS time"] * 3)
    assert whole.session_max_s is None


def test_of_two_techniques_the_last_one_left_out_comes_back_first():
    rows = past("REDUCE", "HOLD", "REDUCE", "HOLD", "PROGRESS technique")
    names = ["stretch-cobra", "", "ball-wall-lower-back", "", ""]
    rows = [replace(one, dropped=name) for one, name in zip(rows, names, strict=True)]
    assert adjusted(rows, LADDER, now=MORNING).off == {"stretch-cobra": Why.NEWEST}


def test_a_level_comes_by_choice_and_the_third_only_from_the_second():
    assert after("HOLD", "PROGRESS").level == 1
    assert after("HOLD", "PROGRESS level").level == 2
    high = after("HOLD", "HOLD", "PROGRESS level", "PROGRESS level")
    assert (high.level, high.technique_level) == (3, 3)
    more = after("HOLD", "HOLD", *["PROGRESS level"] * 5)
    assert more.level == 3
    floor = Followed(pressure=Pressure.FIRM, active_seconds=600)
    rows = [replace(one, followed=floor) for one in past("PROGRESS level", "PROGRESS level")]
    assert adjusted(rows, LADDER, now=MORNING).level == 2  # no hands, no wall: not experienced


@pytest.mark.parametrize(
    ("decisions", "changes", "level", "floor"),
    [
        (["KEEP", "KEEP"], {}, 2, True),
        (["HOLD", "PROGRESS"], {}, 2, True),
        (["KEEP"], {}, 1, False),
        (["KEEP", "REDUCE", "KEEP"], {}, 2, True),
        (["KEEP", "REDUCE"], {}, 1, False),
        (["KEEP", "STOP_C"], {}, 1, False),
        (["KEEP", "KEEP"], {"had_nerve_sign": True}, 1, False),
    ],
)
def test_two_easy_sessions_open_the_second_level_and_the_floor(
    decisions, changes, level, floor
):
    found = after(*decisions, **changes)
    assert (found.technique_level, found.floor_tools) == (level, floor)
    unknown = [replace(one, knows_next_day=False) for one in past(*decisions)]
    closed = adjusted(unknown, LADDER, now=MORNING)
    assert (closed.technique_level, closed.floor_tools) == (1, False)


def test_hands_alone_do_not_open_the_floor():
    rows = [
        replace(one, followed=replace(USUAL, at_wall=False)) for one in past("KEEP", "KEEP")
    ]
    found = adjusted(rows, LADDER, now=MORNING)
    assert (found.technique_level, found.floor_tools) == (2, False)


def test_a_nerve_sign_that_went_away_reduces():
    found = after("KEEP", had_nerve_sign=True)
    assert (found.session_max_s, found.rest_until) == (300, MORNING + REST)
    assert offers(past("PROGRESS", had_nerve_sign=True), LADDER) == ()


def test_only_what_can_change_is_offered():
    assert offers(past("HOLD"), LADDER) == ()
    assert offers(past("HOLD", "PROGRESS"), LADDER) == (Step.TECHNIQUE, Step.LEVEL)
    short = [
        replace(one, followed=replace(USUAL, active_seconds=480)) for one in past("PROGRESS")
    ]
    assert offers(short, LADDER) == (Step.TIME, Step.TECHNIQUE, Step.LEVEL)
    reduced = past("REDUCE", "HOLD", "PROGRESS", dropped="stretch-cobra")
    assert offers(reduced, LADDER) == tuple(Step)
    assert returning(reduced, LADDER) == "stretch-cobra"
    chosen = past("REDUCE", "HOLD", "PROGRESS technique", dropped="stretch-cobra")
    assert offers(chosen, LADDER) == tuple(Step)
    top = past("HOLD", "HOLD", "PROGRESS level", "PROGRESS level", "PROGRESS")
    assert Step.LEVEL not in offers(top, LADDER)


def some_past() -> st.SearchStrategy[Past]:
    """Draw one session with what was decided on it."""
    done = st.builds(
        Followed,
        pressure=st.sampled_from(Pressure),
        spot_seconds=st.none() | st.integers(1, 60),
        active_seconds=st.integers(0, 1200),
        by_hand=st.booleans(),
        at_wall=st.booleans(),
    )
    return st.builds(
        Past,
        decision=st.sampled_from(DECISIONS),
        ended_at=st.integers(0, 60).map(lambda days: MORNING - days * DAY),
        followed=done,
        knows_next_day=st.booleans(),
        had_nerve_sign=st.sampled_from([False, False, False, True]),
        dropped=st.sampled_from(["", "stretch-cobra", "ball-wall-lower-back"]),
        chosen=st.sampled_from(["", *(one.value for one in Step)]),
    )


def histories() -> st.SearchStrategy[list[Past]]:
    """Draw sessions, oldest first; only a PROGRESS has a choice."""
    rows = st.lists(some_past(), max_size=12)
    return rows.map(
        lambda found: [
            replace(one, chosen=one.chosen if one.decision == "PROGRESS" else "")
            for one in sorted(found, key=lambda one: one.ended_at)
        ]
    )


@settings(max_examples=300, deadline=None)
@given(before=histories(), last=some_past())
def test_only_an_offer_that_was_taken_allows_more(before, last):
    latest = replace(last, ended_at=MORNING, chosen="")
    old = adjusted(before, LADDER, now=MORNING)
    new = adjusted([*before, latest], LADDER, now=MORNING)
    assert allows_no_more(new, old)
    if not latest.is_easy:
        assert new.technique_level <= old.technique_level
        assert new.floor_tools <= old.floor_tools


@settings(max_examples=200, deadline=None)
@given(before=histories(), last=some_past())
def test_reduce_never_allows_more_and_always_rests(before, last):
    latest = replace(last, decision="REDUCE", ended_at=MORNING, chosen="")
    old = adjusted(before, LADDER, now=MORNING)
    new = adjusted([*before, latest], LADDER, now=MORNING)
    assert allows_no_more(new, old)
    assert (new.technique_level, new.floor_tools) == (old.technique_level, old.floor_tools)
    assert new.rest_until == MORNING + REST
    assert new.limits.pressure_max < Pressure.FIRM
    assert new.session_max_s is not None


@settings(max_examples=200, deadline=None)
@given(before=histories())
def test_one_choice_changes_one_thing(before):
    last = replace(
        Past(decision="PROGRESS", ended_at=MORNING, followed=USUAL, knows_next_day=False),
    )
    old = adjusted([*before, last], LADDER, now=MORNING)
    for step in offers([*before, last], LADDER):
        new = adjusted([*before, replace(last, chosen=step)], LADDER, now=MORNING)
        changed = {
            Step.TIME: (new.session_max_s, new.limits.spot_max_s)
            != (old.session_max_s, old.limits.spot_max_s),
            Step.PRESSURE: new.limits.pressure_max != old.limits.pressure_max,
            Step.TECHNIQUE: set(new.off) != set(old.off),
            Step.LEVEL: new.level != old.level,
        }
        assert {one for one, is_other in changed.items() if is_other} <= {step}


@given(before=histories())
def test_levels_stay_in_their_order(before):
    found = adjusted(before, LADDER, now=MORNING)
    assert 1 <= found.technique_level <= max(2, found.level)
    assert found.session_max_s is None or found.session_max_s <= LADDER.caps[found.level]
    assert found.limits.pressure_max >= Pressure.LIGHT
