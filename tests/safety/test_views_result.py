"""What a person reads at the end: the outcome, the help list, a health worker's word."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Session
from safety import content
from safety.access import gate_for
from safety.clearance import Closed, Open
from safety.models import Clearance, Screening
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import ClearanceFactory, RoutineFactory
from tests.safety.rule_table import FIRES
from tests.safety.walks import (
    ANSWERS,
    RESULT,
    START,
    answer,
    begin,
    finish,
    page_of,
    title_of,
    walk,
    words_of,
)

RULESET = content.current()
FIRST = "emergency_signs"
HELP = reverse("safety:help")
COUNTRY = reverse("safety:country")
WORD = {"ok-dvt": "yes", "role": "doctor", "month": timezone.now().strftime("%Y-%m")}

OUTCOMES = [
    ("emergency", FIRES["E02"][0], "new numbness between the legs", "Get emergency help now"),
    ("urgent", FIRES["U06"][0], "fever", "Get medical advice today"),
    ("check-first", FIRES["X01"][0], "adults", "Easeback is for people aged 18 or over"),
    ("check-first", FIRES["C07"][0], "pain", "Please check with a health worker first"),
    ("limits", {"cond_skin_other": ["oil_allergy"]}, "", "with limits"),
    ("ready", {}, "", "You can start, gently"),
]


@pytest.mark.parametrize(("outcome", "changes", "advice", "heading"), OUTCOMES)
def test_the_result_says_what_to_do_and_why_in_the_persons_own_words(
    as_alice, outcome, changes, advice, heading
):
    response = finish(as_alice, screen(**changes))
    text = words_of(response)
    assertContains(response, f'data-outcome="{outcome}"')
    assert heading in title_of(response)
    assert advice.lower() in text.lower()
    assert ("Because you told us" in text) == bool(changes)
    assert "{" not in text


@pytest.mark.parametrize("rule", ["E02", "E09", "U06", "U14", "X01", "C07", "C08", "R02"])
def test_the_result_holds_no_words_meant_for_developers(as_alice, alice, rule):
    response = finish(as_alice, screen(**FIRES[rule][0]))
    text = words_of(response)
    row = Clearance.objects.get(person=alice)
    assert row.rules
    for one in RULESET.rules:
        if one.id in row.rules:
            assert one.id not in text
            assert one.why not in text
            assert one.source not in text
    told = {word for reason in row.reasons for pair in reason["told"] for word in pair}
    assert not [word for word in told if "_" in word and word in text]


@pytest.mark.parametrize("rule", ["E01", "U06", "X01", "C07", "C11"])
def test_a_locked_result_offers_no_routine(as_alice, alice, rule):
    response = finish(as_alice, screen(**FIRES[rule][0]))
    assertNotContains(response, "Choose a routine")
    assertNotContains(response, "This result counts until")
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)
    routine = RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub"])
    assert (
        as_alice.post(reverse("routines:routine-start", args=[routine.pk])).status_code == 403
    )
    assert not Session.objects.exists()


def test_an_emergency_page_shows_the_call_button_first_and_no_way_onward(as_alice):
    response = finish(as_alice, screen(emergency_signs=["chest_pain"]))
    html = response.content.decode()
    assert html.index('href="tel:112"') < html.index("Because you told us")
    assertNotContains(response, "Choose a routine")
    assertNotContains(response, "Answer the questions again")


def test_a_result_with_limits_names_the_condition_and_the_marked_places(as_alice):
    changes = {"cond_skin_other": ["burn"], "local_areas": ["thigh", "calf"]}
    text = words_of(finish(as_alice, screen(**changes)))
    assert "Burn or bad sunburn" in text
    assert "Places we keep away from: " in text
    assert "Thigh." in text
    assert "This result counts until" in text


def test_every_advice_text_can_be_shown(as_alice, alice):
    for tier in (Tier.CHECK_FIRST, Tier.READY):
        ClearanceFactory(person=alice, tier=tier, advice=list(RULESET.advice))
        text = words_of(as_alice.get(RESULT))
        assert "{" not in text
        assert ("your local emergency number" in text) == tier.is_locked


def test_an_open_result_does_not_ask_for_what_a_health_worker_has_agreed_to(as_alice, alice):
    ClearanceFactory(person=alice, tier=Tier.LIMITS, advice=["ADV_C_GENERAL"])
    text = words_of(as_alice.get(RESULT))
    assert "Please check with a health worker" not in text
    assert "You can go ahead with limits." in text


def test_a_slip_is_asked_once_more_in_other_words_and_the_screen_goes_on(as_alice, alice):
    response = finish(as_alice, screen(emergency_signs=["chest_pain"]))
    again = reverse("safety:again", args=[FIRST])
    assertContains(response, f'href="{again}"')
    assertContains(as_alice.get(again), "Please check again. Right now")
    assert as_alice.post(again, {"answer": "no"}).url == page_of(FIRST)
    assertNotContains(as_alice.get(page_of(FIRST)), " checked")
    assert answer(as_alice, FIRST, ["none"]).url == page_of("saddle_numbness")
    assert Screening.objects.get(person=alice).corrected
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


@pytest.mark.parametrize("said", ["yes", "not_sure"])
def test_an_emergency_that_is_meant_or_unsure_stays(as_alice, alice, said):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    again = reverse("safety:again", args=[FIRST])
    assert as_alice.post(again, {"answer": said}).url == RESULT
    assertContains(as_alice.get(RESULT), 'data-outcome="emergency"')
    assertNotContains(as_alice.get(RESULT), "Change my answer")
    assert not Screening.objects.filter(person=alice, ended_at=None).exists()


def test_the_other_words_are_offered_only_once(as_alice):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    again = reverse("safety:again", args=[FIRST])
    as_alice.post(again, {"answer": "no"})
    assert answer(as_alice, FIRST, ["fainted"]).url == RESULT
    assertNotContains(as_alice.get(RESULT), "Change my answer")
    assert as_alice.post(again, {"answer": "no"}).url == RESULT
    assertContains(as_alice.get(RESULT), 'data-outcome="emergency"')


def test_after_a_slip_the_other_words_cannot_end_the_screen(as_alice):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    again = reverse("safety:again", args=[FIRST])
    as_alice.post(again, {"answer": "no"})
    assert as_alice.get(again).url == RESULT
    assert as_alice.post(again, {"answer": "yes"}).url == RESULT
    assert Screening.objects.filter(ended_at=None).exists()


def test_the_other_words_need_an_answer(as_alice):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    response = as_alice.post(reverse("safety:again", args=[FIRST]))
    assertContains(response, "Choose one answer.", status_code=422)
    assert title_of(response).startswith("Error:")
    assertContains(as_alice.get(RESULT), 'data-outcome="emergency"')


@pytest.mark.parametrize("name", ["saddle_numbness", "age_years", "shoe-size"])
def test_only_the_last_answer_can_be_a_slip(as_alice, name):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    again = reverse("safety:again", args=[name])
    assertRedirects(as_alice.post(again, {"answer": "no"}), RESULT)
    assertContains(as_alice.get(RESULT), 'data-outcome="emergency"')


@pytest.fixture
def asked_for_a_word(as_alice):
    """Alice had a clot and is asked what a health worker said."""
    begin(as_alice)
    changes = screen(cond_blood_heart=["dvt"])
    row = Screening.objects.get(ended_at=None)
    row.answers = changes
    row.interrupted_at_block = 1
    row.save()
    return as_alice


def test_a_health_workers_word_opens_with_limits(asked_for_a_word, alice):
    page = page_of("clinician_ok")
    assertContains(asked_for_a_word.get(page), "Because you told us: A blood clot now")
    assert asked_for_a_word.post(page, WORD).url == ANSWERS
    asked_for_a_word.post(ANSWERS)
    answer_now = gate_for(alice, now=timezone.now())
    assert isinstance(answer_now, Open)
    assert answer_now.tier is Tier.LIMITS


def test_no_word_keeps_it_locked(asked_for_a_word, alice):
    assert answer(asked_for_a_word, "clinician_ok", {"ok-dvt": "no"}).url == ANSWERS
    asked_for_a_word.post(ANSWERS)
    assertContains(asked_for_a_word.get(RESULT), "What to ask")
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


BAD_WORDS = [
    ({}, "Choose yes or no."),
    ({**WORD, "ok-dvt": "perhaps"}, "Choose yes or no."),
    ({**WORD, "role": ""}, "Choose who said so."),
    ({**WORD, "role": "friend"}, "Select a valid choice"),
    ({**WORD, "month": ""}, "Type the month"),
    ({**WORD, "month": "soon"}, "Type the month"),
    ({**WORD, "month": "2999-01"}, "This month has not come yet."),
    ({**WORD, "month": "2020-01"}, "more than 90 days ago"),
    ({**WORD, "limits": ["avoid_zone"]}, "Tick the place to leave alone."),
    ({**WORD, "limits": ["all"]}, "Select a valid choice"),
    ({**WORD, "limits": ["avoid_zone"], "zones": ["moon"]}, "Select a valid choice"),
]


@pytest.mark.parametrize(("form", "message"), BAD_WORDS)
def test_a_word_that_does_not_fit_is_named_and_opens_nothing(asked_for_a_word, form, message):
    response = answer(asked_for_a_word, "clinician_ok", form)
    assertContains(response, message, status_code=422)
    assertContains(response, "There is a problem", status_code=422)
    assert title_of(response).startswith("Error:")
    assert "clinician_ok" not in Screening.objects.get(ended_at=None).answers


def test_after_an_emergency_the_start_page_refuses_for_a_day(as_alice, alice):
    ClearanceFactory(person=alice, tier=Tier.EMERGENCY, granted_at=hours_ago(23))
    today = timezone.localdate().isoformat()
    assertContains(as_alice.get(START), "Not today")
    assertNotContains(as_alice.get(START), 'name="checked_on"')
    form = {"role": "doctor", "checked_on": today}
    assertContains(as_alice.post(START, form), "Not today", status_code=422)
    assert not Screening.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT])
def test_then_it_asks_who_has_checked(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier, granted_at=hours_ago(25))
    assertContains(as_alice.get(START), "Who checked you?")
    assertContains(as_alice.post(START), "Choose who checked you.", status_code=422)
    today = timezone.localdate().isoformat()
    assert begin(as_alice, role="doctor", checked_on=today) == page_of(FIRST)
    assert Screening.objects.get(ended_at=None).checked_role == "doctor"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"role": "friend", "checked_on": "today"}, "Select a valid choice"),
        ({"role": "doctor", "checked_on": "yesterday"}, "Type the day as year"),
        ({"role": "doctor", "checked_on": "2999-01-01"}, "This day has not come yet."),
        ({"role": "doctor", "checked_on": "2020-01-01"}, "before your last answers"),
    ],
)
def test_a_check_that_does_not_fit_starts_nothing(as_alice, alice, form, message):
    ClearanceFactory(person=alice, tier=Tier.URGENT, granted_at=hours_ago(1))
    response = as_alice.post(START, form)
    assertContains(response, message, status_code=422)
    assert title_of(response).startswith("Error:")
    assert not Screening.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_day_of_the_check_is_todays_where_the_person_lives(as_alice, alice, zone):
    """At any hour one of these two zones has another date than UTC."""
    alice.time_zone = zone
    alice.save()
    ClearanceFactory(person=alice, tier=Tier.URGENT, granted_at=timezone.now())
    today = timezone.localdate(timezone=ZoneInfo(zone)).isoformat()
    assert begin(as_alice, role="doctor", checked_on=today) == page_of(FIRST)


def test_a_clear_screen_after_a_check_opens_again(as_alice, alice):
    ClearanceFactory(person=alice, tier=Tier.EMERGENCY, granted_at=hours_ago(25))
    today = timezone.localdate().isoformat()
    finish(as_alice, screen(), role="nurse", checked_on=today)
    assert isinstance(gate_for(alice, now=timezone.now()), Open)


def hours_ago(number):
    return timezone.now() - timedelta(hours=number)
