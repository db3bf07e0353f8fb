"""Restrictions can only grow, lose nothing as plain values, and name real places."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety import content
from safety.vocabulary import (
    NO_RESTRICTIONS,
    SESSION_MAX_MIN,
    SPOT_MAX_S,
    THERMAL_MAX_S,
    VIRTUAL_AREAS,
    Pair,
    Pressure,
    Restrictions,
)

WORDS = content.current().vocabulary
AREAS = [*WORDS["areas"], *WORDS["virtual_areas"]]
STEADY = settings(deadline=None, derandomize=True, max_examples=200)


def some(words):
    return st.frozensets(st.sampled_from(sorted(words)), max_size=4)


pairs = st.builds(
    lambda thing, area: Pair(area=area, **thing),
    st.one_of(
        st.sampled_from(sorted(WORDS["tools"])).map(lambda name: {"tool": name}),
        st.sampled_from(sorted(WORDS["flags"])).map(lambda name: {"flag": name}),
    ),
    st.sampled_from(AREAS),
)
limits = st.builds(
    Restrictions,
    tools=some(WORDS["tools"]),
    positions=some(WORDS["positions"]),
    movements=some(WORDS["movements"]),
    areas=some(AREAS),
    flags=some(WORDS["flags"]),
    pairs=st.frozensets(pairs, max_size=5),
    pressure_max=st.sampled_from(list(Pressure)),
    spot_max_s=st.integers(1, 60),
    session_max_min=st.integers(1, 20),
    heat_max_s=st.integers(1, 1200),
    cold_max_s=st.integers(1, 1200),
)
zones = some(WORDS["areas"])


def things(one):
    """Return every single block of a set of restrictions."""
    names = ("tools", "positions", "movements", "areas", "flags", "pairs")
    return {(name, thing) for name in names for thing in getattr(one, name)}


def caps(one):
    return (
        one.pressure_max,
        one.spot_max_s,
        one.session_max_min,
        one.heat_max_s,
        one.cold_max_s,
    )


@STEADY
@given(one=limits, other=limits)
def test_two_together_block_all_that_either_blocks_and_nothing_else(one, other):
    assert things(one | other) == things(one) | things(other)


@STEADY
@given(one=limits, other=limits)
def test_two_together_have_the_smaller_of_each_cap(one, other):
    smaller = tuple(min(both) for both in zip(caps(one), caps(other), strict=True))
    assert caps(one | other) == smaller


@STEADY
@given(one=limits, other=limits, third=limits)
def test_the_order_of_putting_together_does_not_matter(one, other, third):
    assert one | other == other | one
    assert (one | other) | third == one | (other | third)
    assert one | one == one
    assert one | NO_RESTRICTIONS == one


@STEADY
@given(one=limits, other=limits)
def test_together_is_at_least_each_of_them(one, other):
    assert (one | other).is_at_least(one)
    assert (one | other).is_at_least(other)
    assert one.is_at_least(NO_RESTRICTIONS)


@STEADY
@given(one=limits, other=limits)
def test_at_least_means_that_nothing_is_allowed_that_the_other_forbids(one, other):
    if one.is_at_least(other):
        assert things(other.simplified()) <= things(one) | {
            ("pairs", pair)
            for pair in other.pairs
            if pair.tool in one.tools or pair.flag in one.flags or pair.area in one.areas
        }
        assert all(mine <= theirs for mine, theirs in zip(caps(one), caps(other), strict=True))


@STEADY
@given(one=limits)
def test_nothing_is_lost_as_plain_values(one):
    assert Restrictions.from_json(json.loads(json.dumps(one.as_json()))) == one


@STEADY
@given(one=limits)
def test_dropping_what_is_blocked_anyway_keeps_all_blocks(one):
    short = one.simplified()
    assert short.is_at_least(one)
    assert one.is_at_least(short)
    assert things(one) - things(short) <= {("pairs", pair) for pair in one.pairs}


@STEADY
@given(one=limits, marked=zones)
def test_no_virtual_area_is_left_after_places_are_put_in(one, marked):
    real = one.with_zones(marked)
    named = {*real.areas, *(pair.area for pair in real.pairs)}
    assert not named & VIRTUAL_AREAS


@STEADY
@given(one=limits, marked=zones)
def test_every_virtual_area_stands_for_every_marked_place(one, marked):
    real = one.with_zones(marked)
    if one.areas & VIRTUAL_AREAS:
        assert marked <= real.areas
    for pair in one.pairs:
        if pair.area in VIRTUAL_AREAS:
            assert {(p.tool, p.flag, p.area) for p in real.pairs} >= {
                (pair.tool, pair.flag, zone) for zone in marked
            }
        else:
            assert pair in real.pairs
    assert one.areas - VIRTUAL_AREAS <= real.areas
    assert caps(real) == caps(one)


@pytest.mark.parametrize("name", ["tools", "pairs", "pressure_max", "heat_max_s"])
def test_a_stored_value_without_a_part_is_refused(name):
    stored = NO_RESTRICTIONS.as_json()
    del stored[name]
    with pytest.raises(KeyError):
        Restrictions.from_json(stored)


def test_an_unknown_pressure_is_refused():
    with pytest.raises(KeyError):
        Pressure.of("very hard")
    assert [Pressure.of(one.word) for one in Pressure] == list(Pressure)


def test_the_numbers_in_code_equal_those_of_the_rule_set():
    merge = content.current().frame["merge_default"]
    assert merge["spot_max_s"] == SPOT_MAX_S
    assert merge["session_max_min"] == SESSION_MAX_MIN
    assert merge["heat_max_s"] == merge["cold_max_s"] == THERMAL_MAX_S
    assert NO_RESTRICTIONS.as_json() == merge


def test_the_virtual_areas_in_code_equal_those_of_the_rule_set():
    assert set(WORDS["virtual_areas"]) == VIRTUAL_AREAS
    assert set(WORDS["pressure"]) == {one.word for one in Pressure}
