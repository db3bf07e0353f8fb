"""after.toml as a file: every fault is named with its place."""

from __future__ import annotations

import pytest

from tests.safety.test_content import add, change, folder, problems

__all__ = ["folder"]  # a fixture

FAULTS = [
    ('when = "emergency"', 'when = "emergency or"', "after.toml: D0-emergency: "),
    ('when = "emergency"', 'when = "flu"', "D0-emergency: unknown fact flu"),
    ('when = "emergency"', 'when = "cough >= 3"', "D0-emergency: cough is no number"),
    ('when = "emergency"', 'when = "rule E01"', "looks at numbers and facts only"),
    ('when = "emergency"', 'when = "nd >= 2"', "D0-emergency: nd is no number here"),
    ('id = "worse_run"', 'id = "worse_walk"', "worse_walk: is no number the engine knows"),
    ('id = "worse_run"', 'id = "worse_walk"', "worse_run: is no number the engine knows"),
    ('id = "good"\n', 'id = "fine"\n', "after.toml: good: no predicate"),
    ('when = "d_post >= 2 or', 'when = "good_run >= 2 or', "worse: good_run is no number"),
    ('when = "gain >= 2', 'when = "improved or gain >= 2', "improved: unknown fact improved"),
    ('id = "leg"\n', 'id = "leg"\nwhen = "bruise"\n', "leg: a fact is an input or has a when"),
    ('id = "leg"\n', 'id = "arm"\n', "after.toml: leg: no fact"),
    ('id = "leg"\n', 'id = "bruise"\n', "after.toml: bruise: stands 2 times"),
    ('when = "always"', 'when = "worse"', "D8: the last decision holds always"),
    ('tier = "U"\n', "", "D0-urgent: URGENT and its tier disagree"),
    ('tier = "U"\n', 'tier = "G"\n', "D0-urgent: URGENT and its tier disagree"),
    ('tier = "U"\n', 'tier = "Z"\n', "after.toml: D0-urgent: tier"),
    ('advice = "ADV_D_STOP"\n', "", "D1: no advice"),
    ("ADV_D_STOP", "ADV_NO", "D1: unknown advice ADV_NO"),
    ('"not_improving"', '"never"', "D3: attest key never is not listed"),
    ('tier = "U"\n', 'tier = "U"\nattest_key = "not_improving"\n', "only tier C can be"),
    ('decision = "KEEP"', 'decision = "GO"', "after.toml: D8: decision"),
    ("it went as planned", "it was safe", "D8: forbidden word 'safe'"),
    ("[[decisions]]", "[[decisions", "after.toml: not readable"),
    ("source =", "sauce =", "after.toml: source: missing"),
]


@pytest.mark.parametrize(("old", "new", "report"), FAULTS, ids=[one[1][:30] for one in FAULTS])
def test_a_fault_is_reported_with_its_place(folder, old, new, report):
    change(folder, "after.toml", old, new)
    assert [one for one in problems(folder) if report in one]


def test_a_missing_file_is_reported(folder):
    (folder / "after.toml").unlink()
    assert "after.toml: missing" in problems(folder)


def test_all_faults_are_reported_at_once(folder):
    change(folder, "after.toml", 'when = "emergency"', 'when = "flu"')
    change(folder, "after.toml", "ADV_D_STOP", "ADV_NO")
    add(folder, "after.toml", '\n[[tips]]\nid = "T"\nwhen = "cold"\ntext = "x"\n')
    found = " ".join(problems(folder))
    assert all(word in found for word in ("flu", "ADV_NO", "cold"))
