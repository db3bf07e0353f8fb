"""The rule set as files: the shipped one is sound, and every fault is named with its place."""

from __future__ import annotations

import re
import shutil
import statistics

import pytest

from safety import content
from safety.checks import rules_are_sound
from safety.content import DATA, ContentError, read
from safety.content_checks import problems_of
from safety.screening import open_questions
from safety.words import forbidden_words
from tests.builders import all_clear

RULESET = content.current()


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files that a test may break."""
    return shutil.copytree(DATA, tmp_path / "data")


def change(folder, file, old, new, *, all_of_them=False):
    """Replace a text in one file, the first of its kind unless told otherwise."""
    path = folder / file
    text = path.read_text()
    assert old in text, old
    path.write_text(text.replace(old, new) if all_of_them else text.replace(old, new, 1))


def add(folder, file, text):
    """Write something at the end of one file."""
    path = folder / file
    path.write_text(path.read_text() + text)


def problems(folder):
    with pytest.raises(ContentError) as error:
        read(folder)
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


def test_the_shipped_rules_are_sound():
    assert problems_of(RULESET) == []
    assert read(DATA).fingerprint == RULESET.fingerprint


def test_the_shipped_rules_hold_what_the_model_names():
    assert len(RULESET.questions) == 29
    assert len(RULESET.rules) == 43
    assert len(RULESET.advisories) == 3
    assert len(RULESET.conditions) == 59
    assert len(RULESET.advice) == 34


def test_a_changed_file_changes_the_fingerprint(folder):
    add(folder, "advice.toml", "\n# a remark\n")
    assert read(folder).fingerprint != RULESET.fingerprint


def test_the_all_clear_answers_answer_every_core_question():
    assert open_questions(RULESET, all_clear()) == []
    assert set(all_clear()) == {one.id for one in RULESET.questions if one.core}


E01 = 'when = "emergency_signs has chest_pain'
FAULTS = [
    ("rules.toml", "[[facts]]", "[[facts", "rules.toml: not readable"),
    ("ruleset.toml", "[[tiers]]", "[tiers", "ruleset.toml: not readable"),
    ("rules.toml", 'id = "E01"', 'id = "E01"\nwehn = "x"', "rules.toml: E01: wehn"),
    ("rules.toml", 'tier = "E"', 'tier = "Z"', "rules.toml: E01: tier"),
    ("rules.toml", 'tier = "E"\n', "", "rules.toml: E01: no tier"),
    ("rules.toml", 'id = "E02"', 'id = "E01"', "rules.toml: E01: stands 2 times"),
    (
        "rules.toml",
        E01,
        'when = "nose has chest_pain',
        "rules.toml: E01: unknown question",
    ),
    ("rules.toml", "has chest_pain", "has cold", "E01: emergency_signs has no option cold"),
    ("rules.toml", E01, 'when = "emergency_signs is chest_pain', "E01: emergency_signs is of"),
    ("rules.toml", E01, 'when = "emergency_signs has | chest_pain', "expected an id, got '|'"),
    ("rules.toml", '"SADDLE and NEW"', '"SADDEL and NEW"', "E02: unknown fact SADDEL"),
    ("rules.toml", '"SADDLE and NEW"', '"condition flu"', "E02: unknown condition flu"),
    ("rules.toml", '"SADDLE and NEW"', '"condition *"', "E02: unknown condition *"),
    ("rules.toml", '"SADDLE and NEW"', '"rule E99"', "E02: unknown rule E99"),
    ("rules.toml", '"SADDLE and NEW"', '"trauma >= 3"', "E02: trauma is no number"),
    ("rules.toml", '"ADV_E_GENERAL"', '"ADV_NO"', "rules.toml: E01: unknown advice ADV_NO"),
    ("rules.toml", '[{ id = "ADV_E_GENERAL" }]', "[]", "rules.toml: E01: no advice"),
    ("rules.toml", 'plus = ["RED_COUNT"]', 'plus = ["MANY"]', "POINTS: unknown number MANY"),
    (
        "rules.toml",
        'attest_key = "big_accident"',
        'attest_key = "fall"',
        "attest key fall is",
    ),
    ("rules.toml", 'id = "C07"', 'id = "C07"\nattest_key = "*"', "C07: must not be attestable"),
    ("rules.toml", 'id = "C08"', 'id = "C08"\nattest_key = "*"', "C08: must not be attestable"),
    ("rules.toml", 'id = "C11"', 'id = "C11"\nattest_key = "*"', "C11: must not be attestable"),
    ("rules.toml", 'id = "U01"', 'id = "U01"\nattest_key = "*"', "U01: only tier C can be"),
    ("rules.toml", 'id = "A01"', 'id = "A01"\ntier = "C"', "an advisory carries a tier"),
    ("rules.toml", '["gun", "massager"]', '["drill"]', "R02: unknown tools drill"),
    (
        "questions.toml",
        '"TRAUMA"',
        '"pain_now >= 3"',
        "trauma_checked: looks ahead at pain",
    ),
    ("questions.toml", '"TRAUMA"', '"UNCHECKED"', "trauma_checked: looks ahead at trauma_che"),
    ("questions.toml", 'id = "breathless"', 'id = "chest_pain"', "an option stands twice"),
    ("questions.toml", 'zone = "lumbar"', 'zone = "moon"', "lumbar: unknown zone moon"),
    ("questions.toml", "core = true", "core = false", "emergency_signs: a core question"),
    ("questions.toml", "block = 1", "block = 3", "blocks are out of order"),
    ("questions.toml", "block = 4", "block = 9", "blocks are out of order or unknown"),
    ("questions.toml", 'type = "multi"', 'type = "many"', "emergency_signs: type"),
    ("questions.toml", 'id = "saddle_numbness"', 'id = "saddle"', "unknown question saddle_n"),
    ("conditions.toml", 'areas = ["LOCAL"]', 'areas = ["MOON"]', "burn: unknown areas MOON"),
    ("conditions.toml", '"cold@LOCAL"', '"fire@LOCAL"', "burn: unknown pair fire@LOCAL"),
    ("conditions.toml", '"cold@LOCAL"', '"cold@moon"', "burn: unknown pair cold@moon"),
    ("conditions.toml", 'pressure_max = "none"', 'pressure_max = "no"', "unknown pressure no"),
    ("conditions.toml", "heat_max_s = 600", "heat_max_s = 0", "bleeding_disorder: a cap of"),
    ("conditions.toml", "asks_where = true", "asks_where = false", "burn: asks_where and the"),
    ("conditions.toml", 'gate = "BLOCK"', 'gate = "MAYBE"', "fracture_current: gate"),
    (
        "conditions.toml",
        "cond_skin_other has burn",
        "cond has burn",
        "burn: unknown question cond",
    ),
    ("advice.toml", "Stop here.", "Stop here, {name}.", "ADV_E_GENERAL: unknown placeholder"),
    ("advice.toml", "Stop here.", "It is safe.", "ADV_E_GENERAL: forbidden word 'safe'"),
    ("advice.toml", "Stop here.", "A Red Flag.", "ADV_E_GENERAL: forbidden word 'Red Flag'"),
    ("ruleset.toml", "validity_days = 28", 'validity_days = "x"', "ruleset.toml: R: validity"),
    ("ruleset.toml", 'code = "C"', 'code = "C"\nvalidity_days = 3', "C: a locked tier has no"),
    ("ruleset.toml", "play = false", "play = true", "ruleset.toml: E: a locked tier opens"),
    ("ruleset.toml", 'code = "X"', 'code = "G"', "ruleset.toml: G: stands 2 times"),
    ("ruleset.toml", 'ruleset_version = "2026.1-draft"', "", "ruleset_version: missing"),
    ("rules.toml", 'source = "GIRFT; CESCARD"', 'source = "NOWHERE"', "unknown source NOWHERE"),
    ("sources.toml", 'status = "P"', 'status = "true"', "seed 000: a status begins with"),
    ("limits.toml", 'source = "TRUONG26"', 'source = "LOST"', "GL02: unknown source LOST"),
    ("countries.toml", 'label = "999"', 'label = "nine"', "GB: an emergency number is shown"),
    ("ruleset.toml", "valid_days = 90", "days = 90", "ruleset.toml: ?: valid_days"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "report"), FAULTS, ids=[f"{one[0]}-{one[2][:24]}" for one in FAULTS]
)
def test_a_fault_is_reported_with_file_and_place(folder, file, old, new, report):
    change(folder, file, old, new)
    assert [one for one in problems(folder) if report in one]


@pytest.mark.parametrize(
    "file", ["rules.toml", "questions.toml", "conditions.toml", "advice.toml", "ruleset.toml"]
)
def test_a_missing_file_is_reported(folder, file):
    (folder / file).unlink()
    assert f"{file}: missing" in problems(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "report"),
    [
        ("itself", 'when = "FEVER and INF"', 'when = "rule E11"', "a rule looks at no rule"),
        ("below", 'when = "unwell has fever"', 'when = "SWEATS"', "stands below it"),
        ("condition", 'when = "unwell has fever"', 'when = "condition burn"', "facts only"),
    ],
)
def test_nothing_may_look_at_itself(folder, name, old, new, report):
    change(folder, "rules.toml", old, new)
    assert [one for one in problems(folder) if report in one]


def test_an_empty_folder_is_reported(tmp_path):
    assert {one.partition(":")[0] for one in problems(tmp_path)} >= {"rules.toml"}


def test_faults_of_shape_are_reported_all_at_once(folder):
    change(folder, "rules.toml", 'id = "E02"', 'id = "E01"')
    change(folder, "questions.toml", 'type = "multi"', 'type = "many"')
    change(folder, "conditions.toml", 'gate = "BLOCK"', 'gate = "MAYBE"')
    change(folder, "advice.toml", 'tier = "E"', 'teir = "E"')
    add(folder, "limits.toml", "= broken")
    files = {one.partition(":")[0] for one in problems(folder)}
    assert files == {
        "rules.toml",
        "questions.toml",
        "conditions.toml",
        "advice.toml",
        "limits.toml",
    }


def test_faults_of_meaning_are_reported_all_at_once(folder):
    change(folder, "rules.toml", '"SADDLE and NEW"', '"SADDEL and NEW"')
    change(folder, "rules.toml", 'id = "C07"', 'id = "C07"\nattest_key = "*"')
    change(folder, "questions.toml", 'zone = "lumbar"', 'zone = "moon"')
    change(folder, "conditions.toml", '"cold@LOCAL"', '"fire@LOCAL"')
    change(folder, "advice.toml", "Stop here.", "It is safe.")
    assert len(problems(folder)) == 5


def test_every_expression_that_cannot_be_read_is_reported(folder):
    change(folder, "rules.toml", '"SADDLE and NEW"', '"SADDLE and"')
    change(folder, "conditions.toml", "cond_skin_other has burn", "cond_skin_other has")
    found = problems(folder)
    assert [one.partition(": '")[0] for one in found] == [
        "rules.toml: E02",
        "conditions.toml: burn",
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x", "This is safe.", ["safe"]),
        ("x", "SAFELY done, and cured", ["SAFELY"]),
        ("x", "safety first; kneading knots", ["knots"]),
        ("x", "unsafe", []),
        ("ADV_C_BLOCK", "Bones heal.", []),
        ("ADV_C_PATTERN", "Bones heal.", ["heal"]),
    ],
)
def test_forbidden_words_are_found_whole_and_in_any_case(name, text, words):
    assert forbidden_words(RULESET, name, text) == words


def test_the_server_reports_broken_rules_before_it_starts(folder, monkeypatch):
    change(folder, "rules.toml", '"SADDLE and NEW"', '"SADDEL and NEW"')
    monkeypatch.setattr(content, "current", lambda: read(folder))
    found = rules_are_sound()
    assert [(one.id, one.msg) for one in found] == [
        ("safety.E001", "rules.toml: E02: unknown fact SADDEL")
    ]


def test_the_server_finds_nothing_in_the_shipped_rules():
    assert rules_are_sound() == []


def syllables(word):
    """Count groups of vowels, without a silent e at the end; at least one."""
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - bool(re.search(r"[^aeiouyl]e$", word)))


def school_grade(text):
    """Return the US school grade of a text (Flesch and Kincaid)."""
    words = re.findall(r"[a-z']+", text.lower())
    sentences = len(re.findall(r"[.?!]+(?:\s|$)", text)) or 1
    long = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / sentences + 11.8 * long - 15.59


def test_the_school_grade_tells_easy_from_hard():
    assert school_grade("Is a leg weak?") < 2
    assert school_grade("Contraindications necessitate professional consultation.") > 12


def test_questions_are_easy_to_read():
    grades = [school_grade(f"{one.text} {one.help}") for one in RULESET.questions]
    assert statistics.mean(grades) <= 6


def test_no_question_shows_a_source_or_an_expression():
    for question in RULESET.questions:
        shown = " ".join(
            [question.text, question.help, *(one.label for one in question.options)]
        )
        assert question.why not in shown
        assert "_" not in shown
