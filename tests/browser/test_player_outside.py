"""What the player cannot rely on: the network and the sign-in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

# What the browser and htmx note about a request that was cut off on purpose.
CUT_OFF = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|^htmx:"


# The network and the sign-in


def test_without_a_network_the_walk_goes_on_and_all_is_saved_later(walking, watch):
    watch.allow(CUT_OFF)
    unsaved = walking.locator("[data-part=unsaved]")
    walking.context.set_offline(True)
    pass_time(walking, 15)
    steps.then_stage_is(walking, "1-hold")
    expect(unsaved).to_have_text("1 step not saved yet")
    pass_time(walking, 45)
    steps.then_stage_is(walking, "1-rest")
    expect(unsaved).to_have_text("2 steps not saved yet")
    do(walking, "toggle")
    expect(unsaved).to_have_text("3 steps not saved yet")
    expect(walking.locator("[data-part=state]")).to_have_text("Paused.")
    walking.context.set_offline(False)
    pass_time(walking, 15)  # the longest wait between two tries
    steps.then_events_are_stored(walking, "start", "enter", "enter", "pause")
    expect(unsaved).to_be_empty()
    expect(walking.locator("[data-part=state]")).to_have_text("Paused.")


def test_an_answer_lost_on_the_way_is_stored_once(walking, watch):
    watch.allow(CUT_OFF)
    sent = []

    def lose_the_first_answer(route):
        sent.append(route.request.post_data)
        if len(sent) > 1:
            route.continue_()
            return
        assert route.fetch().status == 200
        route.abort()

    walking.route("**/events/", lose_the_first_answer)
    do(walking, "toggle")
    expect(walking.locator("[data-part=unsaved]")).to_have_text("1 step not saved yet")
    steps.then_events_are_stored(walking, "start", "pause")
    pass_time(walking, 1)
    expect(walking.locator("[data-part=unsaved]")).to_be_empty()
    steps.then_events_are_stored(walking, "start", "pause")
    assert len(sent) == 2
    assert sent[0] == sent[1]


def test_the_last_events_go_along_to_the_question_how_it_was(walking, watch):
    watch.allow(CUT_OFF)
    walking.route("**/events/", lambda route: route.abort())
    for _ in range(3):
        do(walking, "next")
    pass_time(walking, 8 + 60 + 4 + 8 + 60 + 4)
    expect(walking.locator("[data-part=done]")).to_be_visible()
    session = steps.session_in(walking)
    walking.get_by_role("link", name="How was it?").click()
    expect(walking.get_by_role("heading", level=1)).to_have_text("Done. 2 min.")
    assert steps.kinds(session) == ["start", *["enter"] * 8, "finish"]


@pytest.mark.parametrize("lost", ["sessionid", "csrftoken", None], ids=str)
def test_signed_out_in_the_middle_nothing_breaks(holding, watch, lost):
    watch.allow("status of 40[13]|Error Code 40[13]|^htmx:")  # refused, as it should be
    holding.context.clear_cookies(name=lost)
    do(holding, "next")
    said = "1 step not saved yet" if lost == "csrftoken" else "Sign in to save: 1 step is kept"
    expect(holding.locator(".player__state")).to_contain_text(said)
    expect(holding.locator("#live")).to_have_count(1)
    pass_time(holding, 5)
    steps.then_stage_is(holding, "2-prep-left")
    expect(holding.locator("main:visible")).to_have_count(1)


def test_a_token_renewed_in_another_tab_is_used(holding, live_server):
    cookie = {"name": "csrftoken", "value": "b" * 32, "url": live_server.url}
    holding.context.add_cookies([cookie])
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")


# Paper


def test_printing_gives_the_numbered_sheet_instead_of_the_player(walking):
    sheet = walking.locator("[data-part=sheet]")
    expect(sheet).to_be_hidden()
    walking.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(steps.player(walking)).to_be_hidden()
