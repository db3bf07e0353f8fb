"""The order of the screen: where it stops, what is asked again, what a word cannot open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safety import content
from safety.screening import amended, attestable, evaluate, next_question, stop
from safety.vocabulary import Tier
from tests.builders import all_clear, ends_after, findings, screen, verdict
from tests.safety.rule_table import FIRES

RULESET = content.current()
END_OF_BLOCK_2 = "bone_risk"
END_OF_BLOCK_3 = "leg_pain"
END_OF_BLOCK_4 = "limits"
LAST_SAID = {"local_areas": ["thigh"], "clinician_ok": []}

STOPS = [
    ("emergency_signs", Tier.EMERGENCY, FIRES["E01"][0]),
    ("ces_timing", Tier.EMERGENCY, FIRES["E02"][0]),
    ("weakness_fast", Tier.EMERGENCY, FIRES["E05"][0]),
    ("trauma_checked", Tier.EMERGENCY, FIRES["E07"][0]),
    ("unwell", Tier.EMERGENCY, FIRES["E10"][0]),
    ("pregnancy_alarm", Tier.EMERGENCY, FIRES["E12"][0]),
    ("cancer", Tier.EMERGENCY, FIRES["E08"][0]),
    ("infection_risk", Tier.EMERGENCY, FIRES["E11"][0]),
    (END_OF_BLOCK_3, Tier.EMERGENCY, FIRES["E09"][0]),
    (END_OF_BLOCK_2, Tier.URGENT, FIRES["U01"][0]),
    (END_OF_BLOCK_2, Tier.URGENT, FIRES["U03"][0]),
    (END_OF_BLOCK_2, Tier.URGENT, FIRES["U06"][0]),
    (END_OF_BLOCK_2, Tier.URGENT, FIRES["U10"][0]),
    (END_OF_BLOCK_2, Tier.NOT_ELIGIBLE, FIRES["X01"][0]),
    (END_OF_BLOCK_3, Tier.URGENT, FIRES["U11"][0]),
    (END_OF_BLOCK_3, Tier.URGENT, FIRES["U14"][0]),
    (END_OF_BLOCK_3, Tier.URGENT, FIRES["U16"][0]),
    (END_OF_BLOCK_4, Tier.URGENT, FIRES["U17"][0]),
    (END_OF_BLOCK_4, Tier.CHECK_FIRST, FIRES["C07"][0]),
    (END_OF_BLOCK_4, Tier.CHECK_FIRST, FIRES["C11"][0]),
    ("clinician_ok", Tier.CHECK_FIRST, FIRES["C03"][0]),
    ("local_areas", Tier.LIMITS, {"cond_skin_other": ["burn"]}),
    (END_OF_BLOCK_4, Tier.LIMITS, FIRES["R02"][0]),
    (END_OF_BLOCK_4, Tier.READY, {}),
]


@pytest.mark.parametrize(("last", "tier", "changes"), STOPS)
def test_the_screen_stops_exactly_there(last, tier, changes):
    where, outcome = ends_after(screen(**LAST_SAID, **changes))
    assert where == last
    assert outcome.tier is tier


def test_an_urgent_sign_of_block_one_still_lets_an_emergency_of_block_two_speak():
    _, outcome = ends_after(screen(unwell=["fever"], infection_risk=["dialysis_line"]))
    assert outcome.tier is Tier.EMERGENCY


def test_an_emergency_is_not_shown_while_its_own_follow_up_is_open():
    """The first box changed after the time was told: the time is asked again first."""
    answers = screen(saddle_numbness="yes", ces_timing="old_not_checked")
    changed = amended(RULESET, answers, "both_legs", "yes")
    asked = next_question(RULESET, changed)
    assert asked is not None
    assert asked.id == "ces_timing"
    before = dict(list(changed.items())[:5])
    assert stop(RULESET, before) is None


def test_nothing_stops_before_the_first_answer():
    assert stop(RULESET, {}) is None


def test_a_later_emergency_stops_although_earlier_questions_are_open():
    assert stop(RULESET, {"emergency_signs": ("chest_pain",)}) is not None


def test_a_place_marked_for_one_burn_is_asked_again_for_a_second_wound():
    answers = screen(cond_skin_other=["burn"], local_areas=["thigh"])
    both = amended(RULESET, answers, "cond_skin_other", ("burn", "wound_healing"))
    asked = next_question(RULESET, both)
    assert "local_areas" not in both
    assert asked is not None
    assert asked.id == "local_areas"


DOUBTFUL = [
    ("saddle_numbness", "no", {"both_legs": "yes", "saddle_numbness": "yes"}, {"ces_timing"}),
    ("toilet_change", ("sex_feeling",), {"saddle_numbness": "yes"}, {"ces_timing"}),
    ("both_legs", "yes", {"saddle_numbness": "yes"}, {"ces_timing"}),
    ("leg_weakness", "not_sure", {"saddle_numbness": "yes"}, {"ces_timing"}),
    ("ces_timing", "not_sure", {"leg_weakness": "yes"}, {"weakness_fast"}),
    ("saddle_numbness", "yes", {"leg_weakness": "yes"}, {"ces_timing", "weakness_fast"}),
    ("trauma", "big", {"trauma": "small"}, {"trauma_checked"}),
    ("pregnancy", "w28_plus", {"pregnancy": "maybe"}, {"pregnancy_alarm"}),
    ("age_years", 40, {"pain_duration": "gt_m3"}, {"inflammatory"}),
    ("weight_loss", "yes", {"unwell": ["night_sweats"]}, {"clinician_ok"}),
    ("cond_blood_heart", ("dvt", "pad"), {"cond_blood_heart": ["dvt"]}, {"clinician_ok"}),
    ("age_years", 60, {"weight_loss": "yes"}, {"clinician_ok"}),
]
SAID = {
    "ces_timing": "new_or_worse_2w",
    "weakness_fast": "no",
    "trauma_checked": "over_6_weeks",
    "pregnancy_alarm": ["none"],
    "inflammatory": ["buttock"],
    "local_areas": ["calf"],
    "clinician_ok": ["dvt", "weight_loss", "night_sweats"],
}


@pytest.mark.parametrize(("question", "answer", "changes", "again"), DOUBTFUL)
def test_a_changed_answer_asks_its_follow_ups_again(question, answer, changes, again):
    before = screen(**{**SAID, **changes})
    after = amended(RULESET, before, question, answer)
    assert after[question] == answer
    assert again.isdisjoint(after)


def test_the_same_answer_again_asks_nothing_again():
    answers = screen(cond_skin_other=["burn"], local_areas=["thigh"])
    assert amended(RULESET, answers, "cond_skin_other", ("burn",)) == answers


def test_an_unrelated_change_keeps_the_follow_ups():
    answers = screen(cond_skin_other=["burn"], local_areas=["thigh"])
    after = amended(RULESET, answers, "limits", ("knee_limit",))
    assert after == {**answers, "limits": ("knee_limit",)}


def test_a_changed_answer_drops_what_is_no_longer_asked():
    answers = screen(trauma="big", trauma_checked="checked_no_break", clinician_ok=[])
    assert amended(RULESET, answers, "trauma", "none") == all_clear()


NEVER_OPENED = [
    ("C07", {"pain_now": 8}),
    ("C08", {"leg_pain": "one_leg_unchecked"}),
    ("C11:fracture_current", {"cond_back_joint_nerve": ["fracture_current"]}),
    ("C11:back_surgery_recent", {"cond_back_joint_nerve": ["back_surgery_recent"]}),
]


@pytest.mark.parametrize(("finding", "changes"), NEVER_OPENED)
def test_no_word_opens_severe_pain_an_unchecked_leg_or_what_must_heal(finding, changes):
    everything = sorted(RULESET.attest_keys)
    outcome = verdict(**changes, weight_loss="yes", clinician_ok=everything)
    assert outcome.tier is Tier.CHECK_FIRST
    assert findings(outcome)[finding] == "C"
    assert not any(one.attested for one in outcome.deciding)


@pytest.mark.parametrize("rule", [one for one in FIRES if one[0] in "EUX"])
def test_no_word_opens_an_emergency_an_urgent_sign_or_youth(rule):
    everything = sorted(RULESET.attest_keys)
    for changes in FIRES[rule]:
        outcome = verdict(**{**changes, "clinician_ok": everything})
        assert outcome.tier.rank >= Tier(rule[0]).rank
        assert not any(one.attested for one in outcome.deciding)


def test_a_word_opens_only_check_first_whatever_a_rule_claims():
    """Were a key ever written at an emergency rule, it would still open nothing."""
    first, *others = RULESET.rules
    claims = replace(first, attest_key="weight_loss")
    changed = replace(RULESET, rules=(claims, *others))
    answers = screen(
        emergency_signs=["fainted"], weight_loss="yes", clinician_ok=["weight_loss"]
    )
    assert evaluate(changed, answers).tier is Tier.EMERGENCY


def test_one_word_does_not_open_a_second_reason():
    changes = {"cond_blood_heart": ["dvt", "aneurysm"], "weight_loss": "yes"}
    assert set(attestable(RULESET, screen(**changes))) == {"dvt", "aneurysm", "weight_loss"}
    outcome = verdict(**changes, clinician_ok=["dvt", "weight_loss"])
    assert outcome.tier is Tier.CHECK_FIRST
    assert [one.id for one in outcome.deciding] == ["C10:aneurysm"]


def test_a_word_never_relaxes_a_limit():
    changes = {"cond_back_joint_nerve": ["disc_herniation"]}
    before = verdict(**changes, clinician_ok=[])
    after = verdict(**changes, clinician_ok=["disc_herniation"])
    assert before.limits == after.limits == after.restrictions


@pytest.mark.parametrize(
    ("days", "changes"),
    [
        (28, {}),
        (28, {"cond_skin_other": ["diabetes"]}),
        (28, {"cond_blood_heart": ["dvt"], "clinician_ok": ["dvt"]}),
        (14, {"pain_now": 4}),
        (14, {"leg_pain": "one_leg_checked"}),
        (14, {"pregnancy": "w28_plus", "pregnancy_alarm": ["none"]}),
        (14, {"cond_back_joint_nerve": ["acute_strain"], "local_areas": ["nowhere_now"]}),
        (14, {"cond_skin_other": ["diabetes"], "pain_now": 6}),
        (
            14,
            {
                "cond_back_joint_nerve": ["recent_injection"],
                "clinician_ok": ["recent_injection"],
            },
        ),
        (None, {"pain_now": 7}),
        (None, {"unwell": ["fever"]}),
    ],
)
def test_a_result_counts_for_two_or_four_weeks_or_not_at_all(days, changes):
    assert verdict(**changes).validity_days == days


def test_advice_is_that_of_the_deciding_rules_in_file_order_without_repeats():
    outcome = verdict(emergency_signs=["tummy_pulse", "not_sure"], unwell=["fever", "very_ill"])
    assert outcome.advice == ("ADV_U_PULSE", "ADV_U_GENERAL", "ADV_U_FEVER")


def test_advice_with_a_condition_is_given_only_then():
    assert "ADV_R_BRUISE" in verdict(cond_blood_heart=["easy_bruise"]).advice
    assert "ADV_R_BRUISE" not in verdict(cond_blood_heart=["pad"]).advice


def test_the_reasons_name_the_answers_that_fired_the_rule():
    outcome = verdict(saddle_numbness="not_sure", ces_timing="new_or_worse_2w")
    told = {(one.question, one.answer) for one in outcome.deciding[0].told}
    assert told == {("saddle_numbness", "not_sure"), ("ces_timing", "new_or_worse_2w")}
