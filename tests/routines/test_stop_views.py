"""Telling a sign: with a phone, and with plain forms."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from routines.stops import SIGNS
from safety.models import Clearance
from safety.stop_signs import EMERGENCY_SIGNS, SIGN_WORDS
from safety.vocabulary import Tier
from tests.routines.pages import HTMX, said, text_of, url
from tests.routines.test_session_views import CLOSED, HOLDING, close_gate, send, sent

ENDING = ["s_emerg", "s_nerve", "s_extreme", "s_dizzy"]


def stop(sign: str, answer: str = "", segment: str = "1-hold") -> dict:
    """Return a sign as a phone sends it."""
    return sent("stop", segment, 9000, sign=sign, to=answer) | {"key": f"{sign}-{answer}"}


def told(client, session, sign: str, **more):
    """Tell a sign with the plain form."""
    data = {"sign": sign, "step": 1, "key": f"stop {uuid4()}", **more}
    return client.post(url("session-stop", session.pk), data)


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
