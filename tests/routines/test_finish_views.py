"""The end of a session, how it was, and the history."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from routines.models import CheckIn, Session
from safety.access import gate_for
from safety.clearance import Closed, Open, Refusal
from tests.routines.pages import said, text_of, url


@pytest.fixture
def over(as_alice, gate_open, session) -> Session:
    """Alice's session, followed to the end on paper."""
    as_alice.post(url("session-end", session.pk), {"how": "paper"})
    session.refresh_from_db()
    return session


def test_ending_asks_first_and_then_keeps_what_was_done(as_alice, gate_open, session):
    address = url("session-end", session.pk)
    assertContains(as_alice.get(address), "End this session?")
    session.refresh_from_db()
    assert session.phase == "ready"
    assertRedirects(as_alice.post(address), url("finish", session.pk))
    session.refresh_from_db()
    assert session.phase == "ended"


def test_events_still_on_the_phone_come_along_with_the_end(as_alice, gate_open, session):
    at = int(timezone.now().timestamp() * 1000)
    base = {"at": at, "left_ms": 0}
    events = [
        {**base, "key": "a", "kind": "start"},
        {**base, "key": "b", "kind": "enter", "segment": "1-prep", "to": "1-hold"},
        {**base, "key": "c", "kind": "pause", "segment": "1-hold", "left_ms": 1000},
    ]
    as_alice.post(url("session-end", session.pk), {"events": json.dumps(events)})
    session.refresh_from_db()
    assert session.phase == "ended"
    assert session.state["held_ms"] == {"1-hold": 59_000}


def test_the_end_tells_how_long_each_side_was_really_held(as_alice, gate_open, alice):
    as_alice.post(url("technique-try", "ball-wall-lower-back"))
    row = Session.objects.get(person=alice)
    base = {"at": int(timezone.now().timestamp() * 1000), "left_ms": 0}
    left, right = "1-hold-left", "1-hold-right"
    events = [
        {**base, "key": "a", "kind": "start"},
        {**base, "key": "b", "kind": "enter", "segment": "1-prep-left", "to": left},
        {**base, "key": "c", "kind": "enter", "segment": left, "to": right},
        {**base, "key": "d", "kind": "pause", "segment": right, "left_ms": 48_000},
    ]
    as_alice.post(url("session-end", row.pk), {"events": json.dumps(events)})
    assertContains(as_alice.get(url("finish", row.pk)), "Left side 1 min · Right side 12 s")


def test_garbage_for_events_does_not_keep_a_session_open(as_alice, gate_open, session):
    as_alice.post(url("session-end", session.pk), {"events": "[nonsense"})
    session.refresh_from_db()
    assert session.phase == "ended"


def test_a_sheet_followed_on_paper_counts_whole(as_alice, over):
    assert over.phase == "finished"
    seconds = sum(step["seconds"] * len(step["sides"]) for step in over.plan["steps"])
    assert sum(over.state["held_ms"].values()) == seconds * 1000
    assertContains(as_alice.get(url("finish", over.pk)), "Done.")


@pytest.mark.parametrize("how", ["", "paper"])
def test_a_session_that_is_over_stays_as_it_is(as_alice, over, how):
    before = Session.objects.values().get(pk=over.pk)
    response = as_alice.post(url("session-end", over.pk), {"how": how})
    assertRedirects(response, url("finish", over.pk))
    assertRedirects(as_alice.get(url("session", over.pk)), url("finish", over.pk))
    assert Session.objects.values().get(pk=over.pk) == before


def test_an_open_session_is_not_asked_how_it_was(as_alice, gate_open, session):
    response = as_alice.post(url("finish", session.pk), {"feel": "looser"})
    assertRedirects(response, url("session", session.pk))
    assert not CheckIn.objects.exists()


