"""Writes of results: appended, withdrawn, never changed. Keyword-only, atomic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from safety import content
from safety.access import standing_clearance_of
from safety.models import Clearance, Person, Screening, Withdrawal
from safety.reopening import latest_end
from safety.ruleset import Ruleset
from safety.verdict import Verdict
from safety.vocabulary import NO_RESTRICTIONS, Pressure, Restrictions, Tier


def withdraw(*, clearance: Clearance, reason: str, now: datetime) -> Withdrawal:
    """Take a clearance back; doing it twice changes nothing."""
    row, _ = Withdrawal.objects.get_or_create(
        clearance=clearance, defaults={"reason": reason, "withdrawn_at": now}
    )
    return row


@transaction.atomic
def withdraw_standing(*, person: Person, reason: str, now: datetime) -> None:
    """Close the gate of a person until the next full screen, begun after this.

    A locked result stays as it is: taking it back would also take back what it asks for.
    """
    _drop_screen_under_way(person, now=now)
    row = standing_clearance_of(person)
    if row and not Tier(row.tier).is_locked:
        withdraw(clearance=row, reason=reason, now=now)


@transaction.atomic
def lock(
    *,
    person: Person,
    tier: Tier,
    finding: str,
    advice: str,
    origin: str,
    told: Sequence[tuple[str, object]] = (),
    now: datetime,
) -> Clearance:
    """Append a locked result that no screen gave: a sign before, in or after a session.

    A screen under way ends with it: its answers are from before.

    `finding` is the id of what fired (a stop sign, a precheck answer, a decision), `told`
    pairs of question or sign id and answer. Raise ValueError for a tier that opens.
    """
    if not tier.is_locked:
        raise ValueError(f"{tier} does not lock")
    _drop_screen_under_way(person, now=now)
    pairs = [[*pair] for pair in told]
    return Clearance.objects.create(
        person=person,
        origin=origin,
        tier=tier,
        rules=[finding],
        reasons=[{"finding": finding, "tier": tier, "attested": False, "told": pairs}],
        conditions=[],
        zones=[],
        advice=[advice],
        restrictions=NO_RESTRICTIONS.as_json(),
        ruleset_version=content.current().version,
        granted_at=now,
    )


def _drop_screen_under_way(person: Person, *, now: datetime) -> None:
    rows = Screening.objects.filter(person=person, ended_at=None)
    rows.update(ended_at=now, answers={}, attested={})


def append_result(screening: Screening, verdict: Verdict, *, now: datetime) -> Clearance:
    ruleset = content.current()
    zones = _marked_zones(ruleset, screening.answers.get("local_areas", ()))
    given = _given_limits(screening.attested)
    limits = verdict.limits.with_zones(zones) | given
    return Clearance.objects.create(
        person=screening.person,
        screening=screening,
        age_years=screening.answers.get("age_years"),
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
    ends = latest_end(verdict.conditions, ends, granted_at=now)
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
