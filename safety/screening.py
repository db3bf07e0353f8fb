"""Answers in, verdict out: the whole decision of the symptom screen.

Follows "evaluation", "merge" and "attestation" of the clinical rule set
(docs/safety-model.md). Pure: no clock, no database. Silence never opens anything:
an unanswered required question gives a locked verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import cast

from safety.expressions import parse
from safety.reading import Answer, AnswerReading, told_by
from safety.ruleset import Question, Ruleset
from safety.verdict import Finding, Verdict, brought_up
from safety.vocabulary import NO_RESTRICTIONS, Restrictions, Tier

Answers = Mapping[str, Answer]
# Attest keys that sessions brought up, to be put to a health worker in this screen.
Pending = frozenset[str]
NOTHING_PENDING: Pending = frozenset()

# At the end of these blocks the screen stops when it has reached one of the
# tiers (clinical rule set, evaluation.stops). E stops at once.
STOPS_AFTER_BLOCK = {
    2: frozenset({Tier.URGENT, Tier.NOT_ELIGIBLE}),
    3: frozenset({Tier.URGENT}),
}


class InvalidAnswers(ValueError):
    """The set names a question or option that does not exist, or has a wrong shape."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def check_answers(ruleset: Ruleset, raw: Mapping[str, object]) -> dict[str, Answer]:
    """Return typed answers; raise InvalidAnswers naming every fault.

    Raw values are strings, whole numbers or lists of strings; None means unanswered.
    """
    problems: list[str] = []
    answers: dict[str, Answer] = {}
    for name, value in raw.items():
        question = ruleset.question.get(name)
        if question is None:
            problems.append(f"unknown question {name!r}")
        elif value is not None:
            answers[name] = _typed(ruleset, question, value, problems)
    if problems:
        raise InvalidAnswers(problems)
    return answers


def kept(
    ruleset: Ruleset, answers: Answers, pending: Pending = NOTHING_PENDING
) -> dict[str, Answer]:
    """Return the answers of questions that are shown, walking in order."""
    standing: dict[str, Answer] = {}
    for question in _shown(ruleset, standing, pending):
        if question.id in answers:
            standing[question.id] = answers[question.id]
    return standing


def amended(
    ruleset: Ruleset,
    answers: Answers,
    question: str,
    answer: Answer,
    pending: Pending = NOTHING_PENDING,
) -> Answers:
    """Return the answers with one set, without those it puts in doubt.

    A follow-up that depends on a changed answer is asked again: a place marked for one
    burn says nothing about a second one.
    """
    if answers.get(question) == answer:
        return kept(ruleset, answers, pending)
    reading = AnswerReading(ruleset, {})
    doubtful = {
        one.id
        for one in ruleset.questions
        if one.show_if and question in reading.questions_of(one.show_if)
    }
    rest = {name: value for name, value in answers.items() if name not in doubtful}
    return kept(ruleset, {**rest, question: answer}, pending)


def attestable(
    ruleset: Ruleset, answers: Answers, pending: Pending = NOTHING_PENDING
) -> dict[str, Finding]:
    """Return what a health worker's word could open, by attest key."""
    rest = {k: v for k, v in answers.items() if k != ruleset.attestation.question}
    return {
        one.condition if one.rule.attest_key == "*" else one.rule.attest_key: one
        for one in evaluate(ruleset, rest, pending).findings
        if one.rule.attest_key
    }


def next_question(
    ruleset: Ruleset, answers: Answers, pending: Pending = NOTHING_PENDING
) -> Question | None:
    """Return the first shown question without an answer, None at the end."""
    return next(iter(open_questions(ruleset, answers, pending)), None)


def open_questions(
    ruleset: Ruleset, answers: Answers, pending: Pending = NOTHING_PENDING
) -> list[Question]:
    """Return shown questions that have no answer yet."""
    standing: dict[str, Answer] = {}
    missing = []
    for question in _shown(ruleset, standing, pending):
        if question.id in answers:
            standing[question.id] = answers[question.id]
        else:
            missing.append(question)
    return missing


def stop(
    ruleset: Ruleset, answers: Answers, pending: Pending = NOTHING_PENDING
) -> Verdict | None:
    """Return the verdict if the screen ends here, None while it goes on.

    E ends it at once unless a follow-up of the rule is open; U and X at the end of
    block 2; U at the end of block 3; anything when no question is left.
    """
    verdict = evaluate(ruleset, answers, pending)
    open_now = open_questions(ruleset, answers, pending)
    if not open_now:
        return verdict
    if verdict.tier is Tier.EMERGENCY and _has_settled_emergency(ruleset, verdict, open_now):
        return verdict
    ended = [block for block in STOPS_AFTER_BLOCK if open_now[0].block > block]
    is_over = any(
        _tier_of_blocks(ruleset, answers, block) in STOPS_AFTER_BLOCK[block] for block in ended
    )
    return verdict if is_over else None


