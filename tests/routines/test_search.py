"""Words to techniques: what people type, and what comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines import content
from routines.search import Found, search
from routines.search_index import index_of, stem, stems_of, words_of
from tests.routines.builders import CATALOGUE

INDEX, AGAIN = content.index(), index_of(CATALOGUE)
ALL = set(CATALOGUE.techniques)


def first(typed: str, most: int = 1) -> list[str]:
    """Return the first techniques for words."""
    return [*search(INDEX, typed).ids[:most]]


def primary(slug: str) -> set[str]:
    """Return a technique's primary areas with what they are a part of."""
    areas = CATALOGUE.techniques[slug].primary_areas
    return {*areas, *(CATALOGUE.areas[one].parent for one in areas)}


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("cobra", "stretch-cobra"),
        ("Knee to chest", "stretch-knee-to-chest"),
        ("palm rub", "hand-gentle-rub"),
        ("hip flexor", "stretch-hip-flexor-half-kneeling stretch-hip-flexor-standing"),
        ("hip flexors", "stretch-hip-flexor-half-kneeling stretch-hip-flexor-standing"),
        ("tailbone", "hand-seated-lower-back hand-chair-lower-back"),
        ("SI joint", "hand-seated-lower-back hand-chair-lower-back"),
        ("love handles", "stretch-seated-side"),
        ("love handles spot", "stretch-seated-side"),
        ("my love handle", "stretch-seated-side"),
        ("gun", "tool-massage-gun-glutes"),
        ("massage gun bum", "tool-massage-gun-glutes"),
        ("foam roller", "roller-glute-figure-four roller-glute-medius"),
        ("hot water bottle", "heating-pad-lower-back"),
        ("ice", "cold-pack-lower-back"),
        ("Pïriformïs", "ball-floor-piriformis"),
        ("IT band", "roller-it-band"),
        ("breathing", "prep-centring-breath"),
        ("lower back ball at the wall", "ball-wall-lower-back"),
        ("lower back pain chair", "hand-chair-lower-back"),
        ("sofa", "stretch-flat-back-couch"),
        ("zzzz", ""),
    ],
)
def test_what_comes_first(typed, slugs):
    assert first(typed, max(1, len(slugs.split()))) == slugs.split()


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("bum", "glutes"),
        ("left bum", "glutes"),
        ("right piriformis", "piriformis"),
        ("buttock", "glutes"),
        ("sore bum", "glutes"),
        ("glutes", "glutes"),
        ("low back", "lower-back"),
        ("calf", "calves"),
        ("hammies", "hamstrings"),
        ("QL", "quadratus-lumborum"),
        ("psoas", "hip-flexors"),
        ("between the shoulder blades", "upper-back"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(typed, area):
    assert area in primary(first(typed)[0])
    assert ("area", area) in search(INDEX, typed).pages


def test_a_word_half_typed_finds_what_begins_so():
    assert "strength-glute-bridge" in first("glut", 3)
    assert first("hamstri") == first("hamstring")
    assert set(search(INDEX, "gl").ids) >= set(search(INDEX, "glutes").ids)


def test_a_whole_word_is_not_the_beginning_of_another():
    assert search(INDEX, "si").ids == search(INDEX, "SI joint").ids
    assert set(search(INDEX, "sid").ids) > set(search(INDEX, "si").ids)


@pytest.mark.parametrize("entry", CATALOGUE.synonyms.values(), ids=lambda entry: entry.id)
def test_every_synonym_finds_everything_it_leads_to(entry):
    for words in entry.words:
        found = search(INDEX, words)
        if found.has_sign:  # such words are read with care, not looked for
            continue
        for row in CATALOGUE.techniques.values():
            leads = {*entry.areas} & {*row.primary_areas, *row.secondary_areas}
            leads |= {*entry.tools} & {*row.tools_required, *row.optional_tools}
            if leads or row.id in entry.techniques or row.kind in entry.kinds:
                assert row.id in found.ids, (words, row.id)


def test_more_in_a_name_than_in_the_steps():
    assert "wall" in CATALOGUE.techniques[first("wall")[0]].id
    assert first("twist") == ["stretch-gentle-twist"]


def test_what_is_not_open_stands_last():
    found = [CATALOGUE.techniques[slug].status for slug in search(INDEX, "lower back").ids]
    assert "advanced" in found
    assert found == sorted(found, key=["active", "advanced", "reference_only"].index)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stretch", "stretches"),
        ("stretching", "stretch"),
        ("rolled", "rolling"),
        ("sitting", "sit"),
        ("knees", "knee"),
        ("massage", "massaging"),
        ("bodies", "body"),
        ("press", "pressing"),
        ("HIPS", "hip"),
    ],
)
def test_endings_make_no_difference(one, other):
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize("word", ["gluteus", "psoas", "bed", "string", "us", "is", "press"])
def test_what_only_looks_like_an_ending_stays(word):
    assert stem(word) in (word, word.removesuffix("s"))
    assert len(stem(word)) >= min(3, len(word))


