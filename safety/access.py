"""The only way to a person's screens and results, and to the gate."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, Subquery

from safety import content
from safety.clearance import Gate, Open, gate, standing
from safety.limits import Standing, sources_of
from safety.models import Clearance, Person, Precheck, Screening
from safety.precheck import Earlier
from safety.reopening import pause_closes
from safety.screening import Pending
from safety.verdict import BROUGHT_UP

Visitor = Person | AnonymousUser

# An unfinished screen is asked again after a day: its answers are about "now".
SCREENING_LIFE = timedelta(hours=24)


def open_screening_of(visitor: Visitor, *, now: datetime) -> Screening | None:
    """Return the screen under way, None when there is none that still counts.

    One older than a day, or begun with other questions than today's, does not.
    """
    if not isinstance(visitor, Person):
        return None
    fresh = Screening.objects.filter(
        ended_at=None,
        started_at__gte=now - SCREENING_LIFE,
        fingerprint=content.current().fingerprint,
    )
    return fresh.filter(person=visitor).first()


def clearances_of(visitor: Visitor) -> list[Clearance]:
    """Return results, newest first: all of them, for an old emergency may still stand."""
    if not isinstance(visitor, Person):
        return []
    rows = Clearance.objects.filter(person=visitor)
    return list(rows.select_related("withdrawal", "screening"))


def pending_of(person: Person) -> Pending:
    """Return what sessions brought up that no health worker has agreed to since.

    It stays until a screen holds the agreement: other results in between do not end it.
    """
    latest: dict[str, bool] = {}
    for row in clearances_of(person):
        for reason in row.reasons:
            latest.setdefault(reason["finding"], bool(reason["attested"]))
    return frozenset(key for key, rule in BROUGHT_UP.items() if latest.get(rule.id) is False)


def attested_until(person: Person, key: str) -> datetime | None:
    """Return how long a health worker's word on an attest key counts, None without one.

    90 days from the result that holds it (clinical rule set, attestation.valid_days); a
    result that was taken back holds nothing.
    """
    rule, days = BROUGHT_UP[key], content.current().attestation.valid_days
    for row in clearances_of(person):
        said = any(one["finding"] == rule.id and one["attested"] for one in row.reasons)
        if said and not hasattr(row, "withdrawal"):
            return row.granted_at + timedelta(days=days)
    return None


def precheck_of(visitor: Visitor, *, now: datetime) -> Precheck | None:
    """Return the check before a session that counts now, None when it must be asked.

    It counts for two hours (clinical rule set, precheck.valid_hours), and only for the
    result it was answered under.
    """
    if not isinstance(visitor, Person):
        return None
    oldest = now - content.current().precheck.valid
    rows = _prechecks_under_newest_result(visitor)
    return rows.filter(answered_at__gt=oldest, answered_at__lte=now).first()


def earlier_checks_of(person: Person) -> list[Earlier]:
    """Return the checks since a person's newest result, newest first."""
    return [
        Earlier(answered_at=row.answered_at, pain=row.pain)
        for row in _prechecks_under_newest_result(person)
    ]


def _prechecks_under_newest_result(person: Person) -> QuerySet[Precheck]:
    newest = Clearance.objects.filter(person=person).values("granted_at")[:1]
    return Precheck.objects.filter(person=person, answered_at__gte=Subquery(newest))


def standing_clearance_of(visitor: Visitor) -> Clearance | None:
    """Return the result that counts now, locked ones included."""
    rows = clearances_of(visitor)
    results = [row.as_result() for row in rows]
    counts = standing(results)
    return rows[results.index(counts)] if counts else None


def gate_for(visitor: Visitor, *, now: datetime) -> Gate:
    """Return whether this person may follow something now, and within which limits."""
    return standing_for(visitor, now=now).gate


def standing_for(visitor: Visitor, *, now: datetime) -> Standing:
    """Return the gate together with where its limits come from."""
    row = standing_clearance_of(visitor)
    ruleset = content.current()
    answer = gate(
        row.as_result() if row else None,
        ruleset_version=ruleset.version,
        now=now,
        last_session_at=visitor.last_session_at if isinstance(visitor, Person) else None,
    )
    if row is None or not isinstance(answer, Open):
        return Standing(gate=answer)
    sources = sources_of(ruleset, row)
    return Standing(gate=answer, sources=sources, age_years=row.age_years)


def good_until(person: Person, gate: Open) -> datetime:
    """Return how long an open gate stays open if nothing more is told or followed.

    What is read without a network cannot ask again: it ends here at the latest.
    """
    row = standing_clearance_of(person)
    if row is None:
        return gate.expires_at
    return min(gate.expires_at, pause_closes(row.granted_at, person.last_session_at))


def pain_before(person: Person, *, at: datetime) -> int | None:
    """Return the pain told in the check before a session begun at a moment, 0-10.

    The check counts for two hours (clinical rule set, precheck); None without one.
    """
    oldest = at - content.current().precheck.valid
    rows = Precheck.objects.filter(person=person, answered_at__lte=at, answered_at__gt=oldest)
    return rows.values_list("pain", flat=True).first()
