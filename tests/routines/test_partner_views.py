"""Whose back is it: the question, the giver's page, and starting for somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Pairing, Session
from safety.models import Person
from tests.factories import RoutineFactory
from tests.routines.pages import HTMX, url
from tests.routines.pairs import (
    agreed,
    gentle,
    limited,
    pairing_of,
)
from tests.routines.test_session_views import CLOSED, close_gate

SAM = {"whose": "new", "name": "Sam", "giver_name": "Alex"}


def whose() -> str:
    return url("routine-whose", gentle().pk)


# The question


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_routine_for_two_first_asks_whose_back_it_is(as_alice, gate_open, headers):
    answer = as_alice.post(url("routine-start", gentle().pk), headers=headers)
    assertRedirects(answer, whose())
    assert not Session.objects.exists()


def test_so_does_an_own_routine_with_a_step_for_two_and_a_technique(as_alice, alice, gate_open):
    own = RoutineFactory(owner=alice, technique_slugs=["partner-effleurage"])
    answer = as_alice.post(url("routine-start", own.pk))
    assertRedirects(answer, url("routine-whose", own.pk))
    answer = as_alice.post(url("technique-try", "partner-effleurage"))
    assertRedirects(answer, url("technique-whose", "partner-effleurage"))


def test_a_routine_for_one_is_not_asked_about(as_alice, gate_open, routine):
    assert as_alice.get(url("routine-whose", routine.pk)).status_code == 404
    assert as_alice.get(url("technique-whose", "hand-gentle-rub")).status_code == 404
    assert as_alice.post(url("routine-start", routine.pk)).url.startswith("/sessions/")


def test_my_own_back_counts_with_my_own_gate(as_alice, alice, gate_open):
    as_alice.post(whose(), {"whose": "mine"})
    row = Session.objects.get()
    assert (row.person, row.giver) == (alice, None)
    page = as_alice.get(url("session", row.pk))
    assertContains(page, "Ask: more, less or the same? Still fine to go on?")


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_my_own_back_stays_closed_with_my_own_gate(as_alice, alice, gate_open, how):
    close_gate(alice, how)
    assert as_alice.post(whose(), {"whose": "mine"}).status_code == 403
    assert not Session.objects.exists()


MISTAKES = [
    ({}, "Choose whose back it is."),
    ({"whose": "999"}, "Choose whose back it is."),
    ({"whose": "new", "giver_name": "Alex"}, "Type their first name."),
    ({"whose": "new", "name": "   "}, "Type their first name."),
    ({"whose": "new", "name": "S" * 41}, "Use at most 40 characters."),
]


@pytest.mark.parametrize(("data", "message"), MISTAKES)
def test_a_mistake_is_named_and_nothing_typed_is_lost(as_alice, data, message):
    answer = as_alice.post(whose(), data)
    assertContains(answer, message, count=2, status_code=422)
    assertContains(answer, "<title>Error:", status_code=422)
    if "giver_name" in data:
        assertContains(answer, 'value="Alex"', status_code=422)
    assert not Pairing.objects.exists()


def test_somebody_elses_makes_a_link_nobody_can_guess_for_a_week(as_nobody):
    answer = as_nobody.post(whose(), SAM)
    row = Pairing.objects.get()
    assert answer.url == f"{url('pairing', row.pk)}?routine={gentle().pk}"
    assert (row.giver, row.receiver, row.name) == (Person.objects.get(), None, "Sam")
    assert len(row.token) >= 43
    assert row.expires_at - row.asked_at == timedelta(days=7)
    page = as_nobody.get(answer.url)
    assertContains(page, f"http://testserver/partner/{row.token}/")
    assertContains(page, "Hand over this device")
    as_nobody.post(whose(), {**SAM, "name": "sam"})  # asked twice is asked once
    assert Pairing.objects.count() == 1


def test_people_asked_before_are_offered_and_those_who_took_it_back_are_not(as_alice, alice):
    row = agreed(alice)
    pairing_of(alice, name="Kim", withdrawn_at=timezone.now())
    pairing_of(alice, name="Lou", expires_at=timezone.now())
    page = as_alice.get(whose())
    assertContains(page, "Sam&#x27;s")
    for name in ("Kim", "Lou"):
        assertNotContains(page, name)
    answer = as_alice.post(whose(), {"whose": row.pk})
    assert answer.url == f"{url('pairing', row.pk)}?routine={gentle().pk}"


# Whose page it is


GIVERS = [
    ("get", "pairing"),
    ("post", "pairing-start"),
    ("post", "pairing-hand-over"),
    ("post", "pairing-end"),
    ("post", "received-end"),
]


@pytest.mark.parametrize(("verb", "name"), GIVERS)
def test_a_pairing_is_nobody_elses(as_bob, as_nobody, alice, gate_open, verb, name):
    row = agreed(alice)
    before = Pairing.objects.values().get()
    for client in (as_bob, as_nobody):
        for headers in ({}, HTMX):
            ask = getattr(client, verb)
            assert ask(url(name, row.pk), {"agree": "on"}, headers=headers).status_code == 404
    assert Pairing.objects.values().get() == before


@pytest.mark.parametrize(
    ("verb", "name"), [("post" if verb == "get" else "get", name) for verb, name in GIVERS]
)
def test_a_wrong_method_is_refused(as_alice, alice, verb, name):
    row = agreed(alice)
    assert getattr(as_alice, verb)(url(name, row.pk)).status_code == 405


def test_the_giver_can_end_it_when_the_receiver_in_the_room_says_so(as_alice, alice):
    row = agreed(alice)
    for _ in range(2):
        assertRedirects(as_alice.post(url("pairing-end", row.pk)), url("account"))
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assertContains(as_alice.get(url("pairing", row.pk)), "was taken back")


def test_the_technique_page_of_a_giver_with_limits_leads_to_the_question(as_alice, alice):
    limited(alice)
    page = as_alice.get(url("technique", "partner-circular-knead"))
    assertContains(page, url("technique-whose", "partner-circular-knead"))
    assertNotContains(page, "Try it")
