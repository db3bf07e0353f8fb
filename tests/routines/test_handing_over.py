"""The device in the receiver's hands: their questions, their yes, and nothing left behind."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Pairing
from safety.access import gate_for
from safety.clearance import Open
from safety.models import Clearance, Person, Screening
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import ClearanceFactory
from tests.routines.pages import said, text_of, url
from tests.routines.pairs import SECRET, agreed, gentle, limited, pairing_of
from tests.safety.walks import ANSWERS, NEXT, RESULT, START, answer, begin, finish, page_of

BACK = reverse("routines:partner-back")
BANNER = "These questions are about <b>Sam</b>."
THINNER = {"cond_blood_heart": ["anticoagulant"]}


@pytest.fixture
def asked(alice) -> Pairing:
    """Alice asked Sam, who sits beside her."""
    return pairing_of(alice)


def hand_over(client, row: Pairing):
    return client.post(url("pairing-hand-over", row.pk), {"routine": gentle().pk})


def test_sam_answers_as_somebody_of_their_own(as_alice, alice, gate_open, asked):
    assertRedirects(hand_over(as_alice, asked), START)
    assertContains(finish(as_alice, screen(**THINNER)), 'data-outcome="limits"')
    asked.refresh_from_db()
    sam = asked.receiver
    assert sam.is_guest
    assert sam.last_login is None  # no cookie leads to this row
    assert (asked.handed_over, asked.agreed_at) == (True, None)
    assert Clearance.objects.get(person=sam).tier == Tier.LIMITS
    assert Clearance.objects.get(person=alice) == gate_open


def test_the_banner_stands_on_every_page_of_the_screen(as_alice, asked):
    hand_over(as_alice, asked)
    assertContains(as_alice.get(START), BANNER)
    begin(as_alice)
    assertContains(as_alice.get(page_of("emergency_signs")), BANNER)
    assertContains(answer(as_alice, "emergency_signs", []), BANNER, status_code=422)
    assertContains(finish(as_alice, screen()), BANNER)
    for where in (BACK, "/", "/help/"):
        assertContains(as_alice.get(where), BANNER)
    as_alice.post(BACK)
    assertNotContains(as_alice.get("/"), BANNER)


def test_the_yes_comes_after_the_result_and_only_ticked(as_alice, asked):
    hand_over(as_alice, asked)
    assertContains(finish(as_alice, screen()), f'href="{BACK}"')
    assertContains(as_alice.get(BACK), "Is that a yes, Sam?")
    answer = as_alice.post(BACK, {"do": "agree"})
    assertContains(answer, "Tick this to say yes", count=2, status_code=422)
    assert Pairing.objects.get().agreed_at is None
    answer = as_alice.post(BACK, {"do": "agree", "agree": "on"})
    assert answer.url == f"{url('pairing', asked.pk)}?routine={gentle().pk}"
    assert "Sam said yes." in said(as_alice, answer)
    asked.refresh_from_db()
    assert asked.agreed_at is not None
    assert asked.handed_over


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Sam has not said yes"),
        ({"unwell": ["fever"]}, "Today is not a day for Sam's back"),
        ({"emergency_signs": ["chest_pain"]}, "Today is not a day for Sam's back"),
    ],
)
def test_handed_back_without_a_yes_it_stays_closed(as_alice, asked, answers, words):
    hand_over(as_alice, asked)
    finish(as_alice, screen(**answers))
    text = said(as_alice, as_alice.post(BACK, {"do": "back"}))
    assert words in text
    assert Pairing.objects.get().agreed_at is None
    for secret in ("fever", "Chest pain", "chest"):
        assert secret not in text


@pytest.mark.parametrize("answers", [{}, {"unwell": ["fever"]}], ids=["midway", "locked"])
def test_there_is_no_yes_without_open_answers(as_alice, asked, answers):
    hand_over(as_alice, asked)
    if answers:
        finish(as_alice, screen(**answers))
    page = as_alice.get(BACK)
    assertNotContains(page, "Is that a yes")
    answer = as_alice.post(BACK, {"do": "agree", "agree": "on"})
    assert answer.status_code == 422
    assert Pairing.objects.get().agreed_at is None


def test_the_giver_finds_nothing_of_the_answers_afterwards(as_alice, alice, asked):
    hand_over(as_alice, asked)
    assert SECRET in text_of(finish(as_alice, screen(**THINNER)))
    as_alice.post(BACK, {"do": "agree", "agree": "on"})
    for where in (RESULT, ANSWERS, NEXT, page_of("cond_blood_heart")):
        assertRedirects(as_alice.get(where), START)
    for where in (START, url("pairing", asked.pk), url("account"), "/", "/history/"):
        assert SECRET not in text_of(as_alice.get(where))


def test_handing_over_again_shows_nothing_from_before(as_alice, alice):
    row = agreed(alice)
    limited(row.receiver)
    hand_over(as_alice, row)
    assertRedirects(as_alice.get(RESULT), START)
    assertNotContains(as_alice.get(BACK), "Is that a yes")
    assert as_alice.post(BACK, {"do": "agree", "agree": "on"}).status_code == 422
    again = Pairing.objects.get()
    assert (again.receiver, again.agreed_at) == (row.receiver, None)  # a new yes is needed


def test_answers_under_way_are_dropped_when_the_device_goes_back(as_alice, asked):
    hand_over(as_alice, asked)
    begin(as_alice)
    answer(as_alice, "emergency_signs", ["none"])
    as_alice.post(BACK)
    row = Screening.objects.get()
    assert (row.answers, row.ended_at is None) == ({}, False)
    hand_over(as_alice, asked)
    assertContains(as_alice.get(START), "Start</button>")


def test_the_givers_own_screen_under_way_is_left_alone(as_alice, alice, asked):
    begin(as_alice)
    answer(as_alice, "emergency_signs", ["none"])
    hand_over(as_alice, asked)
    assertRedirects(as_alice.get(page_of("saddle_numbness")), START)
    begin(as_alice)
    as_alice.post(BACK)
    mine = Screening.objects.get(person=alice, ended_at=None)
    assert mine.answers == {"emergency_signs": ["none"]}


def test_signing_out_ends_it(as_alice, asked):
    hand_over(as_alice, asked)
    as_alice.post(reverse("account_logout"))
    assertNotContains(as_alice.get(START), BANNER)
    assert "screen_errand" not in as_alice.session


def test_signing_in_ends_it_and_takes_nothing_of_sams_along(as_nobody, db):
    password = "a long rainy walk home"
    account = Person.objects.create_user("carol@example.com", password)
    names = {"whose": "new", "name": "Sam"}
    as_nobody.post(url("routine-whose", gentle().pk), names)
    row = Pairing.objects.get()
    hand_over(as_nobody, row)
    finish(as_nobody, screen())
    as_nobody.post(reverse("account_login"), {"login": account.email, "password": password})
    row.refresh_from_db()
    assert row.giver == account
    assert row.receiver not in (None, account)
    assert not Clearance.objects.filter(person=account).exists()
    assert "screen_errand" not in as_nobody.session


def test_somebody_who_is_gone_answers_for_nobody(as_alice, alice, asked):
    hand_over(as_alice, asked)
    Person.objects.get(pk=Pairing.objects.get().receiver_id).delete()
    assert as_alice.post(START).status_code == 404
    assertRedirects(as_alice.get(RESULT), START)
    assert not Screening.objects.exists()
    assert as_alice.get(BACK).status_code == 302
    assertNotContains(as_alice.get(START), BANNER)


def test_a_receiver_with_a_device_of_their_own_answers_there(as_alice, alice, bob):
    row = agreed(alice, bob)
    assertNotContains(as_alice.get(url("pairing", row.pk)), "Hand over this device")
    assert "Sam answers elsewhere." in said(as_alice, hand_over(as_alice, row))
    assert "screen_errand" not in as_alice.session
    assert Pairing.objects.get().receiver == bob


@pytest.mark.parametrize("gone", ["expires_at", "withdrawn_at"])
def test_an_ended_pairing_is_not_handed_over(as_alice, alice, asked, gone):
    Pairing.objects.update(**{gone: timezone.now()})
    hand_over(as_alice, asked)
    assert "screen_errand" not in as_alice.session


def test_the_way_back_without_a_handed_over_device_leads_home(as_alice, as_nobody):
    for client in (as_alice, as_nobody):
        for ask in (client.get, client.post):
            assertRedirects(ask(BACK), "/")
    assert as_alice.put(BACK).status_code == 405


def test_the_receivers_result_opens_the_receiver_only(as_alice, alice, asked):
    hand_over(as_alice, asked)
    finish(as_alice, screen())
    asked.refresh_from_db()
    now = timezone.now()
    assert isinstance(gate_for(asked.receiver, now=now), Open)
    assert not isinstance(gate_for(alice, now=now), Open)
    assert not ClearanceFactory._meta.model.objects.filter(person=alice).exists()
