"""Waiting for somebody, and how changes are seen, felt and read aloud."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from routines.frozen import thaw_state
from tests.browser import steps
from tests.browser.lying import when_chosen, when_going_on, when_sent_on
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

# Wait for me


def test_a_new_position_waits_until_somebody_is_ready(holding):
    when_chosen(holding, "waits")
    when_going_on(holding)
    when_sent_on(holding, "2-prep-left")
    player = steps.player(holding)
    expect(player).to_have_attribute("data-waiting", "")
    expect(holding.get_by_text("Ready? Tap")).to_be_visible()
    pass_time(holding, 200)
    steps.then_stage_is(holding, "2-prep-left")
    assert steps.digits(holding) == "3:20"
    do(holding, "toggle")
    steps.then_stage_is(holding, "2-hold-left")
    expect(player).not_to_have_attribute("data-waiting", "")
    assert steps.digits(holding) == "1:00"
    pass_time(holding, 4 + 10)
    assert steps.digits(holding) == "0:50"
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")
    held = thaw_state(steps.session_in(holding).state).held_ms
    assert held["2-hold-left"] == pytest.approx(10_400, abs=50)
    assert holding.locator("#live").get_attribute("data-refused") == "0"


def test_waiting_is_paused_by_more_and_waits_again_after(holding):
    when_chosen(holding, "waits")
    when_going_on(holding)
    when_sent_on(holding, "2-prep-left")
    do(holding, "about")
    steps.then_phase_is(holding, "paused")
    do(holding, "about-close")
    pass_time(holding, 60)
    do(holding, "toggle")
    pass_time(holding, 30)
    steps.then_stage_is(holding, "2-prep-left")
    expect(steps.player(holding)).to_have_attribute("data-waiting", "")


def test_waiting_and_hidden_nothing_happens(holding):
    when_chosen(holding, "waits")
    when_going_on(holding)
    when_sent_on(holding, "2-prep-left")
    before = steps.digits(holding)
    steps.hide(holding)
    pass_time(holding, 45)
    assert steps.digits(holding) == before
    steps.hide(holding, hidden=False)
    pass_time(holding, 1)
    steps.then_stage_is(holding, "2-prep-left")
    expect(steps.player(holding)).to_have_attribute("data-waiting", "")


# Flashes and buzzes


def test_big_flashes_light_the_edge_at_a_change_and_not_faster(holding):
    player = steps.player(holding)
    when_sent_on(holding, "1-rest")
    expect(player).not_to_have_attribute("data-flash", "")  # off unless wanted
    when_chosen(holding, "flashes")
    when_going_on(holding)
    when_sent_on(holding, "2-prep-left")
    expect(player).to_have_attribute("data-flash", "")
    pass_time(holding, 0.6)
    when_sent_on(holding, "2-hold-left")  # within the same second: no second light
    pass_time(holding, 0.5)
    expect(player).not_to_have_attribute("data-flash", "")
    edge = "getComputedStyle(document.querySelector('session-player'), '::after')"
    when_sent_on(holding, "2-ease-left")
    assert holding.evaluate(f"{edge}.animationDuration") == "1s"


def test_a_phone_that_can_vibrates_at_changes(signed_in, person):
    signed_in.add_init_script(
        "window.buzzes = []; navigator.vibrate = (how) => window.buzzes.push(how.join(' '));"
    )
    steps.given_a_ready_session(signed_in, person)
    steps.when_it_is_started(signed_in)
    when_sent_on(signed_in, "2-ease-left")
    assert signed_in.evaluate("window.buzzes") == ["80", "400", "80", "400"]
    when_sent_on(signed_in, "2-switch-right")
    assert signed_in.evaluate("window.buzzes.at(-1)") == "80 120 80"
    do(signed_in, "about")
    signed_in.get_by_role("switch", name="Vibrate, if your phone can").uncheck()
    do(signed_in, "about-close")
    when_going_on(signed_in)
    when_sent_on(signed_in, "2-hold-right")
    assert signed_in.evaluate("window.buzzes.length") == 5


# What is read aloud

# Time that a test lets run is faster than any server, so what waits to be saved is left out.
LISTEN = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  const changes = { childList: true, characterData: true, subtree: true };
  for (const region of document.querySelectorAll(live)) {
    const listen = () => {
      const said = region.textContent.replace(/\\s+/g, " ").trim();
      if (said && !said.endsWith("not saved yet")) window.heard.push(said);
    };
    new MutationObserver(listen).observe(region, changes);
  }
}"""


def test_only_changes_and_the_last_ten_seconds_are_read_aloud(holding):
    holding.evaluate(LISTEN)
    pass_time(holding, 29)
    assert holding.evaluate("window.heard") == []
    pass_time(holding, 2)
    assert holding.evaluate("window.heard") == ["10 seconds"]
    pass_time(holding, 8)
    assert holding.evaluate("window.heard") == ["10 seconds"]
    pass_time(holding, 1 + 5 + 8)
    steps.then_stage_is(holding, "2-hold-left")
    heard = holding.evaluate("window.heard")
    assert heard == ["10 seconds", "Rest", "Get ready Left side", "Hold Left side"]


def test_the_wait_is_announced_once(holding):
    when_chosen(holding, "waits")
    when_going_on(holding)
    when_sent_on(holding, "1-rest")
    holding.evaluate(LISTEN)
    when_sent_on(holding, "2-prep-left")
    pass_time(holding, 20)
    heard = holding.evaluate("window.heard")
    assert heard[-1] == "Get ready. Tap when you are."
    assert len(heard) <= 2


# Every state, in every way that matters


@pytest.fixture
def in_real_time(signed_in, person):
    """A ready session whose time runs, for axe waits with the page's own clock."""
    steps.given_a_session_to_follow(signed_in, person)
    return signed_in


def press(page, verb: str):
    """Press the control for a verb."""
    page.locator(f"[data-do='{verb}']:visible").first.click()


def test_no_stage_has_a_fault(in_real_time, check):
    page = in_real_time
    check(page)
    press(page, "start")
    press(page, "about")
    for stage in ("1-prep", "1-hold", "1-rest", "2-ease-left", "2-switch-right"):
        if page.locator("dialog[open]").count():
            press(page, "about-close")
        when_sent_on(page, stage)
        check(page)


def test_no_sheet_has_a_fault(in_real_time, check):
    page = in_real_time
    press(page, "start")
    press(page, "about")
    page.get_by_role("dialog").get_by_text("Keys", exact=True).click()
    page.get_by_role("switch", name="Wait for me").check()
    page.get_by_role("switch", name="Turn the picture").check()
    check(page)
    press(page, "about-close")
    press(page, "ask-end")
    check(page)
    press(page, "stay")
    press(page, "toggle")
    expect(page.get_by_text("Ready? Tap")).to_be_visible()
    check(page)
    press(page, "about")
    press(page, "lock")
    check(page)
    press(page, "sore")
    check(page)


def test_done_has_no_fault(in_real_time, check):
    press(in_real_time, "start")
    for _ in range(9):
        in_real_time.evaluate("document.activeElement.blur()")
        in_real_time.keyboard.press("ArrowRight")
    expect(in_real_time.locator("[data-part=done]")).to_be_visible()
    check(in_real_time)


def test_elsewhere_has_no_fault(in_real_time, check):
    steps.player(in_real_time).evaluate("(player) => { player.dataset.phase = 'elsewhere' }")
    check(in_real_time)
