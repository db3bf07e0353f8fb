"""On paper a technique is one sheet with its figure on it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SHEET = re.compile(rb"/Type\s*/Page\b")
# The ones with the most words, and one with a notice above.
LONGEST = ("ball-wall-lower-back", "tool-percussion-lower-back", "tool-shiatsu-back")


@pytest.mark.parametrize("slug", LONGEST)
def test_a_technique_prints_on_one_page_with_its_figure(page, slug):
    page.goto(f"/techniques/{slug}/")
    assert len(SHEET.findall(page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(page.locator(".technique > .plate > .figure")).to_be_visible()
    expect(page.locator("#others")).to_be_hidden()
