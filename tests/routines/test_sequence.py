"""The order of steps: warm first, buttocks before the low back, movement last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routines.sequence import Fault, Step, faults_of
from tests.routines.builders import CATALOGUE, FACTS, made_up

RULES = CATALOGUE.sequence
RUB, MOVE = made_up(slug="rub", warm_up="rub"), made_up(slug="move", kind="mobility")
HEAT = made_up(slug="heat", kind="thermal", warm_up="heat")
GLUTE = made_up(
    slug="glute", kind="ball", tools=frozenset({"ball"}), areas=frozenset({"glute"})
)
LUMBAR = replace(GLUTE, slug="lumbar", areas=frozenset({"lumbar"}))
CALF = replace(GLUTE, slug="calf", areas=frozenset({"calf"}))
BREATH = FACTS["prep-centring-breath"]


def faults(*steps) -> list[Fault]:
    """Return the faults of techniques, each with its seconds or a long minute."""
    pairs = [one if isinstance(one, tuple) else (one, 90) for one in steps]
    return faults_of([Step(facts=facts, seconds=seconds) for facts, seconds in pairs], RULES)


@pytest.mark.parametrize(
    ("warm_up", "seconds", "is_warm"),
    [
        *[(RUB, 30, True), (RUB, 29, False), (HEAT, 600, True), (HEAT, 599, False)],
        *[(MOVE, 120, True), (MOVE, 119, False), (made_up(slug="other"), 900, False)],
    ],
)
def test_a_press_needs_its_warm_up_first(warm_up, seconds, is_warm):
    found = faults((warm_up, seconds), CALF, MOVE)
    assert found == ([] if is_warm else [Fault("SEQ02", "calf", 1)])


def test_warm_ups_of_one_kind_add_up_but_kinds_do_not_mix():
    assert faults((RUB, 15), (RUB, 15), CALF, MOVE) == []
    assert faults((RUB, 29), (MOVE, 119), (HEAT, 599), CALF, MOVE)[0].rule == "SEQ02"


def test_each_cold_press_is_named():
    assert faults(CALF, CALF, MOVE) == [Fault("SEQ02", "calf", 0), Fault("SEQ02", "calf", 1)]


def test_a_partners_press_needs_warmth_too():
    press = made_up(slug="thumbs", kind="partner", flags=frozenset({"partner_press"}))
    assert faults(press, MOVE) == [Fault("SEQ02", "thumbs", 0)]


def test_setting_up_a_tool_is_no_press():
    assert faults(replace(CALF, kind="preparation"), MOVE) == []


@pytest.mark.parametrize(
    "first",
    [
        GLUTE,
        replace(GLUTE, areas=frozenset({"piriformis"})),
        made_up(slug="hip", kind="stretch", areas=frozenset({"hip_front"})),
        made_up(slug="hands", kind="massage", areas=frozenset({"glute"})),
    ],
    ids=["buttock press", "deep buttock press", "hip stretch", "hands on the buttock"],
)
def test_the_low_back_comes_after_buttocks_or_hips(first):
    assert faults(RUB, first, LUMBAR, MOVE) == []
    assert faults(RUB, LUMBAR, first, MOVE) == [Fault("SEQ03", "lumbar", 1)]


def test_a_press_that_works_both_at_once_comes_too_early():
    both = replace(GLUTE, slug="both", areas=frozenset({"lumbar", "glute"}))
    assert faults(RUB, both, LUMBAR, MOVE) == [Fault("SEQ03", "both", 1)]


def test_a_front_hip_press_does_not_loosen_the_buttocks():
    front = replace(GLUTE, slug="front", areas=frozenset({"hip_front"}))
    assert faults(RUB, front, LUMBAR, MOVE) == [Fault("SEQ03", "lumbar", 2)]


@pytest.mark.parametrize("kind", ["stretch", "mobility", "strengthening"])
def test_movement_closes_a_routine_and_the_breath_may_follow(kind):
    last = made_up(slug="last", kind=kind)
    assert faults(RUB, last) == []
    assert faults(RUB, last, BREATH) == []


def test_a_still_end_is_told_for_the_whole():
    assert faults(MOVE, RUB) == [Fault("SEQ09", "", 1)]
    assert faults(BREATH) == [Fault("SEQ09", "", 0)]
    assert faults() == [Fault("SEQ09", "", 0)]


@pytest.mark.parametrize("starter", CATALOGUE.starters.values(), ids=lambda one: one.id)
def test_every_starter_is_in_order(starter):
    assert faults(*[(FACTS[one.technique], one.work_seconds) for one in starter.steps]) == []
