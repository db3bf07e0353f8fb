"""Writes of the check before a session: keyword-only, atomic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from safety import content
from safety.access import earlier_checks_of, precheck_of
from safety.actions.results import lock, withdraw_standing
from safety.models import Clearance, Person, Precheck
from safety.precheck import PAIN, Checked, Outcome, decide
from safety.reading import Answer
from safety.vocabulary import Tier

# Where strong pain has lasted: the rule it stands for, and what people read
# (clinical rule set, session_only_conditions, pain_7_today).
SEVERE_RULE, SEVERE_ADVICE = "C07", "ADV_C_SEVERE"


@transaction.atomic
def record_precheck(
    *, person: Person, answers: Mapping[str, Answer], zones: frozenset[str], now: datetime
) -> Precheck:
    """Store what the answers mean for two hours, and close the gate where they ask for it.

    A check that still counts and held the person back is returned as it is: it is not
    answered away. Raise KeyError when an answer is missing.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    counts = precheck_of(person, now=now)
    if counts and counts.outcome != Outcome.GO:
        return counts
    checked = decide(
        content.current().precheck, answers, zones, earlier_checks_of(person), now=now
    )
    row = Precheck.objects.create(
        person=person,
        answered_at=now,
        pain=checked.pain,
        conditions=list(checked.conditions),
        zones=sorted(zones),
        restrictions=checked.restrictions.as_json(),
        outcome=checked.outcome,
    )
    _close(person, checked, now=now)
    return row


def _close(person: Person, checked: Checked, *, now: datetime) -> None:
    if checked.outcome is Outcome.ASK_AGAIN:
        withdraw_standing(person=person, reason="before-session", now=now)
    if checked.is_severe_again:
        lock(
            person=person,
            tier=Tier.CHECK_FIRST,
            finding=SEVERE_RULE,
            advice=SEVERE_ADVICE,
            origin=Clearance.Origin.BEFORE,
            told=[(PAIN, str(checked.pain))],
            now=now,
        )
