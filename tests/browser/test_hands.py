"""What hands, elbows and keys reach in the player, and what they must not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from routines.frozen import thaw_state
from routines.models import Session
from routines.player import Phase
from tests.browser import steps
from tests.browser.lying import when_chosen, when_held, when_sent_on
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

SIZES = {"upright": (390, 844), "lying": (844, 390), "small": (320, 568), "desk": (1280, 800)}


# Where things are


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_lower_three_fifths_pause_and_go_on(holding, size):
    width, height = size
    do(holding, "rate")  # once answered the question makes room
    holding.set_viewport_size({"width": width, "height": height})
    area = holding.locator("[data-do=toggle]").bounding_box()
    low = (area["y"] + area["height"] - 2) / height  # what is below is other buttons
    assert low > 0.7
    for share in (0.41, 0.55, low):
        for x in (0.03, 0.5, 0.97):
            found = holding.evaluate(
                "([x, y]) => document.elementFromPoint(x, y).closest('[data-do]')?.dataset.do",
                [x * width, share * height],
            )
            assert found == "toggle", (x, share)
    pass_time(holding, 1)
    holding.mouse.click(0.9 * width, 0.45 * height)
    steps.then_phase_is(holding, "paused")
    pass_time(holding, 1)
    holding.mouse.click(0.9 * width, 0.45 * height)
    steps.then_phase_is(holding, "running")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("text", [100, 200])
def test_every_control_is_large_enough_for_a_knuckle(holding, size, text):
    width, height = size
    holding.set_viewport_size({"width": width, "height": height})
    holding.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{text}%")
    least = {"sore": 64, "next": 56, "back": 56, "more": 56, "less": 56}
    boxes = {
        verb: holding.locator(f"[data-do={verb}]:visible").first.bounding_box()
        for verb in (*least, "ask-end", "about")
    }
    for verb, high in least.items():
        assert boxes[verb]["height"] >= high, verb
        assert boxes[verb]["width"] >= 44, verb
    assert min(boxes[verb]["height"] for verb in ("ask-end", "about")) >= 44
    sore = boxes["sore"]
    assert sore["x"] + sore["width"] > width - 40
    assert sore["y"] < 40
    order = [boxes[verb]["x"] for verb in ("back", "less", "more", "next")]
    assert order == sorted(order)


# More


def test_more_pauses_and_shows_the_whole_text_of_what_is_done(holding):
    when_sent_on(holding, "2-hold-left")
    do(holding, "about")
    steps.then_phase_is(holding, "paused")
    sheet = holding.get_by_role("dialog", name="More")
    expect(sheet.get_by_role("heading", name="Wall ball: roll the lower back")).to_be_visible()
    expect(sheet.get_by_text("Trap the ball between wall and one side")).to_be_visible()
    expect(sheet.get_by_text("never put the ball on the spine")).to_be_visible()
    expect(sheet.get_by_text("At most 30 seconds on one spot.")).to_be_visible()
    expect(sheet.get_by_text("Take your weight back onto your feet")).to_be_visible()
    assert sheet.locator("[data-about]:visible").count() == 1
    holding.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    steps.then_phase_is(holding, "paused")


def test_the_text_is_there_without_a_network(holding, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED|^htmx:")  # the network is cut off on purpose
    holding.context.set_offline(True)
    do(holding, "about")
    expect(holding.get_by_role("dialog", name="More").locator("ol:visible")).to_be_visible()
    holding.context.set_offline(False)


def test_what_is_chosen_is_kept_on_this_device(holding):
    when_chosen(holding, "waits", "flashes")
    holding.reload()
    player = steps.player(holding)
    expect(player).to_have_attribute("data-waits", "")
    expect(player).to_have_attribute("data-flashes", "")
    expect(player).not_to_have_attribute("data-turned", "")
    do(holding, "about")
    expect(holding.get_by_role("switch", name="Wait for me")).to_be_checked()
    holding.get_by_role("switch", name="Wait for me").uncheck()
    expect(player).not_to_have_attribute("data-waits", "")


def test_what_is_kept_in_another_shape_is_the_default(holding):
    for text in ('{"turned": "yes", "waits": 7}', "[", "null"):
        holding.evaluate("(text) => localStorage.setItem('easeback-session', text)", text)
        holding.reload()
        expect(holding.locator("session-player[data-phase=paused]")).to_be_visible()
        expect(holding.locator("session-player:is([data-turned], [data-waits])")).to_have_count(
            0
        )


# Ten seconds more or less


def test_more_than_the_longest_says_so(holding):
    said = holding.locator("[data-part=state]")
    do(holding, "less")
    do(holding, "more")
    expect(said).to_be_empty()
    do(holding, "more")
    expect(said).to_have_text("That is the longest for this one.")
    do(holding, "next")
    expect(said).to_be_empty()


# The end


def test_holding_end_ends_and_keeps_what_was_done(holding):
    when_held(holding, "ask-end", 1.3)
    expect(holding.get_by_role("heading", level=1)).to_contain_text("Done.")
    session = Session.objects.get()
    assert session.phase == Phase.ENDED
    assert steps.kinds(session) == ["start", "enter", "pause", "end"]
    assert thaw_state(session.state).held_ms["1-hold"] == pytest.approx(6_300, abs=300)


def test_letting_go_too_soon_only_asks(holding):
    ring = holding.locator("[data-do=ask-end] circle")
    box = holding.locator("[data-do=ask-end]").bounding_box()
    holding.mouse.move(box["x"] + 20, box["y"] + 20)
    holding.mouse.down()
    pass_time(holding, 0.7)
    assert ring.get_attribute("stroke-dashoffset") == "25"
    holding.mouse.up()
    expect(holding.get_by_role("dialog", name="End this session?")).to_be_visible()
    assert ring.get_attribute("stroke-dashoffset") == "100"
    pass_time(holding, 5)
    assert Session.objects.get().phase != Phase.ENDED


# Touch lock


@pytest.fixture
def locked(holding):
    """The hold runs, touch is locked, 0:40 left."""
    do(holding, "about")
    do(holding, "lock")
    pass_time(holding, 4)
    steps.then_phase_is(holding, "running")
    return holding


def test_locked_no_touch_does_anything(locked):
    for y in range(90, 840, 50):
        for x in (20, 195, 370):
            verb = locked.evaluate(
                "([x, y]) => document.elementFromPoint(x, y).closest('[data-do]')?.dataset.do",
                [x, y],
            )
            if verb not in ("unlock", "sore"):
                locked.mouse.click(x, y)
    steps.then_phase_is(locked, "running")
    steps.then_stage_is(locked, "1-hold")
    locked.locator("[data-do=next]").dispatch_event("click", {"detail": 1})
    steps.then_stage_is(locked, "1-hold")
    expect(locked.get_by_text("Touch is locked.")).to_be_visible()


def test_locked_too_sore_and_its_sheet_answer(locked):
    steps.tell(locked, "s_more")
    steps.then_phase_is(locked, "paused")
    do(locked, "skip")
    steps.then_stage_is(locked, "2-prep-left")


def test_locked_the_keys_still_answer(locked):
    locked.evaluate("document.activeElement.blur()")
    locked.keyboard.press("ArrowRight")
    steps.then_stage_is(locked, "1-rest")


def test_two_taps_unlock_and_one_or_a_double_tap_does_not(locked):
    player = steps.player(locked)
    button = locked.locator("[data-do=unlock]")
    expect(button).to_be_focused()
    button.dblclick()
    expect(button).to_have_text("Tap again to unlock", use_inner_text=True)
    expect(player).to_have_attribute("data-locked", "")
    pass_time(locked, 6)
    expect(button).to_have_text("Unlock: hold, or tap twice", use_inner_text=True)
    do(locked, "unlock")
    expect(player).to_have_attribute("data-locked", "")
    do(locked, "unlock")
    expect(player).not_to_have_attribute("data-locked", "")
    do(locked, "toggle")
    steps.then_phase_is(locked, "paused")


def test_a_hold_unlocks(locked):
    when_held(locked, "unlock", 1.3)
    expect(steps.player(locked)).not_to_have_attribute("data-locked", "")
    expect(locked.get_by_text("Tap again to unlock")).to_be_hidden()
