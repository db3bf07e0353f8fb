"""Run answer sets through the rules for people who review them: files in, plain values out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from safety.ruleset import Ruleset
from safety.screening import InvalidAnswers, check_answers, evaluate
from safety.verdict import Verdict


class BadLine(ValueError):
    """A line that is no answer set; the message says why."""


def as_expected(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict with the keys and shapes of a vignette's "expected"."""
    deciding = verdict.deciding
    limits = verdict.restrictions
    return {
        "tier": verdict.tier.value,
        "locked": verdict.is_locked,
        "rules": sorted(one.id for one in deciding),
        "attested": sorted(one.id for one in deciding if one.attested),
        "advisories": sorted(verdict.advisories),
        "conditions": sorted(verdict.conditions),
        "advice": list(verdict.advice),
        "validity_days": verdict.validity_days,
        "restrictions": None if limits is None else limits.as_json(),
    }


def assess_line(ruleset: Ruleset, line: str, default: Mapping[str, Any]) -> dict[str, Any]:
    """Return id and outcome of one JSON line; raise BadLine on anything unexpected."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("answers"), dict):
        raise BadLine('expected {"id": …, "answers": {…}}')
    try:
        answers = check_answers(ruleset, {**default, **row["answers"]})
    except InvalidAnswers as error:
        raise BadLine(str(error)) from error
    return {"id": row.get("id"), **as_expected(evaluate(ruleset, answers))}


def mismatches(ruleset: Ruleset, vignettes: Mapping[str, Any]) -> Iterator[str]:
    """Yield "id key: expected …, got …" for every difference of a vignettes file."""
    for case in vignettes["vignettes"]:
        try:
            answers = check_answers(ruleset, {**vignettes["default"], **case["answers"]})
        except InvalidAnswers as error:
            yield f"{case['id']}: {error}"
            continue
        verdict = evaluate(ruleset, answers)
        got = {**as_expected(verdict), "after_unlock": verdict.limits.as_json()}
        yield from _differences(case["id"], case["expected"], got)


def _differences(
    name: str, expected: Mapping[str, Any], got: Mapping[str, Any]
) -> Iterable[str]:
    for key, value in expected.items():
        if key not in got:
            yield f"{name} {key}: not something a screen gives"
        elif got[key] != value:
            want, found = (json.dumps(one, ensure_ascii=False) for one in (value, got[key]))
            yield f"{name} {key}: expected {want}, got {found}"
