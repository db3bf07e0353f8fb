"""Two people for tests: Alice gives, Bob receives or is a stranger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from routines.models import Pairing, Routine, Session
from safety import content
from safety.models import Person
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory, PersonFactory, PrecheckFactory
from tests.routines.pages import url

GENTLE = "partner-gentle-10"
KNEAD = "Partner: circular kneading beside spine and sacrum"
# What Sam told us: none of it may ever reach the giver.
SECRET = content.current().question["cond_blood_heart"].label("anticoagulant")
LIMITS = Restrictions(flags=frozenset({"partner_press"}))


def pairing_of(giver: Person, **changes: Any) -> Pairing:
    """Return a pairing of a giver with Sam, asked just now."""
    now = timezone.now()
    plain = {
        "name": "Sam",
        "giver_name": "Alex",
        "token": f"token-{Pairing.objects.count()}",
        "asked_at": now,
        "expires_at": now + timedelta(days=7),
    }
    return Pairing.objects.create(giver=giver, **{**plain, **changes})


def agreed(giver: Person, receiver: Person | None = None, **changes: Any) -> Pairing:
    """Return a pairing the receiver said yes to; without one it is a guest on this device."""
    other = receiver or PersonFactory(email=None)
    PrecheckFactory(person=other)
    values = {"receiver": other, "agreed_at": timezone.now(), "handed_over": receiver is None}
    return pairing_of(giver, **{**values, **changes})


def limited(person: Person, tier: Tier = Tier.LIMITS) -> None:
    """Give somebody a result whose reasons name a condition."""
    told = [["cond_blood_heart", "anticoagulant"]]
    ClearanceFactory(
        person=person,
        tier=tier,
        limits=LIMITS,
        conditions=["anticoagulant"],
        rules=["R01:anticoagulant"],
        reasons=[
            {"finding": "R01:anticoagulant", "tier": tier, "attested": False, "told": told}
        ],
    )


def gentle() -> Routine:
    """Return the gentle routine for two."""
    return Routine.objects.get(slug=GENTLE)


def start_for(client: Client, pairing: Pairing, **changes: Any) -> Any:
    """Press Start on the giver's page, consent ticked."""
    data = {"routine": gentle().pk, "agree": "on", **changes}
    return client.post(url("pairing-start", pairing.pk), data)


def session_for_sam(client: Client, giver: Person, **changes: Any) -> Session:
    """Return a session the giver started for Sam, whose result is open."""
    pairing = agreed(giver, **changes)
    ClearanceFactory(person=pairing.receiver)
    response = start_for(client, pairing)
    assert response.status_code == 302, response.status_code
    return Session.objects.get()
