"""Words that lead to the glossary: once each, whole words, and the text stays the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.glossary import Piece, linked
from tests.routines.builders import CATALOGUE

WORDS = {"spine": "spine", "tender spot": "spot", "spot": "place", "it band": "band"}
REAL = CATALOGUE.guide.words


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["Beside the spine."], [("spine", "spine")]),
        (["Spine first. Then the spine."], [("Spine", "spine")]),
        (["One spine.", "Two spine."], [("spine", "spine")]),
        (["A tender spot, a spot."], [("tender spot", "spot"), ("spot", "place")]),
        (["The IT band."], [("IT band", "band")]),
        (["Spines, spine-like, aspine, spine_x."], []),
        (["(spine)", "“spot”"], [("spine", "spine"), ("spot", "place")]),
        (["It banded. It  band."], []),
        (["<b>spine</b> & more"], [("spine", "spine")]),
        (["", " "], []),
        ([], []),
    ],
)
def test_a_term_is_marked_once_where_it_is_first(texts, marked):
    found = [(one.text, one.term) for text in linked(texts, WORDS) for one in text if one.term]
    assert found == marked


def test_without_words_nothing_is_marked():
    assert linked(["The spine."], {}) == ((Piece("The spine."),),)


@given(
    st.lists(
        st.lists(
            st.one_of(st.sampled_from(sorted(REAL)), st.text(max_size=8)), max_size=12
        ).map(" ".join)
    )
)
def test_the_text_is_unchanged_and_no_term_is_marked_twice(texts):
    pieces = linked(texts, REAL)
    assert ["".join(one.text for one in text) for text in pieces] == texts
    terms = [one.term for text in pieces for one in text if one.term]
    assert len(terms) == len(set(terms))
    assert all(one.text for text in pieces for one in text)


@given(st.lists(st.sampled_from(sorted(REAL)), min_size=1, max_size=8))
def test_every_term_of_a_text_is_marked(words):
    pieces = linked([", ".join(words)], REAL)[0]
    assert {one.term for one in pieces if one.term} == {REAL[word] for word in words}
