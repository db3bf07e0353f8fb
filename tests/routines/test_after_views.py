"""The next-day question, what it leads to, and the one change that is offered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import CheckIn, Decision, Session
from safety.access import gate_for
from safety.actions import note_session
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance, Precheck
from safety.vocabulary import NO_RESTRICTIONS, Tier
from tests.factories import ClearanceFactory
from tests.routines.diaries import easy_sessions, followed, told, told_next_day
from tests.routines.pages import HTMX, is_whole_page, said, text_of, url

FINE = {"next_day": "2", "sore": "1", "sore_hours": "12"}
QUESTION = "And the day after?"


@pytest.fixture
def gate_open(alice) -> Clearance:
    """Alice's result, older than the sessions these tests are about."""
    return ClearanceFactory(person=alice, granted_at=timezone.now() - timedelta(days=20))


@pytest.fixture
def yesterday(alice, gate_open) -> Session:
    """A session of yesterday; how it was is told, the day after is not."""
    note_session(person=alice, now=timezone.now() - timedelta(days=1))
    return told(followed(alice, days_ago=1))


@pytest.fixture
def offered(alice, gate_open) -> Session:
    """The latest of three easy sessions: one change is offered."""
    return easy_sessions(alice, 9, 6, 2)[-1]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_answer_is_kept_and_decides(as_alice, yesterday, headers):
    where = url("next-day", yesterday.pk)
    page = as_alice.get(where, headers=headers)
    assertContains(page, QUESTION)
    assertContains(page, "I do not remember")
    assert is_whole_page(page)
    response = as_alice.post(where, FINE, headers=headers)
    assertRedirects(response, url("history"))
    row = CheckIn.objects.get(session=yesterday)
    assert (row.next_day, row.sore, row.sore_hours) == (2, 1, 12)
    assert row.next_answered_at is not None
    assert Decision.objects.get().decision == "KEEP"
    text = text_of(as_alice.get(url("history")))
    assert "Same plan again." in text
    assert "2 the next day" in text


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, ["next_day"]),
        ({"next_day": "2"}, ["sore"]),
        ({"next_day": "2", "sore": "3"}, ["sore_hours"]),
        ({**FINE, "next_day": "11"}, ["next_day"]),
        ({**FINE, "next_day": "-1"}, ["next_day"]),
        ({**FINE, "next_day": "9" * 5000}, ["next_day"]),
        ({**FINE, "sore": "much"}, ["sore"]),
        ({**FINE, "sore_hours": "13"}, ["sore_hours"]),
        ({**FINE, "signs": ["flu"]}, ["signs"]),
    ],
)
def test_a_wrong_answer_is_told_and_the_rest_stays(as_alice, yesterday, data, fields):
    response = as_alice.post(url("next-day", yesterday.pk), {"signs": ["leg"], **data})
    assert response.status_code == 422
    assert [*response.context["page"].form.errors] == fields
    assert "Error:" in text_of(response)
    if "signs" not in data:
        assertContains(response, 'value="leg" id="id_signs" checked', status_code=422)
    if data.get("next_day") == "2":
        assertContains(response, 'value="2" id="id_next_day_2" checked', status_code=422)
    assert CheckIn.objects.get().next_answered_at is None


def test_not_remembering_is_an_answer_and_holds(as_alice, yesterday):
    response = as_alice.post(url("next-day", yesterday.pk), {"next_day": "unknown"})
    assert "Same plan again." in said(as_alice, response)
    assert CheckIn.objects.get().next_day is None
    assert Decision.objects.get().decision == "HOLD"
    assertNotContains(as_alice.get(url("home")), QUESTION)


@pytest.mark.parametrize(
    ("data", "page"),
    [
        ({"next_day": "5"}, "routines:worse"),
        ({"sore_hours": "48"}, "routines:worse"),
        ({"next_day": "7"}, "safety:result"),
        ({"signs": ["leg"]}, "safety:result"),
        ({"signs": ["dark_pee"]}, "safety:result"),
        ({"signs": ["emergency", "changed"]}, "safety:result"),
        ({"signs": ["changed"]}, "safety:start"),
    ],
)
def test_it_leads_to_what_follows(as_alice, alice, yesterday, data, page):
    response = as_alice.post(url("next-day", yesterday.pk), {**FINE, **data})
    assertRedirects(response, reverse(page))
    is_open = isinstance(gate_for(alice, now=timezone.now()), Open)
    assert is_open == (page == "routines:worse")
    if page == "routines:worse":
        assert "Next time we halve the time" in text_of(as_alice.get(url("worse")))


