"""What must hold for any answers at all: worse is never easier, silence never opens."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safety import content
from safety.expressions import Present, leaves, parse
from safety.screening import (
    InvalidAnswers,
    amended,
    attestable,
    check_answers,
    evaluate,
    kept,
    open_questions,
    stop,
)
from safety.vocabulary import VIRTUAL_AREAS, Tier
from tests.builders import all_clear, ends_after, walked
from tests.safety.strategies import LADDERS, answer_to, everything, worse_answers

RULESET = content.current()
NAMES = [one.id for one in RULESET.questions]
STEADY = settings(deadline=None, derandomize=True, max_examples=100)


def shown(person):
    """Return the answers the walk of this person leads to (a property below says so)."""
    return kept(RULESET, person)


def is_no_laxer(before, after):
    """Say whether the second outcome locks or restricts at least as much as the first."""
    if after.is_locked:
        return True
    return not before.is_locked and after.limits.is_at_least(before.limits)


@pytest.mark.parametrize("name", NAMES)
@settings(STEADY, max_examples=25)
@given(person=everything(), data=st.data())
def test_a_worse_answer_never_lowers_the_tier_nor_removes_a_limit(name, person, data):
    worse = worse_answers(RULESET.question[name], person[name])
    assume(worse)
    changed = {**person, name: data.draw(st.sampled_from(worse))}
    before = evaluate(RULESET, shown(person))
    after = evaluate(RULESET, shown(changed))
    assert after.tier.rank >= before.tier.rank
    assert is_no_laxer(before, after)


@STEADY
@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_worse_answer_to_one_question_only_is_no_easier_than_no_sign(name, data):
    """From a calm start, so that no other reason hides what the answer does."""
    question = RULESET.question[name]
    person = {**data.draw(everything()), **all_clear()}
    worse = worse_answers(question, person[name])
    assume(worse)
    after = evaluate(RULESET, shown({**person, name: data.draw(st.sampled_from(worse))}))
    assert is_no_laxer(evaluate(RULESET, shown(person)), after)


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_the_order_of_worse_names_every_option(name):
    options = {one.id for one in RULESET.question[name].options}
    assert set().union(*LADDERS[name]) == options


@STEADY
@given(person=everything(), marked=answer_to(RULESET.question["local_areas"]))
def test_one_more_marked_place_only_adds_limits(person, marked):
    limits = evaluate(RULESET, shown(person)).limits
    zones = frozenset(one for one in marked if one in RULESET.vocabulary["areas"])
    for fewer in (frozenset(), frozenset(sorted(zones)[:1])):
        assert limits.with_zones(zones).is_at_least(limits.with_zones(fewer))


@STEADY
@given(person=everything(), name=st.sampled_from(NAMES))
def test_taking_an_answer_out_never_opens(person, name):
    answers = shown(person)
    before = evaluate(RULESET, answers)
    after = evaluate(RULESET, {key: value for key, value in answers.items() if key != name})
    assert after.is_locked or not before.is_locked
    if name in answers and RULESET.question[name].required:
        assert after.is_locked


@STEADY
@given(person=everything(), spared=st.sets(st.sampled_from(NAMES)))
def test_some_of_the_answers_open_nothing_unless_all_that_is_asked_is_there(person, spared):
    some = {name: value for name, value in person.items() if name not in spared}
    outcome = evaluate(RULESET, some)
    asked = {one.id for one in open_questions(RULESET, some) if one.required}
    core = {one.id for one in RULESET.questions if one.core}
    assert outcome.is_locked or not (asked or core & spared)
    assert (outcome.restrictions is None) == outcome.is_locked
    assert (outcome.validity_days is None) == outcome.is_locked


@STEADY
@given(raw=st.dictionaries(st.sampled_from([*NAMES, "other"]), st.text() | st.integers()))
def test_made_up_values_never_open(raw):
    try:
        answers = check_answers(RULESET, raw)
    except InvalidAnswers:
        return
    assert evaluate(RULESET, answers).is_locked


@STEADY
@given(
    raw=st.dictionaries(
        st.sampled_from([*NAMES, "other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=4,
        ),
    )
)
def test_any_json_is_either_typed_or_refused(raw):
    try:
        answers = check_answers(RULESET, raw)
    except InvalidAnswers:
        return
    assert check_answers(RULESET, answers) == answers
    assert evaluate(RULESET, answers).is_locked


@STEADY
@given(person=everything())
def test_a_walk_keeps_all_its_answers_and_leaves_no_question_open(person):
    answers = walked(person)
    assert answers == shown(person) == shown(answers)
    assert evaluate(RULESET, answers).is_complete
    assert evaluate(RULESET, person) == evaluate(RULESET, answers)


@STEADY
@given(person=everything())
def test_stopping_early_hides_no_emergency_and_opens_nothing(person):
    """The whole walk may add reasons; it is an emergency only if the short one is too."""
    _, early = ends_after(person)
    whole = evaluate(RULESET, shown(person))
    assert early.is_locked == whole.is_locked
    if early.tier is not whole.tier:
        assert {early.tier, whole.tier} <= {Tier.EMERGENCY, Tier.URGENT, Tier.NOT_ELIGIBLE}


@STEADY
@given(person=everything(), data=st.data(), name=st.sampled_from(NAMES))
def test_an_amended_answer_opens_nothing_that_was_not_asked_again(person, data, name):
    answers = shown(person)
    assume(name in answers)
    new = data.draw(answer_to(RULESET.question[name]))
    after = amended(RULESET, answers, name, new)
    assert after[name] == new
    outcome = evaluate(RULESET, after)
    fresh = evaluate(RULESET, shown({**person, **after}))
    assert outcome.is_locked or outcome == fresh


@STEADY
@given(person=everything())
def test_agreeing_to_less_never_opens_and_every_offered_key_is_known(person):
    answers = shown(person)
    offered = attestable(RULESET, answers)
    assert set(offered) <= RULESET.attest_keys
    all_agreed = evaluate(RULESET, shown({**person, "clinician_ok": tuple(offered)}))
    none_agreed = evaluate(RULESET, shown({**person, "clinician_ok": ()}))
    assert is_no_laxer(all_agreed, none_agreed)
    assert none_agreed.limits == all_agreed.limits
    if offered:
        assert none_agreed.is_locked


@STEADY
@given(person=everything())
def test_an_open_result_always_has_its_limits_days_and_only_agreed_reasons(person):
    outcome = evaluate(RULESET, shown(person))
    if outcome.is_locked:
        return
    assert outcome.validity_days in (14, 28)
    assert all(one.tier in (Tier.LIMITS, Tier.READY) for one in outcome.findings)
    agreed = {one.id for one in outcome.findings if one.rule.tier is Tier.CHECK_FIRST}
    assert agreed == {one.id for one in outcome.findings if one.attested}
    assert outcome.limits.is_at_least(outcome.restrictions)


@STEADY
@given(person=everything())
def test_a_condition_that_needs_a_place_asks_for_it(person):
    answers = shown(person)
    outcome = evaluate(RULESET, answers)
    needs = any(RULESET.conditions[name].asks_where for name in outcome.conditions)
    assert needs == ("local_areas" in answers)


@STEADY
@given(person=everything())
def test_an_outcome_survives_as_plain_values(person):
    outcome = evaluate(RULESET, shown(person))
    limits = outcome.limits
    assert type(limits).from_json(json.loads(json.dumps(limits.as_json()))) == limits


def test_every_place_question_and_condition_agree():
    """A condition that restricts a marked place is one the place question waits for."""
    shown = RULESET.question["local_areas"].show_if
    waits = {one.condition for one in leaves(parse(shown)) if isinstance(one, Present)}
    for name in RULESET.conditions:
        limits = RULESET.restrictions_of(name)
        areas = {*limits.areas, *(pair.area for pair in limits.pairs)}
        if areas & VIRTUAL_AREAS and name != "diabetes":
            assert name in waits


@STEADY
@given(person=everything())
def test_the_same_answers_stop_at_the_same_outcome(person):
    assert stop(RULESET, shown(person)) == evaluate(RULESET, person)
