"""The link on the receiver's own device: what a yes means, giving it, taking it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Pairing
from safety.models import Person
from safety.vocabulary import Tier
from tests.builders import screen
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, text_of, url
from tests.routines.pairs import agreed, pairing_of
from tests.routines.test_session_views import CLOSED, close_gate
from tests.safety.walks import RESULT, START, finish

YES = "Yes, Alex may follow routines for my back"


@pytest.fixture
def asked(alice) -> Pairing:
    """Alice asked Sam, who has not come yet."""
    return pairing_of(alice)


def link(row: Pairing) -> str:
    return url("partner-link", row.token)


@pytest.mark.parametrize("verb", ["get", "post"])
def test_an_unknown_link_is_not_found(as_bob, as_nobody, verb):
    for client in (as_bob, as_nobody):
        assert getattr(client, verb)(url("partner-link", "unknown")).status_code == 404


def test_a_stranger_reads_who_asked_and_is_led_into_the_questions_and_back(as_nobody, asked):
    page = as_nobody.get(link(asked))
    assertContains(page, "Alex would like to ease your back")
    assertContains(page, "No walking or kneeling on the back")
    assertNotContains(page, YES)
    assert "sessionid" not in as_nobody.cookies  # looking leaves nothing behind
    assertRedirects(as_nobody.post(link(asked), {"do": "answer"}), START)
    result = finish(as_nobody, screen())
    assertContains(result, f'href="{link(asked)}"')
    assertContains(as_nobody.get(link(asked)), YES)
    assertRedirects(as_nobody.post(link(asked), {"do": "agree"}), link(asked))
    asked.refresh_from_db()
    assert (asked.receiver, asked.handed_over) == (Person.objects.get(email=None), False)
    assert asked.agreed_at is not None
    assertNotContains(as_nobody.get(RESULT), link(asked))


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_with_open_answers_it_takes_one_tap(as_bob, bob, asked, headers):
    assertContains(as_bob.get(link(asked)), YES)
    for _ in range(2):  # twice is once
        as_bob.post(link(asked), {"do": "agree"}, headers=headers)
    asked.refresh_from_db()
    first = asked.agreed_at
    assert (asked.receiver, asked.handed_over) == (bob, False)
    assertContains(as_bob.get(link(asked)), "You said yes")
    assert Pairing.objects.get().agreed_at == first


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_with_closed_answers_there_is_no_yes(as_bob, bob, asked, how):
    close_gate(bob, how)
    page = as_bob.get(link(asked))
    assertNotContains(page, YES)
    assert as_bob.post(link(asked), {"do": "agree"}).status_code == 403
    inside = as_bob.post(link(asked), {"do": "agree"}, headers=HTMX)
    assert inside["HX-Redirect"] == (RESULT if isinstance(how, Tier) else START)
    answer = as_bob.post(link(asked), {"do": "answer"})
    assert answer.url == (RESULT if isinstance(how, Tier) else START)
    asked.refresh_from_db()
    assert (asked.receiver, asked.agreed_at) == (None, None)


def test_somebody_signed_out_cannot_say_yes(as_nobody, asked):
    assert as_nobody.post(link(asked), {"do": "agree"}).status_code == 403
    assert Pairing.objects.get().agreed_at is None


def test_the_giver_cannot_be_their_own_receiver(as_alice, gate_open, asked):
    for answer in (as_alice.get(link(asked)), as_alice.post(link(asked), {"do": "agree"})):
        assertContains(answer, "This link is for somebody else")
    asked.refresh_from_db()
    assert (asked.receiver, asked.agreed_at) == (None, None)


ENDED = {
    "expired": ({"expires_at": timezone.now()}, "This link has run out"),
    "taken back": ({"withdrawn_at": timezone.now()}, "This has ended"),
}


@pytest.mark.parametrize("case", ENDED)
@pytest.mark.parametrize("verb", ["agree", "withdraw", "answer", ""])
def test_an_ended_link_says_so_and_does_nothing(as_bob, as_nobody, asked, case, verb):
    changes, heading = ENDED[case]
    Pairing.objects.update(**changes)
    before = Pairing.objects.values().get()
    for client in (as_bob, as_nobody):
        for answer in (client.get(link(asked)), client.post(link(asked), {"do": verb})):
            assertContains(answer, heading, status_code=410)
            assert "Alex" not in text_of(answer)
    assert Pairing.objects.values().get() == before


@pytest.mark.parametrize("verb", ["agree", "withdraw", "answer"])
def test_a_used_link_tells_others_nothing_and_changes_nothing(
    as_nobody, alice, bob, gate_open, verb
):
    row = agreed(alice, bob)
    before = Pairing.objects.values().get()
    for answer in (as_nobody.get(link(row)), as_nobody.post(link(row), {"do": verb})):
        assertContains(answer, "This link has been used", status_code=410)
        assert "Sam" not in text_of(answer)
    assert Pairing.objects.values().get() == before


@pytest.mark.parametrize("how", ["link", "account"])
def test_the_receiver_takes_it_back_for_good(as_bob, bob, alice, how):
    row = agreed(alice, bob)
    if how == "link":
        as_bob.post(link(row), {"do": "withdraw"})
    else:
        account = as_bob.get(url("account"))
        assertContains(account, "Who may follow routines for your back")
        assertContains(account, url("received-end", row.pk))
        as_bob.post(url("received-end", row.pk))
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    as_bob.post(link(row), {"do": "agree"})
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assertNotContains(as_bob.get(url("account")), "Who may follow")


def test_a_yes_can_be_taken_back_below_eighteen_too(as_bob, bob, alice):
    row = agreed(alice, bob)
    ClearanceFactory(person=bob, tier=Tier.NOT_ELIGIBLE)
    as_bob.post(link(row), {"do": "withdraw"})
    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_a_link_that_is_a_week_old_has_run_out(as_bob, alice):
    row = pairing_of(alice, expires_at=timezone.now() - timedelta(seconds=1))
    assertContains(as_bob.get(link(row)), "It could be opened for a week", status_code=410)


def test_a_result_no_longer_leads_to_a_link_that_has_ended(as_bob, bob, asked):
    bob.clearances.all().delete()
    as_bob.post(link(asked), {"do": "answer"})
    Pairing.objects.update(withdrawn_at=timezone.now())
    assertContains(finish(as_bob, screen()), link(asked))
    as_bob.get(link(asked))
    assertNotContains(as_bob.get(RESULT), link(asked))


def test_a_yes_needs_the_forms_token(bob, asked):
    ClearanceFactory(person=bob)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bob, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(link(asked), {"do": "agree"}).status_code == 403
    assert Pairing.objects.get().agreed_at is None


def test_a_device_handed_over_before_gives_way_to_the_receivers_own(as_bob, bob, alice):
    row = agreed(alice, agreed_at=None)
    as_bob.post(link(row), {"do": "agree"})
    row.refresh_from_db()
    assert (row.receiver, row.handed_over) == (bob, False)
