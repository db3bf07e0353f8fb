"""A session goes on where it was: in another tab, on another device, after the tab died."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from routines.frozen import thaw_state
from routines.models import Session
from tests.browser import steps
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

# What the browser and htmx note about a request that was cut off on purpose.
CUT_OFF = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|^htmx:"
PLACES = "Object.keys(localStorage).filter((one) => /^easeback-place/.test(one))"


@pytest.fixture
def elsewhere(holding, new_context, sign_in, person):
    """The same session, five seconds into 1-hold, opened on a second device."""
    context = new_context()
    sign_in(context, person)
    page = context.new_page()
    steps.given_a_still_clock(page)
    page.goto(holding.url)
    steps.then_stage_is(page, "1-hold")
    return page


def then_it_is_elsewhere(page):
    """See that nothing more happens on this page, and the way to have it here again."""
    steps.then_phase_is(page, "elsewhere")
    expect(page.get_by_role("heading", name="In another place")).to_be_visible()
    expect(page.locator(steps.SHOWN)).to_have_count(0)
    page.keyboard.press("ArrowRight")
    steps.then_phase_is(page, "elsewhere")


# Two tabs, two devices


def test_a_newer_tab_takes_over_and_the_older_one_can_have_it_back(holding):
    newer = holding.context.new_page()
    steps.given_a_still_clock(newer)
    newer.goto(holding.url)
    then_it_is_elsewhere(holding)
    steps.then_phase_is(newer, "paused")
    do(newer, "toggle")
    pass_time(newer, 4)
    do(newer, "next")
    steps.then_stage_is(newer, "1-rest")
    steps.then_events_are_stored(newer, "start", "enter", "resume", "enter")
    holding.get_by_role("button", name="Follow it here").click()
    steps.then_stage_is(holding, "1-rest")
    steps.then_phase_is(holding, "paused")
    then_it_is_elsewhere(newer)


def test_a_second_device_takes_over_and_the_first_is_told(holding, elsewhere):
    do(elsewhere, "toggle")
    pass_time(elsewhere, 4)
    do(elsewhere, "next")
    steps.then_stage_is(elsewhere, "1-rest")
    steps.then_events_are_stored(elsewhere, "start", "enter", "resume", "enter")
    do(holding, "toggle")
    then_it_is_elsewhere(holding)
    assert thaw_state(Session.objects.get().state).segment == "1-rest"


def test_a_page_that_was_overtaken_before_it_began_shows_the_place(holding, elsewhere):
    do(holding, "next")
    steps.then_events_are_stored(holding, "start", "enter", "enter")
    do(elsewhere, "toggle")
    pass_time(elsewhere, 4)
    steps.then_stage_is(elsewhere, "1-rest")
    steps.then_phase_is(elsewhere, "paused")
    do(elsewhere, "toggle")
    pass_time(elsewhere, 4)
    steps.then_phase_is(elsewhere, "running")


def test_a_session_ended_on_another_device_ends_here_and_what_came_first_is_kept(
    holding, elsewhere, watch
):
    watch.allow(CUT_OFF)
    holding.context.set_offline(True)
    do(holding, "next")
    do(holding, "next")
    do(holding, "toggle")
    do(elsewhere, "ask-end")
    elsewhere.get_by_role("button", name="End and keep what I did").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_contain_text("Done.")
    holding.context.set_offline(False)
    pass_time(holding, 15)
    then_it_is_elsewhere(holding)
    steps.then_events_are_stored(holding, "start", "enter", "enter", "enter", "pause", "end")


# The tab goes, and another one comes


def test_a_reload_opens_at_the_same_second_with_the_network_gone(holding, watch):
    watch.allow(CUT_OFF)
    holding.route("**/events/", lambda route: route.abort())
    do(holding, "next")
    do(holding, "next")
    pass_time(holding, 8 + 12.6)
    steps.then_stage_is(holding, "2-hold-left")
    holding.reload()
    steps.then_stage_is(holding, "2-hold-left")
    steps.then_phase_is(holding, "paused")
    assert steps.digits(holding) == "0:48"
    expect(holding.locator("[data-part=unsaved]")).to_contain_text("not saved yet")
    holding.unroute("**/events/")
    do(holding, "toggle")
    pass_time(holding, 4)
    steps.then_the_server_knows(holding, "running")
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")
    # A browser may or may not keep the very last word of a page that goes.
    found = [one for one in steps.kinds(Session.objects.get()) if one != "leave"]
    assert found == ["start", *["enter"] * 4, "resume", "pause"]
    held = thaw_state(Session.objects.get().state).held_ms
    assert held["2-hold-left"] == pytest.approx(12_600 + 400, abs=50)


def test_a_killed_tab_is_followed_by_another_one_at_the_same_place(holding, watch):
    watch.allow(CUT_OFF)
    context = holding.context
    context.route("**/events/", lambda route: route.abort())
    for _ in range(3):
        do(holding, "next")
    pass_time(holding, 5)
    do(holding, "toggle")
    steps.then_stage_is(holding, "2-hold-left")
    url, left = holding.url, steps.digits(holding)
    expect(holding.locator("[data-part=unsaved]")).to_have_text("4 steps not saved yet")
    holding.close()
    page = context.new_page()
    steps.given_a_still_clock(page)
    page.goto(url)
    steps.then_stage_is(page, "2-hold-left")
    assert steps.digits(page) == left == "0:55"
    context.unroute("**/events/")
    do(page, "toggle")
    pass_time(page, 4)
    told = steps.then_events_begin_with(page, "start", *["enter"] * 4, "pause")
    assert told[-1] == "resume"
    assert len(Session.objects.get().events.values("key").distinct()) == len(told)


def test_a_page_that_lost_its_place_opens_again_once_the_server_knows_more(holding, watch):
    watch.allow(CUT_OFF)
    holding.route("**/events/", lambda route: route.abort())
    do(holding, "next")
    do(holding, "toggle")
    expect(holding.locator("[data-part=unsaved]")).to_have_text("2 steps not saved yet")
    holding.add_init_script(
        f"if (location.host) {PLACES}.forEach((one) => localStorage.removeItem(one))"
    )
    holding.unroute("**/events/")
    with holding.expect_event("load"):
        holding.reload(wait_until="commit")
    steps.then_stage_is(holding, "1-rest")
    steps.then_phase_is(holding, "paused")


def test_the_server_wins_when_another_device_went_on(holding, elsewhere):
    do(elsewhere, "toggle")
    pass_time(elsewhere, 4)
    for _ in range(3):
        do(elsewhere, "next")
    do(elsewhere, "toggle")
    steps.then_the_server_knows(elsewhere, "paused")
    holding.reload()
    steps.then_stage_is(holding, "2-hold-left")
    assert steps.digits(holding) == steps.digits(elsewhere)


def test_what_was_held_stays_counted_in_a_page_opened_again(holding, watch):
    watch.allow(CUT_OFF)
    holding.route("**/events/", lambda route: route.abort())
    pass_time(holding, 25)
    do(holding, "toggle")
    holding.reload()
    steps.then_stage_is(holding, "1-hold")
    before = steps.digits(holding)
    do(holding, "more")  # 45 s is the longest, and 30 of them were held
    assert steps.digits(holding) == before


def test_a_session_that_is_over_leaves_no_place_behind(holding):
    places = f"{PLACES}.length"
    pass_time(holding, 5)
    assert holding.evaluate(places) == 1
    do(holding, "ask-end")
    holding.get_by_role("button", name="End and keep what I did").click()
    expect(holding.get_by_role("heading", level=1)).to_contain_text("Done.")
    assert holding.evaluate(places) == 0


@pytest.mark.parametrize(
    "kept", ["{", "null", "7", '{"at": 0}', '{"segment": "x", "at": 9e12}']
)
def test_a_place_nobody_can_read_is_no_place(holding, kept):
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")
    holding.add_init_script(
        f"if (location.host) {PLACES}.forEach((one) => localStorage.setItem(one, `{kept}`))"
    )
    holding.reload()
    steps.then_stage_is(holding, "1-hold")
    assert steps.digits(holding) == "0:40"
