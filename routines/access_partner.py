"""The only way to pairings: through the giver, through the receiver, or through the link."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from routines.models import Pairing
from routines.pairing import Agreement, Stand, has_ended, stand_of
from safety.access import Visitor
from safety.models import Person


def agreement_of(pairing: Pairing) -> Agreement:
    """Return the value the rules of pairings decide on."""
    return Agreement(
        has_receiver=pairing.receiver_id is not None,
        expires_at=pairing.expires_at,
        agreed_at=pairing.agreed_at,
        withdrawn_at=pairing.withdrawn_at,
    )


def stand_now(pairing: Pairing, *, now: datetime) -> Stand:
    """Return where a pairing stands."""
    return stand_of(agreement_of(pairing), now=now)


def pairings_of(giver: Visitor) -> QuerySet[Pairing]:
    """Return what somebody asked others, newest first."""
    if not isinstance(giver, Person):
        return Pairing.objects.none()
    return Pairing.objects.filter(giver=giver).select_related("receiver")


def open_pairings_of(giver: Visitor, *, now: datetime) -> list[Pairing]:
    """Return the pairings of a giver something can still come of."""
    rows = pairings_of(giver).filter(withdrawn_at=None)
    return [row for row in rows if not has_ended(stand_now(row, now=now))]


def pairing_for(giver: Visitor, pk: int) -> Pairing:
    """Return one pairing of a giver, or raise Http404."""
    return get_object_or_404(pairings_of(giver), pk=pk)


def pairings_with(receiver: Visitor) -> QuerySet[Pairing]:
    """Return to whom somebody said yes and still does."""
    if not isinstance(receiver, Person):
        return Pairing.objects.none()
    rows = Pairing.objects.filter(receiver=receiver, withdrawn_at=None)
    return rows.exclude(agreed_at=None)


def pairing_with(receiver: Visitor, pk: int) -> Pairing:
    """Return one pairing a receiver said yes to, or raise Http404."""
    return get_object_or_404(pairings_with(receiver), pk=pk)


def pairing_behind(token: str) -> Pairing:
    """Return the pairing of a link, or raise Http404."""
    return get_object_or_404(Pairing.objects.select_related("giver", "receiver"), token=token)
