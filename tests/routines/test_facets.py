"""Narrowing the catalogue: what matches, how many would, and which filter to drop."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from routines.catalogue_pages import filters_from
from routines.facets import (
    FACETS,
    Filters,
    Item,
    best_to_drop,
    counts,
    narrow,
    time_size,
)
from routines.owned import can_be_done
from tests.routines.builders import CATALOGUE


def item(slug: str, text: str = "", **values: str) -> Item:
    """Return an item; values of a facet are separated by spaces."""
    return Item(
        slug=slug,
        text=text or slug,
        values={facet: frozenset(words.split()) for facet, words in values.items()},
    )


ITEMS = [
    item("rub", "warm rub of the back", area="back", tool="hands", floor="no"),
    item("ball", "ball on the back", area="back hip", tool="ball", floor="no"),
    item("roll", "roller on the floor", area="hip", tool="roller", floor="yes"),
    item("walk", "walk about", area="legs", floor="no"),
]


def filters(words: str = "", **chosen: str) -> Filters:
    """Return filters; values of a facet are separated by spaces."""
    return Filters(
        chosen={facet: frozenset(values.split()) for facet, values in chosen.items()},
        words=tuple(words.split()),
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (filters(), "rub ball roll walk"),
        (filters(area="back"), "rub ball"),
        (filters(area="back hip"), "rub ball roll"),
        (filters(area="back hip", floor="no"), "rub ball"),
        (filters(tool="hands"), "rub"),
        (filters("back"), "rub ball"),
        (filters("back ball"), "ball"),
        (filters("ball", area="legs"), ""),
        (filters(area="nowhere"), ""),
    ],
)
def test_any_value_of_a_facet_every_facet_every_word(wanted, found):
    assert [one.slug for one in narrow(ITEMS, wanted)] == found.split()


def test_counts_say_what_each_value_would_show_beside_the_other_facets():
    wanted = filters(area="back", floor="no")
    assert counts(ITEMS, wanted, "area") == {"back": 2, "hip": 1, "legs": 1}
    assert counts(ITEMS, wanted, "tool") == {"hands": 1, "ball": 1}
    assert counts(ITEMS, wanted, "floor") == {"no": 2}


def test_the_filter_whose_loss_shows_most_is_dropped():
    assert best_to_drop(ITEMS, filters(area="back", tool="hands", floor="yes")) == (
        *("floor", "yes"),
        1,
    )
    assert best_to_drop(ITEMS, filters(area="legs", floor="no", tool="ball")) == (
        *("area", "legs"),
        1,
    )


def test_the_words_can_be_what_to_drop():
    assert best_to_drop(ITEMS, filters("nonsense", area="back")) == ("q", "", 2)


def test_without_filters_there_is_nothing_to_drop():
    assert best_to_drop([], Filters()) is None


def test_when_no_single_loss_helps_nothing_is_suggested():
    assert best_to_drop(ITEMS, filters("nonsense", area="nowhere")) is None


@pytest.mark.parametrize(
    ("seconds", "size"),
    [(0, "short"), (60, "short"), (61, "medium"), (180, "medium"), (181, "long")],
)
def test_lengths_have_three_sizes(seconds, size):
    assert time_size(seconds) == size


BALL = frozenset({"tennis-ball"})
REAL = [
    Item(
        slug=row.id,
        text=row.name.lower(),
        values={
            "area": frozenset((*row.primary_areas, *row.secondary_areas)),
            "kind": frozenset({row.kind}),
            "tool": frozenset(row.facts.tools or ("none",)),
            "pos": frozenset({row.facts.position, *row.facts.alt_positions}),
            "floor": frozenset({"yes" if row.facts.needs_floor else "no"}),
            "time": frozenset({time_size(row.facts.timer_seconds)}),
            "have": frozenset({"1"} if can_be_done(row, CATALOGUE.tools, BALL) else ()),
        },
    )
    for row in CATALOGUE.techniques.values()
]


@given(st.data())
def test_choosing_what_is_offered_always_shows_what_its_count_says(data):
    chosen: dict[str, frozenset[str]] = {}
    for _ in range(data.draw(st.integers(1, 6))):
        facet = data.draw(st.sampled_from(FACETS[:-1]))
        offered = counts(REAL, Filters(chosen=chosen), facet)
        if not offered:  # what one has may not be enough for any
            assert facet == "have"
            continue
        value = data.draw(st.sampled_from(sorted(offered)))
        alone = narrow(REAL, Filters(chosen={**chosen, facet: frozenset({value})}))
        assert len(alone) == offered[value] > 0
        chosen[facet] = chosen.get(facet, frozenset()) | {value}
        assert narrow(REAL, Filters(chosen=chosen))


@given(st.data())
def test_what_to_drop_shows_as_many_as_it_says(data):
    facets = st.sampled_from(["area", "kind", "tool", "pos", "floor", "time"])
    offered = {facet: sorted(counts(REAL, Filters(), facet)) for facet in FACETS[:-1]}
    chosen: dict[str, frozenset[str]] = {}
    for facet in data.draw(st.lists(facets, max_size=5)):
        value = data.draw(st.sampled_from(offered[facet]))
        chosen[facet] = chosen.get(facet, frozenset()) | {value}
    wanted = Filters(chosen=chosen)
    found = {
        (facet, value): len(narrow(REAL, wanted.without(facet, value)))
        for facet, values in chosen.items()
        for value in values
    }
    best = best_to_drop(REAL, wanted)
    assert (best[2] if best else 0) == max(found.values(), default=0)
    assert best is None or found[best[:2]] == best[2]


def test_the_address_holds_every_filter():
    found = filters_from(QueryDict("area=back&area=hip&tool=&q=Warm+RUB&for=3&other=1"))
    assert found.chosen["area"] == {"back", "hip"}
    assert not any(found.chosen[name] for name in FACETS if name != "area")
    assert found.words == ("warm", "rub")
