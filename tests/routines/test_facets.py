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
    Part,
    best_first,
    counts,
    narrow,
    time_size,
    ways_out,
)
from routines.owned import can_be_done
from routines.search import Found
from tests.routines.builders import CATALOGUE


def item(slug: str, **values: str) -> Item:
    """Return an item; values of a facet are separated by spaces."""
    return Item(
        slug=slug,
        values={facet: frozenset(words.split()) for facet, words in values.items()},
    )


ITEMS = [
    item("rub", area="back", tool="hands", floor="no"),
    item("ball", area="back hip", tool="ball", floor="no"),
    item("roll", area="hip", tool="roller", floor="yes"),
    item("walk", area="legs", floor="no"),
]


WORDS = {"back": frozenset({"rub", "ball"}), "ball": frozenset({"ball"})}


def filters(words: str = "", **chosen: str) -> Filters:
    """Return filters; values of a facet are separated by spaces."""
    return Filters(
        chosen={facet: frozenset(values.split()) for facet, values in chosen.items()},
        words={word: WORDS.get(word, frozenset()) for word in words.split()},
    )


def dropped(wanted: Filters) -> list[tuple[str, int]]:
    """Return the ways out in words: "floor=yes & q=ball", and what each shows."""
    return [
        (
            " & ".join(f"{one.facet}={'+'.join(sorted(one.values))}" for one in way.parts),
            way.left,
        )
        for way in ways_out(ITEMS, wanted)
    ]


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


@pytest.mark.parametrize(
    ("wanted", "ways"),
    [
        (filters(area="back", tool="hands", floor="yes"), [("floor=yes", 1)]),
        (filters(area="legs", floor="no", tool="ball"), [("area=legs", 1), ("tool=ball", 1)]),
        (filters(tool="ball hands", floor="yes"), [("tool=ball+hands", 1), ("floor=yes", 2)]),
        (filters("nonsense", area="back"), [("q=nonsense", 2)]),
        (filters("ball", area="legs"), [("area=legs", 1), ("q=ball", 1)]),
        (filters("nonsense", area="nowhere"), [("area=nowhere & q=nonsense", 4)]),
        (
            filters("ball", area="legs", tool="roller", floor="no"),
            [("area=legs & tool=roller", 1), ("tool=roller & q=ball", 1)],
        ),
        (filters("xx yy", kind="zz"), [("kind=zz & q=xx & q=yy", 4)]),
        (filters(), []),
    ],
)
def test_the_fewest_filters_are_dropped_and_what_shows_most_stands_first(wanted, ways):
    assert dropped(wanted) == sorted(ways, key=lambda way: -way[1])


def test_an_empty_catalogue_has_no_way_out():
    assert ways_out([], filters(area="back")) == []


def test_a_search_puts_the_best_first_and_leaves_the_rest():
    order = [one.slug for one in best_first(ITEMS, ("roll", "ball"))]
    assert order == ["roll", "ball", "rub", "walk"]


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


WORD_HITS = {
    word: frozenset(slug for slug in CATALOGUE.techniques if word in slug)
    for word in ("ball", "hip", "stretch", "nonsense")
}


@given(st.data())
def test_an_empty_list_always_has_a_way_out_that_holds_what_it_says(data):
    offered = {facet: sorted(counts(REAL, Filters(), facet)) for facet in FACETS[:-1]}
    values = [(facet, value) for facet, many in offered.items() for value in many]
    chosen: dict[str, frozenset[str]] = {}
    for facet, value in data.draw(st.lists(st.sampled_from(values), max_size=8)):
        chosen[facet] = chosen.get(facet, frozenset()) | {value}
    words = data.draw(st.sets(st.sampled_from(sorted(WORD_HITS)), max_size=3))
    wanted = Filters(chosen=chosen, words={word: WORD_HITS[word] for word in sorted(words)})
    ways = ways_out(REAL, wanted)
    assert ways or not wanted.parts
    for way in ways:
        assert len(narrow(REAL, wanted.without(way.parts))) == way.left > 0
    fewest = min((len(way.parts) for way in ways), default=0)
    assert all(len(way.parts) == fewest for way in ways)
    if not narrow(REAL, wanted):
        singles = {part for part in wanted.parts if narrow(REAL, wanted.without([part]))}
        assert {way.parts[0] for way in ways if fewest == 1} == singles


def test_a_facet_with_several_values_is_dropped_whole():
    wanted = filters(tool="ball hands", floor="yes")
    left = wanted.without([Part("tool", frozenset({"ball", "hands"}))])
    assert left.chosen == {"floor": frozenset({"yes"})}


def test_the_address_holds_every_filter():
    words = Found(by_word={"warm": frozenset({"rub"})})
    found = filters_from(QueryDict("area=back&area=hip&tool=&q=Warm&for=3&other=1"), words)
    assert found.chosen["area"] == {"back", "hip"}
    assert not any(found.chosen[name] for name in FACETS if name != "area")
    assert found.words == words.by_word