def test_an_emergency_shows_the_emergency_page(as_alice, yesterday):
    as_alice.post(url("next-day", yesterday.pk), {**FINE, "signs": ["emergency"]})
    page = as_alice.get(reverse("safety:result"))
    assertContains(page, 'data-outcome="emergency"')
    assertContains(page, "ou noticed a sign on the emergency list")


def test_it_is_asked_on_the_first_page_from_eighteen_hours_on(as_alice, alice, gate_open):
    row = told(followed(alice, days_ago=17 / 24))
    assertNotContains(as_alice.get(url("home")), QUESTION)
    assertNotContains(as_alice.get(url("history")), url("next-day", row.pk))
    Session.objects.filter(pk=row.pk).update(ended_at=timezone.now() - timedelta(hours=18))
    assertContains(as_alice.get(url("home")), url("next-day", row.pk))
    assertContains(as_alice.get(url("history")), url("next-day", row.pk))


def test_a_start_leads_to_the_open_question_and_back(as_alice, yesterday, routine):
    count = Session.objects.count()
    response = as_alice.post(url("routine-start", routine.pk))
    where = f"{url('next-day', yesterday.pk)}?next={url('routine', routine.pk)}"
    assertRedirects(response, where)
    assert Session.objects.count() == count
    assertRedirects(as_alice.post(where, FINE), url("routine", routine.pk))
    assert as_alice.post(url("technique-try", "hand-gentle-rub")).status_code == 302


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_it_leads_back_to_pages_of_ours_only(as_alice, yesterday, then):
    response = as_alice.post(f"{url('next-day', yesterday.pk)}?next={then}", FINE)
    assertRedirects(response, url("history"))


def test_a_session_nobody_told_about_is_asked_too(as_alice, alice, gate_open):
    row = followed(alice, days_ago=1)
    as_alice.post(url("next-day", row.pk), FINE)
    assert CheckIn.objects.get(session=row).next_day == 2
    assertContains(as_alice.get(url("history")), url("finish", row.pk))


def test_a_session_under_way_has_no_day_after(as_alice, gate_open, session):
    assert as_alice.get(url("next-day", session.pk)).status_code == 404
    assert as_alice.post(url("next-day", session.pk), FINE).status_code == 404


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST], ids=str)
def test_a_locked_person_may_answer_and_read_but_stays_locked(as_alice, alice, yesterday, tier):
    ClearanceFactory(person=alice, tier=tier)
    assertContains(as_alice.get(url("next-day", yesterday.pk)), QUESTION)
    as_alice.post(url("next-day", yesterday.pk), {**FINE, "signs": ["changed"]})
    assert CheckIn.objects.get().next_day == 2
    assertContains(as_alice.get(url("history")), "Same plan again.")
    gate = gate_for(alice, now=timezone.now())
    assert isinstance(gate, Closed)
    assert gate.refusal is not Refusal.WITHDRAWN


def test_below_eighteen_nothing_is_asked(as_alice, alice, yesterday):
    ClearanceFactory(person=alice, tier=Tier.NOT_ELIGIBLE)
    assert as_alice.get(url("next-day", yesterday.pk)).status_code == 403
    assert as_alice.get(url("progress", yesterday.pk)).status_code == 403


@pytest.mark.parametrize("name", ["next-day", "progress"])
def test_only_ones_own(as_bob, as_nobody, as_alice, offered, name):
    for client in (as_bob, as_nobody):
        assert client.get(url(name, offered.pk)).status_code == 404
        assert client.post(url(name, offered.pk), {**FINE, "step": "level"}).status_code == 404
    assert as_alice.put(url(name, offered.pk)).status_code == 405
    assert Decision.objects.get(session=offered).chosen == ""


