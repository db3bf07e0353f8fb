"""The screen in a browser: asking, mistakes, going back, and whose screen it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from safety import content
from safety.access import gate_for
from safety.clearance import Closed, Open
from safety.models import Clearance, Person, Screening
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import ScreeningFactory
from tests.safety.walks import (
    ANSWERS,
    NEXT,
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

QUESTIONS = content.current().question
FIRST = "emergency_signs"
PAGES = [START, NEXT, ANSWERS, RESULT, page_of(FIRST), reverse("safety:again", args=[FIRST])]


def under_way(person, **answers):
    """Give a person an open screen with these answers."""
    row = ScreeningFactory(person=person, ended_at=None, answers=answers)
    row.started_at = timezone.now()
    row.save()
    return row


def test_no_sign_at_all_leads_to_ready_and_an_open_gate(as_alice, alice):
    response = finish(as_alice, screen())
    assert Clearance.objects.get(person=alice).tier == Tier.READY
    assertContains(response, 'data-outcome="ready"')
    assertContains(response, "You can start, gently")
    assertContains(response, "cannot rule out a serious cause")
    assert isinstance(gate_for(alice, now=timezone.now()), Open)


def test_an_emergency_ends_the_screen_at_once_and_closes_everything(as_alice, alice):
    assert walk(as_alice, screen(emergency_signs=["chest_pain"])) == RESULT
    assertContains(as_alice.get(RESULT), 'data-outcome="emergency"')
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)
    for url in (page_of("saddle_numbness"), page_of(FIRST), ANSWERS, NEXT):
        assertRedirects(as_alice.get(url), RESULT)
    assert answer(as_alice, FIRST, ["none"]).url == RESULT
    assert Clearance.objects.get(person=alice).tier == Tier.EMERGENCY


def test_an_emergency_replaces_an_open_gate(as_alice, alice, gate_open):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


def test_jumping_ahead_leads_to_the_first_open_question(as_alice):
    begin(as_alice)
    assertRedirects(as_alice.get(page_of("limits")), page_of(FIRST))
    assertRedirects(answer(as_alice, "limits", ["none"]), page_of(FIRST))
    assertRedirects(as_alice.get(ANSWERS), page_of(FIRST))
    assertRedirects(as_alice.post(ANSWERS), page_of(FIRST))
    assert not Clearance.objects.exists()


def test_a_follow_up_that_is_not_asked_cannot_be_answered(as_alice, alice):
    under_way(alice, emergency_signs=["none"])
    answer(as_alice, "ces_timing", "old_checked_same")
    assert "ces_timing" not in Screening.objects.get(ended_at=None).answers


def test_an_unknown_question_leads_back(as_alice):
    begin(as_alice)
    assertRedirects(as_alice.get(page_of("shoe-size")), page_of(FIRST))


def test_the_pause_after_the_first_block_is_shown_once(as_alice, alice):
    first = {k: v for k, v in screen().items() if QUESTIONS[k].block == 1}
    last = list(first)[-1]
    under_way(alice, **{k: v for k, v in first.items() if k != last})
    assert answer(as_alice, last, first[last]).url == NEXT
    assert as_alice.get(NEXT).status_code == 200
    assert as_alice.post(NEXT).url == page_of("age_years")
    assert as_alice.get(NEXT).url == page_of("age_years")


def test_change_on_the_check_page_leads_to_the_question_and_back(as_alice):
    walk(as_alice, screen(pain_now=2))
    change = page_of("pain_now") + "?change=1"
    assertContains(as_alice.get(ANSWERS), f'href="{change}"')
    assertContains(as_alice.get(change), 'value="2" checked')
    assertRedirects(as_alice.post(change, {"answer": "6"}), ANSWERS)
    as_alice.post(ANSWERS)
    assertContains(as_alice.get(RESULT), 'data-outcome="limits"')


def test_a_change_that_needs_a_follow_up_asks_it_before_the_result(as_alice, alice):
    walk(as_alice, screen())
    response = answer(as_alice, "cond_skin_other", ["burn"])
    assert response.url == page_of("local_areas")
    assert as_alice.post(ANSWERS).url == page_of("local_areas")
    assert not Clearance.objects.filter(person=alice).exists()


def test_a_change_into_an_emergency_shows_it_at_once(as_alice):
    walk(as_alice, screen())
    assert answer(as_alice, FIRST, ["breathless"]).url == RESULT


def test_the_check_page_lists_every_answer_in_words(as_alice):
    walk(as_alice, screen(age_years=41))
    text = words_of(as_alice.get(ANSWERS))
    assert "41" in text
    for name, value in screen().items():
        assert QUESTIONS[name].text in text
        if isinstance(value, str):
            assert QUESTIONS[name].label(value) in text


def test_back_leads_to_the_page_before_with_its_answer_filled_in(as_alice):
    begin(as_alice)
    answer(as_alice, FIRST, ["tummy_pulse", "not_sure"])
    asked = as_alice.get(page_of("saddle_numbness"))
    assertContains(asked, f'class="back-link" href="{page_of(FIRST)}"')
    before = as_alice.get(page_of(FIRST))
    assertContains(before, 'value="tummy_pulse" checked')
    assertContains(before, 'value="not_sure" checked')
    assertContains(before, " checked", count=2)
    assertContains(before, f'class="back-link" href="{START}"')


MISTAKES = [
    ("age_years", "abc", "Type a number from 0 to 120.", 'value="abc"'),
    ("age_years", "", "Type a number from 0 to 120.", 'value=""'),
    ("age_years", "130", "Type a number from 0 to 120.", 'value="130"'),
    ("age_years", "-1", "Type a number from 0 to 120.", 'value="-1"'),
    ("age_years", "<b>", "Type a number from 0 to 120.", 'value="&lt;b&gt;"'),
    (FIRST, [], "Tick what fits, or the last box.", "Chest pain"),
    (FIRST, ["none", "chest_pain"], "not both", 'value="chest_pain" checked'),
    (FIRST, ["none", "chest_pain"], "not both", 'value="none" checked data-exclusive'),
    (FIRST, ["rash"], "Tick what fits, or the last box.", "Chest pain"),
    ("saddle_numbness", "", "Choose one answer.", "Not sure"),
    ("saddle_numbness", "perhaps", "Choose one answer.", "Not sure"),
    ("pain_now", "", "Choose a number from 0 to 10.", "0 = no pain"),
    ("pain_now", "11", "Choose a number from 0 to 10.", "0 = no pain"),
]


@pytest.mark.parametrize(("name", "typed", "message", "still_there"), MISTAKES)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    as_alice, alice, name, typed, message, still_there
):
    before = {}
    for key, value in screen().items():
        if key == name:
            break
        before[key] = value
    row = under_way(alice, **before)
    response = answer(as_alice, name, typed)
    assertContains(response, message, status_code=422)
    assertContains(response, still_there, status_code=422)
    assertContains(response, 'id="error-summary"', status_code=422)
    assert title_of(response).startswith("Error:")
    row.refresh_from_db()
    assert name not in row.answers


def test_the_error_summary_leads_to_the_field(as_alice, alice):
    under_way(alice)
    text = answer(as_alice, FIRST, []).content.decode()
    assert 'href="#id_answer_0"' in text
    assert 'id="id_answer_0"' in text


def test_a_question_without_a_mistake_has_no_error_in_its_title(as_alice):
    begin(as_alice)
    assert title_of(as_alice.get(page_of(FIRST))).startswith(QUESTIONS[FIRST].text)


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_another_method_is_refused(as_alice, url, method):
    assert getattr(as_alice, method)(url).status_code == 405


def test_the_result_and_the_help_list_are_for_reading_and_the_country_for_sending(as_alice):
    assert as_alice.post(RESULT).status_code == 405
    assert as_alice.post(reverse("safety:help")).status_code == 405
    assert as_alice.get(reverse("safety:country")).status_code == 405


@pytest.mark.parametrize("url", [page_of(FIRST), NEXT, ANSWERS, RESULT])
def test_a_signed_out_browser_is_led_to_the_start(as_nobody, url):
    assertRedirects(as_nobody.get(url), START)
    assert as_nobody.get(START).status_code == 200
    assert not Person.objects.exists()


def test_a_signed_out_browser_cannot_answer(as_nobody):
    assert answer(as_nobody, FIRST, ["none"]).url == START
    assert as_nobody.post(ANSWERS).url == START
    assert as_nobody.post(NEXT).url == START
    assert not Screening.objects.exists()


def test_start_makes_a_guest_of_a_stranger_who_can_finish(as_nobody):
    response = finish(as_nobody, screen())
    assertContains(response, 'data-outcome="ready"')
    guest = Person.objects.get()
    assert guest.is_guest
    assert isinstance(gate_for(guest, now=timezone.now()), Open)


def test_a_stranger_neither_sees_nor_touches_alices_screen(as_alice, alice, bob):
    walk(as_alice, screen(age_years=41))
    before = Screening.objects.get(person=alice).answers
    stranger = Client()
    stranger.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")
    for url in (ANSWERS, page_of("age_years"), RESULT, NEXT):
        assertRedirects(stranger.get(url), START)
    answer(stranger, "age_years", "17")
    stranger.post(ANSWERS)
    assert Screening.objects.get(person=alice).answers == before
    assert not Clearance.objects.exists()


def test_a_stranger_does_not_get_alices_result(as_bob, alice, as_alice):
    walk(as_alice, screen(emergency_signs=["chest_pain"]))
    assertRedirects(as_bob.get(reverse("safety:again", args=[FIRST])), RESULT)
    assertContains(as_bob.get(RESULT), 'data-outcome="ready"')


def test_no_page_of_the_screen_is_kept_by_a_cache(as_alice, alice):
    seen = [as_alice.get(START), as_alice.post(START), as_alice.get(page_of(FIRST))]
    walk(as_alice, screen())
    seen += [as_alice.get(ANSWERS), as_alice.get(page_of("pain_now")), as_alice.get(NEXT)]
    seen += [as_alice.post(ANSWERS), as_alice.get(RESULT)]
    under_way(alice, emergency_signs=["none"])
    seen += [answer(as_alice, "saddle_numbness", ""), answer(as_alice, "both_legs", "no")]
    for response in seen:
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("url", [START, page_of(FIRST), ANSWERS, reverse("safety:country")])
def test_a_form_without_its_token_is_refused_with_a_way_back(alice, url):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    under_way(alice)
    response = strict.post(url, {"answer": "none"})
    assertContains(response, "This form was open for too long", status_code=403)
    assert Screening.objects.get(person=alice).answers == {}


def test_a_screen_older_than_a_day_is_not_gone_on_with(as_alice, alice):
    row = under_way(alice, **screen())
    row.started_at = timezone.now() - timedelta(hours=24, minutes=1)
    row.save()
    for url in (ANSWERS, page_of("pain_now"), NEXT):
        assertRedirects(as_alice.get(url), START)
    assert as_alice.post(ANSWERS).url == START
    assert not Clearance.objects.exists()


def test_starting_again_begins_at_question_one_and_drops_the_old_answers(as_alice, alice):
    old = under_way(alice, **screen(pain_now=2))
    assertContains(as_alice.get(START), "Start again from the beginning")
    assert begin(as_alice) == page_of(FIRST)
    old.refresh_from_db()
    assert old.answers == {}
    assert old.ended_at is not None
