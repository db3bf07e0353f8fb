"""The screen stays on, or the truth is told; nothing moves for those who want that."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

CANNOT = "This browser cannot keep the screen on."
WAKE_LOCK = """
window.asked = 0;
window.answer = "yes";
class FakeLock extends EventTarget {
  released = false;
  async release() { this.released = true; this.dispatchEvent(new Event("release")); }
}
Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
  window.asked += 1;
  if (window.answer === "no") throw new Error("low battery");
  return (window.lock = new FakeLock());
} } });
"""


@pytest.fixture
def with_a_wake_lock(signed_in, person):
    """A ready session in a browser whose screen can be kept on, or not."""
    signed_in.add_init_script(WAKE_LOCK)
    steps.given_a_ready_session(signed_in, person)
    return signed_in


def test_a_screen_that_may_go_off_is_told_when_it_is_known(with_a_wake_lock):
    page = with_a_wake_lock
    page.evaluate("window.answer = 'no'")
    expect(page.locator("[data-part=ready]")).to_contain_text("The screen stays on")
    steps.when_it_is_started(page)
    expect(page.locator("[data-part=state]")).to_contain_text(CANNOT)
    do(page, "about")
    expect(page.locator("dialog[open]")).to_contain_text("Auto-Lock")
    expect(page.get_by_text("Yes, while you follow.")).to_be_hidden()


def test_after_a_refusal_the_next_tap_asks_again(with_a_wake_lock):
    page = with_a_wake_lock
    page.evaluate("window.answer = 'no'")
    steps.when_it_is_started(page)
    expect(page.locator("[data-part=state]")).to_contain_text(CANNOT)
    page.evaluate("window.answer = 'yes'")
    do(page, "next")
    do(page, "about")
    expect(page.get_by_text("Yes, while you follow.")).to_be_visible()
    assert page.evaluate("window.asked") == 2


def test_a_screen_held_is_not_asked_for_twice_and_one_lost_is_told(with_a_wake_lock):
    page = with_a_wake_lock
    steps.when_it_is_started(page)
    do(page, "next")
    do(page, "next")
    assert page.evaluate("window.asked") == 1
    page.evaluate("window.lock.release()")
    expect(page.locator("[data-part=state]")).to_contain_text(CANNOT)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.asked") == 2


def test_a_browser_without_a_wake_lock_says_so_before_the_start(signed_in, person):
    signed_in.add_init_script("delete Navigator.prototype.wakeLock")
    steps.given_a_ready_session(signed_in, person)
    expect(signed_in.get_by_text(CANNOT)).to_be_visible()
    expect(signed_in.get_by_text("The screen stays on")).to_be_hidden()


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
