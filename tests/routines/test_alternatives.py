"""Whatever people told us, something gentle is left: each condition alone, pairs, any set."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.adapting import Inputs
from routines.facts import objections
from routines.following import starter_stands
from routines.offers import NOT_ALONE, Offer, Ready, fits, offer, wishes_of
from routines.planning import Plan, plan
from safety import content as safety_content
from safety.vocabulary import Restrictions, Tier
from tests.routines.builders import ACTIVE, CATALOGUE, FACTS, inputs
from tests.routines.strategies import restrictions

RULESET = safety_content.current()
OPEN = [one for one in RULESET.conditions.values() if one.gate != "BLOCK"]
ZONES = [option.zone for option in RULESET.question["local_areas"].options if option.zone]
LAST_RESORT = RULESET.frame["nothing_left"]["offer"]
LEVEL_1_S = CATALOGUE.doses["D_SESSION"].limits["max_s_by_level"]["1"]
# A first session: level 1, alone; no level 1 technique lies on a tool.
FIRST = [row for row in CATALOGUE.starters.values() if row.level == 1 and row.mode == "self"]
ALONE = [
    pytest.param(one.id, zone, id=f"{one.id}-{zone or 'nowhere'}")
    for one in OPEN
    for zone in (["", *ZONES] if one.asks_where else [""])
]
PAIRS = [
    ("fibromyalgia", "floor_limit"),
    ("pregnancy_mid", "knee_limit"),
    ("pregnancy_late", "wrist_hand_limit"),
    ("osteoporosis", "wrist_hand_limit"),
    ("osteoporosis", "spinal_stenosis"),
    ("osteoporosis", "floor_limit"),
    ("anticoagulant", "osteoarthritis", "floor_limit"),
    ("disc_herniation", "sciatica_one_leg"),
    ("diabetes", "neuropathy"),
    ("shoulder_limit", "wrist_hand_limit"),
    ("dizzy_falls", "osteoporosis_severe"),
    ("dvt", "recent_injection"),
    ("hip_replacement_recent", "dizzy_falls"),
]


def limits_of(names: Iterable[str], zones: Iterable[str] = ()) -> Restrictions:
    """Return what conditions restrict together, places put in."""
    found = [RULESET.restrictions_of(name) for name in names]
    return reduce(or_, found, Restrictions()).with_zones(frozenset(zones))


def first_session(limits: Restrictions) -> Inputs:
    """Return what a first session with limits is planned against."""
    return inputs(limits, tier=Tier.LIMITS, session_max_s=LEVEL_1_S)


def standing_in(who: Inputs) -> dict[str, Plan]:
    """Return the starters of a first session that stand, as they are followed."""
    plans = {row.id: plan(wishes_of(row, FACTS), who) for row in FIRST}
    return {name: made for name, made in plans.items() if starter_stands(made, who)}


def offered(names: Iterable[str], zones: Iterable[str] = ()) -> tuple[Offer, Inputs]:
    """Return the offer for conditions and places, and what it was made against."""
    who = first_session(limits_of(names, zones))
    named = [RULESET.conditions[name].alternative_ids for name in names]
    ready = [Ready(slug=name, plan=made) for name, made in standing_in(who).items()]
    return offer(named, ready, who, last_resort=LAST_RESORT), who


def test_no_level_1_technique_lies_on_a_tool():
    lain_on = {"ball", "peanut", "roller"}
    for facts in FACTS.values():
        on_the_floor = {one for one in facts.positions if one.startswith("floor_")}
        assert facts.level > 1 or not (facts.tools & lain_on and on_the_floor), facts.slug


@pytest.mark.parametrize(("name", "zone"), ALONE)
def test_a_condition_alone_leaves_one_of_its_own_alternatives(name, zone):
    who = first_session(limits_of([name], [zone] if zone else []))
    assert any(fits(slug, who) for slug in RULESET.conditions[name].alternative_ids)


@pytest.mark.parametrize(("name", "zone"), ALONE)
def test_a_condition_alone_leaves_two_starters(name, zone):
    assert len(standing_in(first_session(limits_of([name], [zone] if zone else [])))) >= 2


@pytest.mark.parametrize("names", PAIRS, ids="+".join)
def test_common_conditions_together_leave_something_of_their_own(names):
    found, _who = offered(names)
    assert not found.is_last_resort
    assert len(found.techniques) >= 2
    assert len(found.starters) == 2


# What the rules name (clinical rule set, section 3.3) and techniques were added for.
NAMED = [
    ("low_platelets", "hand-still-hands"),
    ("anticoagulant", "mobility-wall-lean"),
    ("osteoporosis", "mobility-hip-hinge"),
    ("osteoporosis", "strength-sit-tall"),
    ("spinal_stenosis", "stretch-chair-forward-lean"),
    ("spondylolisthesis", "strength-tummy-brace"),
    ("pregnancy_mid", "mobility-all-fours-rocking"),
    ("pregnancy_mid", "stretch-seated-side"),
    ("hypermobility", "strength-leg-back"),
    ("wrist_hand_limit", "hand-forearm-glide"),
    ("rheumatoid_arthritis", "hand-forearm-glide"),
]


@pytest.mark.parametrize(("name", "slug"), NAMED)
def test_what_a_condition_names_is_in_the_catalogue_and_fits_it(name, slug):
    assert slug in RULESET.conditions[name].alternative_ids
    assert fits(slug, first_session(limits_of([name])))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("osteoporosis", "stretch-chair-forward-lean"),
        ("pregnancy_mid", "stretch-chair-forward-lean"),
        ("pregnancy_mid", "strength-tummy-brace"),
        ("hernia_abdominal", "strength-tummy-brace"),
        ("kidney_problem", "stretch-seated-side"),
        ("wrist_hand_limit", "mobility-all-fours-rocking"),
        ("dvt", "hand-forearm-glide"),
        ("recent_injection", "hand-still-hands"),
    ],
)
def test_an_added_technique_stays_off_where_its_facts_say_so(name, slug):
    assert not fits(slug, first_session(limits_of([name])))


def test_without_kneeling_the_rocking_is_done_standing():
    who = first_session(limits_of(["knee_limit"]))
    assert FACTS["mobility-all-fours-rocking"].alt_positions == ("standing",)
    assert fits("mobility-all-fours-rocking", who)


names_and_zones = st.tuples(
    st.lists(st.sampled_from([one.id for one in OPEN]), max_size=8, unique=True),
    st.lists(st.sampled_from(ZONES), max_size=6, unique=True),
)


@given(names_and_zones)
def test_any_set_leaves_an_offer_or_gives_the_last_resort(told):
    found, _who = offered(*told)
    own = {*found.techniques} - {*LAST_RESORT}
    assert found.is_last_resort or own or found.starters
    if found.is_last_resort:
        assert found.techniques == tuple(LAST_RESORT)
        assert not found.starters


@given(names_and_zones)
def test_nothing_on_offer_is_off(told):
    found, who = offered(*told)
    for slug in found.techniques:
        assert not objections(FACTS[slug], who.limits, tier=who.tier)
        assert FACTS[slug].level == 1
    assert {*found.starters} <= {*standing_in(who)}
    assert len(found.techniques) <= 4
    assert len(found.starters) <= 2


@given(restrictions())
def test_the_last_resort_comes_only_when_nothing_else_fits(limits):
    who = first_session(limits)
    ready = [Ready(slug=name, plan=made) for name, made in standing_in(who).items()]
    found = offer([], ready, who, last_resort=LAST_RESORT)
    easing = {slug for slug in ACTIVE if FACTS[slug].kind not in NOT_ALONE} - {*LAST_RESORT}
    is_left = bool(ready) or any(fits(slug, who) for slug in easing)
    assert found.is_last_resort is not is_left
    if found.is_last_resort:
        assert found.techniques == tuple(one for one in LAST_RESORT if fits(one, who))
