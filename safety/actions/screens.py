"""Writes of screens: keyword-only, atomic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from safety import content
from safety.access import SCREENING_LIFE, clearances_of, pending_of
from safety.actions.results import append_result, withdraw
from safety.clearance import (
    FEVER_FREE,
    Result,
    may_say_fever_free,
    may_screen_from,
    needs_a_check,
    standing,
)
from safety.models import Clearance, Person, Screening
from safety.reading import Answer
from safety.screening import Answers, amended, check_answers, stop
from safety.vocabulary import Tier


class MayNotScreen(Exception):
    """A new screen must wait, or must begin with a health worker's check."""


@transaction.atomic
def begin_screening(
    *, person: Person, now: datetime, checked_role: str = "", checked_on: date | None = None
) -> Screening:
    """Start a screen from question one; an unfinished one is dropped.

    Raise MayNotScreen while an emergency result is younger than a day, or while an
    emergency or urgent result stands and nobody has checked the person; where fever alone
    decided, `checked_role` FEVER_FREE counts as a check after two days.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    drop_stale_screenings(now=now)
    history = [row.as_result() for row in clearances_of(person)]
    if not _may_begin(history, checked_role, checked_on, now=now):
        raise MayNotScreen
    for unfinished in Screening.objects.filter(person=person, ended_at=None):
        end_screening(screening=unfinished, now=now)
    ruleset = content.current()
    return Screening.objects.create(
        person=person,
        ruleset_version=ruleset.version,
        fingerprint=ruleset.fingerprint,
        started_at=now,
        checked_role=checked_role,
        checked_on=checked_on,
        pending=sorted(pending_of(person)),
    )


def _may_begin(
    history: Sequence[Result], role: str, checked_on: date | None, *, now: datetime
) -> bool:
    result = standing(history)
    if result is None or not needs_a_check(result):
        return True
    if role == FEVER_FREE and not may_say_fever_free(history, now=now):
        return False
    wait = may_screen_from(result)
    given_on = timezone.localdate(result.granted_at)
    is_later = checked_on is not None and checked_on >= given_on
    return bool(role) and is_later and not (wait and now < wait)


def drop_stale_screenings(*, now: datetime) -> int:
    """End unfinished screens that no longer count and drop their answers; return how many."""
    is_old = Q(started_at__lt=now - SCREENING_LIFE)
    is_other = ~Q(fingerprint=content.current().fingerprint)
    stale = Screening.objects.filter(is_old | is_other, ended_at=None)
    return stale.update(ended_at=now, answers={}, attested={})


def end_screening(*, screening: Screening, now: datetime) -> None:
    """End a screen and drop the raw answers."""
    screening.ended_at = now
    screening.answers = {}
    screening.save(update_fields=["ended_at", "answers"])


@transaction.atomic
def record_answer(
    *,
    screening: Screening,
    question: str,
    answer: Answer,
    now: datetime,
    attested: Mapping[str, Any] | None = None,
) -> Clearance | None:
    """Store one answer; return the result when the answers so far end the screen at once.

    Answers to questions that are no longer shown are dropped. Only E ends it here:
    every other outcome waits for `finish_screening`, so that answers can be checked.
    """
    ruleset = content.current()
    before = check_answers(ruleset, screening.answers)
    check_answers(ruleset, {question: answer})
    pending = frozenset(screening.pending)
    answers: Answers = amended(ruleset, before, question, answer, pending)
    screening.answers = answers
    screening.attested = dict(attested) if attested is not None else screening.attested
    screening.last_question = question
    screening.save(update_fields=["answers", "attested", "last_question"])
    verdict = stop(ruleset, answers, pending)
    if not verdict or verdict.tier is not Tier.EMERGENCY:
        return None
    clearance = append_result(screening, verdict, now=now)
    if not ruleset.question[question].reask or question in screening.asked_again:
        end_screening(screening=screening, now=now)
    return clearance


@transaction.atomic
def finish_screening(*, screening: Screening, now: datetime) -> Clearance | None:
    """Record the outcome and drop the answers; None while a question is open."""
    ruleset = content.current()
    answers = check_answers(ruleset, screening.answers)
    verdict = stop(ruleset, answers, frozenset(screening.pending))
    if verdict is None:
        return None
    clearance = append_result(screening, verdict, now=now)
    end_screening(screening=screening, now=now)
    return clearance


@transaction.atomic
def correct_slip(*, screening: Screening, question: str, now: datetime) -> None:
    """Take back an emergency result that came from a slip; the question is open again."""
    for clearance in screening.clearances.filter(withdrawal=None):
        withdraw(clearance=clearance, reason="slip", now=now)
    screening.answers = {k: v for k, v in screening.answers.items() if k != question}
    screening.corrected = True
    screening.asked_again = [*screening.asked_again, question]
    screening.save(update_fields=["answers", "corrected", "asked_again"])


def pass_interruption(*, screening: Screening, block: int) -> None:
    """Remember that the page between two blocks was seen."""
    screening.interrupted_at_block = block
    screening.save(update_fields=["interrupted_at_block"])
