"""What can go right and wrong in the player while somebody lies on the floor."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from routines.frozen import thaw_state
from routines.models import Session
from routines.player import Phase
from safety.actions import withdraw_standing
from tests.browser import steps
from tests.browser.steps import do, pass_time, tell

pytestmark = pytest.mark.browser

# Taps and keys


def test_a_double_tap_on_next_moves_one_stage(walking):
    walking.locator("[data-do=next]").dblclick()
    steps.then_stage_is(walking, "1-hold")
    do(walking, "next")  # not at once, so it counts
    steps.then_stage_is(walking, "1-rest")


def test_a_double_tap_pauses_and_does_not_go_on(holding):
    holding.locator("[data-do=toggle]").dblclick()
    steps.then_phase_is(holding, "paused")
    pass_time(holding, 10)
    assert steps.digits(holding) == "0:40"


def test_seconds_can_be_added_as_fast_as_one_likes(holding):
    holding.locator("[data-do=less]").dblclick()
    assert steps.digits(holding) == "0:20"


def test_more_never_goes_beyond_the_longest(holding):
    for _ in range(3):
        holding.locator("[data-do=more]").click()
    assert steps.digits(holding) == "0:40"  # 45 s is the longest; 5 are gone
    do(holding, "back")
    do(holding, "back")
    steps.then_stage_is(holding, "1-prep")
    pass_time(holding, 10)
    holding.locator("[data-do=more]").click()
    assert steps.digits(holding) == "0:15"


def test_less_than_nothing_ends_the_hold(holding):
    for _ in range(4):
        holding.locator("[data-do=less]").click()
    steps.then_stage_is(holding, "1-rest")


def test_back_restarts_a_hold_and_soon_after_goes_further(holding):
    do(holding, "back")
    steps.then_stage_is(holding, "1-hold")
    assert steps.digits(holding) == "0:45"
    do(holding, "back")
    steps.then_stage_is(holding, "1-prep")


def test_the_keyboard_does_it_all(holding):
    keys = holding.keyboard
    keys.press("-")
    assert steps.digits(holding) == "0:30"
    keys.press("+")
    assert steps.digits(holding) == "0:40"
    keys.press("ArrowRight")
    steps.then_stage_is(holding, "1-rest")
    keys.press("ArrowLeft")
    steps.then_stage_is(holding, "1-hold")
    keys.press(" ")
    steps.then_phase_is(holding, "paused")
    keys.press(" ")
    steps.then_phase_is(holding, "running")
    keys.press("Escape")
    expect(holding.locator("dialog[data-part=end]")).to_be_visible()
    keys.press("ArrowRight")  # keys do nothing behind a dialog
    keys.press("Escape")
    expect(holding.locator("dialog[data-part=end]")).to_be_hidden()
    steps.then_stage_is(holding, "1-hold")
    steps.then_phase_is(holding, "paused")


def test_a_key_held_down_counts_once(walking):
    walking.keyboard.down("ArrowRight")
    walking.keyboard.down("ArrowRight")
    walking.keyboard.up("ArrowRight")
    steps.then_stage_is(walking, "1-hold")


def test_next_while_getting_ready_again_still_counts_as_held(holding):
    do(holding, "toggle")
    do(holding, "toggle")
    pass_time(holding, 1)
    do(holding, "next")
    do(holding, "next")
    steps.then_stage_is(holding, "2-prep-left")
    pass_time(holding, 4 + 8 + 10)
    do(holding, "toggle")
    kinds = ["start", "enter", "pause", "enter", "enter", "resume", "enter", "pause"]
    steps.then_events_are_stored(holding, *kinds)
    held = thaw_state(steps.session_in(holding).state).held_ms
    assert held["2-hold-left"] == pytest.approx(10_400, abs=20)


def test_ending_keeps_what_was_done(holding):
    do(holding, "ask-end")
    holding.get_by_role("button", name="Go on", exact=True).click()
    steps.then_phase_is(holding, "paused")
    do(holding, "ask-end")
    holding.get_by_role("button", name="End and keep what I did").click()
    expect(holding.get_by_role("heading", level=1)).to_have_text("Done. 5 s.")
    session = Session.objects.get()
    assert session.phase == Phase.ENDED
    assert steps.kinds(session) == ["start", "enter", "pause", "end"]


def test_ending_from_too_sore_takes_events_along_that_were_not_sent(holding, watch):
    watch.allow("ERR_FAILED|htmx")  # the events' address is cut off on purpose
    holding.route("**/events/", lambda route: route.abort())
    tell(holding, "s_more")
    holding.get_by_role("button", name="End here").click()
    expect(holding.get_by_role("heading", level=1)).to_have_text("Done. 5 s.")
    assert steps.kinds(Session.objects.get()) == ["start", "enter", "sore", "stop", "end"]


def test_too_sore_can_be_skipped_to_the_next_step(holding):
    tell(holding, "s_more")
    assert holding.locator("[data-do=gentler]").is_hidden()  # there is no gentler tilt
    holding.get_by_role("button", name="Skip this one").click()
    steps.then_stage_is(holding, "2-prep-left")
    pass_time(holding, 4 + 8)
    steps.then_stage_is(holding, "2-hold-left")


# The page comes and goes


def test_a_reload_in_the_middle_of_a_hold_pauses_there(holding):
    do(holding, "next")
    do(holding, "back")
    steps.then_events_are_stored(holding, "start", "enter", "enter", "enter")
    pass_time(holding, 10)
    holding.reload()
    steps.then_stage_is(holding, "1-hold")
    steps.then_phase_is(holding, "paused")
    expect(holding.locator("[data-part=ready]")).to_be_hidden()
    steps.then_events_are_stored(holding, "start", "enter", "enter", "enter", "leave")
    assert thaw_state(Session.objects.get().state).left_ms == pytest.approx(35_000, abs=20)


def test_the_way_back_from_another_page(holding):
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")
    holding.goto("/techniques/")
    bar = holding.get_by_role("complementary", name="Unfinished session")
    expect(bar).to_contain_text("step 1 of 2")
    bar.get_by_role("link", name="Return to your session").click()
    steps.then_stage_is(holding, "1-hold")
    assert steps.digits(holding) == "0:40"


def test_a_result_taken_back_ends_the_session_and_says_why(holding, person, now, watch):
    watch.allow("status of 403")  # the refused page
    withdraw_standing(person=person, reason="test", now=now)
    do(holding, "toggle")
    expect(holding.locator("main[data-outcome=check-first]")).to_be_visible()
    assert Session.objects.get().phase == Phase.ENDED
