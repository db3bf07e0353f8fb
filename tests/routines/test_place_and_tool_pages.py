"""The pages of one place and of one tool: plain words, reasons, what to read."""

from __future__ import annotations

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from routines.text_checks import OUR_NOTES
from tests.routines.builders import CATALOGUE
from tests.routines.pages import text_of, url

AVOID = [one.id for one in CATALOGUE.areas.values() if one.role == "avoid"]
SIGN, SPOT = 'class="glyph__keep-off"', 'class="glyph__spot"'


def main_of(response) -> str:
    """Return the words of a page between its head and its foot, figures left out."""
    found = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    return re.sub(r"<svg.*?</svg>|<[^>]*>", " ", found[0], flags=re.DOTALL)


@pytest.mark.parametrize("slug", AVOID)
def test_a_place_to_keep_off_has_a_pattern_and_a_reason(as_nobody, slug):
    response = as_nobody.get(url("area", slug))
    page = response.context["page"]
    assert not page.why.startswith("AVOID")
    assertContains(response, page.why)
    assertContains(response, SIGN, count=len(page.glyph.points))
    assertNotContains(response, SPOT)
    assertContains(response, "Keep off this place")


def test_a_place_to_work_on_is_marked_and_leads_to_the_list(as_nobody):
    response = as_nobody.get(url("area", "piriformis"))
    assertContains(response, SPOT, count=2)
    assertNotContains(response, SIGN)
    where = url("catalogue") + "?area=piriformis"
    assertContains(response, f'href="{where}"')
    assert as_nobody.get(where).context["page"].cards


@pytest.mark.parametrize("slug", CATALOGUE.tools)
def test_a_tool_shows_no_note_of_ours(as_nobody, slug):
    assert not OUR_NOTES.search(main_of(as_nobody.get(url("tool", slug))))


@pytest.mark.parametrize("slug", CATALOGUE.areas)
def test_a_place_shows_no_note_of_ours(as_nobody, slug):
    assert not OUR_NOTES.search(main_of(as_nobody.get(url("area", slug))))


def test_a_tool_tells_times_apart_from_what_to_mind(as_nobody):
    text = text_of(as_nobody.get(url("tool", "peanut")))
    assert text.index("How long") < text.index("5 minutes a day") < text.index("Careful")
    assert text.index("Careful") < text.index("Check the tape before each use.")


@pytest.mark.parametrize("slug", ["peanut", "tennis-ball-pair", "duct-tape"])
def test_a_tool_leads_to_the_pages_of_the_guide_that_name_it(as_nobody, slug):
    where = url("guide-page", "make-a-peanut")
    assertContains(as_nobody.get(url("tool", slug)), f'<a href="{where}">Make a peanut</a>')


def test_nothing_stands_in_for_ones_own_hands(as_nobody):
    assertNotContains(as_nobody.get(url("tool", "hands")), "Instead of it")
    assertContains(as_nobody.get(url("tool", "mat")), "Instead of it")
