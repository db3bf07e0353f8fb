"""The body beside "Where is it?": a tap ticks the box below, and the box marks the body."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps

pytestmark = pytest.mark.browser

BURN = {"cond_skin_other": ["burn"], "local_areas": ["thigh"]}


def zone(page: Page, name: str):
    """Return the first region of a zone on the maps that are open."""
    return page.locator(f"details[open] [data-zone={name}]").first


def box(page: Page, name: str):
    """Return the box of a place in the list."""
    return page.locator(f"input[name=answer][value={name}]")


def test_the_body_and_the_list_say_the_same(page, check):
    seen = []

    def look(page: Page) -> None:
        if "local_areas" not in page.url:
            return
        seen.append(page.url)
        check(page)
        zone(page, "glute").click()
        expect(box(page, "glute")).to_be_checked()
        assert page.locator("[data-zone=glute]:not([data-chosen])").count() == 0
        box(page, "lumbar").check()
        expect(zone(page, "lumbar")).to_have_attribute("data-chosen", "")
        zone(page, "glute").click()
        zone(page, "lumbar").click()
        expect(page.locator("input[name=answer]:checked")).to_have_count(0)
        expect(page.locator("[data-chosen]")).to_have_count(0)
        page.locator("summary", has_text="Front of the hips").click()
        zone(page, "hip_front").click()
        expect(box(page, "hip_front")).to_be_checked()
        zone(page, "hip_front").click()

    steps.when_all_questions_are_answered(page, look, **BURN)
    assert len(seen) == 1


def test_without_a_script_there_is_the_list_alone(new_context):
    page = new_context(java_script_enabled=False).new_page()
    seen = []

    def look(page: Page) -> None:
        if "local_areas" in page.url:
            seen.append(page.url)
            expect(page.locator("body-zones")).to_be_hidden()
            expect(box(page, "glute")).to_be_visible()

    steps.when_all_questions_are_answered(page, look, **BURN)
    assert len(seen) == 1
