"""manage.py decide: diaries in, decisions out."""

from __future__ import annotations

import io
import json
import sys

import pytest

from tests.safety.after_oracle import AFTER
from tests.safety.test_commands import in_a_process, run, written

CASES = AFTER["examples"]
T01, T03 = CASES[0], CASES[2]


def changed(case, **changes):
    """Return an example as a line, something in its latest session changed."""
    rows = [*case["sessions"][:-1], {**case["sessions"][-1], **changes}]
    return json.dumps({**case, "sessions": rows})


def without(case, key):
    """Return an example as a line, one key of its latest session taken out."""
    last = {name: value for name, value in case["sessions"][-1].items() if name != key}
    return json.dumps({**case, "sessions": [*case["sessions"][:-1], last]})


def test_every_worked_case_gets_its_decision(tmp_path):
    out, err, code = run("decide", written(tmp_path, *map(json.dumps, CASES)))
    assert (err, code) == ([], 0)
    rows = [json.loads(one) for one in out]
    found = [(row["id"], row["rule"], row["decision"]) for row in rows]
    assert found == [(one["id"], one["expected_rule"], one["expected"]) for one in CASES]


def test_the_answer_has_tier_advice_tips_and_reasons(tmp_path):
    low = [
        {**T01["sessions"][0], "day": day, "pre": 1, "post": 1, "nd": 1} for day in (1, 8, 15)
    ]
    quiet = json.dumps({"id": "q", "screen_pain": 1, "sessions": low})
    out, _, _ = run("decide", written(tmp_path, json.dumps(T03), quiet))
    first, second = map(json.loads, out)
    assert first == {
        "id": "T03",
        "decision": "REDUCE",
        "rule": "D4",
        "tier": None,
        "advice": "ADV_D_REDUCE",
        "tips": [],
        "reasons": ["it was 2 points tighter or sorer after the session than before"],
    }
    assert (second["advice"], second["tips"]) == (None, ["MAINTENANCE"])


def test_today_and_the_attestation_may_be_left_out(tmp_path):
    four_weeks = next(one for one in CASES if one["id"] == "T09")
    bare = {name: four_weeks[name] for name in ("id", "screen_pain", "sessions")}
    empty = {**bare, "today": None}
    out, err, code = run("decide", written(tmp_path, json.dumps(bare), json.dumps(empty)))
    assert (err, code) == ([], 0)
    assert [json.loads(one)["rule"] for one in out] == ["D3", "D3"]


BAD_LINES = [
    ("{", "not JSON"),
    ("[]", "expected"),
    ("7", "expected"),
    ("[" * 100_000, "not JSON"),
    (json.dumps({"id": "x", "screen_pain": 3}), "sessions: expected at least one"),
    (json.dumps({"id": "x", "screen_pain": 3, "sessions": []}), "sessions: expected at least"),
    (json.dumps({"id": "x", "screen_pain": 3, "sessions": {}}), "sessions: expected at least"),
    (json.dumps({"id": "x", "screen_pain": 3, "sessions": [7]}), "session 1: expected a"),
    (json.dumps({**T01, "screen_pain": 11}), "screen_pain: 11 is no number 0-10"),
    (json.dumps({**T01, "screen_pain": None}), "screen_pain: None is no number 0-10"),
    (json.dumps({**T01, "today": "8"}), "today: '8' is no day number"),
    (json.dumps({**T01, "not_improving_attested": 1}), "not_improving_attested: expected"),
    (changed(T01, pre=11), "session 3: pre: 11 is no number 0-10"),
    (changed(T01, pre=None), "session 3: pre: None is no number 0-10"),
    (changed(T01, post=True), "session 3: post: True is no number 0-10"),
    (changed(T01, nd="2"), "session 3: nd: '2' is no number 0-10"),
    (changed(T01, sore=-1), "session 3: sore: -1 is no number 0-10"),
    (changed(T01, sore_hours=-1), "session 3: sore_hours: -1 is no number of hours"),
    (changed(T01, day=1.5), "session 3: day: 1.5 is no day number"),
    (changed(T01, leg=None), "session 3: leg: expected true or false"),
    (changed(T01, nd=float("nan")), "session 3: nd: nan is no number 0-10"),
    *[(without(T01, key), f"session 3: {key}: ") for key in T01["sessions"][0]],
]


@pytest.mark.parametrize(("bad", "message"), BAD_LINES)
def test_a_bad_line_is_named_by_its_number_and_the_others_are_answered(tmp_path, bad, message):
    path = written(tmp_path, json.dumps(T01), "", bad, json.dumps(T03))
    out, err, code = run("decide", path)
    assert [json.loads(one)["id"] for one in out] == ["T01", "T03"]
    assert err[0].startswith("line 3: ")
    assert message in err[0]
    assert err[1] == "1 line(s) could not be decided"
    assert code == 1


def test_every_fault_of_a_line_is_named(tmp_path):
    row = {**T01["sessions"][0], "pre": 12, "nd": "x", "leg": "no"}
    line = json.dumps({"id": "x", "screen_pain": 99, "sessions": [row]})
    _, err, _ = run("decide", written(tmp_path, line))
    assert all(name in err[0] for name in ("screen_pain", "pre", "nd", "leg"))


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(T01) + "\n\n"))
    out, err, code = run("decide", "-")
    assert [json.loads(one)["rule"] for one in out] == ["D7"]
    assert (err, code) == ([], 0)


def test_the_exit_codes_of_the_process():
    text = f"{json.dumps(T01)}\n{{\n{json.dumps(T03)}\n"
    bad = in_a_process("decide", "-", text=text)
    assert bad.returncode == 1
    assert [json.loads(one)["rule"] for one in bad.stdout.splitlines()] == ["D7", "D4"]
    assert "line 2: not JSON" in bad.stderr
    assert "Traceback" not in bad.stderr