def test_words_are_folded():
    assert words_of("Ärm’s  LENGTH, don't—figure-four") == [
        *("arm", "length", "dont", "figure", "four")
    ]


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("gltues", "glutes"),
        ("piriformsi", "piriformis"),
        ("hamstrng", "hamstring"),
        ("stretcch", "stretch"),
        ("rollar", "roller"),
        ("tigth ball", "tight ball"),
        ("glutes", ""),
        ("glut", ""),
        ("bal", ""),
        ("baul", ""),  # too short for guessing
        ("xylophone", ""),
    ],
)
def test_one_slip_is_forgiven_where_a_word_is_unknown(typed, instead):
    found = search(INDEX, typed)
    assert found.instead == instead
    if instead:
        assert found.ids == search(INDEX, instead).ids != ()


@pytest.mark.parametrize(
    "typed",
    [
        *("numb", "numbness", "tingling", "sharp", "sciatica", "Sciatica!", "slipped disc"),
        *("pins and needles", "pins needles", "numb leg", "weak leg", "chest pain"),
        *("electric shocks", "sciattica", "tinglng feet", "loss of bladder control"),
    ],
)
def test_a_word_that_may_be_a_sign_is_noticed(typed):
    assert search(INDEX, typed).has_sign


@pytest.mark.parametrize(
    "typed", ["lower back", "chest", "weak core", "needle", "leg", "sore", "electric massager"]
)
def test_an_ordinary_word_is_no_sign(typed):
    assert not search(INDEX, typed).has_sign


@pytest.mark.parametrize("typed", ["numb", "sciatica", "slipped disc", "pins and needles"])
def test_nothing_is_suggested_for_a_sign(typed):
    found = search(INDEX, typed)
    assert (found.ids, found.by_word, found.instead) == ((), {}, "")


def test_a_mistyped_sign_is_never_repeated():
    assert search(INDEX, "sciattica ball").instead == ""
    assert search(INDEX, "sciattica ball").ids == search(INDEX, "ball").ids


@pytest.mark.parametrize("typed", ["", "the", "  ", "!!!", "to the", "🧘‍♀️", "\x00"])
def test_without_a_word_nothing_is_looked_for(typed):
    assert search(INDEX, typed) == Found()


def test_words_like_tight_narrow_nothing_but_show_what_says_them_first():
    found = search(INDEX, "tight spots")
    assert set(found.ids) == ALL
    assert found.by_word == {}
    assert found.ids[0] == "prep-find-tight-spots"


def test_a_place_to_keep_off_is_named():
    assert ("area", "spine") in search(INDEX, "backbone").pages
    assert ("area", "knee") in search(INDEX, "kneecap").pages
    assert ("tool", "foam-roller") in search(INDEX, "foam roller").pages


LISTED = [*CATALOGUE.words.stop, *CATALOGUE.words.filler, *CATALOGUE.words.sign]
KNOWN = st.sampled_from(
    [*INDEX.hits, *LISTED, *(one for row in CATALOGUE.synonyms.values() for one in row.words)]
)


@st.composite
def typed_texts(draw) -> str:
    """Words people may type: known ones, cut short or with a letter too many, and noise."""
    word = draw(st.one_of(KNOWN, st.text(max_size=12)))
    cut = draw(st.integers(0, 3))
    extra = draw(st.sampled_from(["", "", "x", "e", "é", " "]))
    return f"{word[: len(word) - cut]}{extra}"


@given(st.text(max_size=400))
def test_any_text_will_do(text):
    found = search(INDEX, text)
    assert set(found.ids) <= ALL
    assert len(set(found.ids)) == len(found.ids)
    assert all(slugs <= ALL for slugs in found.by_word.values())


@given(st.lists(typed_texts(), max_size=4))
def test_the_same_words_find_the_same_in_the_same_order(words):
    text = " ".join(words)
    assert search(AGAIN, text) == search(INDEX, text)


@given(st.lists(typed_texts(), max_size=3), typed_texts())
def test_a_further_word_never_finds_more(words, further):
    fewer, more = search(INDEX, " ".join(words)), search(INDEX, " ".join([*words, further]))
    if fewer.by_word:
        assert set(more.ids) <= set(fewer.ids)


@given(st.lists(typed_texts(), max_size=4))
def test_what_is_found_has_every_word(words):
    found = search(INDEX, " ".join(words))
    if found.by_word:
        assert set(found.ids) == set.intersection(*map(set, found.by_word.values()))


@given(st.lists(typed_texts(), max_size=3), typed_texts())
def test_a_sign_stays_noticed(words, further):
    if search(INDEX, " ".join(words)).has_sign:
        assert search(INDEX, " ".join([*words, further])).has_sign
