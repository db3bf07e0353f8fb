"""For every rule: answers that fire it, and answers that just do not.

Each entry changes the all-clear set. A near miss differs from a firing set in the
one thing the rule is about; other rules may fire on it.
"""

from __future__ import annotations

from typing import Any

Changes = dict[str, Any]

NEW = {"ces_timing": "new_or_worse_2w"}
UNSURE_WHEN = {"ces_timing": "not_sure"}
OLD = {"ces_timing": "old_not_checked"}
KNOWN = {"ces_timing": "old_checked_same"}
SADDLE = {"saddle_numbness": "yes"}
BOTH = {"both_legs": "yes"}
WEAK = {"leg_weakness": "yes"}
SLOW = {"weakness_fast": "no"}
ERECTION = {"toilet_change": ["erection_change"]}
FEVER = {"unwell": ["fever"]}
UNCHECKED = {"trauma_checked": "recent_not_checked"}
NO_BREAK = {"trauma_checked": "checked_no_break"}
LONG_AGO = {"trauma_checked": "over_6_weeks"}
SMALL = {"trauma": "small"}
BIG = {"trauma": "big"}
UNCHECKED_LEG = {"leg_pain": "one_leg_unchecked"}
CHECKED_LEG = {"leg_pain": "one_leg_checked"}
PREGNANT = {"pregnancy": "w16_27"}
CANCER = {"cancer": "past"}
LONG_PAIN = {"pain_duration": "gt_m3"}


def pattern(*boxes: str) -> Changes:
    """Return the change that ticks these boxes of the pain pattern."""
    return {"pain_pattern": list(boxes)}


def emergencies(*boxes: str) -> list[Changes]:
    """Return one change for each box of the first question."""
    return [{"emergency_signs": [box]} for box in boxes]


def alarms(*boxes: str) -> list[Changes]:
    """Return one change for each box of the pregnancy question."""
    return [{**PREGNANT, "pregnancy_alarm": [box]} for box in boxes]


