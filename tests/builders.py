"""Plain values for tests: answer sets and outcomes, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from safety import content
from safety.clearance import Result
from safety.reading import Answer
from safety.screening import Verdict, check_answers, evaluate, next_question, stop
from safety.vocabulary import NO_RESTRICTIONS, Tier

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MONTH = timedelta(days=28)


def all_clear() -> dict[str, Answer]:
    """Return answers without any sign, one for each core question."""
    ruleset = content.current()
    return check_answers(ruleset, ruleset.frame["all_clear"])


def screen(**changes: Any) -> dict[str, Answer]:
    """Return the all-clear answers with some changed; None takes an answer out."""
    ruleset = content.current()
    return check_answers(ruleset, {**ruleset.frame["all_clear"], **changes})


def verdict(**changes: Any) -> Verdict:
    """Return the outcome of the all-clear answers with some changed."""
    return evaluate(content.current(), screen(**changes))


def findings(outcome: Verdict) -> dict[str, str]:
    """Return the tier of every finding by its id."""
    return {one.id: one.tier.value for one in outcome.findings}


def fired(outcome: Verdict) -> set[str]:
    """Return the ids of fired rules and advisories, without the condition they are about."""
    return {one.rule.id for one in outcome.findings} | set(outcome.advisories)


def walked(wanted: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answer question after question as a person would, from answers at hand."""
    answers: dict[str, Answer] = {}
    while asked := next_question(content.current(), answers):
        answers[asked.id] = wanted[asked.id]
    return answers


def ends_after(wanted: Mapping[str, Answer]) -> tuple[str, Verdict]:
    """Walk until the screen stops; return the last question answered and the outcome."""
    ruleset, last = content.current(), ""
    answers: dict[str, Answer] = {}
    while not (outcome := stop(ruleset, answers)):
        asked = next_question(ruleset, answers)
        assert asked is not None
        last = asked.id
        answers[last] = wanted[last]
    return last, outcome


def result(tier: Tier = Tier.READY, **changes: Any) -> Result:
    """Return a recorded outcome, granted at noon for 28 days unless it is locked."""
    granted = changes.get("granted_at", NOON)
    values: dict[str, Any] = {
        "tier": tier,
        "restrictions": NO_RESTRICTIONS,
        "ruleset_version": content.current().version,
        "granted_at": granted,
        "expires_at": None if tier.is_locked else granted + MONTH,
        **changes,
    }
    return Result(**values)
