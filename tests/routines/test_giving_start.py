"""Starting for somebody else: their yes, their gate, their limits, and never why."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Pairing, Session
from safety.access import gate_for
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.pages import text_of, url
from tests.routines.pairs import (
    KNEAD,
    SECRET,
    agreed,
    gentle,
    limited,
    start_for,
)
from tests.routines.test_session_views import CLOSED, close_gate


def test_it_starts_with_the_receivers_gate_and_the_giver_beside_it(as_alice, alice):
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    page = as_alice.get(url("pairing", row.pk), {"routine": gentle().pk})
    assertContains(page, "Sam says it is fine to begin and can stop at any time.")
    answer = start_for(as_alice, row, time_zone="Asia/Tokyo")
    session = Session.objects.get()
    assertRedirects(answer, url("session", session.pk))
    assert (session.person, session.giver) == (row.receiver, alice)
    assert session.time_zone == "Asia/Tokyo"


def test_a_technique_alone_starts_too(as_alice, alice):
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    data = {"technique": "partner-effleurage", "agree": "on"}
    as_alice.post(url("pairing-start", row.pk), data)
    assert Session.objects.get().person == row.receiver


def test_a_receiver_with_a_device_of_their_own_keeps_their_clock(as_alice, alice, bob, as_bob):
    row = agreed(alice, bob)
    start_for(as_alice, row, time_zone="Asia/Tokyo")
    assert Session.objects.get().time_zone == "UTC"


def test_without_the_tick_nothing_begins(as_alice, alice):
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    answer = start_for(as_alice, row, agree="")
    assertContains(answer, "Ask Sam first, then tick this.", count=2, status_code=422)
    assertContains(answer, "<title>Error:", status_code=422)
    assert not Session.objects.exists()


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_with_a_closed_receiver_nothing_starts_and_nobody_says_why(as_alice, alice, how):
    ClearanceFactory(person=alice)  # the giver's own result changes nothing
    row = agreed(alice)
    limited(row.receiver)
    close_gate(row.receiver, how)
    locked = isinstance(how, Tier)
    for answer in (start_for(as_alice, row), start_for(as_alice, row, agree="")):
        assert answer.status_code == 403
        text = text_of(answer)
        assert ("Not today for Sam" if locked else "Sam answers first") in text
        assert SECRET not in text
    page = as_alice.get(url("pairing", row.pk), {"routine": gentle().pk})
    assertNotContains(page, "pairing-start")
    assertNotContains(page, f'action="{url("pairing-start", row.pk)}"')
    assertContains(page, "Not today for Sam" if locked else "Sam answers first")
    assert not Session.objects.exists()


NOT_STANDING = {
    "asked only": {"agreed_at": None},
    "nobody came": {"agreed_at": None, "receiver": None},
    "a yes of nobody": {"receiver": None},
    "taken back": {"withdrawn_at": timezone.now()},
    "expired": {"agreed_at": None, "expires_at": timezone.now()},
}


@pytest.mark.parametrize("case", NOT_STANDING)
def test_without_a_yes_that_counts_nothing_starts(as_alice, alice, gate_open, case):
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    Pairing.objects.filter(pk=row.pk).update(**NOT_STANDING[case])
    assert start_for(as_alice, row).status_code == 403
    assert as_alice.get(url("pairing", row.pk)).status_code == 200
    assert not Session.objects.exists()


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST])
def test_a_giver_with_a_locked_result_may_give(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    assert start_for(as_alice, row).status_code == 302
    page = as_alice.get(url("session", Session.objects.get().pk))
    assertContains(page, "data-stage")


def test_a_giver_below_eighteen_may_not(as_alice, alice):
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    ClearanceFactory(person=alice, tier=Tier.NOT_ELIGIBLE)
    for answer in (start_for(as_alice, row), as_alice.get(url("pairing", row.pk))):
        assertContains(answer, "Easeback is for adults", status_code=403)
    assert not Session.objects.exists()


def test_the_giver_reads_what_is_left_out_and_never_why(as_alice, alice):
    row = agreed(alice)
    limited(row.receiver)
    page = as_alice.get(url("pairing", row.pk), {"routine": gentle().pk})
    assertContains(page, "not for Sam today")
    start_for(as_alice, row)
    session = Session.objects.get()
    assert KNEAD not in [step["name"] for step in session.plan["steps"]]
    player = as_alice.get(url("session", session.pk))
    assertContains(player, "not for Sam today")
    for response in (page, player, as_alice.get(url("account"))):
        text = text_of(response)
        for words in (SECRET, "Because", "because of your limits", "Blood", "not for you"):
            assert words not in text, words


def test_nothing_of_the_receivers_result_is_the_givers(as_alice, alice):
    row = agreed(alice)
    limited(row.receiver)
    assertRedirects(as_alice.get("/check/result/"), "/check/")
    assert not alice.clearances.exists()
    now = timezone.now()
    assert gate_for(alice, now=now) != gate_for(row.receiver, now=now)


def test_nothing_left_for_the_receiver_is_said_without_a_reason(as_alice, alice):
    row = agreed(alice)
    limited(row.receiver)
    data = {"technique": "partner-circular-knead", "agree": "on"}
    answer = as_alice.post(url("pairing-start", row.pk), data)
    assertRedirects(answer, url("pairing", row.pk), fetch_redirect_response=False)
    assertContains(as_alice.get(answer.url), "Nothing of this is for Sam today.")
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"routine": "nonsense"},
        {"routine": "9" * 30},
        {"routine": "999999"},
        {"technique": "nothing"},
        {"technique": "hand-gentle-rub"},
    ],
)
def test_an_unknown_choice_is_not_found(as_alice, alice, data):
    row = agreed(alice)
    ClearanceFactory(person=row.receiver)
    answer = as_alice.post(url("pairing-start", row.pk), {"agree": "on", **data})
    assert answer.status_code == 404
    if data:
        assert as_alice.get(url("pairing", row.pk), data).status_code == 404
