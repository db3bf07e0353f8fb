"""Writes of what somebody noticed in a session: signs, locks, answers ten minutes later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from routines.actions.after import decide_session
from routines.models import Session, StopSign
from routines.noticing import Noticed, techniques_meant
from routines.planning import Plan
from routines.stops import EMERGENCY
from safety import content
from safety.actions import lock, withdraw_standing
from safety.models import Clearance
from safety.stop_signs import EMERGENCY_SIGNS, GENERAL, condition_of
from safety.vocabulary import Tier

# "Not gone: tier C (C08)" with that rule's advice; "longer than 10 minutes: tier U"
# (stop conditions, s_nerve and s_dizzy): tier, finding, advice.
STAYED = {
    "s_nerve": (Tier.CHECK_FIRST, "C08", "ADV_C_LEG"),
    "s_dizzy": (Tier.URGENT, "s_dizzy", "ADV_U_GENERAL"),
}
# What a sign that locks by itself is told with, where the rule set names no advice.
LOCKED_ADVICE = {"s_extreme": "ADV_C_GENERAL"}


def keep_signs(
    *, session: Session, plan: Plan, noticed: Sequence[Noticed], now: datetime
) -> None:
    """Store new signs of a session and lock what they lock; inside the events' transaction."""
    StopSign.objects.bulk_create(
        StopSign(
            session=session, sign=one.sign, step=step, technique=technique, noticed_at=one.at
        )
        for one in noticed
        if not one.answer
        for step, technique in techniques_meant(plan, one)
    )
    for one in noticed:
        _lock_for(session, one, now)


@transaction.atomic
def answer_sign(*, sign: StopSign, outcome: str, now: datetime) -> None:
    """Store how it is now, once, for all rows of that sign; lock what stayed.

    Weakness closes the gate until a new full screen.
    """
    person = sign.session.person
    asked = StopSign.objects.filter(session=sign.session, sign=sign.sign, outcome="")
    if not asked.update(outcome=outcome, answered_at=now):
        return
    decide_session(session=sign.session, now=now)
    if outcome == StopSign.Outcome.WEAK:
        withdraw_standing(person=person, reason="sign-in-session", now=now)
    if outcome == StopSign.Outcome.STAYED:
        tier, finding, advice = STAYED[sign.sign]
        lock(
            person=person,
            tier=tier,
            finding=finding,
            advice=advice,
            origin=Clearance.Origin.SESSION,
            told=[(sign.sign, outcome)],
            now=now,
        )


def _lock_for(session: Session, noticed: Noticed, now: datetime) -> None:
    """Append the locked result of a sign that has a tier of its own."""
    tier = condition_of(content.current(), noticed.sign).get("tier")
    if tier is None:
        return
    advice = LOCKED_ADVICE.get(noticed.sign, GENERAL)
    if noticed.sign == EMERGENCY and noticed.answer in EMERGENCY_SIGNS:
        advice = EMERGENCY_SIGNS[noticed.answer].advice
    lock(
        person=session.person,
        tier=Tier(tier),
        finding=noticed.sign,
        advice=advice,
        origin=Clearance.Origin.SESSION,
        told=[(noticed.sign, noticed.answer)],
        now=now,
    )
