""" "Your limits" and "Something is new", in every state a person can be in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from safety import content
from safety.access import gate_for
from safety.actions import lock, withdraw, withdraw_standing
from safety.clearance import Closed, Refusal
from safety.limit_words import FLAGS, MOVEMENTS, POSITIONS, TOOLS, groups_of
from safety.models import Clearance, Precheck, Withdrawal
from safety.vocabulary import Pair, Pressure, Restrictions, Tier
from tests.builders import screen
from tests.factories import ClearanceFactory, PrecheckFactory
from tests.safety.rule_table import FIRES
from tests.safety.walks import RESULT, START, finish, words_of

RULESET = content.current()
AREAS = RULESET.vocabulary["areas"]
LIMITS, NEW = reverse("safety:limits"), reverse("safety:something-new")
DAY = timedelta(days=1)


def seen(client):
    response = client.get(LIMITS)
    assert response.status_code == 200
    text = words_of(response)
    assert "{" not in text
    assert "_" not in text
    return text


def test_somebody_signed_out_is_led_to_the_questions(as_nobody):
    assert "First, a few questions" in seen(as_nobody)
    assertNotContains(as_nobody.get(LIMITS), NEW)
    assertRedirects(as_nobody.post(NEW), START)
    assert not Clearance.objects.exists()


def test_ready_says_until_when_and_what_would_change_it(as_alice, gate_open):
    text = seen(as_alice)
    assert "You can start, gently" in text
    assert "This counts until" in text
    assert "Nothing but the limits for everybody" in text
    assert "A fall, a crash or a knock" in text


def test_limits_are_grouped_and_each_has_its_answer(as_alice):
    finish(as_alice, screen(cond_skin_other=["burn"], local_areas=["calf"], pain_now=5))
    text = seen(as_alice)
    what, why = text.split(" Why ")
    assert "a massage gun" in what
    assert "light only, up to 2 out of 10" in what
    assert "10 minutes in all at most" in what
    assert "Lower leg" in what
    assert "Because you told us: Burn or bad sunburn" in why
    assert "Because you told us: Pain now: 5 out of 10" in why


def test_an_agreement_is_told_as_the_persons_own_word(as_alice, alice):
    told = [["cond_blood_heart", "dvt"]]
    row = {"finding": "C10:dvt", "tier": "R", "attested": True, "told": told}
    ClearanceFactory(person=alice, tier=Tier.LIMITS, reasons=[row], conditions=["dvt"])
    assert "What a health worker has agreed to You told us so." in seen(as_alice)


def test_limits_a_health_worker_gave_are_shown(as_alice, alice):
    given = Restrictions(areas=frozenset({"neck"}))
    ClearanceFactory(person=alice, tier=Tier.LIMITS, limits=given, given=given.as_json())
    assert "What a health worker told you Not on these places Neck." in seen(as_alice)


LOCKED = [
    ("U01", "When a health worker has checked this, answer the questions again."),
    ("X01", "You can come back when you are 18."),
    ("C03", "When a health worker who knows about it says"),
    ("C07", "When your pain is 6 out of 10 or less"),
    ("C08", "See a doctor or physio about your leg first."),
    ("C10", "When a health worker who knows about it says"),
    ("C11", "Follow the plan from your hospital or clinic."),
]


@pytest.mark.parametrize(("rule", "unlock"), LOCKED)
def test_a_locked_result_says_for_each_reason_what_opens_it(as_alice, rule, unlock):
    word = {"ok-dvt": "no", "ok-weight_loss": "no"}
    answers = {**screen(**FIRES[rule][0]), "clinician_ok": word}
    finish(as_alice, answers)
    text = seen(as_alice)
    assert unlock in text
    assert "Because you told us:" in text
    assert "Choose a routine" not in text
    assert "What is limited" not in text


def test_after_two_days_the_end_of_a_fever_opens_too(as_alice, alice):
    finish(as_alice, screen(unwell=["fever"]))
    assert "no fever for two days" not in seen(as_alice)
    Clearance.objects.update(granted_at=timezone.now() - 2 * DAY)
    assert "no fever for two days" in seen(as_alice)


def test_an_emergency_shows_the_emergency_page_and_nothing_else(as_alice, alice):
    ClearanceFactory(person=alice, tier=Tier.EMERGENCY)
    assertRedirects(as_alice.get(LIMITS), RESULT)
    assertNotContains(as_alice.get(RESULT), LIMITS)
    assertNotContains(as_alice.get(RESULT), NEW)


ENDED = [
    ({"granted_at": timezone.now() - 29 * DAY}, "Time to ask again"),
    ({"granted_at": timezone.now() - 15 * DAY}, "Welcome back"),
    ({"ruleset_version": "2020.1"}, "Our questions have changed"),
]


@pytest.mark.parametrize(("row", "heading"), ENDED)
def test_a_result_that_has_ended_says_why(as_alice, alice, row, heading):
    ClearanceFactory(person=alice, **row)
    text = seen(as_alice)
    assert heading in text
    assert "Answer the questions again" in text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("something-new", "You told us that something is new."),
        ("before-session", "just before a session"),
        ("after-session", "after your last session"),
        ("anything", "Something has changed"),
    ],
)
def test_a_result_that_was_taken_back_says_why(as_alice, gate_open, reason, words):
    withdraw(clearance=gate_open, reason=reason, now=timezone.now())
    assert words in seen(as_alice)


def test_what_the_check_adds_today_is_shown_while_it_counts(as_alice, alice, gate_open):
    PrecheckFactory(person=alice, conditions=["full_meal"])
    assert "Nothing lying on your front for an hour." in seen(as_alice)
    PrecheckFactory(person=alice, conditions=["pain_7_today"], pain=8, outcome="not-today")
    assert "your pain was 8 out of 10" in seen(as_alice)
    assert "ADV" not in seen(as_alice)
    Precheck.objects.update(answered_at=timezone.now() - timedelta(hours=2))
    assert "Today, until" not in seen(as_alice)


SIGNS = [*(row["id"] for row in RULESET.limits["stop_conditions"]), "p_pain", "p_today"]
OTHERS = ["D0", "D1", "D2", "D3", "p_birthday", "retired_question"]


@pytest.mark.parametrize("name", [*SIGNS, *OTHERS])
@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST])
def test_a_result_no_screen_gave_can_be_read_everywhere(as_alice, alice, tier, name):
    lock(
        person=alice,
        tier=tier,
        finding=name,
        advice={"E": "ADV_E_NERVE", "U": "ADV_D_DARK_PEE", "C": "ADV_D_STOP"}[tier],
        origin="session",
        told=[(name, "8")],
        now=timezone.now(),
    )
    text = words_of(as_alice.get(RESULT))
    assert "Because you told us" in text
    assert name not in text
    assert "{" not in text
    assert "Change my answer" not in text
    assert as_alice.get(START).status_code == 200
    if tier is not Tier.EMERGENCY:
        assert name not in seen(as_alice)


def test_an_emergency_from_a_session_is_no_slip_even_with_a_screen_under_way(as_alice, alice):
    lock(
        person=alice,
        tier=Tier.EMERGENCY,
        finding="s_emerg",
        advice="ADV_E_NERVE",
        origin="session",
        now=timezone.now() - 2 * DAY,
    )
    today = timezone.localdate().isoformat()
    as_alice.post(START, {"role": "doctor", "checked_on": today})
    as_alice.post(reverse("safety:question", args=["emergency_signs"]), {"answer": ["none"]})
    assertContains(as_alice.get(RESULT), 'data-outcome="emergency"')
    assertNotContains(as_alice.get(RESULT), "Change my answer")


def test_something_new_closes_the_gate_and_goes_to_the_questions(as_alice, alice, gate_open):
    assert "A new medicine" in words_of(as_alice.get(NEW))
    assert not Withdrawal.objects.exists()
    assertRedirects(as_alice.post(NEW), START)
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=Refusal.WITHDRAWN)
    assert Withdrawal.objects.get().reason == "something-new"
    assertRedirects(as_alice.post(NEW), START)
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT])
def test_something_new_is_no_way_around_a_check(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    as_alice.post(NEW)
    assert as_alice.post(START).status_code == 422
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


def test_something_new_is_about_oneself_only(as_bob, alice, gate_open):
    as_bob.post(NEW)
    assert Withdrawal.objects.get().clearance.person != alice


def test_wrong_methods_and_a_post_without_a_token_are_refused(alice, as_alice, gate_open):
    assert as_alice.post(LIMITS).status_code == 405
    assert as_alice.put(NEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(NEW).status_code == 403
    assert not Withdrawal.objects.exists()


def test_neither_page_is_kept_by_a_browser(as_alice, gate_open):
    for url in (LIMITS, NEW):
        assert "no-store" in as_alice.get(url)["Cache-Control"]


def test_every_word_of_the_vocabulary_has_a_plain_one():
    words = {"tools": TOOLS, "positions": POSITIONS, "movements": MOVEMENTS, "flags": FLAGS}
    for name, plain in words.items():
        assert list(plain) == list(RULESET.vocabulary[name])


def test_groups_hold_everything_that_is_limited_and_nothing_else():
    assert groups_of(AREAS, Restrictions()) == ()
    limits = Restrictions(
        tools=frozenset({"gun"}),
        positions=frozenset({"bath"}),
        movements=frozenset({"rot"}),
        areas=frozenset({"calf"}),
        flags=frozenset({"arm_overhead"}),
        pairs=frozenset({Pair(tool="ball", area="foot"), Pair(tool="ball", area="arm")}),
        pressure_max=Pressure.NONE,
        spot_max_s=15,
        session_max_min=10,
        heat_max_s=600,
        cold_max_s=300,
    )
    assert [one.items for one in groups_of(AREAS, limits)] == [
        ("a massage gun",),
        ("in a bath",),
        ("twisting", "a hand above the shoulder"),
        ("Lower leg", "a ball or another hard point: Arm or hand, Foot"),
        ("no pressure",),
        (
            "10 minutes in all at most",
            "15 seconds on one spot at most",
            "10 minutes of warmth at most",
            "5 minutes of cold at most",
        ),
    ]


def test_a_result_taken_back_is_not_shown_as_limits(as_alice, alice, gate_open):
    withdraw_standing(person=alice, reason="something-new", now=timezone.now())
    assertNotContains(as_alice.get(LIMITS), "What is limited")
