"""Telling a sign with a phone and with plain forms, and the question ten minutes later."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Routine, Session, StopSign
from routines.stops import ASKED_AGAIN, SIGNS
from safety.models import Clearance
from safety.stop_signs import EMERGENCY_SIGNS, SIGN_WORDS
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, said, text_of, url
from tests.routines.test_every_address import CASES, OF_A_SESSION, address
from tests.routines.test_session_views import CLOSED, HOLDING, close_gate, send, sent

ENDING = ["s_emerg", "s_nerve", "s_extreme", "s_dizzy"]


def stop(sign: str, answer: str = "", segment: str = "1-hold") -> dict:
    """Return a sign as a phone sends it."""
    return sent("stop", segment, 9000, sign=sign, to=answer) | {"key": f"{sign}-{answer}"}


def told(client, session, sign: str, **more):
    """Tell a sign with the plain form."""
    data = {"sign": sign, "step": 1, "key": f"stop {uuid4()}", **more}
    return client.post(url("session-stop", session.pk), data)


def waits(client, session, minutes: int = 0) -> StopSign:
    """Tell a nerve sign that many minutes ago."""
    send(client, session, [*HOLDING, stop("s_nerve")])
    at = timezone.now() - timedelta(minutes=minutes)
    StopSign.objects.update(noticed_at=at)
    return StopSign.objects.get()


# With a phone


@pytest.mark.parametrize("sign", SIGNS)
def test_a_phone_tells_a_sign_and_its_page_stays(as_alice, gate_open, session, sign):
    response = send(as_alice, session, [*HOLDING, stop(sign)], **HTMX)
    assert response.status_code == 200
    assert "HX-Redirect" not in response
    assertContains(response, 'data-refused="0"')
    session.refresh_from_db()
    assert (session.phase == "ended") == (sign in ENDING)
    assert session.signs.get().sign == sign
    again = send(as_alice, session, [*HOLDING, stop(sign)], **HTMX)
    assert "HX-Redirect" not in again
    assert session.signs.count() == 1


def test_the_second_answer_to_an_emergency_leads_to_the_result(as_alice, gate_open, session):
    send(as_alice, session, [*HOLDING, stop("s_emerg")], **HTMX)
    response = send(as_alice, session, [stop("s_emerg", "toilet_change")], **HTMX)
    assert response["HX-Redirect"] == reverse("safety:result")
    page = as_alice.get(reverse("safety:result"))
    assertContains(page, 'data-outcome="emergency"')
    assert "needs checking by hospital staff today" in text_of(page)
    assert "A change in peeing or pooing" in text_of(page)


def test_without_the_second_answer_it_is_an_emergency_already(as_alice, gate_open, session):
    send(as_alice, session, [*HOLDING, stop("s_emerg")])
    page = as_alice.get(reverse("safety:result"))
    assertContains(page, 'data-outcome="emergency"')
    assert "Numb between the legs, a toilet change" in text_of(page)
    assert as_alice.get(url("session", session.pk)).status_code == 403


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_behind_a_closed_gate_nothing_but_a_sign_counts(
    as_alice, alice, gate_open, session, how
):
    close_gate(alice, how)
    for name in ("session-events", "session-end"):
        events = [*HOLDING, stop("s_emerg") | {"key": name}]
        as_alice.post(url(name, session.pk), {"events": json.dumps(events)})
    assert list(session.events.values_list("kind", flat=True)) == ["stop", "stop"]
    assert alice.clearances.filter(origin="session", tier=Tier.EMERGENCY).count() == 2


def test_a_long_sign_is_a_bad_request(as_alice, gate_open, session):
    assert send(as_alice, session, [stop("s" * 21)]).status_code == 400


def test_the_player_holds_every_sign_and_what_it_does(as_alice, gate_open, session):
    send(as_alice, session, [*HOLDING, stop("s_bone")])
    page = as_alice.get(url("session", session.pk))
    for name, sign in SIGNS.items():
        first, again = sign.first.value, sign.again.value
        button = f'data-sign="{name}" data-first="{first}" data-again="{again}"'
        assertContains(page, button, count=1)
        assertContains(page, f'data-panel="{name}"', count=1)
    for name in EMERGENCY_SIGNS:
        assertContains(page, f'data-answer="{name}"', count=1)
    assertContains(page, 'data-noticed="s_bone-1:1"')
    assertContains(page, f'href="{url("session-stop", session.pk)}"')


# With plain forms


def test_the_list_has_the_emergency_first_and_every_sign(as_alice, gate_open, session):
    text = text_of(as_alice.get(url("session-stop", session.pk)))
    places = [text.index(str(words)) for words in SIGN_WORDS.values()]
    assert places == sorted(places)


@pytest.mark.parametrize("sign", [one for one in SIGNS if one != "s_emerg"])
def test_a_form_tells_a_sign_and_says_what_to_do(as_alice, gate_open, session, ruleset, sign):
    response = told(as_alice, session, sign)
    rows = {row["id"]: row for row in ruleset.limits["stop_conditions"]}
    assert rows[sign]["text"] in said(as_alice, response)
    row = session.signs.get()
    assert (row.sign, row.step, row.technique) == (sign, 1, "hand-gentle-rub")
    session.refresh_from_db()
    assert (session.phase == "ended") == (sign in ENDING)


def test_a_form_sent_twice_counts_once(as_alice, gate_open, session):
    for _ in range(2):
        response = told(as_alice, session, "s_more", key="stop once")
    assert session.signs.count() == 1
    assert "Ease off by half." in said(as_alice, response)


def test_an_emergency_told_with_forms(as_alice, gate_open, session):
    response = told(as_alice, session, "s_emerg")
    assert "Which of these is it?" in said(as_alice, response)
    assert Clearance.objects.get(origin="session").tier == Tier.EMERGENCY
    assert Clearance.objects.get(origin="session").advice == ["ADV_E_GENERAL"]
    assertRedirects(told(as_alice, session, "s_emerg", answer="both_legs"), "/check/result/")
    assert "needs checking by hospital staff" in text_of(as_alice.get("/check/result/"))


def test_bone_twice_with_forms(as_alice, gate_open, session):
    assert "try once more" in said(as_alice, told(as_alice, session, "s_bone"))
    assert "we leave this one out" in said(as_alice, told(as_alice, session, "s_bone"))


def test_too_strong_twice_with_forms_ends_the_session(as_alice, gate_open, session):
    assert "still too strong" in said(as_alice, told(as_alice, session, "s_more"))
    still = told(as_alice, session, "s_more", answer="still")
    assert "We leave this one out." in said(as_alice, still)
    assert "We stop for today." in said(as_alice, told(as_alice, session, "s_more", step=2))
    session.refresh_from_db()
    assert session.phase == "ended"


def test_help_to_get_up_names_numbers(as_alice, gate_open, session):
    text = said(as_alice, told(as_alice, session, "s_floor"))
    assert "Hold on to a chair and stand up slowly." in text
    assert "Call 112" in text


@pytest.mark.parametrize(
    "data", [{}, {"sign": "s_new"}, {"sign": "s_bone", "step": "77"}], ids=str
)
def test_a_form_with_nonsense_is_told_and_stores_nothing(as_alice, gate_open, session, data):
    response = as_alice.post(url("session-stop", session.pk), data)
    assert response.status_code == 422
    assertContains(response, "error-summary", status_code=422)
    assert not session.events.exists()


def test_somebody_who_is_not_sure_where_it_was(as_alice, gate_open, session):
    told(as_alice, session, "s_nerve", step="")
    assert session.signs.count() == 3


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_a_sign_may_be_told_whatever_the_gate_says(as_alice, alice, gate_open, session, how):
    close_gate(alice, how)
    response = told(as_alice, session, "s_emerg")
    assert response.status_code == (403 if how == Tier.NOT_ELIGIBLE else 302)
    assert session.signs.exists() == (how != Tier.NOT_ELIGIBLE)


@pytest.mark.parametrize("key", ["", "nothing", "start--0"])
def test_a_page_about_a_sign_nobody_told_is_the_list(as_alice, gate_open, session, key):
    send(as_alice, session, HOLDING)
    page = as_alice.get(url("session-stop", session.pk), {"told": key})
    assertContains(page, "What do you notice?")


# Ten minutes later


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
    where, count = address(name, pattern, ids), Session.objects.count()
    routine_pk = Routine.objects.get(slug="office-wall").pk
    for data in ({}, {"do": "save"}, {"routine": routine_pk, "time_zone": "UTC"}):
        for headers in ({}, HTMX):
            for response in (
                as_alice.get(where, headers=headers),
                as_alice.post(where, data, headers=headers),
            ):
                assert response.status_code < 500
                assert b"session-player" not in response.content
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
    response = as_alice.post(url("routine-start", routine.pk))
    assertRedirects(response, url("session", Session.objects.first().pk))


def test_a_new_screen_does_not_answer_the_question(as_alice, alice, gate_open, session):
    waits(as_alice, session, minutes=60 * 24 * 90)
    ClearanceFactory(person=alice)
    response = as_alice.post(url("technique-try", "hand-gentle-rub"))
    assert response.status_code == 403


def test_the_walk_knows_both_pages():
    assert {"session-stop", "after-stop"} <= OF_A_SESSION
