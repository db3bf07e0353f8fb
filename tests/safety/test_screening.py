"""The decision of the screen: every rule, every condition, follow-ups, attestation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safety import content
from safety.review import mismatches
from safety.screening import (
    InvalidAnswers,
    attestable,
    check_answers,
    evaluate,
    kept,
    open_questions,
)
from safety.vocabulary import Tier
from tests.builders import all_clear, findings, fired, screen, verdict
from tests.safety.rule_table import FIRES, MISSES

RULESET = content.current()
VIGNETTES = json.loads((Path(__file__).parent.parent / "data/vignettes.json").read_text())
RULE_IDS = [one.id for one in (*RULESET.rules, *RULESET.advisories)]
BLOCKED = [one.id for one in RULESET.conditions.values() if one.gate == "BLOCK"]
BY_WORD = [one.id for one in RULESET.conditions.values() if one.gate == "OK"]
# Conditions that no single box sets.
SET_BY = {
    "cancer": {"cancer": "now"},
    "sciatica_one_leg": {"leg_pain": "one_leg_checked"},
    "pregnancy_early": {"pregnancy": "maybe"},
    "pregnancy_mid": {"pregnancy": "w16_27"},
    "pregnancy_late": {"pregnancy": "w28_plus"},
    "postpartum": {"pregnancy": "birth_6w"},
    "unknown_condition": {"cond_skin_other": ["not_sure"]},
    "osteoporosis_severe": {"bone_risk": ["spine_fracture"]},
}


def boxes_of(rows):
    """Return (id, changes) of every case, for readable test names."""
    return [
        pytest.param(name, changes, id=f"{name}-{place}")
        for name, cases in rows.items()
        for place, changes in enumerate(cases, 1)
    ]


def box_named(condition):
    """Return the change that ticks the box with a condition's own name."""
    for question in RULESET.questions:
        if question.takes_many and condition in {one.id for one in question.options}:
            return {question.id: [condition]}
    return SET_BY[condition]


def test_every_shipped_case_agrees():
    assert list(mismatches(RULESET, VIGNETTES)) == []


@pytest.mark.parametrize("case", VIGNETTES["vignettes"], ids=lambda case: case["id"])
def test_a_shipped_case_has_its_tier_rules_and_days(case):
    outcome = evaluate(
        RULESET, check_answers(RULESET, {**VIGNETTES["default"], **case["answers"]})
    )
    expected = case["expected"]
    assert outcome.tier.value == expected["tier"]
    assert sorted(one.id for one in outcome.deciding) == expected["rules"]
    assert outcome.validity_days == expected["validity_days"]
    assert (outcome.restrictions is None) == (expected["restrictions"] is None)


def test_the_table_names_every_rule():
    assert set(FIRES) == set(MISSES) == set(RULE_IDS)


@pytest.mark.parametrize(("rule", "changes"), boxes_of(FIRES))
def test_the_rule_fires(rule, changes):
    assert rule in fired(verdict(**changes))


@pytest.mark.parametrize(("rule", "changes"), boxes_of(MISSES))
def test_the_rule_does_not_fire_on_a_near_miss(rule, changes):
    assert rule not in fired(verdict(**changes))


@pytest.mark.parametrize("rule", [one for one in RULE_IDS if one[0] != "A"])
def test_a_rule_that_fires_locks_at_least_as_its_letter_says(rule):
    for changes in FIRES[rule]:
        assert verdict(**changes).tier.rank >= Tier(rule[0]).rank


@pytest.mark.parametrize("advisory", ["A01", "A02", "A03"])
def test_an_advisory_never_changes_the_tier(advisory):
    for changes in FIRES[advisory]:
        calm = {**changes, "pain_now": min(changes.get("pain_now", 3), 3)}
        assert verdict(**calm).tier is Tier.READY


def test_no_sign_at_all_is_ready_for_28_days_without_limits():
    outcome = verdict()
    assert (outcome.tier, outcome.validity_days) == (Tier.READY, 28)
    assert outcome.findings == outcome.conditions == outcome.advice == ()
    assert outcome.restrictions is not None
    assert outcome.restrictions.as_json() == {
        **RULESET.frame["merge_default"],
        "pressure_max": "firm",
    }


@pytest.mark.parametrize("condition", list(RULESET.conditions))
def test_every_condition_can_be_set_and_restricts_or_locks(condition):
    outcome = verdict(**box_named(condition))
    assert condition in outcome.conditions
    assert outcome.tier.rank >= Tier.LIMITS.rank
    assert f"R01:{condition}" in findings(outcome)
    assert outcome.limits.is_at_least(RULESET.restrictions_of(condition))


@pytest.mark.parametrize("duration", ["lt_72h", "d3_w2"])
def test_a_knock_with_fresh_pain_counts_as_a_strain(duration):
    changes = {"trauma": "small", "trauma_checked": "checked_no_break"}
    outcome = verdict(**changes, pain_duration=duration)
    assert ("acute_strain" in outcome.conditions) == (duration == "lt_72h")


