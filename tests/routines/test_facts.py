"""What stands against a technique, reason by reason, and the caps."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines import content
from routines.facts import (
    Against,
    Objection,
    allowed_positions,
    capped_seconds,
    longest_seconds,
    objections,
)
from safety import content as safety_content
from safety.vocabulary import NO_RESTRICTIONS, Pair, Pressure, Restrictions, Tier
from tests.routines.builders import FACTS, made_up
from tests.routines.strategies import restrictions

PLAIN = made_up()
BALL = made_up(tools=frozenset({"ball"}), flags=frozenset({"arm_overhead"}))
PRESSURES = ["none", "light", "medium", "firm"]


def off(facts, limits=NO_RESTRICTIONS, tier=Tier.READY, accepted=frozenset()):
    """Return what stands against a technique as (kind, word)."""
    found = objections(facts, limits, tier=tier, accepted=accepted)
    return [(one.kind, one.word) for one in found]


ONE_WAY_EACH = {
    "tool": (BALL, {"tools": {"ball"}}, (Against.TOOL, "ball")),
    "movement": (
        made_up(movements=frozenset({"flex", "rot"})),
        {"movements": {"flex"}},
        (Against.MOVEMENT, "flex"),
    ),
    "area": (PLAIN, {"areas": {"lumbar"}}, (Against.AREA, "lumbar")),
    "flag": (BALL, {"flags": {"arm_overhead"}}, (Against.FLAG, "arm_overhead")),
    "only position": (PLAIN, {"positions": {"chair"}}, (Against.POSITION, "chair")),
    "every position": (
        made_up(alt_positions=("standing",)),
        {"positions": {"chair", "standing"}},
        (Against.POSITION, "chair"),
    ),
    "any is off only by any": (
        made_up(position="any"),
        {"positions": {"any"}},
        (Against.POSITION, "any"),
    ),
    "pair by tool": (
        BALL,
        {"pairs": {Pair(area="lumbar", tool="ball")}},
        (Against.PAIR, "lumbar"),
    ),
    "pair by flag": (
        BALL,
        {"pairs": {Pair(area="lumbar", flag="arm_overhead")}},
        (Against.PAIR, "lumbar"),
    ),
    "pressure": (
        made_up(pressure_start=Pressure.MEDIUM),
        {"pressure_max": Pressure.LIGHT},
        (Against.PRESSURE, "light"),
    ),
}
NOT_OFF = {
    "another tool": (BALL, {"tools": {"roller"}}),
    "one of two positions": (made_up(alt_positions=("standing",)), {"positions": {"chair"}}),
    "any while every place is off": (
        made_up(position="any"),
        {"positions": {"chair", "standing", "floor_supine", "bed_supine"}},
    ),
    "pair in another area": (BALL, {"pairs": {Pair(area="glute", tool="ball")}}),
    "pair of another tool": (BALL, {"pairs": {Pair(area="lumbar", tool="gun")}}),
    "pair of another flag": (BALL, {"pairs": {Pair(area="lumbar", flag="behind_back")}}),
    "pressure that can begin lower": (PLAIN, {"pressure_max": Pressure.LIGHT}),
    "no pressure at all": (
        made_up(pressure_start=Pressure.NONE),
        {"pressure_max": Pressure.NONE},
    ),
}


@pytest.mark.parametrize("case", ONE_WAY_EACH, ids=str)
def test_each_way_to_be_off(case):
    facts, limits, reason = ONE_WAY_EACH[case]
    assert off(facts) == []
    assert off(facts, _limits(limits)) == [reason]


@pytest.mark.parametrize("case", NOT_OFF, ids=str)
def test_what_does_not_make_it_off(case):
    facts, limits = NOT_OFF[case]
    assert off(facts, _limits(limits)) == []


def test_reading_matter_is_always_off():
    facts = made_up(status="reference_only")
    assert off(facts) == [(Against.STATUS, "reference_only")]
    assert off(facts, accepted=frozenset({"made-up"})) == [(Against.STATUS, "reference_only")]


def test_an_advanced_technique_is_off_until_its_own_warning_is_accepted():
    facts = made_up(status="advanced")
    assert off(facts) == [(Against.STATUS, "advanced")]
    assert off(facts, accepted=frozenset({"another"})) == [(Against.STATUS, "advanced")]
    assert off(facts, accepted=frozenset({"made-up"})) == []


def test_a_technique_for_people_without_limits_is_off_for_everybody_else():
    facts = made_up(requires_tier="G")
    assert off(facts) == []
    assert off(facts, tier=Tier.LIMITS) == [(Against.TIER, "G")]


def test_every_reason_is_told():
    limits = Restrictions(areas=frozenset({"lumbar"}), tools=frozenset({"ball"}))
    found = objections(BALL, limits, tier=Tier.READY)
    assert found == (Objection(Against.AREA, "lumbar"), Objection(Against.TOOL, "ball"))


def test_blocked_positions_are_not_offered_and_the_usual_one_leads():
    facts = made_up(position="chair", alt_positions=("standing", "wall"))
    assert allowed_positions(facts, NO_RESTRICTIONS) == ("chair", "standing", "wall")
    limits = Restrictions(positions=frozenset({"chair"}))
    assert allowed_positions(facts, limits) == ("standing", "wall")


@pytest.mark.parametrize(
    ("tools", "asked", "capped"),
    [
        ({"hands"}, 80, 80),
        ({"hands"}, 900, 700),
        ({"heat"}, 650, 600),
        ({"cold"}, 650, 300),
        ({"heat", "cold"}, 650, 300),
        ({"hands"}, 650, 650),
    ],
)
def test_seconds_are_capped_by_the_technique_and_by_warmth_and_cold(tools, asked, capped):
    facts = made_up(tools=frozenset(tools), longest_seconds=700)
    assert capped_seconds(facts, asked, Restrictions(heat_max_s=600, cold_max_s=300)) == capped


@pytest.mark.parametrize(
    ("timer", "duration", "hold", "reps", "longest"),
    [
        (60, (30, 90), None, None, 90),
        (60, (30, 90), (10, 200), 3, 90),
        (30, None, (10, 20), 3, 60),
        (30, None, (10, 20), None, 30),
        (45, None, None, None, 45),
    ],
)
def test_the_longest_time_of_a_technique(timer, duration, hold, reps, longest):
    assert longest_seconds(timer, duration, hold, reps) == longest


@given(restrictions(), restrictions(), st.sampled_from(sorted(FACTS)))
def test_more_restrictions_never_remove_an_objection(limits, more, slug):
    before = {one for one in off(FACTS[slug], limits) if one[0] != Against.PRESSURE}
    after = off(FACTS[slug], limits | more)
    assert before <= {*after}
    assert bool(after) >= bool(off(FACTS[slug], limits))


@given(restrictions(), restrictions(), st.sampled_from(sorted(FACTS)), st.integers(5, 1200))
def test_more_restrictions_never_allow_more_time_or_places(limits, more, slug, seconds):
    facts = FACTS[slug]
    assert capped_seconds(facts, seconds, limits | more) <= capped_seconds(
        facts, seconds, limits
    )
    assert {*allowed_positions(facts, limits | more)} <= {*allowed_positions(facts, limits)}


def _limits(words: dict[str, Any]) -> Restrictions:
    return Restrictions(
        **{
            name: frozenset(value) if isinstance(value, set) else value
            for name, value in words.items()
        }
    )


def _tables(folder: Path, pattern: str, key: str) -> list[dict[str, Any]]:
    files = sorted(folder.glob(pattern))
    return [row for file in files for row in tomllib.loads(file.read_text())[key]]


RAW_TECHNIQUES = _tables(content.DATA, "techniques-*.toml", "techniques")
RAW_CONDITIONS = _tables(safety_content.DATA, "conditions.toml", "conditions")
VIRTUAL = {"LOCAL", "NUMB", "DEVICE", "HOT_JOINT", "BRUISED"}


def is_off(technique: dict[str, Any], limits: dict[str, Any], zone: str) -> bool:
    """Say the same as the rules, straight from the files and without any of our code."""
    facts = technique["facts"]
    areas = {zone if one in VIRTUAL else one for one in limits.get("areas", [])}
    if technique["status"] != "active" or facts.get("requires_tier", "R") != "R":
        return True
    for field in ("tools", "movements", "flags"):
        if {*facts[field]} & {*limits.get(field, [])}:
            return True
    if areas & {*facts["areas"]}:
        return True
    if {facts["position"], *facts["alt_positions"]} <= {*limits.get("positions", [])}:
        return True
    for pair in limits.get("pairs", []):
        thing, _at, area = pair.partition("@")
        place = zone if area in VIRTUAL else area
        if place in facts["areas"] and thing in (*facts["tools"], *facts["flags"]):
            return True
    most = limits.get("pressure_max", "firm")
    return PRESSURES.index(facts["pressure"]["start"]) > PRESSURES.index(most)


@pytest.mark.parametrize("zone", ["lumbar", "glute", "thigh"])
@pytest.mark.parametrize("condition", RAW_CONDITIONS, ids=lambda one: one["id"])
def test_each_condition_takes_off_what_its_file_says(condition, zone, ruleset):
    limits = ruleset.restrictions_of(condition["id"]).with_zones(frozenset({zone}))
    ours = {slug for slug, facts in FACTS.items() if off(facts, limits, Tier.LIMITS)}
    raw = condition.get("restrictions", {})
    assert ours == {one["id"] for one in RAW_TECHNIQUES if is_off(one, raw, zone)}
    assert len(RAW_TECHNIQUES) == len(FACTS)