def test_the_answer_is_kept_and_shown_in_the_history(as_alice, over):
    data = {"feel": "looser", "before": "6", "after": "3", "note": "🙂 <b>soft</b>"}
    text = said(as_alice, as_alice.post(url("finish", over.pk), data))
    row = CheckIn.objects.get(session=over)
    assert (row.feel, row.before, row.after, row.note) == ("looser", 6, 3, "🙂 <b>soft</b>")
    assert "6 before, 3 after" in text
    assert "🙂 <b>soft</b>" in text


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "feel"),
        ({"note": "only this"}, "feel"),
        ({"feel": "great"}, "feel"),
        ({"feel": "same", "before": "11"}, "before"),
        ({"feel": "same", "after": "-1"}, "after"),
        ({"feel": "same", "after": "many"}, "after"),
        ({"feel": "same", "after": "9" * 5000}, "after"),
        ({"feel": "same", "note": "x" * 501}, "note"),
        ({"feel": "same", "note": "x" * 10_000}, "note"),
    ],
)
def test_a_wrong_answer_is_told_and_what_was_typed_stays(as_alice, over, data, field):
    response = as_alice.post(url("finish", over.pk), data)
    assert response.status_code == 422
    assert [*response.context["page"].form.errors] == [field]
    assert "Error:" in text_of(response)
    if data.get("note"):
        assertContains(response, data["note"], status_code=422)
    if data.get("feel") == "same":
        assertContains(response, 'value="same" id="id_feel_1" checked', status_code=422)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "page"),
    [
        ("", "8", "result"),
        ("10", "8", "result"),
        ("", "7", "history"),
        ("3", "7", "result"),
        ("4", "7", "worse"),
        ("4", "6", "worse"),
        ("4", "5", "history"),
        ("0", "4", "result"),
        ("", "", "history"),
        ("10", "", "history"),
        ("0", "0", "history"),
    ],
)
def test_a_bad_session_locks_and_a_hard_one_brings_rest(
    as_alice, alice, over, before, after, page
):
    data = {"feel": "same", "before": before, "after": after}
    response = as_alice.post(url("finish", over.pk), data)
    gate = gate_for(alice, now=timezone.now())
    if page == "result":
        assertRedirects(response, reverse("safety:result"))
        assert gate == Closed(refusal=Refusal.CHECK_FIRST)
        text = text_of(as_alice.get(reverse("safety:result")))
        assert "We have paused the routines because of how the last session went" in text
        assert "After the session it was" in text or "points tighter or sorer" in text
        starter = as_alice.post(url("technique-try", "hand-gentle-rub"))
        assert starter.status_code == 403
    else:
        assertRedirects(response, url(page))
        assert isinstance(gate, Open)


def test_worse_without_numbers_points_to_help_and_leaves_the_gate(as_alice, alice, over):
    response = as_alice.post(url("finish", over.pk), {"feel": "worse"})
    assertRedirects(response, url("worse"))
    assert "Rest for two days" in text_of(as_alice.get(url("worse")))
    assert isinstance(gate_for(alice, now=timezone.now()), Open)


@pytest.mark.parametrize(
    "month",
    [
        *("", "garbage", "2026", "2026-13", "2026-00", "0000-01", "0001-01", "9999-12"),
        *("2026-11-01", "-1", "1e9", "9" * 5000, "\x00", "２０２６-１１", "2999-01", "1900-01"),
    ],
)
def test_garbage_for_a_month_shows_this_month(as_alice, over, month):
    response = as_alice.get(url("history"), {"month": month})
    assert response.status_code == 200
    assert response.context["page"].month == f"{timezone.localdate():%B %Y}"
    assertContains(response, over.name)


def test_the_history_goes_back_month_by_month(as_alice, over):
    past = timezone.now().replace(day=15) - timedelta(days=31)
    Session.objects.filter(pk=over.pk).update(started_at=past)
    response = as_alice.get(url("history"))
    assertContains(response, "Nothing in this month.")
    earlier = as_alice.get(response.context["page"].earlier)
    assertContains(earlier, over.name)
    assertContains(earlier, f'datetime="{past:%Y-%m-%d}"')
    assert earlier.context["page"].later.endswith(f"{timezone.localdate():%Y-%m}")


def test_the_history_has_neither_open_sessions_nor_those_of_others(as_alice, as_bob, over):
    Session.objects.filter(pk=over.pk).update(phase="running")
    assertContains(as_bob.get(url("history")), "Nothing in this month.")


def test_days_are_those_of_the_persons_own_clock(as_alice, alice, over):
    alice.time_zone = "Pacific/Kiritimati"
    alice.save()
    late = timezone.now().replace(day=15, hour=12) - timedelta(days=31)
    Session.objects.filter(pk=over.pk).update(started_at=late)
    page = as_alice.get(url("history"), {"month": f"{late:%Y-%m}"})
    assertContains(page, f'datetime="{late + timedelta(days=1):%Y-%m-%d}"')
    assert [one.iso[:10] for one in page.context["page"].entries] == [
        f"{late + timedelta(days=1):%Y-%m-%d}"
    ]