FOLLOW_UPS = [
    ("ces_timing", {"saddle_numbness": "not_sure"}, {"saddle_numbness": "no"}),
    ("ces_timing", {"toilet_change": ["erection_change"]}, {"toilet_change": ["none"]}),
    ("ces_timing", {"both_legs": "yes"}, {"both_legs": "no"}),
    ("ces_timing", {"leg_weakness": "yes"}, {"leg_weakness": "no"}),
    (
        "weakness_fast",
        {"leg_weakness": "not_sure", "ces_timing": "not_sure"},
        {"leg_weakness": "yes", "ces_timing": "old_not_checked"},
    ),
    ("trauma_checked", {"trauma": "not_sure"}, {"trauma": "none"}),
    ("pregnancy_alarm", {"pregnancy": "maybe"}, {"pregnancy": "no"}),
    (
        "inflammatory",
        {"pain_duration": "gt_m3", "age_years": 54},
        {"pain_duration": "gt_m3", "age_years": 55},
    ),
    ("local_areas", {"cond_skin_other": ["burn"]}, {"cond_skin_other": ["diabetes"]}),
    ("clinician_ok", {"cond_blood_heart": ["dvt"]}, {"cond_blood_heart": ["dvt_past"]}),
]


@pytest.mark.parametrize(("name", "asked", "spared"), FOLLOW_UPS)
def test_a_follow_up_is_shown_only_when_it_is_needed(name, asked, spared):
    assert name in {one.id for one in open_questions(RULESET, screen(**asked))}
    assert name not in {one.id for one in open_questions(RULESET, screen(**spared))}


def test_the_answer_to_a_hidden_question_is_ignored():
    hidden = {"ces_timing": "new_or_worse_2w", "pregnancy_alarm": ["heavy_bleeding"]}
    assert kept(RULESET, screen(**hidden)) == all_clear()
    assert verdict(**hidden) == verdict()


def test_an_answer_hidden_by_another_hidden_answer_is_ignored_too():
    """Nobody asked when it began, so nobody asked how fast it came."""
    answers = screen(leg_weakness="no", ces_timing="new_or_worse_2w", weakness_fast="yes")
    assert kept(RULESET, answers) == all_clear()


@pytest.mark.parametrize("question", list(all_clear()))
def test_a_missing_required_answer_locks(question):
    outcome = verdict(**{question: None})
    assert outcome.is_locked
    assert not outcome.is_complete
    assert outcome.validity_days is None
    assert outcome.restrictions is None


@pytest.mark.parametrize(("name", "asked", "_"), FOLLOW_UPS)
def test_a_missing_follow_up_locks_unless_it_may_be_skipped(name, asked, _):
    assert verdict(**asked).is_locked == (name != "inflammatory")


def test_no_answers_lock():
    assert evaluate(RULESET, {}).is_locked


def test_ticking_nothing_in_a_list_counts_as_an_answer_but_not_as_silence():
    assert verdict(unwell=[]).is_complete
    assert not verdict(unwell=None).is_complete


def test_every_fault_of_an_answer_set_is_named():
    raw = {
        "shoe_size": 42,
        "saddle_numbness": "perhaps",
        "age_years": "35",
        "pain_now": 11,
        "unwell": "fever",
        "toilet_change": ["none", "rash"],
        "clinician_ok": ["fever"],
    }
    with pytest.raises(InvalidAnswers) as error:
        check_answers(RULESET, raw)
    assert error.value.problems == [
        "unknown question 'shoe_size'",
        "saddle_numbness: unknown option 'perhaps'",
        "age_years: '35' is no number 0-120",
        "pain_now: 11 is no number 0-10",
        "unwell: 'fever' is no list of options",
        "toilet_change: unknown option 'rash'",
        "clinician_ok: unknown option 'fever'",
    ]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("age_years", True),
        ("age_years", 35.0),
        ("age_years", -1),
        ("saddle_numbness", ["yes"]),
        ("saddle_numbness", 1),
        ("unwell", [1]),
        ("unwell", {"fever": True}),
    ],
)
def test_a_value_of_another_shape_is_refused(question, value):
    with pytest.raises(InvalidAnswers, match=question):
        check_answers(RULESET, {question: value})


def test_none_means_unanswered():
    assert check_answers(RULESET, {"age_years": None}) == {}


ATTESTABLE = {
    "old_nerve_signs": ("C01", {"saddle_numbness": "yes", "ces_timing": "old_checked_same"}),
    "big_accident": ("C02", {"trauma": "big", "trauma_checked": "checked_no_break"}),
    "weight_loss": ("C03", {"weight_loss": "yes"}),
    "night_sweats": ("C04", {"unwell": ["night_sweats"]}),
    "infection_risk": ("C05", {"infection_risk": ["weak_immune"]}),
    "pain_pattern": ("C06", {"pain_pattern": ["strain"]}),
    "pregnancy_high_risk": ("C09", FIRES["C09"][0]),
    "dvt": ("C10:dvt", {"cond_blood_heart": ["dvt"]}),
}


@pytest.mark.parametrize(("key", "case"), ATTESTABLE.items(), ids=list(ATTESTABLE))
def test_a_health_workers_word_turns_a_reason_into_limits_and_marks_it(key, case):
    finding, changes = case
    assert list(attestable(RULESET, screen(**changes))) == [key]
    assert verdict(**changes, clinician_ok=[]).tier is Tier.CHECK_FIRST
    outcome = verdict(**changes, clinician_ok=[key])
    assert outcome.tier is Tier.LIMITS
    assert not outcome.is_locked
    assert [one.id for one in outcome.findings if one.attested] == [finding]
