"""Text twice as large on a phone: words stay whole, and what is typed can be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ENLARGE = "() => { document.documentElement.style.fontSize = '200%' }"
# How many lines the only word of a heading takes.
LINES = """(one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return new Set([...words.getClientRects()].map((box) => Math.round(box.top))).size;
}"""
WIDTH = "(one) => one.getBoundingClientRect().width"
SPILLS = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"


def when_enlarged(page: Page, address: str):
    page.goto(address)
    page.evaluate(ENLARGE)


def test_one_long_word_stays_on_one_line(page):
    when_enlarged(page, "/techniques/")
    assert page.locator("h1").evaluate(LINES) == 1


@pytest.mark.parametrize(("address", "box"), [("/techniques/", "#q"), ("/", "#find")])
def test_the_search_field_keeps_room_for_words(page, address, box):
    when_enlarged(page, address)
    form = page.locator(".search").first.evaluate(WIDTH)
    assert page.locator(box).evaluate(WIDTH) > form / 2


def test_minutes_stay_inside_their_buttons(page):
    when_enlarged(page, "/")
    minutes = page.locator(".chips--big .chip")
    expect(minutes).to_have_count(3)
    assert minutes.evaluate_all(SPILLS) == 0


def test_keys_reach_the_list_without_passing_every_filter(new_context):
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/techniques/")
    skip = page.get_by_role("link", name="Skip the filters")
    for _press in range(12):
        page.keyboard.press("Tab")
        if skip.evaluate("(one) => one === document.activeElement"):
            break
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Show it on the body")).to_be_focused()
