"""Every write of safety: people, screens, results. Keyword-only, atomic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from safety import content
from safety.access import SCREENING_LIFE, open_screening_of, standing_clearance_of
from safety.clearance import may_screen_from, needs_a_check
from safety.models import Clearance, Person, Screening, Withdrawal
from safety.reading import Answer
from safety.ruleset import Ruleset
from safety.screening import Answers, Verdict, amended, check_answers, stop
from safety.vocabulary import NO_RESTRICTIONS, Pressure, Restrictions, Tier


class MayNotScreen(Exception):
    """A new screen must wait, or must begin with a health worker's check."""


def create_guest() -> Person:
    """Return a new person without an account."""
    return Person.objects.create_guest()


@transaction.atomic
def begin_screening(
    *, person: Person, now: datetime, checked_role: str = "", checked_on: date | None = None
) -> Screening:
    """Start a screen from question one; an unfinished one is dropped.

    Raise MayNotScreen while an emergency result is younger than a day, or while an
    emergency or urgent result stands and nobody has checked the person.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    drop_stale_screenings(now=now)
    row = standing_clearance_of(person)
    result = row.as_result() if row else None
    if needs_a_check(result):
        wait = may_screen_from(result)
        given_on = timezone.localdate(row.granted_at) if row else None
        is_later = checked_on is not None and given_on and checked_on >= given_on
        if not checked_role or not is_later or (wait and now < wait):
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
    )


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
    answers: Answers = amended(ruleset, before, question, answer)
    screening.answers = answers
    screening.attested = dict(attested) if attested is not None else screening.attested
    screening.last_question = question
    screening.save(update_fields=["answers", "attested", "last_question"])
    verdict = stop(ruleset, answers)
    if not verdict or verdict.tier is not Tier.EMERGENCY:
        return None
    clearance = _append(screening, verdict, now=now)
    if not ruleset.question[question].reask or question in screening.asked_again:
        end_screening(screening=screening, now=now)
    return clearance


@transaction.atomic
def finish_screening(*, screening: Screening, now: datetime) -> Clearance | None:
    """Record the outcome and drop the answers; None while a question is open."""
    ruleset = content.current()
    answers = check_answers(ruleset, screening.answers)
    verdict = stop(ruleset, answers)
    if verdict is None:
        return None
    clearance = _append(screening, verdict, now=now)
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


def withdraw(*, clearance: Clearance, reason: str, now: datetime) -> Withdrawal:
    """Take a clearance back; doing it twice changes nothing."""
    row, _ = Withdrawal.objects.get_or_create(
        clearance=clearance, defaults={"reason": reason, "withdrawn_at": now}
    )
    return row


def withdraw_standing(*, person: Person, reason: str, now: datetime) -> None:
    """Close the gate of a person until the next full screen."""
    if row := standing_clearance_of(person):
        withdraw(clearance=row, reason=reason, now=now)


def choose_country(*, person: Person, country: str) -> None:
    """Remember whose emergency numbers to show."""
    person.country = country
    person.save(update_fields=["country"])


@transaction.atomic
def merge_guest(*, guest: Person, into: Person, now: datetime) -> None:
    """Move every row of a guest to their account and remove the empty guest.

    The account's own unfinished screen is dropped in favour of the guest's.
    """
    drop_stale_screenings(now=now)
    if open_screening_of(guest, now=now) and (older := open_screening_of(into, now=now)):
        end_screening(screening=older, now=now)
    for relation in Person._meta.related_objects:
        if relation.one_to_many and relation.related_model is not Person:
            owned = relation.related_model._default_manager
            owned.filter(**{relation.field.name: guest}).update(**{relation.field.name: into})
    guest.delete()


def _append(screening: Screening, verdict: Verdict, *, now: datetime) -> Clearance:
    ruleset = content.current()
    zones = _marked_zones(ruleset, screening.answers.get("local_areas", ()))
    given = _given_limits(screening.attested)
    limits = verdict.limits.with_zones(zones) | given
    return Clearance.objects.create(
        person=screening.person,
        screening=screening,
        tier=_recorded_tier(verdict),
        rules=[one.id for one in verdict.findings],
        reasons=_reasons(verdict),
        conditions=list(verdict.conditions),
        zones=sorted(zones),
        advice=[*verdict.advice, *_tips(ruleset, verdict)],
        restrictions=limits.simplified().as_json(),
        given=given.as_json() if given != NO_RESTRICTIONS else {},
        ruleset_version=screening.ruleset_version,
        granted_at=now,
        expires_at=_expires_at(verdict, screening.attested, now=now),
    )


def _expires_at(
    verdict: Verdict, attested: Mapping[str, Any], *, now: datetime
) -> datetime | None:
    """Return the end of the result; a health worker's word ends 90 days after its month."""
    if verdict.validity_days is None:
        return None
    ends = now + timedelta(days=verdict.validity_days)
    if not any(one.attested for one in verdict.findings):
        return ends
    first = datetime.fromisoformat(f"{attested['month']}-01").replace(tzinfo=now.tzinfo)
    month_end = (first + timedelta(days=31)).replace(day=1)
    return min(ends, month_end + timedelta(days=content.current().attestation.valid_days))


def _recorded_tier(verdict: Verdict) -> Tier:
    """Return the tier, or check-first for an open tier with an answer missing."""
    if verdict.is_locked and not verdict.tier.is_locked:
        return Tier.CHECK_FIRST
    return verdict.tier


def _tips(ruleset: Ruleset, verdict: Verdict) -> list[str]:
    if verdict.is_locked:
        return []
    rules = {rule.id: rule for rule in ruleset.advisories}
    return [ref.id for name in verdict.advisories for ref in rules[name].advice]


def _reasons(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {
            "finding": one.id,
            "tier": one.tier,
            "attested": one.attested,
            "told": [[told.question, told.answer] for told in one.told],
        }
        for one in verdict.findings
    ]


def _marked_zones(ruleset: Ruleset, marked: Any) -> frozenset[str]:
    zones = {one.id: one.zone for one in ruleset.question["local_areas"].options}
    return frozenset(zones[name] for name in marked if zones.get(name))


def _given_limits(attested: Mapping[str, Any]) -> Restrictions:
    """Return limits a health worker gave: they add, never relax (attestation.limits)."""
    light = Pressure.LIGHT if "light_only" in attested.get("limits", ()) else Pressure.FIRM
    return Restrictions(pressure_max=light, areas=frozenset(attested.get("zones", ())))
