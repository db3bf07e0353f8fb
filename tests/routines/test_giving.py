"""A session for two: both may open it, and only the receiver's standing decides."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.actions import withdraw_pairing
from routines.models import CheckIn, Pairing, Session, SessionEvent
from safety.access import gate_for
from safety.clearance import Closed, Refusal
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory, PersonFactory
from tests.routines.conftest import session_of
from tests.routines.pages import HTMX, said, text_of, url
from tests.routines.pairs import SECRET, agreed, limited, session_for_sam
from tests.routines.test_session_views import (
    CLOSED,
    HOLDING,
    SESSION_URLS,
    START,
    close_gate,
    send,
    sent,
)

ASK = "Ask Sam: more, less or the same? Still fine to go on?"


@pytest.fixture
def given(as_alice, alice) -> Session:
    """A session Alice gives to Sam, who answered on her device."""
    return session_for_sam(as_alice, alice)


def check(sign: str) -> dict:
    return sent("check", "1-prep", 9_000, sign=sign, key=f"check-{sign}")


def test_the_giver_follows_and_finishes_it(as_alice, given):
    assertContains(as_alice.get(url("session", given.pk)), "data-stage")
    assertContains(send(as_alice, given, HOLDING), 'data-phase="running"')
    assertContains(as_alice.get("/"), "Return to your session")
    as_alice.post(url("session-end", given.pk), {"how": "paper"})
    page = as_alice.get(url("finish", given.pk))
    assertContains(page, "Answer together with Sam")


def test_the_page_asks_every_minute_by_name_on_the_sheet_too(as_alice, given):
    page = as_alice.get(url("session", given.pk))
    text = text_of(page)
    lines = [step["seconds"] * len(step["sides"]) // 60 for step in given.plan["steps"]]
    assert text.count(ASK) == 1 + len(lines)
    assert f"At 1 min: {ASK}" in text
    assertContains(page, "<partner-check")
    assert (
        text.count("No walking or kneeling on the back") == 2
    )  # before the start, and on paper


def test_a_session_for_one_asks_nothing(as_alice, gate_open, session):
    assertNotContains(as_alice.get(url("session", session.pk)), "partner-check")


def test_answers_are_kept_with_what_was_answered(as_alice, given):
    events = [START, check("less"), check("same"), check("more"), check("fine")]
    assertContains(send(as_alice, given, events), 'data-refused="1"')
    rows = SessionEvent.objects.filter(kind="check")
    assert [row.sign for row in rows] == ["less", "same", "more"]


def test_a_long_answer_is_a_bad_request(as_alice, given):
    assert send(as_alice, given, [check("s" * 21)]).status_code == 400


@pytest.mark.parametrize(("verb", "name", "data"), SESSION_URLS)
def test_it_is_nobody_elses(as_bob, as_nobody, given, verb, name, data):
    before = Session.objects.values().get()
    for client in (as_bob, as_nobody):
        is_told = client is as_nobody and name == "session-events"
        response = getattr(client, verb)(url(name, given.pk), data)
        assert response.status_code == (401 if is_told else 404)
    assert Session.objects.values().get() == before


@pytest.mark.parametrize(("verb", "name", "data"), SESSION_URLS)
@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_the_receivers_closed_gate_ends_it_and_nobody_says_why(
    as_alice, alice, given, how, verb, name, data
):
    ClearanceFactory(person=alice)  # the giver's own does not keep it open
    limited(given.person)
    close_gate(given.person, how)
    response = getattr(as_alice, verb)(url(name, given.pk), data)
    assert response.status_code == 403
    text = text_of(response)
    assert "Sam" in text
    assert SECRET not in text
    given.refresh_from_db()
    assert given.phase == "ended"


@pytest.mark.parametrize(("verb", "name", "data"), SESSION_URLS)
def test_a_yes_taken_back_ends_it_on_the_next_request(as_alice, given, verb, name, data):
    withdraw_pairing(pairing=Pairing.objects.get(), now=timezone.now())
    response = getattr(as_alice, verb)(url(name, given.pk), data)
    assertContains(response, "Sam answers first", status_code=403)
    given.refresh_from_db()
    assert given.phase == "ended"


def test_inside_the_player_the_page_is_loaded_again(as_alice, given):
    withdraw_pairing(pairing=Pairing.objects.get(), now=timezone.now())
    answer = send(as_alice, given, [START], **HTMX)
    assert answer["HX-Redirect"] == url("session", given.pk)
    assert not SessionEvent.objects.exclude(kind="end").exists()


@pytest.mark.parametrize(("verb", "name", "data"), SESSION_URLS)
def test_a_giver_who_said_they_are_below_eighteen_is_out(
    as_alice, alice, given, verb, name, data
):
    ClearanceFactory(person=alice, tier=Tier.NOT_ELIGIBLE)
    response = getattr(as_alice, verb)(url(name, given.pk), data)
    assertContains(response, "Easeback is for adults", status_code=403)


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST])
def test_any_other_result_of_the_giver_changes_nothing(as_alice, alice, given, tier):
    ClearanceFactory(person=alice, tier=tier)
    assert as_alice.get(url("session", given.pk)).status_code == 200
    assert send(as_alice, given, HOLDING).status_code == 200


def test_what_was_held_counts_for_the_receiver_alone(as_alice, alice, given):
    as_alice.post(url("session-end", given.pk), {"how": "paper"})
    assertNotContains(as_alice.get(url("history")), given.name)
    assert not alice.sessions_followed.exists()
    assert given.person.sessions_followed.get() == given


# How it was


def ended(client, row: Session) -> Session:
    """Return the session, followed to its end."""
    client.post(url("session-end", row.pk), {"how": "paper"})
    return row


def test_together_they_say_how_it_was_on_the_givers_device(as_alice, given):
    data = {"feel": "looser", "before": 4, "after": 2}
    answer = as_alice.post(url("finish", ended(as_alice, given).pk), data)
    pairing = Pairing.objects.get()
    assertRedirects(answer, url("pairing", pairing.pk))
    assert CheckIn.objects.get().session == given


def test_a_bad_end_closes_the_receivers_gate_not_the_givers(as_alice, alice, given):
    mine = ClearanceFactory(person=alice)
    data = {"feel": "worse", "before": 3, "after": 8}
    answer = as_alice.post(url("finish", ended(as_alice, given).pk), data)
    text = said(as_alice, answer)
    assert "That was a bit much" in text
    now = timezone.now()
    assert gate_for(given.person, now=now) == Closed(refusal=Refusal.CHECK_FIRST)
    assert not hasattr(mine, "withdrawal")
    assert not isinstance(gate_for(alice, now=now), Closed)


def test_a_receiver_with_a_device_of_their_own_says_it_there(as_alice, as_bob, alice, bob):
    row = ended(as_alice, session_for_sam(as_alice, alice, receiver=bob))
    page = as_alice.get(url("finish", row.pk))
    assertContains(page, "How it was is for Sam to say.")
    refused = as_alice.post(url("finish", row.pk), {"feel": "looser"})
    assert refused.status_code == 403
    assert not CheckIn.objects.exists()
    assertContains(as_bob.get(url("history")), url("finish", row.pk))
    assertNotContains(as_bob.get(url("finish", row.pk)), "Answer together")
    as_bob.post(url("finish", row.pk), {"feel": "looser"})
    assert CheckIn.objects.get().session == row


def test_after_a_yes_taken_back_the_giver_answers_for_nobody(as_alice, given):
    ended(as_alice, given)
    withdraw_pairing(pairing=Pairing.objects.get(), now=timezone.now())
    assert as_alice.post(url("finish", given.pk), {"feel": "looser"}).status_code == 403
    assert not CheckIn.objects.exists()


def test_the_receiver_may_open_it_on_their_own_device(as_alice, as_bob, alice, bob):
    row = session_for_sam(as_alice, alice, receiver=bob)
    page = as_bob.get(url("session", row.pk))
    assertContains(page, "Ask: more, less or the same?")
    assertNotContains(page, "Sam")


def test_another_pairing_of_the_same_giver_does_not_keep_it_open(as_alice, alice, given):
    withdraw_pairing(pairing=Pairing.objects.get(), now=timezone.now())
    agreed(alice, PersonFactory(email=None), name="Kim")
    assert as_alice.get(url("session", given.pk)).status_code == 403


@pytest.mark.parametrize("name", ["session", "session-events"])
def test_a_giver_asks_little_more_than_somebody_for_themself(
    as_alice, alice, gate_open, given, name
):
    mine = session_of(alice)
    pages = [url(name, row.pk) for row in (mine, given)]
    asked = []
    for page in pages:
        ask = as_alice.get if name == "session" else as_alice.post
        ask(page, {"events": "[]"})
        with CaptureQueriesContext(connection) as found:
            assert ask(page, {"events": "[]"}).status_code == 200
        asked.append(len(found))
    # the receiver's result, and whether a sign of theirs waits
    assert asked[1] <= asked[0] + 2, asked


@pytest.mark.parametrize("is_here", [True, False], ids=["handed over", "own device"])
def test_how_a_sign_is_now_is_for_the_receiver_to_say(as_alice, alice, bob, is_here):
    row = session_for_sam(as_alice, alice, receiver=None if is_here else bob)
    send(as_alice, row, [*HOLDING, sent("stop", "1-hold", 9_000, sign="s_nerve", key="sign")])
    as_alice.post(url("after-stop", row.pk), {"outcome": "gone"})
    assert row.signs.get().outcome == ("gone" if is_here else "")
