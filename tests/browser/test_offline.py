"""Without a network: emergency help is there, and nothing of a person is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.factories import ClearanceFactory

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map((one) => new URL(one.url).pathname);
}"""
SEEN_BY = """async () => {
  const names = await caches.keys();
  const cache = await caches.open(names[0]);
  const pages = (await cache.keys()).filter((one) => !one.url.includes("/static/"));
  return Promise.all(pages.map(async (one) => (await cache.match(one)).text()));
}"""


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


def test_nothing_of_a_person_is_kept(kept_page, person):
    page = kept_page
    for url in ("/check/", "/history/", "/me/", "/help/"):
        page.goto(url)
    kept = page.evaluate(KEPT)
    assert "/help/offline/" in kept
    others = [one for one in kept if not one.startswith("/static/") and one != "/help/offline/"]
    assert others == []
    assert not [one for one in kept if one.startswith(("/check/", "/sessions/"))]
    (held,) = page.evaluate(SEEN_BY)
    assert person.email not in held
    assert "csrf" not in held
