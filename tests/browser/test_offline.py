"""Without a network: emergency help is there, and nothing of a person is kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from routines.models import Session
from tests.browser import steps
from tests.browser.keeping import controlled, pages_kept
from tests.factories import ClearanceFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def kept_page(new_context, person, sign_in):
    """A phone of somebody with an emergency result, whose browser has kept the help page."""
    context = new_context(service_workers="allow")
    sign_in(context, person)
    ClearanceFactory(person=person, tier="E", advice=["ADV_E_GENERAL"])
    page = context.new_page()
    page.goto("/help/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => {})")
    page.goto("/check/result/")
    steps.then_the_result_is(page, "emergency")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def test_emergency_help_without_a_network(kept_page, axe, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED|Failed to load resource")  # the network is off
    page = kept_page
    page.context.set_offline(True)
    for url in ("/check/result/", "/help/", "/routines/"):
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_have_text("When to get help")
        expect(page.get_by_role("link", name="Call 112")).to_be_in_viewport()
        expect(page.get_by_text("New numbness between the legs")).to_be_visible()
    style = "() => getComputedStyle(document.querySelector('.button--stop')).backgroundColor"
    assert page.evaluate(style) not in ("rgba(0, 0, 0, 0)", "transparent")
    axe(page)
    page.context.set_offline(False)
    page.goto("/check/result/")
    with page.expect_navigation():
        page.reload()
    steps.then_the_result_is(page, "emergency")


def test_the_page_comes_back_with_the_network(kept_page, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED|Failed to load resource")  # the network is off
    page = kept_page
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("When to get help")
    page.context.set_offline(False)
    steps.leave(page, lambda: page.get_by_role("link", name="Try again").click())
    steps.then_the_result_is(page, "emergency")


EVERY_PAGE = (
    "/",
    "/check/",
    "/check/answers/",
    "/check/result/",
    "/me/",
    "/me/limits/",
    "/history/",
    "/routines/",
    "/routines/for-me/",
    "/techniques/",
    "/help/",
)


def test_no_answer_and_no_result_is_ever_kept(new_context, person, sign_in):
    context = new_context(service_workers="allow")
    sign_in(context, person)
    page = context.new_page()
    page.goto("/help/")
    controlled(page)
    steps.when_all_questions_are_answered(page)
    for url in EVERY_PAGE:
        page.goto(url)
    steps.given_a_session_to_follow(page, person)
    page.wait_for_function(
        "() => caches.keys().then((all) => all.some((one) => one.startsWith('run-')))"
    )
    page.goto(f"/sessions/{Session.objects.get().pk}/end/")
    page.goto("/check/result/")
    kept = pages_kept(page)
    assert set(kept) <= {"/help/offline/", f"/sessions/{Session.objects.get().pk}/"}
    assert "/help/offline/" in kept
    for held in kept.values():
        assert person.email not in held
        assert not re.search(r'value="\w{64}"', held)


def test_the_help_page_that_is_kept_is_nobodys(kept_page, person):
    held = pages_kept(kept_page, "shell-")
    assert list(held) == ["/help/offline/"]
    assert person.email not in held["/help/offline/"]
    assert "csrf" not in held["/help/offline/"]
