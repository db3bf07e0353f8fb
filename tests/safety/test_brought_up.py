"""What sessions bring up (decision D3) is put to a health worker in the next full screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from safety import content
from safety.access import attested_until, gate_for, pending_of
from safety.actions import create_guest, lock, merge_guest
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance, Screening
from safety.screening import attestable, evaluate, next_question, stop
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import ClearanceFactory, ScreeningFactory
from tests.safety.walks import ANSWERS, RESULT, page_of, walk, words_of

RULESET = content.current()
PENDING = frozenset({"not_improving"})
DAY = timedelta(days=1)
YES = {
    "ok-not_improving": "yes",
    "role": "physio",
    "month": timezone.now().strftime("%Y-%m"),
}
NO = {"ok-not_improving": "no"}


def give_lock(person, now=None):
    return lock(
        person=person,
        tier=Tier.CHECK_FIRST,
        finding="D3",
        advice="ADV_D_FOUR_WEEKS",
        origin="after",
        told=[("D3", "")],
        now=now or timezone.now() - DAY,
    )


def tier_of(pending=PENDING, **changes):
    return evaluate(RULESET, screen(**changes), pending).tier


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        ({"clinician_ok": ["not_improving"]}, Tier.LIMITS),
        ({"clinician_ok": []}, Tier.CHECK_FIRST),
        ({}, Tier.CHECK_FIRST),
        ({"clinician_ok": ["not_improving"], "pain_now": 8}, Tier.CHECK_FIRST),
        ({"clinician_ok": ["not_improving"], "unwell": ["fever"]}, Tier.URGENT),
        ({"clinician_ok": ["not_improving"], "cond_blood_heart": ["dvt"]}, Tier.CHECK_FIRST),
        ({"clinician_ok": ["not_improving", "dvt"], "cond_blood_heart": ["dvt"]}, Tier.LIMITS),
    ],
)
def test_only_an_agreement_opens_it_and_only_with_limits(changes, tier):
    assert tier_of(**changes) is tier


def test_without_something_brought_up_the_screen_is_as_it_was():
    assert tier_of(frozenset(), clinician_ok=["not_improving"]) is Tier.READY
    assert stop(RULESET, screen()).tier is Tier.READY


def test_the_question_is_asked_last_and_holds_the_result_back():
    assert next_question(RULESET, screen(), PENDING).id == "clinician_ok"
    assert stop(RULESET, screen(), PENDING) is None
    assert list(attestable(RULESET, screen(), PENDING)) == ["not_improving"]
    assert not evaluate(RULESET, screen(), PENDING).is_complete


def test_it_waits_until_a_result_holds_the_agreement(alice):
    assert pending_of(alice) == frozenset()
    give_lock(alice)
    assert pending_of(alice) == PENDING
    ClearanceFactory(person=alice, tier=Tier.CHECK_FIRST, granted_at=timezone.now())
    assert pending_of(alice) == PENDING
    assert attested_until(alice, "not_improving") is None


def agreed(person, granted_at):
    reasons = [{"finding": "D3", "tier": "R", "attested": True, "told": [["D3", ""]]}]
    return ClearanceFactory(
        person=person, tier=Tier.LIMITS, reasons=reasons, granted_at=granted_at
    )


def test_an_agreement_counts_for_ninety_days_from_its_result(alice, now):
    give_lock(alice, now)
    agreed(alice, now + DAY)
    assert pending_of(alice) == frozenset()
    assert attested_until(alice, "not_improving") == now + 91 * DAY
    give_lock(alice, now + 100 * DAY)
    assert pending_of(alice) == PENDING


def walked_to_the_word(client):
    """Answer everything up to the question about a health worker."""
    answers = {**screen(), "clinician_ok": NO}
    assert walk(client, answers) == ANSWERS
    return client.get(page_of("clinician_ok"))


def test_the_screen_after_the_lock_asks_about_it_in_words(as_alice, alice):
    give_lock(alice)
    text = words_of(walked_to_the_word(as_alice))
    assert "Four weeks of sessions without a real change" in text
    assert "no real change after four weeks of sessions" in text


def test_no_keeps_it_locked_and_the_next_screen_asks_again(as_alice, alice):
    give_lock(alice)
    walked_to_the_word(as_alice)
    as_alice.post(ANSWERS)
    row = Clearance.objects.first()
    assert (row.tier, row.rules, row.advice) == ("C", ["D3"], ["ADV_D_FOUR_WEEKS"])
    assert not row.reasons[0]["attested"]
    assert pending_of(alice) == PENDING


def test_yes_opens_with_limits_for_at_most_ninety_days(as_alice, alice):
    give_lock(alice)
    walked_to_the_word(as_alice)
    assert as_alice.post(page_of("clinician_ok"), YES).url == ANSWERS
    as_alice.post(ANSWERS)
    now = timezone.now()
    answer = gate_for(alice, now=now)
    assert isinstance(answer, Open)
    assert answer.tier is Tier.LIMITS
    assert answer.expires_at <= now + 28 * DAY
    assert attested_until(alice, "not_improving") > now + 89 * DAY
    assert "Please see someone before you go on" not in words_of(as_alice.get(RESULT))
    assertContains(as_alice.get(reverse("safety:limits")), "agreed to")


def test_a_word_of_long_ago_opens_nothing(as_alice, alice):
    give_lock(alice)
    walked_to_the_word(as_alice)
    response = as_alice.post(page_of("clinician_ok"), {**YES, "month": "2020-01"})
    assertContains(response, "more than 90 days ago", status_code=422)


def test_a_screen_begun_before_the_lock_cannot_end_it(as_alice, alice):
    ScreeningFactory(person=alice, ended_at=None, answers=screen(), started_at=timezone.now())
    give_lock(alice, timezone.now())
    as_alice.post(ANSWERS)
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=Refusal.CHECK_FIRST)


def test_a_guests_all_clear_does_not_end_the_lock_of_the_account(alice):
    now = timezone.now()
    give_lock(alice)
    guest = create_guest()
    ClearanceFactory(person=guest, granted_at=now)
    ScreeningFactory(person=guest, ended_at=None, started_at=now)
    merge_guest(guest=guest, into=alice, now=now)
    assert isinstance(gate_for(alice, now=now), Closed)
    assert not Screening.objects.filter(ended_at=None).exists()
