"""The question ten minutes after a sign, and that nothing is followed until its answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Routine, Session, StopSign
from routines.stops import ASKED_AGAIN
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, said, text_of, url
from tests.routines.pairs import agreed
from tests.routines.test_every_address import CASES, OF_A_SESSION, address
from tests.routines.test_session_views import HOLDING, send, sent
from tests.routines.test_stop_views import stop


def waits(client, session, minutes: int = 0) -> StopSign:
    """Tell a nerve sign that many minutes ago."""
    send(client, session, [*HOLDING, stop("s_nerve")])
    at = timezone.now() - timedelta(minutes=minutes)
    StopSign.objects.update(noticed_at=at)
    return StopSign.objects.get()


@pytest.mark.parametrize("name", ["session-stop", "after-stop"])
def test_both_pages_are_nobody_elses(as_alice, as_bob, as_nobody, gate_open, session, name):
    waits(as_alice, session)
    for client in (as_bob, as_nobody):
        for data in ({}, {"sign": "s_emerg", "outcome": "gone"}):
            assert client.get(url(name, session.pk)).status_code == 404
            assert client.post(url(name, session.pk), data).status_code == 404
    assert StopSign.objects.get().outcome == ""


def test_before_its_time_it_says_when_and_may_be_answered(as_alice, gate_open, session):
    sign = waits(as_alice, session)
    page = text_of(as_alice.get(url("after-stop", session.pk)))
    asked_at = timezone.localtime(sign.noticed_at + timedelta(minutes=10))
    assert f"We ask at {asked_at:%H:%M}" in page
    response = as_alice.post(url("after-stop", session.pk), {"outcome": "gone"})
    assertRedirects(response, url("finish", session.pk))


def test_after_its_time_it_asks(as_alice, gate_open, session):
    waits(as_alice, session, minutes=11)
    page = text_of(as_alice.get(url("after-stop", session.pk)))
    assert "We ask at" not in page
    assert "Until you tell us, routines stay closed." in page


@pytest.mark.parametrize(
    ("outcome", "leads_to", "words"),
    [
        ("gone", "/finish/", "How does your back feel now?"),
        ("stayed", "/check/result/", "Please see a doctor or physio first."),
        ("weak", "/check/", "Get emergency help for back pain with"),
    ],
)
def test_where_an_answer_leads(as_alice, gate_open, session, outcome, leads_to, words):
    waits(as_alice, session)
    response = as_alice.post(url("after-stop", session.pk), {"outcome": outcome})
    assert response["Location"].endswith(leads_to)
    assert words in said(as_alice, response)


def test_dizzy_for_longer_is_for_today(as_alice, gate_open, session):
    send(as_alice, session, [*HOLDING, stop("s_dizzy")])
    page = as_alice.get(url("after-stop", session.pk))
    assertNotContains(page, "weak")
    assert as_alice.post(url("after-stop", session.pk), {"outcome": "weak"}).status_code == 422
    response = as_alice.post(url("after-stop", session.pk), {"outcome": "stayed"})
    assert "Please get medical advice today." in said(as_alice, response)


def test_no_answer_is_told_and_changes_nothing(as_alice, gate_open, session):
    waits(as_alice, session)
    response = as_alice.post(url("after-stop", session.pk))
    assertContains(response, "Choose how it is now.", status_code=422)
    assert StopSign.objects.get().outcome == ""


def test_every_page_and_the_finish_page_lead_to_the_question(as_alice, gate_open, session):
    waits(as_alice, session)
    for page in ("/", "/techniques/", url("finish", session.pk)):
        assertContains(as_alice.get(page), url("after-stop", session.pk), count=1)
    as_alice.post(url("after-stop", session.pk), {"outcome": "gone"})
    for page in ("/", url("finish", session.pk)):
        assertNotContains(as_alice.get(page), url("after-stop", session.pk))


def test_a_session_that_asks_nothing_leads_to_how_it_was(as_alice, gate_open, session):
    send(as_alice, session, [*HOLDING, stop("s_breath"), sent("end", "1-hold", 0)])
    response = as_alice.get(url("after-stop", session.pk))
    assertRedirects(response, url("finish", session.pk))


def test_ending_after_a_sign_leads_to_what_it_asks(as_alice, gate_open, session):
    waits(as_alice, session)
    response = as_alice.post(url("session-end", session.pk))
    assertRedirects(response, url("after-stop", session.pk))


# Until then nothing is followed


@pytest.mark.parametrize("sign", sorted(ASKED_AGAIN))
@pytest.mark.parametrize(("name", "pattern"), CASES)
def test_while_it_is_unanswered_no_address_gives_anything_to_follow(
    as_alice, alice, gate_open, routine, session, name, pattern, sign
):
    send(as_alice, session, [*HOLDING, stop(sign)])
    ids = {"routine": routine.pk, "step": routine.steps.first().pk, "session": session.pk}
    ids["pairing"] = agreed(alice).pk
    where, count = address(name, pattern, ids), Session.objects.count()
    routine_pk = Routine.objects.get(slug="office-wall").pk
    for data in ({}, {"do": "save"}, {"routine": routine_pk, "time_zone": "UTC"}):
        for headers in ({}, HTMX):
            for response in (
                as_alice.get(where, headers=headers),
                as_alice.post(where, data, headers=headers),
            ):
                assert response.status_code < 500
                assert b"<session-player" not in response.content
                assert b"sheet-steps" not in response.content
    assert Session.objects.count() == count


def test_it_is_refused_with_the_way_to_the_question(as_alice, gate_open, routine, session):
    waits(as_alice, session)
    for response in (
        as_alice.post(url("routine-start", routine.pk)),
        as_alice.post(url("technique-try", "hand-gentle-rub")),
        as_alice.get(url("session", session.pk)),
    ):
        assert response.status_code == 403
        assertContains(response, url("after-stop", session.pk), status_code=403)
    inside = as_alice.post(url("routine-start", routine.pk), headers=HTMX)
    assert inside["HX-Redirect"] == url("after-stop", session.pk)


def test_once_it_is_gone_the_next_session_starts(as_alice, gate_open, routine, session):
    waits(as_alice, session)
    as_alice.post(url("after-stop", session.pk), {"outcome": "gone"})
    page = text_of(as_alice.post(url("routine-start", routine.pk)))
    assert "how it is now" not in page


def test_a_new_screen_does_not_answer_the_question(as_alice, alice, gate_open, session):
    waits(as_alice, session, minutes=60 * 24 * 90)
    ClearanceFactory(person=alice)
    response = as_alice.post(url("technique-try", "hand-gentle-rub"))
    assert response.status_code == 403


def test_the_walk_knows_both_pages():
    assert {"session-stop", "after-stop"} <= OF_A_SESSION