def test_the_number_before_is_the_one_of_the_check(as_alice, alice, gate_open):
    row = followed(alice, days_ago=0.5)
    Precheck.objects.create(
        person=alice,
        answered_at=row.started_at - timedelta(minutes=5),
        pain=4,
        restrictions=NO_RESTRICTIONS.as_json(),
        outcome="go",
    )
    page = as_alice.get(url("finish", row.pk))
    assertContains(page, 'name="before" value="4" id="id_before_4" checked')


def test_signs_can_be_told_right_after(as_alice, alice, gate_open):
    row = followed(alice, days_ago=0)
    response = as_alice.post(url("finish", row.pk), {"feel": "same", "signs": ["bruise"]})
    assertRedirects(response, reverse("safety:result"))
    assert CheckIn.objects.get().bruise
    text = text_of(as_alice.get(reverse("safety:result")))
    assert "A bruise is bigger than your palm, or it spreads" in text


def test_easy_sessions_lead_to_an_offer(as_alice, alice, gate_open):
    easy_sessions(alice, 9, 6)
    row = told(followed(alice, days_ago=2))
    response = as_alice.post(url("next-day", row.pk), FINE)
    assertRedirects(response, url("progress", row.pk))
    page = as_alice.get(url("progress", row.pk))
    assertContains(page, "The next level")
    assertContains(page, "Because you had 3 easy sessions in a row")
    assertContains(as_alice.get(url("history")), url("progress", row.pk))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_one_change_is_chosen(as_alice, offered, headers):
    where = url("progress", offered.pk)
    response = as_alice.post(where, {"step": "level"}, headers=headers)
    assertRedirects(response, url("history"))
    assert "You chose the next level." in text_of(as_alice.get(url("history")))
    row = Decision.objects.get(session=offered)
    assert (row.chosen, row.chosen_at is not None) == ("level", True)
    assertContains(as_alice.get(where), 'value="level" id="id_step_2" checked')
    as_alice.post(where, {"step": "same"})
    row.refresh_from_db()
    assert (row.chosen, row.chosen_at) == ("", None)


@pytest.mark.parametrize("data", [{}, {"step": ""}, {"step": "all"}, {"step": "pressure"}])
def test_a_change_that_is_not_offered_is_refused(as_alice, offered, data):
    response = as_alice.post(url("progress", offered.pk), data)
    assert response.status_code == 422
    assert "Choose one, or keep the plan." in text_of(response)
    assert Decision.objects.get(session=offered).chosen == ""


def test_an_offer_is_gone_once_another_session_was_told_about(as_alice, alice, offered):
    told(followed(alice, days_ago=0.1))
    assert as_alice.get(url("progress", offered.pk)).status_code == 404
    response = as_alice.post(url("progress", offered.pk), {"step": "level"})
    assert response.status_code == 404
    assertNotContains(as_alice.get(url("history")), url("progress", offered.pk))


def test_of_two_offers_only_the_latest_stands(as_alice, alice, gate_open):
    older, latest = easy_sessions(alice, 12, 9, 6, 2)[-2:]
    assert Decision.objects.filter(decision="PROGRESS").count() == 2
    assert as_alice.get(url("progress", latest.pk)).status_code == 200
    assert as_alice.post(url("progress", older.pk), {"step": "level"}).status_code == 404
    assert not Decision.objects.exclude(chosen="").exists()


def test_the_history_says_why_the_plan_changed(as_alice, alice, gate_open):
    told(followed(alice, days_ago=0), before=3, after=5)
    text = text_of(as_alice.get(url("history")))
    assert "half the time and one step lighter" in text
    assert "is left out for now" in text
    assert "Because it was 2 points tighter or sorer" in text


def test_two_quiet_weeks_bring_a_tip(as_alice, alice, gate_open):
    for days in (16, 10, 6):
        told_next_day(told(followed(alice, days_ago=days), 1, 1), 1)
    row = told(followed(alice, days_ago=1), 1, 1)
    as_alice.post(url("next-day", row.pk), {**FINE, "next_day": "1"})
    assert "Two or three sessions a week" in text_of(as_alice.get(url("history")))
