"""Starting and following: only with an open gate, only one's own, only inside the limits."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Routine, Session, SessionEvent
from safety.actions import withdraw
from safety.vocabulary import Pressure, Restrictions, Tier
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, is_whole_page, said, text_of, url

NO_BALL = Restrictions(tools=frozenset({"ball"}))
RUB, BALL = "hand-gentle-rub", "ball-wall-upper-glute"


def close_gate(person, how: str) -> None:
    """Close somebody's gate in one of the ways there are."""
    if how == "never screened":
        person.clearances.all().delete()
    elif how == "withdrawn":
        row = person.clearances.first() or ClearanceFactory(person=person)
        withdraw(clearance=row, reason="test", now=timezone.now())
    elif how == "expired":
        past = timezone.now() - timedelta(days=29)
        person.clearances.all().delete()
        ClearanceFactory(person=person, granted_at=past)
    elif how == "long pause":
        past = timezone.now() - timedelta(days=15)
        person.clearances.all().delete()
        ClearanceFactory(person=person, granted_at=past)
    elif how == "older questions":
        ClearanceFactory(person=person, ruleset_version="0.0.1")
    else:
        ClearanceFactory(person=person, tier=how)


CLOSED = [
    *("never screened", "withdrawn", "expired", "older questions", "long pause"),
    *(tier for tier in Tier if tier.is_locked),
]


def sent(kind: str, segment: str = "", left_ms: int = 0, **more) -> dict:
    """Return one event as a phone sends it."""
    at = int(timezone.now().timestamp() * 1000)
    return {
        "key": f"{kind}-{segment}-{left_ms}",
        "kind": kind,
        "segment": segment,
        "left_ms": left_ms,
        "at": at,
        **more,
    }


def send(client: Client, session: Session, events: object, **headers):
    """Post events; text goes as it is."""
    text = events if isinstance(events, str) else json.dumps(events)
    return client.post(url("session-events", session.pk), {"events": text}, headers=headers)


START = sent("start")
HOLDING = [START, sent("enter", "1-prep", 0, to="1-hold")]


def test_a_routine_starts_and_its_page_shows_every_step(as_alice, gate_open, routine):
    response = as_alice.post(url("routine-start", routine.pk), {"time_zone": "Asia/Tokyo"})
    row = Session.objects.get()
    assertRedirects(response, url("session", row.pk))
    assert (row.person, row.routine, row.phase) == (routine.owner, routine, "ready")
    assert row.time_zone == "Asia/Tokyo"
    page = as_alice.get(url("session", row.pk))
    for step in row.plan["steps"]:
        assertContains(page, step["name"])
    for segment in row.plan["segments"]:
        assertContains(page, f'data-stage="{segment["id"]}"', count=1)


def test_a_starter_may_be_followed_without_owning_it(as_alice, gate_open):
    starter = Routine.objects.get(slug="office-wall")
    as_alice.post(url("routine-start", starter.pk))
    assert [step["technique"] for step in Session.objects.get().plan["steps"]] == [
        *starter.steps.values_list("technique_id", flat=True)
    ]


def test_one_technique_can_be_tried_alone(as_alice, gate_open):
    as_alice.post(url("technique-try", RUB))
    row = Session.objects.get()
    assert (row.routine, [step["technique"] for step in row.plan["steps"]]) == (None, [RUB])


@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_with_a_closed_gate_nothing_starts(as_alice, alice, gate_open, routine, how):
    close_gate(alice, how)
    starter = Routine.objects.get(slug="office-wall")
    for address in (
        url("routine-start", routine.pk),
        url("routine-start", starter.pk),
        url("technique-try", RUB),
    ):
        response = as_alice.post(address)
        assert response.status_code == 403
        outcome = "emergency" if how == "E" else "check-first"
        assertContains(response, f'data-outcome="{outcome}"', status_code=403)
        inside = as_alice.post(address, headers=HTMX)
        assert inside["HX-Redirect"]
        assert not inside.content
    assert not Session.objects.exists()


def test_somebody_signed_out_is_refused_and_no_row_is_made(as_nobody):
    starter = Routine.objects.get(slug="office-wall")
    assert as_nobody.post(url("routine-start", starter.pk)).status_code == 403
    assert as_nobody.post(url("technique-try", RUB)).status_code == 403
    assert not Session.objects.exists()


SESSION_URLS = [
    ("get", "session", {}),
    ("post", "session-events", {"events": json.dumps([START])}),
    ("post", "session-events", {"events": "nonsense"}),
    ("get", "session-end", {}),
    ("post", "session-end", {}),
    ("post", "session-end", {"how": "paper"}),
    ("get", "finish", {}),
    ("post", "finish", {"feel": "looser"}),
]


@pytest.mark.parametrize(("verb", "name", "data"), SESSION_URLS)
@pytest.mark.parametrize("how", CLOSED, ids=str)
def test_a_closed_gate_ends_an_open_session_on_every_address(
    as_alice, alice, gate_open, session, how, verb, name, data
):
    send(as_alice, session, HOLDING)
    close_gate(alice, how)
    response = getattr(as_alice, verb)(url(name, session.pk), data)
    assert response.status_code == 403
    assertNotContains(response, "data-stage", status_code=403)
    session.refresh_from_db()
    assert (session.phase, session.events.last().kind) == ("ended", "end")
    assert not session.events.filter(kind="paper").exists()


@pytest.mark.parametrize(("verb", "name", "data"), SESSION_URLS)
def test_a_session_is_nobody_elses(as_bob, as_nobody, session, verb, name, data):
    before = Session.objects.values().get()
    for client in (as_bob, as_nobody):
        is_told = client is as_nobody and name == "session-events"
        response = getattr(client, verb)(url(name, session.pk), data)
        assert response.status_code == (401 if is_told else 404)
    assert Session.objects.values().get() == before


