"""The only way to a person's screens and results, and to the gate."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser

from safety import content
from safety.clearance import Gate, Open, gate, standing
from safety.limits import Standing, sources_of
from safety.models import Clearance, Person, Precheck, Screening

Visitor = Person | AnonymousUser

# An unfinished screen is asked again after a day: its answers are about "now".
SCREENING_LIFE = timedelta(hours=24)
# "valid 2 h" (clinical rule set, precheck).
PRECHECK_LIFE = timedelta(hours=2)


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
    answer = gate(row.as_result() if row else None, ruleset_version=ruleset.version, now=now)
    if row is None or not isinstance(answer, Open):
        return Standing(gate=answer)
    return Standing(gate=answer, sources=sources_of(ruleset, row))


def attested_until(person: Person, key: str) -> datetime | None:
    """Return until when a health worker's word on a key counts; None when nobody gave it.

    Looks for a result that says so for the key's rule; it counts for the rule set's days
    (clinical rule set, attestation: 90) from that result on.
    """
    attestation = content.current().attestation
    rules = {row["key"]: row["rule"] for row in attestation.keys}
    for row in clearances_of(person):
        said = any(one["finding"] == rules.get(key) and one["attested"] for one in row.reasons)
        if said and not hasattr(row, "withdrawal"):
            return row.granted_at + timedelta(days=attestation.valid_days)
    return None


def pain_before(person: Person, *, at: datetime) -> int | None:
    """Return the pain told in the check before a session begun at a moment, 0-10.

    The check counts for two hours (clinical rule set, precheck); None without one.
    """
    rows = Precheck.objects.filter(
        person=person, answered_at__lte=at, answered_at__gt=at - PRECHECK_LIFE
    )
    return rows.values_list("pain", flat=True).first()