FIRES: dict[str, list[Changes]] = {
    "E01": emergencies(
        "chest_pain",
        "breathless",
        "fainted",
        "cold_sweaty",
        "sudden_severe",
        "confused",
        "cough_blood",
    ),
    "E02": [SADDLE | NEW, {"saddle_numbness": "not_sure"} | UNSURE_WHEN],
    "E03": [
        {"toilet_change": [box]} | NEW
        for box in ("pee_start", "pee_leak_nofeel", "poo_control", "sex_feeling", "not_sure")
    ],
    "E04": [BOTH | NEW, {"both_legs": "not_sure"} | UNSURE_WHEN],
    "E05": [
        WEAK | NEW | {"weakness_fast": "yes"},
        {"leg_weakness": "not_sure"} | UNSURE_WHEN | {"weakness_fast": "not_sure"},
    ],
    "E06": [WEAK | NEW | SLOW | ERECTION],
    "E07": [BIG | UNCHECKED],
    "E08": [CANCER | WEAK | OLD, {"cancer": "now"} | WEAK | NEW | SLOW],
    "E09": [
        CANCER | pattern("strain") | UNCHECKED_LEG,
        {"cancer": "now"} | pattern("night") | UNCHECKED_LEG,
    ],
    "E10": [FEVER | BOTH | OLD, FEVER | SADDLE | NEW],
    "E11": [
        FEVER | {"infection_risk": [box]}
        for box in (
            "inject_drugs",
            "weak_immune",
            "recent_spine_procedure",
            "dialysis_line",
            "recent_blood_infection",
        )
    ],
    "E12": alarms("heavy_bleeding", "severe_constant_pain"),
    "U01": emergencies("tummy_pulse", "not_sure"),
    "U02": [SADDLE | OLD, BOTH | OLD, WEAK | OLD, {"toilet_change": ["not_sure"]} | OLD],
    "U03": [WEAK | NEW | SLOW],
    "U04": [ERECTION | NEW, ERECTION | OLD],
    "U05": [
        SMALL | UNCHECKED | {"age_years": 65},
        {"trauma": "not_sure"} | UNCHECKED | {"bone_risk": ["not_sure"]},
        SMALL | UNCHECKED | {"bone_risk": ["steroid_3m"]},
    ],
    "U06": [FEVER, {"unwell": ["very_ill"]}],
    "U07": [{"unwell": ["pee_burn_blood"]}],
    "U08": [{"one_leg_swollen": "yes"}, {"one_leg_swollen": "not_sure"}],
    "U09": alarms(
        "light_bleeding",
        "fluid",
        "regular_pains",
        "movements",
        "headache_swelling",
        "tummy_pain",
        "not_sure",
    ),
    "U10": [
        {"weight_loss": "yes", "age_years": 50},
        {"weight_loss": "yes", "cancer": "not_sure"},
        {"weight_loss": "yes"} | pattern("band"),
        {"weight_loss": "yes", "unwell": ["night_sweats"]},
    ],
    "U11": [{"cancer": one} | pattern("upper_back") for one in ("now", "past", "not_sure")],
    "U12": [CANCER | UNCHECKED_LEG, {"cancer": "now"} | UNCHECKED_LEG],
    "U13": [
        {"infection_risk": ["inject_drugs"]} | pattern("night"),
        {"infection_risk": ["inject_drugs"]} | pattern("constant"),
        {"infection_risk": ["inject_drugs"]} | pattern("worsening"),
        {"infection_risk": ["weak_immune"], "unwell": ["night_sweats"]},
    ],
    "U14": [pattern("band", "strain"), pattern("night", "new_kind") | {"age_years": 50}],
    "U15": [pattern("shape_change")],
    "U16": [
        {"pain_now": 7, "pain_duration": "lt_72h", "age_years": 70},
        {"pain_now": 10, "pain_duration": "d3_w2", "bone_risk": ["fragility_fracture"]},
    ],
    "U17": [
        SMALL | UNCHECKED | {"cond_blood_heart": [box]}
        for box in ("anticoagulant", "bleeding_disorder", "low_platelets")
    ],
    "X01": [{"age_years": 17}, {"age_years": 0}],
    "C01": [SADDLE | KNOWN, BOTH | KNOWN, WEAK | KNOWN],
    "C02": [BIG | NO_BREAK],
    "C03": [{"weight_loss": "yes"}, {"weight_loss": "not_sure", "age_years": 50}],
    "C04": [{"unwell": ["night_sweats"]}],
    "C05": [{"infection_risk": ["recent_blood_infection"]}],
    "C06": [pattern("strain"), pattern("upper_back", "new_kind")],
    "C07": [{"pain_now": 7}, {"pain_now": 10}],
    "C08": [UNCHECKED_LEG],
    "C09": alarms("told_no_exercise"),
    "C10": [{"cond_blood_heart": ["dvt"]}, {"cond_back_joint_nerve": ["axspa"]}],
    "C11": [
        {"cond_back_joint_nerve": ["fracture_current"]},
        {"cond_back_joint_nerve": ["back_surgery_recent"]},
    ],
    "R01": [
        {"cond_blood_heart": ["antiplatelet"]},
        {"cond_blood_heart": ["dvt"]},
        {"cond_back_joint_nerve": ["fracture_current"]},
    ],
    "R02": [{"pain_now": 4}, {"pain_now": 6}],
    "A01": [LONG_PAIN | {"pain_now": 4}, {"pain_duration": "w6_m3", "pain_now": 5}],
    "A02": [pattern("new_kind") | {"age_years": 50}],
    "A03": [
        LONG_PAIN
        | {
            "age_years": 54,
            "inflammatory": ["started_before_45", "buttock", "relative", "arthritis"],
        }
    ],
}

