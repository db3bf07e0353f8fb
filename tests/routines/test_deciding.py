"""What is stored and locked after a session, once, whatever is posted again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from routines import access_after, actions
from routines.access import adjustment_of
from routines.adapting import Why
from routines.models import AcceptedWarning, CheckIn, Decision, StopSign
from routines.progress import Adjustment
from safety import content
from safety.access import attested_until, gate_for, pain_before
from safety.actions import merge_guest, withdraw
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance, Precheck
from safety.vocabulary import NO_RESTRICTIONS, Pressure, Tier
from tests.factories import ClearanceFactory, PersonFactory
from tests.routines.diaries import easy_sessions, followed, told, told_next_day


@pytest.fixture
def gate_open(alice) -> Clearance:
    """Alice's result, older than the sessions these tests are about."""
    return ClearanceFactory(person=alice, granted_at=timezone.now() - timedelta(days=20))


def locks(person) -> list[Clearance]:
    """Return the results that no screen gave."""
    return list(Clearance.objects.filter(person=person, origin="after"))


@pytest.mark.parametrize(
    ("sign", "tier", "rule", "advice", "refusal"),
    [
        ("emergency", "E", "D0", "ADV_E_GENERAL", Refusal.EMERGENCY),
        ("dark_pee", "U", "D0", "ADV_D_DARK_PEE", Refusal.URGENT),
        ("leg", "C", "D1", "ADV_D_STOP", Refusal.CHECK_FIRST),
        ("bruise", "C", "D1", "ADV_D_STOP", Refusal.CHECK_FIRST),
    ],
)
@pytest.mark.parametrize("when", ["finish", "next day"])
def test_a_sign_locks_once(alice, gate_open, sign, tier, rule, advice, refusal, when):
    row = followed(alice, days_ago=1)
    if when == "finish":
        told(row, signs=[sign])
    else:
        told_next_day(told(row), signs=[sign])
    told_next_day(row)
    told(row)
    [lock] = locks(alice)
    assert (lock.tier, lock.rules, lock.advice) == (tier, [rule], [advice])
    assert lock.reasons[0]["finding"] == rule
    assert lock.reasons[0]["told"][0][0] == "after"
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=refusal)
    assert Decision.objects.get(session=row).rule == rule


def test_a_sign_that_was_told_stays_told(alice, gate_open):
    row = told(followed(alice, days_ago=1), signs=["leg"])
    told(row)
    assert CheckIn.objects.get(session=row).leg


def test_something_worse_later_locks_again(alice, gate_open):
    row = told(followed(alice, days_ago=1), signs=["leg"])
    told_next_day(row, signs=["emergency"])
    assert [one.tier for one in locks(alice)] == ["E", "C"]


def test_a_later_answer_does_not_take_a_lock_back(alice, gate_open):
    row = told(followed(alice, days_ago=1), before=3, after=8)
    assert Decision.objects.get(session=row).rule == "D1"
    told(row, before=3, after=3)
    assert Decision.objects.get(session=row).rule == "D6"
    assert len(locks(alice)) == 1
    assert isinstance(gate_for(alice, now=timezone.now()), Closed)


def test_one_row_a_session_decided_anew_when_the_next_day_is_known(alice, gate_open):
    row = told(followed(alice, days_ago=1))
    assert Decision.objects.get().decision == "HOLD"
    told_next_day(row)
    assert Decision.objects.get().decision == "KEEP"
    told_next_day(row, 5)
    assert Decision.objects.get().decision == "REDUCE"


def test_three_easy_sessions_over_five_days_progress(alice, gate_open):
    rows = easy_sessions(alice, 9, 6, 2)
    kinds = [Decision.objects.get(session=row).decision for row in rows]
    assert kinds == ["KEEP", "KEEP", "PROGRESS"]


