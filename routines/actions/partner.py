"""Writes of pairings: keyword-only, atomic, idempotent."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from routines.access_partner import open_pairings_of, stand_now
from routines.models import Pairing
from routines.pairing import LINK_LIFE, Stand, has_ended
from safety.actions import create_guest
from safety.models import Person


class NotTheirs(ValueError):
    """This person cannot be the receiver, or the pairing has ended."""


@transaction.atomic
def ask_receiver(*, giver: Person, name: str, giver_name: str = "", now: datetime) -> Pairing:
    """Return a pairing to send or to hand over; one still waiting under this name is kept."""
    Person.objects.select_for_update().get(pk=giver.pk)
    for row in open_pairings_of(giver, now=now):
        is_waiting = stand_now(row, now=now) is Stand.ASKED
        if is_waiting and row.name.casefold() == name.casefold():
            return row
    return Pairing.objects.create(
        giver=giver,
        name=name,
        giver_name=giver_name,
        token=secrets.token_urlsafe(32),
        asked_at=now,
        expires_at=now + LINK_LIFE,
    )


@transaction.atomic
def hand_over(*, pairing: Pairing, now: datetime) -> Person:
    """Return the receiver's own row on this device; their yes is asked for anew.

    Raise NotTheirs when the pairing has ended or the receiver answers on a device of
    their own: nobody else answers for them.
    """
    row = _locked(pairing)
    on_their_own = row.agreed_at is not None and not row.handed_over
    if has_ended(stand_now(row, now=now)) or on_their_own:
        raise NotTheirs
    receiver = row.receiver if row.receiver and row.handed_over else create_guest()
    row.receiver, row.handed_over, row.agreed_at = receiver, True, None
    # A yes given here before ran from an older link: the new one has its own time.
    row.expires_at = max(row.expires_at, now + LINK_LIFE)
    row.save(update_fields=["receiver", "handed_over", "agreed_at", "expires_at"])
    return receiver


@transaction.atomic
def agree(*, pairing: Pairing, receiver: Person, handed_over: bool, now: datetime) -> Pairing:
    """Store the receiver's yes, once; raise NotTheirs where it cannot be given."""
    row = _locked(pairing)
    stand = stand_now(row, now=now)
    if stand is Stand.AGREED and row.receiver_id == receiver.pk:
        return row
    if stand is not Stand.ASKED or receiver.pk == row.giver_id:
        raise NotTheirs
    row.receiver, row.handed_over, row.agreed_at = receiver, handed_over, now
    row.save(update_fields=["receiver", "handed_over", "agreed_at"])
    return row


@transaction.atomic
def withdraw_pairing(*, pairing: Pairing, now: datetime) -> Pairing:
    """Take a yes back, or end a question nobody answered; the first time counts."""
    row = _locked(pairing)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
    return row


def _locked(pairing: Pairing) -> Pairing:
    rows = Pairing.objects.select_for_update()
    return rows.get(pk=pairing.pk)
