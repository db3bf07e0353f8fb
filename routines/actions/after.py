"""Writes after a session: how it was, the next day, and what follows. Keyword-only, atomic."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from routines.access_after import diary_of, followed_in, had_nerve_sign, newest_technique
from routines.after_wording import NERVE_SIGN
from routines.models import CheckIn, Decision, Session
from routines.progress import STOPS, Followed
from safety import content
from safety.access import gate_for
from safety.actions import lock, withdraw_standing
from safety.after import Decided, decide
from safety.clearance import Open
from safety.models import Clearance, Person
from safety.wording import AFTER

SIGNS = ("leg", "bruise", "dark_pee", "emergency")
CHANGED = "changed"  # new night pain, spread below the knee, a new fall


@transaction.atomic
def save_check_in(
    *,
    session: Session,
    feel: str,
    before: int | None,
    after: int | None,
    note: str,
    signs: Collection[str] = (),
    now: datetime,
) -> Decision:
    """Store how it was and decide; a second answer replaces the first, signs only add."""
    values: dict[str, Any] = {"feel": feel, "before": before, "after": after, "note": note}
    ticked = {name: True for name in SIGNS if name in signs}
    CheckIn.objects.update_or_create(
        session=session, defaults={**values, **ticked, "answered_at": now}
    )
    return decide_session(session=session, now=now)


@transaction.atomic
def save_next_day(
    *,
    session: Session,
    next_day: int | None,
    sore: int | None,
    sore_hours: int | None,
    signs: Collection[str] = (),
    now: datetime,
) -> Decision:
    """Store how it was the next day (None: not remembered), and decide once more.

    Something new ("changed") asks for a full screen: what is open is closed. A result
    that is locked stays as it is.
    """
    ticked = {name: True for name in SIGNS if name in signs}
    CheckIn.objects.get_or_create(session=session, defaults={"answered_at": now})
    CheckIn.objects.filter(session=session).update(
        next_day=next_day, sore=sore, sore_hours=sore_hours, next_answered_at=now, **ticked
    )
    row = decide_session(session=session, now=now)
    if CHANGED in signs and isinstance(gate_for(session.person, now=now), Open):
        withdraw_standing(person=session.person, reason="after-check", now=now)
    return row


@transaction.atomic
def decide_session(*, session: Session, now: datetime) -> Decision:
    """Decide on a session, and anew on the latest one when it came after.

    Deciding twice on the same answers changes nothing and locks once.
    """
    Person.objects.select_for_update().get(pk=session.person_id)
    row = _decided(session, now)
    later = Decision.objects.filter(
        person_id=session.person_id, session__started_at__gt=session.started_at
    )
    latest = later.select_related("session").order_by("-session__started_at").first()
    if latest is not None:
        _decided(latest.session, now)
    return row


@transaction.atomic
def choose_step(*, decision: Decision, step: str, now: datetime) -> None:
    """Keep the one change a person picked after a PROGRESS; "" keeps the plan as it is."""
    decision.chosen = step
    decision.chosen_at = now if step else None
    decision.save(update_fields=["chosen", "chosen_at"])


def _decided(session: Session, now: datetime) -> Decision:
    fresh = Session.objects.select_related("person", "check_in").get(pk=session.pk)
    found = _with_signs(fresh, decide(content.current().after, diary_of(fresh, now=now)))
    before = Decision.objects.filter(session=fresh).first()
    if found.tier and (before is None or not {*found.reasons} <= {*before.reasons}):
        _lock(fresh.person, found, now)
    is_reduce = found.decision == "REDUCE"
    values = {
        "person": fresh.person,
        "rule": found.rule,
        "decision": found.decision,
        "reasons": list(found.reasons),
        "followed": _as_json(followed_in(fresh)),
        "dropped": newest_technique(fresh) if is_reduce else "",
        "made_at": now,
    }
    if found.decision != "PROGRESS":
        values |= {"chosen": "", "chosen_at": None}
    row, _created = Decision.objects.update_or_create(session=fresh, defaults=values)
    return row


def _with_signs(session: Session, found: Decided) -> Decided:
    """A nerve sign that went away makes it REDUCE (clinical rule set, s_nerve)."""
    if found.decision in STOPS or not had_nerve_sign(session):
        return found
    reason = str(NERVE_SIGN)
    reasons = (reason, *found.reasons) if found.decision == "REDUCE" else (reason,)
    row = next(one for one in content.current().after.decisions if one.decision == "REDUCE")
    return replace(
        found, rule=row.name, decision=row.decision, advice=row.advice, reasons=reasons
    )


def _lock(person: Person, found: Decided, now: datetime) -> None:
    if found.tier is None:
        return
    lock(
        person=person,
        tier=found.tier,
        finding=found.rule,
        advice=found.advice,
        origin=Clearance.Origin.AFTER,
        told=[(AFTER, reason) for reason in found.reasons],
        now=now,
    )


def _as_json(followed: Followed) -> dict[str, Any]:
    return {**asdict(followed), "pressure": followed.pressure.word}
