"""Run diaries through the after-session rules for people who review them. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from safety.after import Decided, Diary, Entry, decide
from safety.review import BadLine
from safety.ruleset import Ruleset

SCALE = ("pre", "post")
SCALE_OR_UNKNOWN = ("nd", "sore")
FLAGS = ("leg", "bruise", "dark_pee", "emergency")
SHAPE = 'expected {"id": …, "screen_pain": 0-10, "sessions": [{…}, …]}'


def decide_line(ruleset: Ruleset, line: str) -> dict[str, Any]:
    """Return id and decision of one JSON line; raise BadLine with everything unexpected."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadLine(SHAPE)
    if faults := list(_faults(row)):
        raise BadLine("; ".join(faults))
    return {"id": row.get("id"), **as_decided(decide(ruleset.after, _diary(row)))}


def as_decided(decided: Decided) -> dict[str, Any]:
    """Return a decision as plain values; what it does not have is None."""
    return {
        "decision": decided.decision,
        "rule": decided.rule,
        "tier": decided.tier.value if decided.tier else None,
        "advice": decided.advice or None,
        "tips": list(decided.tips),
        "reasons": list(decided.reasons),
    }


def _diary(row: Mapping[str, Any]) -> Diary:
    names = ("day", *SCALE, *SCALE_OR_UNKNOWN, "sore_hours", *FLAGS)
    return Diary(
        entries=tuple(Entry(**{name: one[name] for name in names}) for one in row["sessions"]),
        screen_pain=row["screen_pain"],
        today=row.get("today"),
        not_improving_attested=row.get("not_improving_attested", False),
    )


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    sessions = row.get("sessions")
    if not isinstance(sessions, list) or not sessions:
        yield "sessions: expected at least one session"
    if not _is_scale(row.get("screen_pain")):
        yield f"screen_pain: {row.get('screen_pain')!r} is no number 0-10"
    if row.get("today") is not None and not _is_whole(row["today"]):
        yield f"today: {row['today']!r} is no day number"
    if not isinstance(row.get("not_improving_attested", False), bool):
        yield "not_improving_attested: expected true or false"
    for place, one in enumerate(sessions if isinstance(sessions, list) else (), 1):
        for fault in _session_faults(one):
            yield f"session {place}: {fault}"


def _session_faults(one: Any) -> Iterator[str]:
    if not isinstance(one, dict):
        yield "expected a session"
        return
    if not _is_whole(one.get("day")):
        yield f"day: {one.get('day')!r} is no day number"
    for name in (*SCALE, *SCALE_OR_UNKNOWN):
        is_unknown = name in SCALE_OR_UNKNOWN and name in one and one[name] is None
        if not is_unknown and not _is_scale(one.get(name)):
            yield f"{name}: {one.get(name)!r} is no number 0-10"
    if "sore_hours" not in one or not _is_hours(one["sore_hours"]):
        yield f"sore_hours: {one.get('sore_hours')!r} is no number of hours"
    for name in FLAGS:
        if not isinstance(one.get(name), bool):
            yield f"{name}: expected true or false"


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_scale(value: Any) -> bool:
    return _is_whole(value) and 0 <= value <= 10


def _is_hours(value: Any) -> bool:
    return value is None or (_is_whole(value) and value >= 0)
