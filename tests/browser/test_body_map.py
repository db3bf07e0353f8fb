"""The body map on a phone: a finger, the keyboard and the list do the same; Back steps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from routines.figures.bodymap import atlas
from tests.browser import steps

pytestmark = pytest.mark.browser

MAP = "/techniques/?view=lower-back"
FINGER = 44
SIZES = """(all) => all.map((one) => {
  const { width, height } = one.getBoundingClientRect();
  return Math.round(Math.min(width, height));
})"""


def found(page: Page) -> str:
    """Return how many techniques the list says there are."""
    return page.locator("#count").inner_text()


def region(page: Page, name: str):
    """Return the region of a place on the map."""
    return page.locator(f".body-map a[aria-label^='{name}']")


@pytest.mark.parametrize("view", sorted(atlas().views))
def test_every_region_is_as_large_as_a_finger_on_a_small_phone(page, view, check):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/techniques/?view={view}")
    sizes = page.locator(".body-map__link").evaluate_all(SIZES)
    assert sizes
    assert min(sizes) >= FINGER
    check(page)


def test_map_list_and_keyboard_lead_to_the_same(page):
    page.goto(MAP)
    region(page, "Deep buttock muscle, left").click()
    expect(region(page, "Deep buttock muscle, left")).to_have_attribute("aria-current", "true")
    by_map = page.url, found(page)
    page.goto(MAP)
    page.get_by_role("link", name="Left Deep buttock muscle", exact=True).click()
    expect(region(page, "Deep buttock muscle, left")).to_have_attribute("aria-current", "true")
    assert (page.url, found(page)) == by_map
    page.goto(MAP)
    region(page, "Deep buttock muscle, left").focus()
    page.keyboard.press("Enter")
    expect(region(page, "Deep buttock muscle, left")).to_have_attribute("aria-current", "true")
    assert (page.url, found(page)) == by_map


def test_back_steps_from_place_to_place_with_filters_changed_between(page):
    page.goto("/techniques/")
    page.get_by_role("link", name="Show it on the body").click()
    region(page, "Big buttock muscle, right").click()
    expect(region(page, "Big buttock muscle, right")).to_have_attribute("aria-current", "true")
    first = found(page)
    page.locator(".filters > summary").click()
    with page.expect_response("**/techniques/?*"):
        page.locator("label.chip", has_text="Stretch").first.click()
    page.keyboard.press("Escape")
    expect(page.locator("#count")).not_to_have_text(first)
    expect(region(page, "Big buttock muscle, right")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("#count")).to_have_text(first)
    page.go_back()
    expect(page.locator(".body-map")).to_be_visible()
    expect(page.locator(".body-map [aria-current]")).to_have_count(0)
    page.go_back()
    expect(page.locator(".body-map")).to_have_count(0)


def test_a_place_to_keep_off_cannot_be_tapped(page):
    page.goto(MAP)
    spine = page.locator(".body-map g[role=img]", has=page.locator(".body-map__hatch")).last
    assert "Keep off" in spine.get_attribute("aria-label")
    before = page.url
    spine.click(force=True)
    assert page.url == before


SPOT = "Deep buttock muscle, left"
ON_PAGE = "(one) => Math.round(one.getBoundingClientRect().y + scrollY)"


def test_my_tight_spots_are_marked_from_map_and_list(signed_in, check):
    page = signed_in
    page.goto("/spots/")
    before = region(page, SPOT).evaluate(ON_PAGE)
    region(page, SPOT).click()
    expect(page.locator("#marked-piriformis-left")).to_be_visible()
    expect(region(page, SPOT)).to_have_attribute("aria-pressed", "true")
    assert region(page, SPOT).evaluate(ON_PAGE) == before  # it stays under the finger
    expect(page.get_by_role("heading", name="May ease it")).to_be_visible()
    check(page)
    page.locator("#spot-piriformis-left").click()
    expect(page.locator("#marked-piriformis-left")).to_have_count(0)
    expect(region(page, SPOT)).to_have_attribute("aria-pressed", "false")


def test_keys_mark_and_clear_a_spot_on_the_map_and_the_focus_stays(signed_in):
    page = signed_in
    page.goto("/spots/")
    for key, pressed in (("Enter", "true"), ("Space", "false")):
        region(page, SPOT).press(key)
        expect(region(page, SPOT)).to_have_attribute("aria-pressed", pressed)
        expect(region(page, SPOT)).to_be_focused()
        steps.then_it_is_swapped(page)


def test_without_a_script_the_map_leads_to_the_button(new_context, person, sign_in):
    context = new_context(java_script_enabled=False)
    sign_in(context, person)
    page = context.new_page()
    page.goto("/spots/")
    region(page, SPOT).click()
    assert page.url.endswith("#spot-piriformis-left")
    page.locator("#spot-piriformis-left").click()
    expect(region(page, SPOT)).to_have_attribute("aria-current", "true")


def test_the_side_that_was_tapped_stays_on_the_page_of_a_technique(page, check):
    page.goto("/")
    region(page, "Deep buttock muscle, left").click()
    page.locator(".card__title a").first.click()
    expect(page).to_have_url(re.compile(r"\?side=left$"))
    sides = page.get_by_role("list", name="The side in the picture").get_by_role("link")
    expect(sides.first).to_have_attribute("aria-current", "true")
    left = page.locator(".plate--large svg").get_attribute("aria-label")
    check(page)
    sides.last.click()
    expect(sides.last).to_have_attribute("aria-current", "true")
    assert page.locator(".plate--large svg").get_attribute("aria-label") != left
