"""Finding a technique: Back steps through the filters, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}


def checked(page: Page) -> list[str]:
    """Return the filters that are ticked."""
    boxes = page.locator(".filters__body input:checked").all()
    return sorted(f"{one.get_attribute('name')}={one.get_attribute('value')}" for one in boxes)


def then_the_list_is(page: Page, count: int, *filters: str, words: str = ""):
    expect(page.locator("#count")).to_have_text(re.compile(rf"^{count} technique"))
    expect(page.locator(".catalogue__results .card")).to_have_count(count)
    expect(page.locator("#q")).to_have_value(words)
    assert checked(page) == sorted(filters)
    for one in filters:
        assert one in page.url


def when_chosen(page: Page, name: str, value: str) -> int:
    """Tick a filter, send the form where no script does, return how many are shown."""
    chip = page.locator("label.chip", has=page.locator(f"[name={name}][value={value}]"))
    chip.locator("input").check(force=True)
    if not page.evaluate("() => 'js' in document.documentElement.dataset"):
        page.get_by_role("button", name="Show techniques").click()
    expect(page).to_have_url(re.compile(f"{name}={value}"))
    return page.locator(".catalogue__results .card").count()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_back_and_forward_step_through_the_filters(new_context, scripts):
    page = new_context(viewport=WIDE, java_script_enabled=scripts).new_page()
    page.goto("/techniques/")
    everything = page.locator(".card").count()
    balls = when_chosen(page, "kind", "ball")
    both = when_chosen(page, "floor", "no")
    assert everything > balls > both > 0
    then_the_list_is(page, both, "kind=ball", "floor=no")
    page.go_back()
    then_the_list_is(page, balls, "kind=ball")
    page.go_back()
    then_the_list_is(page, everything)
    page.go_forward()
    then_the_list_is(page, balls, "kind=ball")


def test_typing_is_one_step_and_so_is_leaving_the_field(new_context):
    page = new_context(viewport=WIDE).new_page()
    page.goto("/techniques/?kind=ball")
    balls = page.locator(".card").count()
    box = page.locator("#q")
    for words in ("glut", "glutes"):
        box.press_sequentially(words[len(box.input_value()) :])
        expect(page).to_have_url(re.compile(f"q={words}(&|$)"))
    expect(page.locator(".card")).not_to_have_count(balls)
    found = page.locator(".card").count()
    with page.expect_response(re.compile(r"q=glutes")):
        box.press("Tab")
    then_the_list_is(page, found, "kind=ball", words="glutes")
    page.go_back()
    then_the_list_is(page, balls, "kind=ball")


def test_a_sign_and_a_slip_while_typing(new_context):
    page = new_context().new_page()
    page.goto("/techniques/")
    page.locator("#q").press_sequentially("sciatica")
    note = page.get_by_role("heading", name="Before anything else: when to get help")
    expect(note).to_be_visible()
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("gltues")
    expect(page.get_by_text("Showing results for “glutes”.")).to_be_visible()
    expect(note).to_have_count(0)
    expect(page.locator("#q")).to_be_focused()


def test_words_that_are_pasted_are_looked_for_by_themselves(new_context):
    page = new_context().new_page()
    page.goto("/techniques/")
    page.locator("#q").fill("bum")
    expect(page).to_have_url(re.compile(r"\?q=bum$"))


def numbers(page: Page) -> dict[str, str]:
    """Return the filters with the numbers beside them; those nobody can choose are marked."""
    return page.locator(".filters__body label.chip").evaluate_all(
        """(all) => Object.fromEntries(all.map((one) => {
          const { name, value, disabled } = one.querySelector("input");
          const number = one.querySelector(".chip__count").textContent;
          return [`${name}=${value}`, `${number}${disabled ? " off" : ""}`];
        }))"""
    )


def test_the_numbers_beside_the_filters_follow_what_is_chosen(new_context):
    page = new_context(viewport=WIDE).new_page()
    page.goto("/techniques/")
    before = numbers(page)
    when_chosen(page, "kind", "ball")
    expect(page.locator("#filters-in-use")).to_have_text("1")
    after = numbers(page)
    assert after != before
    assert after["area=quadratus-lumborum"] == "(0) off"
    expect(page.locator("[name=kind][value=ball]")).to_be_focused()
    page.reload()
    assert numbers(page) == after


def test_on_a_phone_the_sheet_stays_where_it_was_and_says_how_many(page):
    page.goto("/techniques/")
    page.locator(".filters > summary").click()
    chip = page.locator("label.chip", has=page.locator("[name=floor][value=no]"))
    chip.scroll_into_view_if_needed()
    place = chip.bounding_box()["y"]
    chip.click()
    expect(
        page.get_by_role("button", name=re.compile(r"^Show \d+ techniques$"))
    ).to_be_visible()
    assert abs(chip.bounding_box()["y"] - place) <= 2
    page.get_by_role("button", name=re.compile(r"^Show \d+ techniques$")).click()
    expect(page.locator(".filters__body")).to_be_hidden()


def test_two_filters_in_a_breath_both_count(new_context):
    page = new_context(viewport=WIDE).new_page()
    page.goto("/techniques/")
    page.evaluate(
        """() => {
          for (const one of ["[name=kind][value=ball]", "[name=floor][value=no]"]) {
            document.querySelector(one).click();
          }
        }"""
    )
    expect(page).to_have_url(re.compile(r"kind=ball.*floor=no"))
    expect(page.locator("#filters-in-use")).to_have_text("2")
    assert checked(page) == ["floor=no", "kind=ball"]
