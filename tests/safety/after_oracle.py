"""A second evaluator of the after-session rules, straight from the JSON of the rule set.

It shares no code with `safety.after`: it interprets the predicates as they stand in
tests/data/after_session.json (a copy of "after_session" of the clinical rule set), with
its own arithmetic, so that the two can be compared on thousands of diaries.
"""

from __future__ import annotations

import json
import operator
from pathlib import Path
from typing import Any

AFTER = json.loads((Path(__file__).parents[1] / "data/after_session.json").read_text())
COMPARE = {"gte": operator.ge, "gt": operator.gt, "lte": operator.le, "lt": operator.lt}


def expected(row: dict[str, Any]) -> tuple[str, str]:
    """Return (rule, decision) of one example-shaped diary."""
    numbers, facts = numbers_of(row), facts_of(row)
    for one in AFTER["decisions"]:
        if holds(one["when"], numbers, facts):
            return one["id"], one["decision"]
    raise AssertionError("the last decision always holds")


def holds(when: dict[str, Any], numbers: dict[str, Any], facts: dict[str, bool]) -> bool:
    """Interpret one predicate."""
    if "all" in when:
        return all(holds(one, numbers, facts) for one in when["all"])
    if "any" in when:
        return any(holds(one, numbers, facts) for one in when["any"])
    if "not" in when:
        return not holds(when["not"], numbers, facts)
    if "fact" in when:
        if when["fact"] == "improved":
            return holds(AFTER["facts"]["improved"], numbers, facts)
        return facts[when["fact"]]
    value = numbers[when["number"]]
    bounds = [(name, bound) for name, bound in when.items() if name != "number"]
    return value is not None and all(COMPARE[name](value, bound) for name, bound in bounds)


def is_worse(one: dict[str, Any]) -> bool:
    """Interpret per_session.worse."""
    next_day = one["nd"] is not None and one["nd"] - one["pre"] >= 2
    tender = one["sore"] is not None and one["sore"] >= 6
    return one["post"] - one["pre"] >= 2 or next_day or tender


def is_good(one: dict[str, Any]) -> bool:
    """Interpret per_session.good."""
    if one["nd"] is None:
        return False
    calm = (one["sore"] or 0) <= 3 and (one["sore_hours"] or 0) <= 36
    return calm and one["post"] <= one["pre"] and one["nd"] <= one["pre"]


def trailing(rows: list[dict[str, Any]], test: Any) -> int:
    """Return how many sessions at the end hold without a break."""
    count = 0
    while count < len(rows) and test(rows[-1 - count]):
        count += 1
    return count


def numbers_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return every number of "numbers" by its id."""
    rows = row["sessions"]
    last, before = rows[-1], [one["pre"] for one in rows]
    base = sorted(before[:3])[1] if len(rows) >= 3 else row["screen_pain"]
    tail = before[-3:]
    mean = sum(tail) / len(tail)
    today = row.get("today")
    return {
        "d_post": last["post"] - last["pre"],
        "d_next": None if last["nd"] is None else last["nd"] - last["pre"],
        "post": last["post"],
        "sore": last["sore"] or 0,
        "sore_hours": last["sore_hours"] or 0,
        "sessions": len(rows),
        "today": last["day"] if today is None else today,
        "B": base,
        "mean3": mean,
        "rise": mean - base,
        "gain": base - mean,
        "gain_share": 0 if base == 0 else (base * len(tail) - sum(tail)) / (base * len(tail)),
        "worse_run": trailing(rows, is_worse),
        "worse_in_4": sum(1 for one in rows[-4:] if is_worse(one)),
        "good_run": trailing(rows, is_good),
        "span3": rows[-1]["day"] - rows[-3]["day"] if len(rows) >= 3 else 0,
    }


def facts_of(row: dict[str, Any]) -> dict[str, bool]:
    """Return every fact but "improved" by its id."""
    last = row["sessions"][-1]
    flags = {name: last[name] for name in ("leg", "bruise", "dark_pee", "emergency")}
    return {
        **flags,
        "nd_missing": last["nd"] is None,
        "attested": row.get("not_improving_attested", False),
        "worse": is_worse(last),
    }
