"""On paper a technique is one sheet with its figure on it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SHEET = re.compile(rb"/Type\s*/Page\b")
# The ones with the most words, one with a notice above, and one whose two columns left a
# line behind on American paper.
LONGEST = (
    "ball-wall-lower-back",
    "tool-percussion-lower-back",
    "tool-shiatsu-back",
    "partner-circular-knead",
)


@pytest.mark.parametrize("slug", LONGEST)
def test_a_technique_prints_on_one_page_with_its_figure(page, slug):
    page.goto(f"/techniques/{slug}/")
    for paper in ("A4", "Letter"):
        assert len(SHEET.findall(page.pdf(format=paper))) == 1, paper
    page.emulate_media(media="print")
    expect(page.locator(".technique > .plate > .figure")).to_be_visible()
    expect(page.locator("#others")).to_be_hidden()