def evaluate(ruleset: Ruleset, answers: Answers, pending: Pending = NOTHING_PENDING) -> Verdict:
    """Decide over the whole set, without stopping early."""
    standing = kept(ruleset, answers, pending)
    reading = AnswerReading(ruleset, standing)
    conditions = tuple(name for name in ruleset.conditions if reading.condition(name))
    agreed = frozenset(cast(tuple[str, ...], standing.get(ruleset.attestation.question, ())))
    findings = (
        *_findings(ruleset, reading, conditions, agreed),
        *(brought_up(key, attested=key in agreed) for key in sorted(pending)),
    )
    tier = max((one.tier for one in findings), key=lambda one: one.rank, default=Tier.READY)
    deciding = [one for one in findings if one.tier is tier]
    missing = any(question.required for question in open_questions(ruleset, answers, pending))
    return Verdict(
        tier=tier,
        is_complete=not missing,
        findings=findings,
        advisories=tuple(
            rule.id for rule in ruleset.advisories if parse(rule.when).holds(reading)
        ),
        conditions=conditions,
        advice=_advice(reading, deciding),
        days=_days(ruleset, tier, deciding),
        limits=_limits(ruleset, findings, conditions),
    )


def _shown(
    ruleset: Ruleset, standing: dict[str, Answer], pending: Pending
) -> Iterator[Question]:
    """Yield shown questions; the caller adds to `standing` as it goes."""
    for question in ruleset.questions:
        is_wanted = bool(pending) and question.id == ruleset.attestation.question
        reading = AnswerReading(ruleset, standing)
        if not question.show_if or is_wanted or parse(question.show_if).holds(reading):
            yield question


def _typed(ruleset: Ruleset, question: Question, value: object, problems: list[str]) -> Answer:
    if question.is_number:
        if type(value) is int and question.min <= value <= question.max:
            return value
        problems.append(f"{question.id}: {value!r} is no number {question.min}-{question.max}")
        return 0
    known = {one.id for one in question.options}
    if question.type == "attestation":
        known = set(ruleset.attest_keys)
    if question.takes_many and not _is_list_of_text(value):
        problems.append(f"{question.id}: {value!r} is no list of options")
        return ()
    if not question.takes_many and not isinstance(value, str):
        problems.append(f"{question.id}: {value!r} is no option")
        return ""
    chosen = cast(list[str], value if question.takes_many else [value])
    problems += [f"{question.id}: unknown option {one!r}" for one in chosen if one not in known]
    return tuple(chosen) if question.takes_many else chosen[0]


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def _findings(
    ruleset: Ruleset,
    reading: AnswerReading,
    conditions: tuple[str, ...],
    agreed: frozenset[str],
) -> Iterator[Finding]:
    for rule in ruleset.rules:
        for condition in conditions if rule.per_condition else ("",):
            if condition and ruleset.conditions[condition].gate not in rule.per_condition:
                continue
            scope = reading.about(condition)
            if not parse(rule.when).holds(scope):
                continue
            key = condition if rule.attest_key == "*" else rule.attest_key
            attested = bool(key) and key in agreed and rule.tier is Tier.CHECK_FIRST
            yield Finding(
                id=f"{rule.id}:{condition}" if condition else rule.id,
                rule=rule,
                tier=Tier.LIMITS if attested else cast(Tier, rule.tier),
                attested=attested,
                condition=condition,
                told=told_by(scope, rule.when),
            )


def _advice(reading: AnswerReading, deciding: list[Finding]) -> tuple[str, ...]:
    wanted = (
        ref.id
        for finding in deciding
        for ref in finding.rule.advice
        if parse(ref.when).holds(reading)
    )
    return tuple(dict.fromkeys(wanted))


def _days(ruleset: Ruleset, tier: Tier, deciding: list[Finding]) -> int:
    row = ruleset.tiers[tier]
    changing = any(
        one.rule.time_changing
        or (one.condition and ruleset.conditions[one.condition].time_changing)
        for one in deciding
    )
    short = row.validity_days_time_changing
    return (short if changing and short is not None else row.validity_days) or 0


def _limits(
    ruleset: Ruleset, findings: tuple[Finding, ...], conditions: tuple[str, ...]
) -> Restrictions:
    from_rules = [one.rule.restrictions for one in findings if one.rule.restrictions]
    parts = [ruleset.restrictions_of(name) for name in conditions]
    parts += [table.restrictions(ruleset.flags) for table in from_rules]
    return reduce(lambda left, right: left | right, parts, NO_RESTRICTIONS).simplified()


def _tier_of_blocks(ruleset: Ruleset, answers: Answers, last: int) -> Tier:
    """Return the tier up to the end of a block; later answers do not count yet."""
    asked = {k: v for k, v in answers.items() if ruleset.question[k].block <= last}
    return evaluate(ruleset, asked).tier


def _has_settled_emergency(
    ruleset: Ruleset, verdict: Verdict, open_now: list[Question]
) -> bool:
    pending = {question.id for question in open_now if not question.core}
    return any(
        pending.isdisjoint(AnswerReading(ruleset, {}).questions_of(one.rule.when))
        for one in verdict.deciding
    )
