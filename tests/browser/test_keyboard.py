"""Everything with a keyboard alone: reachable, visible, and focus never lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

# Everything that can be pressed or filled in; of a group of radio buttons one is a stop.
STOPS = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  const groups = new Set();
  return [...all].filter((one) => {
    if (one.disabled || one.type === "hidden" || !one.checkVisibility()) return false;
    if (one.closest("details:not([open])") && !one.matches("details > summary")) return false;
    if (one.type !== "radio") return true;
    const isFirst = !groups.has(one.name);
    groups.add(one.name);
    return isFirst;
  }).length;
}"""
FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  one.number ??= (window.number = (window.number ?? 0) + 1);
  const shown = [one, ...(one.labels ?? [])];
  const isMarked = shown.some((each) => {
    const style = getComputedStyle(each);
    const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return hasOutline || style.boxShadow !== "none";
  });
  return { number: one.number, isMarked, html: one.outerHTML.slice(0, 80) };
}"""


def then_all_can_be_reached_and_seen(page):
    """Walk with Tab from the top until the focus leaves the page."""
    wanted = page.evaluate(STOPS)
    reached, unmarked = set(), []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None or found["number"] in reached:
            break
        reached.add(found["number"])
        if not found["isMarked"]:
            unmarked.append(found["html"])
    assert unmarked == [], page.url
    assert len(reached) == wanted, page.url


def test_every_stop_of_the_screen_and_the_builder(signed_in, person):
    page = signed_in
    routine = RoutineFactory(
        owner=person, technique_slugs=["hand-gentle-rub", "stretch-knee-to-chest"]
    )
    page.goto("/check/")
    then_all_can_be_reached_and_seen(page)
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("/emergency_signs/$"))
    for name in ("emergency_signs", "saddle_numbness"):
        then_all_can_be_reached_and_seen(page)
        steps.answer(page, ["none"] if name == "emergency_signs" else "no")
        steps.leave(page, lambda: page.get_by_role("button", name="Continue").press("Enter"))
    page.goto(f"/routines/{routine.pk}/")
    then_all_can_be_reached_and_seen(page)
    page.goto(f"/techniques/?for={routine.pk}&q=palm")
    then_all_can_be_reached_and_seen(page)


def test_the_focus_stays_on_the_row_that_moved(signed_in, person):
    page = signed_in
    slugs = ["hand-gentle-rub", "stretch-knee-to-chest", "mobility-pelvic-tilt"]
    routine = RoutineFactory(owner=person, technique_slugs=slugs)
    page.goto(f"/routines/{routine.pk}/")
    up = page.get_by_role("button", name="Up Pelvic tilt")
    for place in (2, 1, 1):  # at the top it stays, and stays focusable
        up.press("Enter")
        expect(page.locator(".saved")).to_contain_text(f"Pelvic tilt moved to {place} of 3.")
        steps.then_it_is_swapped(page)
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    assert steps.names_in_order(page)[0] == "Pelvic tilt"


def test_the_focus_goes_on_after_a_time_was_changed(signed_in, person):
    page = signed_in
    routine = RoutineFactory(owner=person, technique_slugs=["stretch-knee-to-chest"])
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_text("Change times").press("Enter")
    seconds = page.get_by_label("Seconds a side")
    seconds.fill("40")
    seconds.press("Tab")
    expect(page.locator(".recipe__dose")).to_contain_text("40 s")
    expect(page.get_by_label("Sides")).to_be_focused()


def test_the_focus_stays_in_the_filters(page):
    page.goto("/techniques/")
    page.locator("summary").filter(has_text="Filters").press("Enter")
    box = page.locator(".filters__body input:enabled").first
    box.press(" ")
    expect(page.locator(".chip--remove")).to_have_count(1)
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("summary").filter(has_text="Filters")).to_be_focused()
    expect(box).to_be_hidden()


def test_an_exclusive_box_clears_the_others_and_back(page):
    page.goto("/check/")
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    sign = page.get_by_label("Chest pain")
    none = page.locator("[data-exclusive]")
    sign.press(" ")
    none.press(" ")
    assert (sign.is_checked(), none.is_checked()) == (False, True)
    sign.press(" ")
    assert (sign.is_checked(), none.is_checked()) == (True, False)


def test_errors_take_the_focus_and_lead_to_the_field(page, watch):
    watch.allow("status of 422")  # an empty form is sent on purpose
    page.goto("/check/")
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    page.get_by_role("button", name="Continue").press("Enter")
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=answer]").first).to_be_focused()


def test_skipping_to_the_main_content(page):
    page.goto("/techniques/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
