"""Signs that are stored: rows, locks, the answer ten minutes later; each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from routines import access
from routines.access_stops import event_of, open_sign_in
from routines.actions import Posted, answer_sign, end_session, record_events
from routines.frozen import thaw_plan, thaw_state
from routines.models import StopSign
from routines.player import Event, EventKind, replay
from routines.tally import last_held_at
from safety.access import gate_for, standing_clearance_of
from safety.actions import withdraw_standing
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.builders import MORNING, event

FIRST, HOLD = "1-prep", "1-hold"
NOW = MORNING + timedelta(minutes=1)
BEGIN = [event("start"), event("enter", FIRST, 0, to=HOLD)]
LOCKS = {
    "s_emerg": (Tier.EMERGENCY, "ADV_E_GENERAL"),
    "s_extreme": (Tier.CHECK_FIRST, "ADV_C_GENERAL"),
}
QUIET = ["s_bone", "s_more", "s_breath", "s_skin", "s_cramp", "s_floor", "s_nerve", "s_dizzy"]


@pytest.fixture
def session(session):
    """The session as it was this morning: nothing happens before it began."""
    session.started_at = MORNING
    session.save()
    return session


def record(session, *events: Event, name: str = "key", now=NOW) -> list[str]:
    """Record events with a key each; return the keys refused."""
    posted = [Posted(key=f"{name}-{n}", event=one) for n, one in enumerate(events)]
    _row, refused = record_events(session=session, posted=posted, now=now)
    session.refresh_from_db()
    return refused


def stop(sign: str, answer: str = "", segment: str = HOLD) -> Event:
    """Return a sign told in the first hold."""
    return event("stop", segment, 40_000, sign=sign, to=answer)


def locked(person) -> list[tuple[str, list[str]]]:
    """Return tier and advice of the results a session gave, oldest first."""
    rows = Clearance.objects.filter(person=person, origin="session").order_by("pk")
    return [(Tier(row.tier), row.advice) for row in rows]


@pytest.mark.parametrize("sign", [*LOCKS, *QUIET])
def test_a_sign_leaves_a_row_and_locks_only_what_it_should(session, alice, sign):
    ClearanceFactory(person=alice, granted_at=MORNING)
    assert record(session, *BEGIN, stop(sign)) == []
    row = session.signs.get()
    assert (row.sign, row.step, row.technique) == (sign, 1, "hand-gentle-rub")
    assert (row.noticed_at, row.outcome) == (MORNING, "")
    wanted = [(LOCKS[sign][0], [LOCKS[sign][1]])] if sign in LOCKS else []
    assert locked(alice) == wanted
    assert isinstance(gate_for(alice, now=NOW), Closed if wanted else Open)


@pytest.mark.parametrize("sign", LOCKS)
def test_delivered_again_nothing_more_happens(session, alice, sign):
    for _ in range(3):
        record(session, *BEGIN, stop(sign))
    assert (session.signs.count(), len(locked(alice))) == (1, 1)
    assert session.events.count() == 3


@pytest.mark.parametrize(
    ("answer", "advice"),
    [("both_legs", "ADV_E_NERVE"), ("chest_pain", "ADV_E_GENERAL"), ("odd", "ADV_E_GENERAL")],
)
def test_which_emergency_it_is_makes_the_advice_closer(session, alice, answer, advice):
    record(session, *BEGIN, stop("s_emerg"))
    record(session, stop("s_emerg", answer), name="which")
    assert [tier for tier, _advice in locked(alice)] == [Tier.EMERGENCY] * 2
    assert standing_clearance_of(alice).advice == [advice]
    assert session.signs.count() == 1


def test_a_phone_that_was_offline_locks_when_it_delivers(session, alice):
    ClearanceFactory(person=alice, granted_at=MORNING)
    end_session(session=session, kind=EventKind.END, now=NOW)
    late = NOW + timedelta(days=2)
    assert record(session, stop("s_extreme"), now=late) == []
    assert standing_clearance_of(alice).tier == Tier.CHECK_FIRST
    assert session.ended_at == NOW


def test_the_stored_log_gives_the_stored_state(session):
    log = [*BEGIN, stop("s_bone"), stop("s_more"), event("resume", HOLD, 40_000)]
    log += [event("rate", HOLD, 30_000, to="5"), stop("s_bone"), stop("s_new")]
    log += [event("rate", "2-prep-left", 0, to="7")]
    assert record(session, *log) == ["key-7"]
    assert replay(thaw_plan(session.plan), map(event_of, session.events.all())) == thaw_state(
        session.state
    )
    assert session.phase == "ended"  # a second discomfort above 5 in one session
    assert [one.sign for one in session.signs.order_by("pk")] == [
        *("s_bone", "s_more", "s_bone", "s_more")
    ]


def test_without_a_step_every_technique_is_meant(session):
    record(session, event("stop", "", 0, sign="s_nerve"))
    assert {row.technique for row in session.signs.all()} == {
        step.technique for step in thaw_plan(session.plan).steps
    }
    answer_sign(sign=open_sign_in(session), outcome="gone", now=NOW)
    assert not session.signs.filter(outcome="").exists()


ANSWERS = [
    ("s_nerve", "gone", None, Open),
    ("s_nerve", "stayed", (Tier.CHECK_FIRST, ["ADV_C_LEG"]), Refusal.CHECK_FIRST),
    ("s_nerve", "weak", None, Refusal.WITHDRAWN),
    ("s_dizzy", "gone", None, Open),
    ("s_dizzy", "stayed", (Tier.URGENT, ["ADV_U_GENERAL"]), Refusal.URGENT),
]


@pytest.mark.parametrize(("sign", "outcome", "lock", "gate"), ANSWERS)
def test_how_it_is_ten_minutes_later(session, alice, sign, outcome, lock, gate):
    ClearanceFactory(person=alice, granted_at=MORNING)
    record(session, *BEGIN, stop(sign))
    row = access.open_sign_of(alice)
    for _ in range(2):  # a second answer changes nothing
        answer_sign(sign=row, outcome=outcome, now=NOW)
    answer_sign(sign=row, outcome="gone", now=NOW)
    row.refresh_from_db()
    assert (row.outcome, row.answered_at) == (outcome, NOW)
    assert locked(alice) == ([lock] if lock else [])
    found = gate_for(alice, now=NOW)
    assert isinstance(found, Open) if gate is Open else found.refusal is gate
    assert access.open_sign_of(alice) is None


def test_what_stayed_is_the_finding_the_rules_have(session, alice):
    record(session, *BEGIN, stop("s_nerve"))
    answer_sign(sign=session.signs.get(), outcome="stayed", now=NOW)
    row = standing_clearance_of(alice)
    assert (row.rules, row.reasons[0]["told"]) == (["C08"], [["s_nerve", "stayed"]])


@pytest.mark.parametrize("sign", ["s_emerg", "s_extreme", "s_bone", "s_skin"])
def test_only_two_signs_are_asked_about_again(session, alice, bob, sign):
    record(session, *BEGIN, stop(sign))
    assert access.open_sign_of(alice) is None


def test_an_old_sign_still_waits_and_is_nobody_elses(session, alice, bob):
    record(session, *BEGIN, stop("s_nerve"))
    StopSign.objects.update(noticed_at=MORNING - timedelta(days=500))
    assert access.open_sign_of(alice) == session.signs.get()
    assert access.open_sign_of(bob) is None


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST])
def test_weakness_never_takes_a_locked_result_back(session, alice, tier):
    row = ClearanceFactory(person=alice, tier=tier)
    record(session, *BEGIN, stop("s_nerve"))
    answer_sign(sign=session.signs.get(), outcome="weak", now=NOW)
    withdraw_standing(person=alice, reason="test", now=NOW)
    row.refresh_from_db()
    assert not hasattr(row, "withdrawal")
    assert isinstance(gate_for(alice, now=NOW), Closed)


@pytest.mark.parametrize("last", ["end", "paper", "stop"])
def test_a_session_with_something_held_is_the_last_one(session, alice, last):
    record(session, *BEGIN, event("pause", HOLD, 20_000))
    assert alice.last_session_at is None
    record(session, event(last, HOLD, 20_000, sign="s_nerve"), name="last")
    alice.refresh_from_db()
    held_last = last_held_at(thaw_state(session.state))
    assert alice.last_session_at == held_last <= NOW
    record(session, stop("s_breath"), name="late", now=NOW + timedelta(days=1))
    alice.refresh_from_db()
    assert alice.last_session_at == held_last


def test_a_session_without_anything_held_is_none(session, alice):
    record(session, event("start"), event("end", FIRST, 3000))
    alice.refresh_from_db()
    assert alice.last_session_at is None
