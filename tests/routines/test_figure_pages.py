"""Where the drawn figures stand."""

from __future__ import annotations

import gzip
from html import escape

import pytest

from routines import content
from routines.figures import figure_for
from tests.routines.pages import url

MOST = 20_000  # bytes of a page on its way (README, budgets)


@pytest.mark.parametrize(
    "slug", ["ball-wall-lower-back", "strength-sit-tall", "prep-make-peanut"]
)
def test_a_technique_shows_its_figure_and_says_it_in_words(as_nobody, slug):
    page = as_nobody.get(url("technique", slug)).content
    words = figure_for(slug, person_seed=slug).text
    assert words
    assert f'aria-label="{escape(words)}"' in page.decode()
    assert len(gzip.compress(page)) <= MOST


def test_nobody_is_left_without_a_picture():
    assert [slug for slug in content.current().techniques if not figure_for(slug).svg] == []
