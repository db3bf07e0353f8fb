"""Writes of pairings: once, only by the right person, only while something can come of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from routines.actions import NotTheirs, agree, ask_receiver, hand_over, withdraw_pairing
from routines.models import Pairing
from routines.partner import back_of
from safety.access import standing_for
from safety.clearance import Closed, Refusal
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.pairs import agreed, pairing_of


def test_nobody_is_their_own_receiver(alice):
    row = pairing_of(alice)
    with pytest.raises(NotTheirs):
        agree(pairing=row, receiver=alice, handed_over=False, now=timezone.now())
    assert Pairing.objects.get().agreed_at is None


@pytest.mark.parametrize("gone", ["expires_at", "withdrawn_at"])
def test_an_ended_pairing_takes_no_yes_and_is_not_handed_over(alice, bob, gone):
    now = timezone.now()
    row = pairing_of(alice, **{gone: now})
    with pytest.raises(NotTheirs):
        agree(pairing=row, receiver=bob, handed_over=False, now=now)
    with pytest.raises(NotTheirs):
        hand_over(pairing=row, now=now)
    assert Pairing.objects.get().receiver is None


def test_a_yes_of_one_person_is_not_replaced_by_another(as_alice, alice, bob):
    row = agreed(alice)
    with pytest.raises(NotTheirs):
        agree(pairing=row, receiver=bob, handed_over=False, now=timezone.now())
    assert Pairing.objects.get().receiver == row.receiver


def test_taking_back_and_a_yes_happen_once(alice, bob, now):
    row = pairing_of(alice, expires_at=now + timedelta(days=7))
    later = now + timedelta(hours=1)
    for moment in (now, later):
        agree(pairing=row, receiver=bob, handed_over=False, now=moment)
    assert Pairing.objects.get().agreed_at == now
    for moment in (now, later):
        withdraw_pairing(pairing=row, now=moment)
    assert Pairing.objects.get().withdrawn_at == now


def test_asking_twice_keeps_the_link_until_it_has_run_out(alice, bob, now):
    first = ask_receiver(giver=alice, name="Sam", now=now)
    assert ask_receiver(giver=alice, name="SAM", now=now) == first
    assert ask_receiver(giver=bob, name="Sam", now=now) != first
    week_later = now + timedelta(days=7)
    again = ask_receiver(giver=alice, name="Sam", now=week_later)
    assert again.token != first.token


def test_a_giver_below_eighteen_meets_their_own_closed_gate(alice, bob):
    ClearanceFactory(person=bob)
    ClearanceFactory(person=alice, tier=Tier.NOT_ELIGIBLE)
    now, request = timezone.now(), RequestFactory().get("/")
    request.user, request.standing = alice, standing_for(alice, now=now)
    back = back_of(request, agreed(alice, bob), now=now)
    assert back.standing.gate == Closed(refusal=Refusal.NOT_ELIGIBLE)