@pytest.mark.parametrize(("verb", "name"), [("post", "session"), ("get", "session-events")])
def test_a_wrong_method_is_refused(as_alice, gate_open, session, verb, name):
    assert getattr(as_alice, verb)(url(name, session.pk)).status_code == 405


@pytest.mark.parametrize("name", ["session-events", "session-end", "finish"])
def test_a_post_without_a_token_is_refused(alice, gate_open, session, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert (
        strict.post(url(name, session.pk), {"events": json.dumps([START])}).status_code == 403
    )
    session.refresh_from_db()
    assert session.phase == "ready"


def test_what_is_off_is_left_out_and_said(as_alice, alice, routine):
    ClearanceFactory(person=alice, limits=NO_BALL | Restrictions(pressure_max=Pressure.LIGHT))
    as_alice.post(url("routine-start", routine.pk))
    row = Session.objects.get()
    assert BALL not in {step["technique"] for step in row.plan["steps"]}
    assert max(step["pressure"] for step in row.plan["steps"]) <= Pressure.LIGHT
    assert "which is not for you now" in text_of(as_alice.get(url("session", row.pk)))


def test_caps_reach_the_plan(as_alice, alice):
    ClearanceFactory(person=alice, limits=Restrictions(heat_max_s=300, spot_max_s=15))
    as_alice.post(url("technique-try", "heating-pad-lower-back"))
    assert Session.objects.get().plan["steps"][0]["seconds"] == 300
    as_alice.post(url("technique-try", BALL))
    assert Session.objects.first().plan["steps"][0]["spot_seconds"] == 15


def test_when_nothing_is_left_the_limits_are_shown(as_alice, alice, routine):
    tools = frozenset({"hands", "ball"})
    positions = frozenset({"standing", "chair", "any"})
    ClearanceFactory(person=alice, limits=Restrictions(tools=tools, positions=positions))
    response = as_alice.post(url("routine-start", routine.pk))
    assert "Nothing of this is for you now" in said(as_alice, response)
    assert not Session.objects.exists()


def test_what_was_held_today_shortens_what_follows_for_oneself_only(
    as_alice, as_bob, alice, gate_open
):
    for _ in range(3):  # 270 s of the 300 s a day with a ball on the buttocks
        as_alice.post(url("technique-try", BALL))
        row = Session.objects.filter(person=alice).first()
        as_alice.post(url("session-end", row.pk), {"how": "paper"})
    for client in (as_alice, as_bob):
        client.post(url("technique-try", BALL))
    hers, his = (Session.objects.filter(person__email__startswith=who) for who in ("al", "bo"))
    assert his.first().plan["steps"][0]["seconds"] == 45
    assert hers.first().plan["steps"][0]["seconds"] == 15
    assert "that is what is left for today" in text_of(
        as_alice.get(url("session", hers.first().pk))
    )


def test_events_are_answered_with_the_live_part_only(as_alice, gate_open, session):
    for headers in ({}, HTMX):
        response = send(as_alice, session, HOLDING, **headers)
        assert response.status_code == 200
        assert not is_whole_page(response)
        assertContains(response, 'data-phase="running"')
        assertContains(response, 'data-refused="0"')
    assert SessionEvent.objects.count() == 2


def test_a_refused_event_is_counted_in_the_answer(as_alice, gate_open, session):
    forged = sent("enter", "1-prep", 0, to="99-hold")
    assertContains(send(as_alice, session, [START, forged]), 'data-refused="1"')
    assert [row.kind for row in SessionEvent.objects.all()] == ["start"]


GOOD = sent("start")
BAD = {
    "not json": "nonsense",
    "no list": "{}",
    "a list of words": '["start"]',
    "a list of lists": "[[]]",
    "nothing": "null",
    "unknown kind": [{**GOOD, "kind": "fly"}],
    "no key": [{name: value for name, value in GOOD.items() if name != "key"}],
    "empty key": [{**GOOD, "key": ""}],
    "long key": [{**GOOD, "key": "k" * 65}],
    "long segment": [{**GOOD, "segment": "s" * 41}],
    "long to": [{**GOOD, "to": "s" * 41}],
    "less than nothing left": [{**GOOD, "left_ms": -1}],
    "more than an hour left": [{**GOOD, "left_ms": 3_600_001}],
    "words for a number": [{**GOOD, "left_ms": "many"}],
    "no number at all": '[{"key": "k", "kind": "start", "at": 1, "left_ms": NaN}]',
    "endless": '[{"key": "k", "kind": "start", "at": Infinity}]',
    "endless digits": '[{"key": "k", "kind": "start", "at": ' + "9" * 5000 + "}]",
    "far future": [{**GOOD, "at": 10**18}],
    "no time": [{name: value for name, value in GOOD.items() if name != "at"}],
    "huge change": [{**GOOD, "delta_ms": 10**9}],
    "too many": [GOOD] * 201,
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("case", BAD)
def test_events_of_another_shape_are_a_bad_request_and_change_nothing(
    as_alice, gate_open, session, case
):
    assert send(as_alice, session, BAD[case]).status_code == 400
    session.refresh_from_db()
    assert session.phase == "ready"
    assert not SessionEvent.objects.exists()


@pytest.mark.parametrize("at", [0, -1, -62_135_596_800_000, 253_402_300_799_000])
def test_odd_moments_do_no_harm(as_alice, gate_open, session, at):
    assert send(as_alice, session, [{**GOOD, "at": at}]).status_code == 200
    assert as_alice.get(url("session", session.pk)).status_code == 200
