"""What the player cannot rely on: the network, the sign-in, sound, a screen that stays on."""

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
    expect(unsaved).to_have_text("1 not saved yet")
    pass_time(walking, 45)
    steps.then_stage_is(walking, "1-rest")
    expect(unsaved).to_have_text("2 not saved yet")
    do(walking, "toggle")
    expect(unsaved).to_have_text("3 not saved yet")
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
    expect(walking.locator("[data-part=unsaved]")).to_have_text("1 not saved yet")
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
    watch.allow("status of 40[34]|Error Code 40[34]|^htmx:")  # refused, as it should be
    holding.context.clear_cookies(name=lost)
    do(holding, "next")
    expect(holding.locator("[data-part=unsaved]")).to_have_text("1 not saved yet")
    expect(holding.locator("#live")).to_have_count(1)
    pass_time(holding, 5)
    steps.then_stage_is(holding, "2-prep-left")
    expect(holding.locator("main:visible")).to_have_count(1)


def test_a_token_renewed_in_another_tab_is_used(holding, live_server):
    cookie = {"name": "csrftoken", "value": "b" * 32, "url": live_server.url}
    holding.context.add_cookies([cookie])
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")


# Sound

FAKE_AUDIO = """
window.tones = [];
class FakeParameter {
  setValueAtTime() {}
  linearRampToValueAtTime() {}
  exponentialRampToValueAtTime() {}
}
class FakeNode {
  frequency = new FakeParameter();
  gain = new FakeParameter();
  connect(other) { return other; }
  start(at) {
    this.tone = { pitch: this.frequency.value, at: at - 100, isOff: false };
    window.tones.push(this.tone);
  }
  stop(at) { if (at === undefined) this.tone.isOff = true; }
}
window.AudioContext = class {
  state = "running";
  currentTime = 100;
  destination = new FakeNode();
  createOscillator() { return new FakeNode(); }
  createGain() { return new FakeNode(); }
  resume() { return Promise.resolve(); }
};
"""
BEGIN, TICK, END, PAUSE = 523, 440, 392, 220


def tones(page) -> list[tuple[int, float]]:
    """Return the tones still to come: pitch, and seconds from when they were laid out."""
    found = page.evaluate("window.tones.filter((one) => !one.isOff)")
    return [(one["pitch"], round(one["at"], 2)) for one in found]


def test_tones_are_laid_out_with_the_stage_and_taken_back(signed_in, person):
    page = signed_in
    page.add_init_script(FAKE_AUDIO)
    steps.given_a_ready_session(page, person)
    do(page, "tone")
    assert tones(page) == [(BEGIN, 0)]
    page.evaluate("window.tones.length = 0")
    steps.when_it_is_started(page)
    assert tones(page) == [(TICK, 12), (TICK, 13), (TICK, 14)]
    pass_time(page, 15)
    steps.then_stage_is(page, "1-hold")
    assert tones(page) == [(BEGIN, 0), (TICK, 42), (TICK, 43), (TICK, 44), (END, 45)]
    pass_time(page, 10)
    do(page, "toggle")
    assert tones(page) == []
    do(page, "toggle")
    pass_time(page, 4)
    assert tones(page) == [(TICK, 31.6), (TICK, 32.6), (TICK, 33.6), (END, 34.6)]
    do(page, "sore")
    assert tones(page) == [(PAUSE, 0)]


def test_without_any_sound_it_still_walks(signed_in, person):
    signed_in.add_init_script("delete window.AudioContext")
    steps.given_a_ready_session(signed_in, person)
    do(signed_in, "tone")
    steps.when_it_is_started(signed_in)
    pass_time(signed_in, 15)
    steps.then_stage_is(signed_in, "1-hold")


# The screen, and motion

CANNOT = "This browser cannot keep the screen on."


def given_a_wake_lock(page, value: str):
    page.add_init_script(f"Object.defineProperty(navigator, 'wakeLock', {{ value: {value} }})")


def test_a_screen_that_may_go_off_is_told_when_it_is_known(signed_in, person):
    page = signed_in
    given_a_wake_lock(page, "{ request: () => Promise.reject(new Error('low battery')) }")
    steps.given_a_ready_session(page, person)
    expect(page.locator("[data-part=ready]")).to_contain_text("The screen stays on")
    steps.when_it_is_started(page)
    expect(page.locator("[data-part=state]")).to_contain_text(CANNOT)


def test_a_browser_without_a_wake_lock_says_so_before_the_start(signed_in, person):
    signed_in.add_init_script("delete Navigator.prototype.wakeLock")
    steps.given_a_ready_session(signed_in, person)
    expect(signed_in.get_by_text(CANNOT)).to_be_visible()
    expect(signed_in.get_by_text("The screen stays on")).to_be_hidden()


def test_the_screen_is_asked_for_again_when_the_page_comes_back(signed_in, person):
    page = signed_in
    given_a_wake_lock(
        page, "{ request: async () => { window.asked = (window.asked ?? 0) + 1 } }"
    )
    steps.given_a_ready_session(page, person)
    steps.when_it_is_started(page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.asked") == 2


def test_nothing_moves_for_those_who_want_less_motion(new_context, person, sign_in):
    context = new_context(reduced_motion="reduce")
    sign_in(context, person)
    page = context.new_page()
    steps.given_a_ready_session(page, person)
    steps.when_it_is_started(page)
    pass_time(page, 15)
    steps.then_stage_is(page, "1-hold")
    moving = "document.getAnimations().map((one) => one.effect.getTiming().duration)"
    assert max(page.evaluate(moving), default=0) < 50


# Paper


def test_printing_gives_the_numbered_sheet_instead_of_the_player(walking):
    sheet = walking.locator("[data-part=sheet]")
    expect(sheet).to_be_hidden()
    walking.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(steps.player(walking)).to_be_hidden()
