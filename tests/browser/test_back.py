"""The browser's Back: it asks in a session under way, and is never in vain after it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.lying import when_held
from tests.browser.steps import do

pytestmark = pytest.mark.browser


def test_back_in_the_browser_asks_first_and_a_second_one_leaves(holding):
    here = holding.url
    holding.go_back()
    expect(holding.get_by_role("dialog", name="End this session?")).to_be_visible()
    assert holding.url == here
    holding.get_by_role("button", name="Go on", exact=True).click()
    steps.then_phase_is(holding, "paused")
    holding.go_back()
    expect(holding.get_by_role("dialog", name="End this session?")).to_be_visible()
    holding.go_back()
    expect(holding).to_have_url(re.compile(r"/routines/\d+/$"))


def test_once_it_is_over_back_leaves_at_once(walking):
    for _ in range(9):
        walking.keyboard.press("ArrowRight")
    expect(walking.locator("[data-part=done]")).to_be_visible()
    with walking.expect_navigation(url=re.compile(r"/routines/\d+/$")):
        walking.evaluate("history.back()")


def when_ended_by_the_question(page):
    do(page, "ask-end")
    page.get_by_role("button", name="End and keep what I did").click()


def when_ended_from_back(page):
    page.go_back()
    page.get_by_role("button", name="End and keep what I did").click()


def when_ended_after_going_on_twice(page):
    for _ in range(2):
        do(page, "ask-end")
        do(page, "stay")
        do(page, "toggle")
    when_ended_by_the_question(page)


def when_ended_in_a_page_opened_again(page):
    page.reload()
    do(page, "toggle")
    when_ended_by_the_question(page)


def when_end_is_held(page):
    when_held(page, "ask-end", 1.3)


def when_followed_to_the_end(page):
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.get_by_role("link", name="How was it?").click()


WAYS_OUT = [
    when_ended_by_the_question,
    when_ended_from_back,
    when_ended_after_going_on_twice,
    when_ended_in_a_page_opened_again,
    when_end_is_held,
    when_followed_to_the_end,
]


@pytest.mark.parametrize("end", WAYS_OUT, ids=lambda end: end.__name__)
def test_after_the_end_one_back_leads_to_where_it_began(holding, end):
    end(holding)
    expect(holding).to_have_url(re.compile(r"/sessions/\d+/finish/$"))
    expect(holding.get_by_role("heading", level=1)).to_contain_text("Done.")
    holding.go_back()
    expect(holding).to_have_url(re.compile(r"/routines/\d+/$"))
    expect(holding.get_by_role("heading", level=1)).to_have_text("Evening")


def test_a_slow_end_says_that_it_is_being_saved(holding):
    asked = []
    holding.route("**/end/", lambda route: asked.append(route), times=1)
    wait = holding.get_by_text("One moment. It is being saved.")
    do(holding, "ask-end")
    expect(wait).to_be_hidden()
    holding.get_by_role("button", name="End and keep what I did").click()
    expect(wait).to_be_visible()
    expect(holding.get_by_role("dialog").get_by_role("button")).to_have_count(0)
    asked.pop().continue_()
    expect(holding.get_by_role("heading", level=1)).to_have_text("Done. 5 s.")
