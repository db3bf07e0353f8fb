"""The chain of easier and harder, and other ways for the same place."""

from __future__ import annotations

import pytest

from routines.related import MOST_WAYS, chain, near, other_ways
from safety.vocabulary import Pressure
from tests.routines.builders import CATALOGUE

KNOWN = CATALOGUE.techniques


def ways(slug: str, *but: str) -> list[str]:
    """Return the other ways for a technique's place."""
    return other_ways(slug, KNOWN, but=set(but))


@pytest.mark.parametrize(
    ("slug", "wanted"),
    [
        (
            "ball-wall-lower-back",
            "hand-gentle-rub hand-thumb-circles hand-fist-knead"
            " ball-wall-lower-back ball-floor-lower-back",
        ),
        (
            "stretch-pigeon",
            "stretch-seated-figure-four stretch-thread-the-needle stretch-pigeon",
        ),
        ("hand-jaw-massage", "hand-jaw-massage"),
        (
            "stretch-hip-flexor-standing",
            "stretch-hip-flexor-standing stretch-hip-flexor-half-kneeling",
        ),
        ("mobility-stand-up-break", "mobility-stand-up-break mobility-walk"),
    ],
)
def test_a_chain_goes_from_the_easiest_to_the_hardest(slug, wanted):
    assert chain(slug, KNOWN) == [one for one in wanted.split() if one in KNOWN]


@pytest.mark.parametrize("slug", KNOWN)
def test_a_chain_holds_its_own_technique_once_and_its_neighbours(slug):
    found, row = chain(slug, KNOWN), KNOWN[slug]
    assert len(set(found)) == len(found)
    place = found.index(slug)
    if row.easier and row.easier.technique:
        assert found[place - 1] == row.easier.technique
    if row.harder and row.harder.technique:
        assert row.harder.technique in found


@pytest.mark.parametrize("slug", KNOWN)
def test_other_ways_share_the_place_and_use_another_method(slug):
    found, row = ways(slug), KNOWN[slug]
    assert len(set(found)) == len(found) <= MOST_WAYS
    for other in map(KNOWN.__getitem__, found):
        assert {*other.primary_areas} & {*row.primary_areas}
        assert other.kind not in (row.kind, "preparation")
        assert other.status == "active"
    roughness = [
        (Pressure.of(KNOWN[one].facts.pressure.max), KNOWN[one].facts.level) for one in found
    ]
    assert roughness == sorted(roughness)


def test_each_method_has_its_turn():
    kinds = [KNOWN[slug].kind for slug in ways("hand-gentle-rub")]
    assert len(set(kinds)) == len(kinds) == MOST_WAYS


def test_what_is_shown_elsewhere_or_does_not_suit_is_left_out():
    first = ways("ball-floor-piriformis")
    assert first
    assert first[0] not in ways("ball-floor-piriformis", first[0])
    assert ways("ball-floor-piriformis", *KNOWN) == []


@pytest.mark.parametrize(
    ("length", "place", "wanted"),
    [(1, 0, "a"), (5, 4, "abcde"), (8, 0, "abcde"), (8, 4, "cdefg"), (8, 7, "defgh")],
)
def test_a_long_chain_is_shown_round_the_technique(length, place, wanted):
    steps = [*"abcdefgh"[:length]]
    assert near(steps[place], steps) == [*wanted]