MISSES: dict[str, list[Changes]] = {
    "E01": emergencies("tummy_pulse", "not_sure"),
    "E02": [SADDLE | OLD, SADDLE | KNOWN, SADDLE],
    "E03": [{"toilet_change": ["pee_start"]} | OLD, ERECTION | NEW],
    "E04": [BOTH | OLD, BOTH | KNOWN],
    "E05": [WEAK | NEW | SLOW, WEAK | OLD | {"weakness_fast": "yes"}],
    "E06": [WEAK | NEW | SLOW, WEAK | OLD | ERECTION, ERECTION | NEW],
    "E07": [BIG | NO_BREAK, BIG | LONG_AGO, SMALL | UNCHECKED, BIG],
    "E08": [{"cancer": "not_sure"} | WEAK | OLD, CANCER | WEAK | KNOWN, CANCER | BOTH | OLD],
    "E09": [
        {"cancer": "not_sure"} | pattern("night") | UNCHECKED_LEG,
        CANCER | pattern("new_kind") | UNCHECKED_LEG,
        CANCER | pattern("night") | CHECKED_LEG,
    ],
    "E10": [
        FEVER | BOTH | KNOWN,
        FEVER | ERECTION | NEW,
        {"unwell": ["very_ill"]} | BOTH | OLD,
    ],
    "E11": [FEVER, {"unwell": ["very_ill"], "infection_risk": ["weak_immune"]}],
    "E12": [*alarms("light_bleeding", "not_sure"), {"pregnancy_alarm": ["heavy_bleeding"]}],
    "U01": emergencies("chest_pain", "none"),
    "U02": [SADDLE | KNOWN, SADDLE | NEW, ERECTION | OLD],
    "U03": [WEAK | NEW | {"weakness_fast": "yes"}, WEAK | OLD],
    "U04": [ERECTION | KNOWN, {"toilet_change": ["pee_start"]} | NEW],
    "U05": [
        SMALL | UNCHECKED | {"age_years": 64},
        SMALL | LONG_AGO | {"age_years": 65},
        BIG | UNCHECKED | {"age_years": 65},
    ],
    "U06": [{"unwell": ["night_sweats"]}],
    "U07": [{"unwell": ["very_ill"]}],
    "U08": [{"one_leg_swollen": "no"}],
    "U09": [*alarms("told_no_exercise", "none"), {"pregnancy_alarm": ["fluid"]}],
    "U10": [
        {"weight_loss": "yes", "age_years": 49},
        {"weight_loss": "not_sure", "age_years": 60},
        {"weight_loss": "yes"} | pattern("new_kind"),
    ],
    "U11": [CANCER | pattern("new_kind"), pattern("upper_back")],
    "U12": [{"cancer": "not_sure"} | UNCHECKED_LEG, CANCER | CHECKED_LEG],
    "U13": [{"infection_risk": ["inject_drugs"]} | pattern("strain"), pattern("night")],
    "U14": [pattern("band"), pattern("night", "new_kind") | {"age_years": 49}],
    "U15": [pattern("upper_back")],
    "U16": [
        {"pain_now": 6, "pain_duration": "lt_72h", "age_years": 70},
        {"pain_now": 7, "pain_duration": "w2_w6", "age_years": 70},
        {"pain_now": 7, "pain_duration": "lt_72h", "age_years": 69},
        {"pain_now": 7, "pain_duration": "lt_72h", "bone_risk": ["not_sure"]},
    ],
    "U17": [
        SMALL | UNCHECKED | {"cond_blood_heart": ["antiplatelet"]},
        SMALL | NO_BREAK | {"cond_blood_heart": ["anticoagulant"]},
        UNCHECKED | {"cond_blood_heart": ["anticoagulant"]},
    ],
    "X01": [{"age_years": 18}],
    "C01": [{"toilet_change": ["pee_start"]} | KNOWN, SADDLE | OLD],
    "C02": [BIG | LONG_AGO, SMALL | NO_BREAK],
    "C03": [{"weight_loss": "not_sure", "age_years": 49}],
    "C04": [{"unwell": ["very_ill"]}],
    "C05": [{"infection_risk": ["none"]}],
    "C06": [pattern("new_kind"), pattern("night", "band")],
    "C07": [{"pain_now": 6}],
    "C08": [CHECKED_LEG, {"leg_pain": "buttock_thigh"}],
    "C09": alarms("none", "fluid"),
    "C10": [
        {"cond_blood_heart": ["dvt_past"]},
        {"cond_back_joint_nerve": ["fracture_current"]},
    ],
    "C11": [{"cond_back_joint_nerve": ["back_surgery_past"]}],
    "R01": [{"cond_blood_heart": ["none"]}],
    "R02": [{"pain_now": 3}, {"pain_now": 7}],
    "A01": [LONG_PAIN | {"pain_now": 3}, {"pain_duration": "w2_w6", "pain_now": 5}],
    "A02": [
        pattern("new_kind") | {"age_years": 49},
        pattern("new_kind", "night") | {"age_years": 50},
    ],
    "A03": [
        LONG_PAIN | {"inflammatory": ["started_before_45", "buttock", "relative"]},
        LONG_PAIN | {"inflammatory": ["started_before_35", "buttock", "relative", "arthritis"]},
        {"inflammatory": ["started_before_45", "buttock", "relative", "arthritis"]},
        LONG_PAIN
        | {
            "age_years": 55,
            "inflammatory": ["started_before_45", "buttock", "relative", "arthritis"],
        },
    ],
}
