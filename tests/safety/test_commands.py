"""The two commands for people who review the rules: answers in, outcomes out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from safety import content
from safety.review import as_expected
from tests.builders import verdict

ROOT = Path(__file__).resolve().parents[2]
VIGNETTES = ROOT / "tests/data/vignettes.json"


def run(*args):
    """Return printed lines, reported lines, and the exit code (0 without an error)."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command(*args, stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    return out.getvalue().splitlines(), err.getvalue().splitlines(), code


def written(folder, *lines):
    path = folder / "answers.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def line(name, **answers):
    return json.dumps({"id": name, "answers": answers})


def test_each_line_gets_its_outcome_with_all_else_clear(tmp_path):
    path = written(tmp_path, line("a"), line("b", pain_now=8), line("c", age_years=17))
    out, err, code = run("assess", path)
    assert (err, code) == ([], 0)
    assert [json.loads(one) for one in out] == [
        {"id": "a", **as_expected(verdict())},
        {"id": "b", **as_expected(verdict(pain_now=8))},
        {"id": "c", **as_expected(verdict(age_years=17))},
    ]


def test_the_outcome_has_the_keys_of_a_worked_case(tmp_path):
    out, _, _ = run("assess", written(tmp_path, line("a")))
    case = json.loads(VIGNETTES.read_text())["vignettes"][0]
    assert set(json.loads(out[0])) >= set(case["expected"]) - {"after_unlock"}


def test_null_takes_a_default_out_and_locks(tmp_path):
    out, _, code = run("assess", written(tmp_path, line("a", unwell=None)))
    outcome = json.loads(out[0])
    assert (outcome["locked"], outcome["restrictions"], code) == (True, None, 0)


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(line("a") + "\n\n" + line("b") + "\n"))
    out, err, code = run("assess", "-")
    assert [json.loads(one)["id"] for one in out] == ["a", "b"]
    assert (err, code) == ([], 0)


BAD_LINES = [
    (line("x", shoe_size=42), "unknown question 'shoe_size'"),
    (line("x", trauma="huge"), "trauma: unknown option 'huge'"),
    (line("x", trauma=["big"]), "trauma"),
    (line("x", unwell="fever"), "unwell: 'fever' is no list of options"),
    (line("x", pain_now=12), "pain_now: 12 is no number 0-10"),
    ("{", "not JSON"),
    ("[]", "expected"),
    ("7", "expected"),
    ('{"id": "x"}', "expected"),
    ('{"id": "x", "answers": []}', "expected"),
]


@pytest.mark.parametrize(("bad", "message"), BAD_LINES)
def test_a_bad_line_is_named_by_its_number_and_the_others_are_answered(tmp_path, bad, message):
    out, err, code = run("assess", written(tmp_path, line("a"), "", bad, line("b")))
    assert [json.loads(one)["id"] for one in out] == ["a", "b"]
    assert err[0].startswith("line 3: ")
    assert message in err[0]
    assert err[1] == "1 line(s) could not be assessed"
    assert code == 1


def test_every_fault_of_a_line_is_named(tmp_path):
    bad = line("x", shoe_size=42, pain_now=12, trauma="huge")
    _, err, _ = run("assess", written(tmp_path, bad))
    assert all(name in err[0] for name in ("shoe_size", "pain_now", "trauma"))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        _, err, code = run("assess", str(path))
        assert str(path) in err[0]
        assert code == 1


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"id": "\xe9"}\n')
    _, err, code = run("assess", str(path))
    assert "cannot read" in err[0]
    assert code == 1


def test_the_worked_cases_agree():
    out, err, code = run("vignettes", str(VIGNETTES))
    assert (out, err, code) == (["20 cases agree"], [], 0)


def cases_with(folder, **expected):
    """Write the worked cases with the first one expecting something else."""
    cases = json.loads(VIGNETTES.read_text())
    cases["vignettes"][0]["expected"].update(expected)
    path = folder / "cases.json"
    path.write_text(json.dumps(cases))
    return str(path)


def test_a_case_that_differs_is_printed_with_both_values(tmp_path):
    out, err, code = run("vignettes", cases_with(tmp_path, tier="E", validity_days=7))
    assert out == [
        'V01 tier: expected "E", got "G"',
        "V01 validity_days: expected 7, got 28",
    ]
    assert (err, code) == (["2 mismatch(es)"], 1)


def test_a_key_a_screen_does_not_give_is_a_mismatch(tmp_path):
    out, _, code = run("vignettes", cases_with(tmp_path, mood="fine"))
    assert out == ["V01 mood: not something a screen gives"]
    assert code == 1


def test_a_case_with_an_unknown_answer_is_a_mismatch(tmp_path):
    cases = json.loads(VIGNETTES.read_text())
    cases["vignettes"][4]["answers"] = {"shoe_size": 42}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases))
    out, _, code = run("vignettes", str(path))
    assert out == ["V05: unknown question 'shoe_size'"]
    assert code == 1


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"vignettes": [{}], "default": {}}', "7"])
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "cases.json"
    path.write_text(text)
    _, err, code = run("vignettes", str(path))
    assert "is no vignettes file" in err[0]
    assert code == 1


def in_a_process(*args, text=""):
    """Run manage.py as a person does."""
    return subprocess.run(  # noqa: S603  our own script
        [sys.executable, str(ROOT / "manage.py"), *args],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_the_exit_codes_of_the_process():
    good = in_a_process("assess", "-", text=line("a") + "\n")
    bad = in_a_process("assess", "-", text=line("a") + "\n{\n" + line("b") + "\n")
    cases = in_a_process("vignettes", str(VIGNETTES))
    broken = in_a_process("vignettes", str(ROOT / "manage.py"))
    assert [one.returncode for one in (good, bad, cases, broken)] == [0, 1, 0, 1]
    assert json.loads(good.stdout)["tier"] == "G"
    assert len(bad.stdout.splitlines()) == 2
    assert "line 2: not JSON" in bad.stderr
    assert cases.stdout.strip() == "20 cases agree"
    assert "Traceback" not in bad.stderr + broken.stderr


def test_the_default_of_the_worked_cases_is_that_of_the_rule_set():
    assert json.loads(VIGNETTES.read_text())["default"] == content.current().frame["all_clear"]
