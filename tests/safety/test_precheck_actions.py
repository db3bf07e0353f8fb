"""What a check before a session writes, how long it counts, and what it closes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safety import actions
from safety.access import earlier_checks_of, gate_for, precheck_of
from safety.actions import begin_screening, lock, record_precheck, withdraw, withdraw_standing
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance, Precheck, Screening
from safety.precheck import Outcome
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory, PersonFactory, PrecheckFactory, ScreeningFactory

pytestmark = pytest.mark.django_db
CALM = {
    "p_new_signs": "no",
    "p_ill": "no",
    "p_changed": "no",
    "p_pain": "3",
    "p_today": ("none",),
}
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
NONE = frozenset()


@pytest.fixture
def ready(now):
    """Somebody with an open gate since an hour ago, who has not answered the check."""
    return ClearanceFactory(granted_at=now - HOUR).person


def check(person, now, zones=NONE, **changes):
    return record_precheck(person=person, answers={**CALM, **changes}, zones=zones, now=now)


def refusal(person, now):
    answer = gate_for(person, now=now)
    return answer.refusal if isinstance(answer, Closed) else None


def test_a_calm_check_is_stored_and_changes_nothing_else(ready, now):
    row = check(ready, now)
    assert (row.outcome, row.pain, row.conditions, row.zones) == (Outcome.GO, 3, [], [])
    assert Restrictions.from_json(row.restrictions) == Restrictions()
    assert refusal(ready, now) is None
    assert Clearance.objects.count() == 1


def test_limits_of_the_day_are_stored_with_real_places(ready, now):
    row = check(ready, now, frozenset({"calf"}), p_pain="5", p_today=("new_skin_mark",))
    assert row.conditions == ["pain_4_6_today", "skin_new"]
    assert row.zones == row.restrictions["areas"] == ["calf"]
    assert row.restrictions["session_max_min"] == 10


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("p_new_signs", "yes"),
        ("p_new_signs", "not_sure"),
        ("p_ill", "yes"),
        ("p_changed", "yes"),
        ("p_birthday", "yes"),
    ],
)
def test_a_change_closes_the_gate_until_a_full_screen(ready, now, name, answer):
    assert check(ready, now, **{name: answer}).outcome == Outcome.ASK_AGAIN
    assert refusal(ready, now) is Refusal.WITHDRAWN
    assert refusal(ready, now + 3 * HOUR) is Refusal.WITHDRAWN
    begin_screening(person=ready, now=now)


def test_a_change_ends_a_screen_under_way_for_its_answers_are_from_before(ready, now):
    under_way = ScreeningFactory(person=ready, ended_at=None, answers={"age_years": 40})
    check(ready, now, p_changed="yes")
    under_way.refresh_from_db()
    assert (under_way.answers, under_way.ended_at) == ({}, now)


def test_strong_pain_once_is_only_not_today(ready, now):
    assert check(ready, now, p_pain="7").outcome == Outcome.NOT_TODAY
    assert refusal(ready, now) is None
    assert refusal(ready, now + DAY) is None


def test_strong_pain_over_a_day_locks(ready, now):
    check(ready, now, p_pain="8")
    check(ready, now + DAY, p_pain="7")
    row = Clearance.objects.first()
    assert (row.tier, row.origin, row.rules) == (Tier.CHECK_FIRST, "before", ["C07"])
    assert (row.advice, row.screening) == (["ADV_C_SEVERE"], None)
    assert row.reasons[0]["told"] == [["p_pain", "7"]]
    assert refusal(ready, now + DAY) is Refusal.CHECK_FIRST


def test_a_lower_check_or_a_new_result_in_between_starts_anew(ready, now):
    check(ready, now, p_pain="8")
    check(ready, now + 3 * HOUR, p_pain="6")
    check(ready, now + DAY, p_pain="8")
    ClearanceFactory(person=ready, granted_at=now + DAY + HOUR)
    assert earlier_checks_of(ready) == []
    check(ready, now + 2 * DAY, p_pain="8")
    assert not Clearance.objects.filter(origin="before").exists()


def test_strong_pain_is_not_answered_away_within_two_hours(ready, now):
    first = check(ready, now, p_pain="8")
    assert check(ready, now + HOUR, p_pain="0") == first
    assert Precheck.objects.count() == 1
    assert check(ready, now + 2 * HOUR, p_pain="0").outcome == Outcome.GO


def test_new_limits_on_a_second_answer_count_at_once(ready, now):
    check(ready, now)
    assert check(ready, now + SECOND, p_changed="yes").outcome == Outcome.ASK_AGAIN
    assert refusal(ready, now + SECOND) is Refusal.WITHDRAWN


@pytest.mark.parametrize(
    ("after", "counts"),
    [(timedelta(0), True), (2 * HOUR - SECOND, True), (2 * HOUR, False), (-SECOND, False)],
)
def test_a_check_counts_for_two_hours(ready, now, after, counts):
    row = check(ready, now)
    assert precheck_of(ready, now=now + after) == (row if counts else None)


def test_a_check_counts_only_for_the_result_it_was_answered_under(ready, now):
    check(ready, now)
    ClearanceFactory(person=ready, granted_at=now + SECOND)
    assert precheck_of(ready, now=now + HOUR) is None


def test_nobody_elses_check_counts(ready, now):
    check(ready, now)
    other = ClearanceFactory(granted_at=now - HOUR).person
    assert precheck_of(other, now=now) is None
    PrecheckFactory(person=PersonFactory(), answered_at=now)
    assert Precheck.objects.count() == 2


@pytest.mark.parametrize("tier", [tier for tier in Tier if tier.is_locked])
def test_a_locked_result_is_not_taken_back_by_something_new(tier, now):
    person = ClearanceFactory(tier=tier, granted_at=now - HOUR).person
    closed = refusal(person, now)
    withdraw_standing(person=person, reason="something-new", now=now)
    assert refusal(person, now) is closed
    assert not hasattr(Clearance.objects.get(), "withdrawal")


def test_an_open_result_is_taken_back_once(ready, now):
    for reason in ("something-new", "after-session"):
        withdraw_standing(person=ready, reason=reason, now=now)
    assert Clearance.objects.get().withdrawal.reason == "something-new"


def test_a_lock_ends_a_screen_under_way(ready, now):
    begin_screening(person=ready, now=now)
    lock(
        person=ready,
        tier=Tier.CHECK_FIRST,
        finding="s_extreme",
        advice="ADV_C_GENERAL",
        origin="session",
        now=now,
    )
    assert not Screening.objects.filter(ended_at=None).exists()
    assert refusal(ready, now) is Refusal.CHECK_FIRST


def test_a_new_result_replaces_an_older_one_with_time_left(ready, now):
    ClearanceFactory(person=ready, tier=Tier.CHECK_FIRST, granted_at=now - SECOND)
    assert refusal(ready, now) is Refusal.CHECK_FIRST
    newest = ClearanceFactory(person=ready, granted_at=now)
    assert isinstance(gate_for(ready, now=now), Open)
    withdraw(clearance=newest, reason="test", now=now)
    assert refusal(ready, now) is Refusal.WITHDRAWN


def test_the_last_session_of_a_person_keeps_the_gate_open(ready, now):
    later = now + 20 * DAY
    assert refusal(ready, later) is Refusal.LONG_PAUSE
    actions.note_session(person=ready, now=now + 10 * DAY)
    assert refusal(ready, later) is None