@pytest.mark.parametrize("gap", ["skipped", "not remembered"])
def test_a_day_after_that_is_not_known_never_progresses(alice, gate_open, gap):
    easy_sessions(alice, 9, 7)
    middle = followed(alice, days_ago=5)
    if gap == "not remembered":
        told_next_day(told(middle), None)
        assert Decision.objects.get(session=middle).decision == "HOLD"
    easy_sessions(alice, 2)
    assert not Decision.objects.filter(decision="PROGRESS").exists()


def test_an_answer_that_comes_late_decides_the_latest_session_anew(alice, gate_open):
    easy_sessions(alice, 9, 7)
    late = told(followed(alice, days_ago=5))
    [last] = easy_sessions(alice, 2)
    assert Decision.objects.get(session=last).decision == "KEEP"
    told_next_day(late)
    assert Decision.objects.get(session=last).decision == "PROGRESS"


def test_a_choice_goes_when_the_decision_changes(alice, gate_open):
    row = easy_sessions(alice, 9, 6, 2)[-1]
    decision = Decision.objects.get(session=row)
    actions.choose_step(decision=decision, step="level", now=timezone.now())
    told_next_day(row)
    assert Decision.objects.get(session=row).chosen == "level"
    assert adjustment_of(alice, now=timezone.now()).level == 2
    told_next_day(row, 5)
    assert Decision.objects.get(session=row).chosen == ""
    assert adjustment_of(alice, now=timezone.now()).level == 1


def test_reduce_leaves_the_newest_technique_out(alice, gate_open):
    told_next_day(told(followed(alice, days_ago=5)))
    steps = ("hand-gentle-rub", "ball-wall-lower-back", "mobility-stand-up-break")
    row = told(followed(alice, days_ago=1, steps=steps), before=3, after=5)
    decision = Decision.objects.get(session=row)
    assert (decision.decision, decision.dropped) == ("REDUCE", "ball-wall-lower-back")
    found = adjustment_of(alice, now=timezone.now())
    assert found.off == {"ball-wall-lower-back": Why.NEWEST}
    assert found.limits.pressure_max is Pressure.LIGHT
    assert found.rest_until == row.ended_at + timedelta(hours=48)


def test_the_breath_and_the_walk_are_never_left_out(alice, gate_open):
    row = followed(alice, days_ago=1, steps=("mobility-walk", "prep-centring-breath"))
    assert access_after.newest_technique(row) == ""


def nerve_sign(row, **changes) -> StopSign:
    """Return a sign noticed in a session, gone ten minutes later."""
    values = {"noticed_at": row.started_at, "outcome": "gone", "sign": "s_nerve", **changes}
    return StopSign.objects.create(session=row, step=2, technique="stretch-cobra", **values)


def test_a_nerve_sign_that_went_away_reduces_and_leaves_its_technique_out(alice, gate_open):
    row = followed(alice, days_ago=1)
    nerve_sign(row)
    told_next_day(told(row))
    decision = Decision.objects.get()
    assert (decision.decision, decision.rule) == ("REDUCE", "D4")
    assert "tingling" in decision.reasons[0]
    now = timezone.now()
    assert adjustment_of(alice, now=now).off["stretch-cobra"] is Why.SIGN_LATELY
    later = adjustment_of(alice, now=row.started_at + timedelta(days=7))
    assert "stretch-cobra" not in later.off


@pytest.mark.parametrize(
    "changes", [{"outcome": ""}, {"outcome": "stayed"}, {"sign": "s_dizzy"}], ids=str
)
def test_other_signs_do_not(alice, gate_open, changes):
    row = followed(alice, days_ago=1)
    nerve_sign(row, **changes)
    told_next_day(told(row))
    assert Decision.objects.get().decision == "KEEP"
    assert adjustment_of(alice, now=timezone.now()).off == {}


