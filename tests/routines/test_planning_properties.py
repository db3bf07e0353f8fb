"""Whatever the limits and whatever the routine: what every plan holds to."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from routines.adapting import Wish
from routines.facts import objections
from routines.planning import Kind, Plan, PlannedStep, plan
from routines.player import sequence_of
from routines.sequence import Step, faults_of
from tests.routines.builders import FACTS, spent
from tests.routines.strategies import Situation, routines, situations


def ways(made: Plan) -> list[PlannedStep]:
    """Return every step and every gentler way of a plan."""
    return [*made.steps, *(step.gentler for step in made.steps if step.gentler)]


@given(routines(), situations())
def test_no_plan_holds_a_technique_that_is_off(wishes: list[Wish], who: Situation):
    for way in ways(plan(wishes, who.inputs)):
        assert not objections(FACTS[way.technique], who.limits, tier=who.tier)
        assert way.position not in who.limits.positions
        assert way.position in FACTS[way.technique].positions


@given(routines(), situations())
def test_no_plan_exceeds_the_session(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    assert made.active_seconds <= who.limits.session_max_min * 60
    assert who.session_max_s is None or made.active_seconds <= who.session_max_s


@given(routines(), situations())
def test_no_step_exceeds_warmth_cold_spot_or_pressure(wishes: list[Wish], who: Situation):
    limits = who.limits
    for way in ways(plan(wishes, who.inputs)):
        tools = FACTS[way.technique].tools
        assert "heat" not in tools or way.longest_seconds <= limits.heat_max_s
        assert "cold" not in tools or way.longest_seconds <= limits.cold_max_s
        assert way.spot_seconds is None or way.spot_seconds <= limits.spot_max_s
        assert way.pressure <= limits.pressure_max
        assert 0 < way.seconds <= way.longest_seconds <= FACTS[way.technique].longest_seconds


@given(routines(), situations())
def test_no_plan_exceeds_what_is_left_today(wishes: list[Wish], who: Situation):
    steps = plan(wishes, who.inputs).steps
    for dose, left in who.left_today.items():
        assert spent(steps, dose) <= left


@given(routines(), situations())
def test_no_gentler_way_exceeds_what_is_left_today(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    gentle = [step.gentler or step for step in made.steps]
    for dose, left in who.left_today.items():
        assert spent(gentle, dose) <= left


@given(routines(), situations())
def test_a_gentler_way_takes_no_more_of_the_session_than_its_step(
    wishes: list[Wish], who: Situation
):
    for step in plan(wishes, who.inputs).steps:
        if step.gentler and step.gentler.counts:
            assert step.gentler.active_seconds <= step.active_seconds


@given(routines(), situations())
def test_everything_left_out_or_changed_is_told(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    asked = Counter(wish.facts.slug for wish in wishes)
    followed = Counter(step.technique for step in made.steps)
    told_gone = Counter(one.technique for one in made.changes if one.technique != one.became)
    told_new = Counter(
        one.became for one in made.changes if one.became and one.technique != one.became
    )
    assert asked + told_new == followed + told_gone


@given(routines(), situations())
def test_a_shorter_step_is_told(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    told = {one.technique for one in made.changes} | {one.became for one in made.changes}
    asked = {(wish.facts.slug, wish.seconds) for wish in wishes}
    for step in made.steps:
        assert (step.technique, step.seconds) in asked or step.technique in told


@given(routines(), situations())
def test_another_position_is_told(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    told = {one.technique for one in made.changes} | {one.became for one in made.changes}
    asked = {(wish.facts.slug, wish.position) for wish in wishes}
    for step in made.steps:
        is_asked = (step.technique, step.position) in asked
        assert is_asked or step.technique in told or step.position == "any"


@given(routines(), situations())
def test_both_sides_get_the_same_with_time_to_change_over(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    for chosen in ((), tuple(step.number for step in made.steps)):
        for step in made.steps:
            parts = [one for one in sequence_of(made, chosen) if one.step == step.number]
            holds = [one for one in parts if one.kind is Kind.HOLD]
            switches = [one for one in parts if one.kind is Kind.SWITCH]
            assert len({one.seconds for one in holds}) == 1
            assert len(switches) == len(holds) - 1
            assert {one.side for one in holds} in ({""}, {"left"}, {"right"}, {"left", "right"})


@given(routines(), situations())
def test_segments_have_their_own_ids_and_follow_each_other(wishes: list[Wish], who: Situation):
    made = plan(wishes, who.inputs)
    gentle = sequence_of(made, tuple(step.number for step in made.steps))
    for parts in (made.segments, gentle):
        ids = [one.id for one in parts]
        assert len(ids) == len(set(ids))
        assert all(len(one) <= 40 for one in ids)
        assert all(one.seconds > 0 for one in parts)
        ends = [0, *(one.offset + one.seconds for one in parts)]
        assert [one.offset for one in parts] == ends[:-1]
    changed = {step.number for step in made.steps if step.gentler}
    shared = {one.id for one in made.segments} & {one.id for one in gentle}
    assert not {one for one in shared if int(one.partition("-")[0]) in changed}


@given(routines(), situations())
def test_leaving_out_never_makes_a_cold_press_or_an_early_low_back(
    wishes: list[Wish], who: Situation
):
    asked = [Step(facts=one.facts, seconds=one.seconds * len(one.sides)) for one in wishes]
    if any(fault.technique for fault in faults_of(asked, who.inputs.sequence)):
        return
    made = [
        Step(facts=FACTS[one.technique], seconds=one.work_seconds)
        for one in plan(wishes, who.inputs).steps
    ]
    assert not [one for one in faults_of(made, who.inputs.sequence) if one.technique]


@given(routines(), situations())
def test_planning_a_plan_again_changes_nothing_more(wishes: list[Wish], who: Situation):
    first = plan(wishes, who.inputs)
    again = [
        Wish(
            facts=FACTS[step.technique],
            position=step.position,
            sides=step.sides,
            seconds=step.seconds,
            rest=step.rest,
            switch=step.switch,
            note=step.note,
        )
        for step in first.steps
    ]
    second = plan(again, who.inputs)
    assert [one.technique for one in second.steps] == [one.technique for one in first.steps]
    assert second.total_seconds == first.total_seconds