def test_the_adjustment_takes_two_queries(alice, gate_open, django_assert_num_queries):
    for row in easy_sessions(alice, 9, 6, 2):
        nerve_sign(row)
    AcceptedWarning.objects.create(
        person=alice, technique_id="stretch-cobra", accepted_at=timezone.now()
    )
    with django_assert_num_queries(2):
        adjustment_of(alice, now=timezone.now())


def test_accepted_warnings_are_part_of_it(alice):
    AcceptedWarning.objects.create(
        person=alice, technique_id="stretch-cobra", accepted_at=timezone.now()
    )
    found = adjustment_of(alice, now=timezone.now())
    assert found == Adjustment(accepted=frozenset({"stretch-cobra"}))


def test_somebody_elses_sessions_change_nothing(alice, bob, as_nobody):
    told(followed(bob, days_ago=1), before=3, after=5)
    assert adjustment_of(alice, now=timezone.now()) == Adjustment()
    assert adjustment_of(bob, now=timezone.now()).rest_until is not None


def steady(person) -> None:
    """Sessions over four weeks without any change."""
    for days in (28, 20, 12, 4):
        told_next_day(told(followed(person, days_ago=days), 5, 5), 5)


def attested(person, **changes) -> Clearance:
    """Return a result that says a health worker agreed to go on."""
    reason = {"finding": "D3", "tier": "C", "attested": True, "told": []}
    return ClearanceFactory(person=person, tier=Tier.LIMITS, reasons=[reason], **changes)


def test_four_weeks_without_change_lock_until_somebody_agreed(alice, gate_open):
    steady(alice)
    last = told(followed(alice, days_ago=0.1), 5, 5)
    assert Decision.objects.get(session=last).rule == "D3"
    [lock] = locks(alice)
    assert (lock.rules, lock.advice) == (["D3"], ["ADV_D_FOUR_WEEKS"])
    assert attested_until(alice, "not_improving") is None
    attested(alice)
    actions.decide_session(session=last, now=timezone.now())
    assert Decision.objects.get(session=last).rule == "D5"


def test_the_word_of_a_health_worker_counts_for_ninety_days(alice):
    row = attested(alice)
    until = row.granted_at + timedelta(days=content.current().attestation.valid_days)
    assert attested_until(alice, "not_improving") == until
    withdraw(clearance=row, reason="test", now=timezone.now())
    assert attested_until(alice, "not_improving") is None


def test_the_pain_of_the_check_before_counts_for_two_hours(alice):
    now = timezone.now()
    Precheck.objects.create(
        person=alice,
        answered_at=now,
        pain=4,
        restrictions=NO_RESTRICTIONS.as_json(),
        outcome="go",
    )
    hour = timedelta(hours=1)
    moments = [now - hour, now, now + hour, now + 2 * hour]
    assert [pain_before(alice, at=one) for one in moments] == [None, 4, 4, None]


def test_something_new_the_next_day_asks_for_a_full_screen(alice, gate_open):
    told_next_day(told(followed(alice, days_ago=1)), signs=["changed"])
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=Refusal.WITHDRAWN)


def test_it_never_lifts_a_locked_result(alice, gate_open):
    row = told(followed(alice, days_ago=1))
    ClearanceFactory(person=alice, tier=Tier.EMERGENCY)
    told_next_day(row, signs=["changed"])
    assert gate_for(alice, now=timezone.now()) == Closed(refusal=Refusal.EMERGENCY)


def test_the_last_session_is_remembered(alice, gate_open):
    followed(alice, days_ago=1)
    alice.refresh_from_db()
    assert alice.last_session_at is not None


def test_a_guests_decisions_move_to_the_account(alice, gate_open):
    guest = PersonFactory(email=None)
    ClearanceFactory(person=guest)
    told(followed(guest, days_ago=1), before=3, after=5)
    merge_guest(guest=guest, into=alice, now=timezone.now())
    assert adjustment_of(alice, now=timezone.now()).rest_until is not None
    assert isinstance(gate_for(alice, now=timezone.now()), Open)
