"""What is written: screens that forget, results that are only ever appended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safety import actions, content
from safety.actions import MayNotScreen, begin_screening, finish_screening, record_answer
from safety.models import Clearance, Screening
from safety.screening import InvalidAnswers, next_question
from safety.vocabulary import Restrictions, Tier
from tests.builders import screen
from tests.factories import ClearanceFactory, ScreeningFactory
from tests.safety.rule_table import FIRES

pytestmark = pytest.mark.django_db
RULESET = content.current()
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
WORD = {"role": "doctor", "month": "2026-11", "limits": [], "zones": []}


def answer_all(row, answers, now, **word):
    """Record what is asked, one by one, until an emergency or the end."""
    while asked := next_question(RULESET, {k: _typed(v) for k, v in row.answers.items()}):
        said = {"attested": {**WORD, **word}} if asked.type == "attestation" else {}
        value = answers[asked.id]
        if ended := record_answer(
            screening=row, question=asked.id, answer=value, now=now, **said
        ):
            return ended
    return None


def _typed(value):
    return tuple(value) if isinstance(value, list) else value


def result_of(person, now, *, word=None, **changes):
    """Return what a whole screen records, an emergency included."""
    row = begin_screening(person=person, now=now)
    ended = answer_all(row, screen(**changes), now, **(word or {}))
    return ended or finish_screening(screening=row, now=now)


def test_a_screen_begins_empty_with_the_version_of_today(alice, now):
    row = begin_screening(person=alice, now=now)
    assert (row.answers, row.attested, row.ended_at) == ({}, {}, None)
    assert row.ruleset_version == RULESET.version
    assert row.fingerprint == RULESET.fingerprint


def test_a_person_has_one_screen_under_way(alice, now):
    first = begin_screening(person=alice, now=now)
    record_answer(screening=first, question="emergency_signs", answer=("none",), now=now)
    second = begin_screening(person=alice, now=now + DAY / 2)
    first.refresh_from_db()
    assert (first.ended_at, first.answers) == (now + DAY / 2, {})
    assert list(Screening.objects.filter(ended_at=None)) == [second]


def test_the_database_refuses_a_second_screen_under_way(alice):
    ScreeningFactory(person=alice, ended_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreeningFactory(person=alice, ended_at=None)


def test_a_clear_screen_is_recorded_and_its_answers_are_dropped(alice, now):
    outcome = result_of(alice, now)
    assert outcome.tier == Tier.READY
    assert (outcome.rules, outcome.reasons, outcome.conditions, outcome.zones) == (
        [],
        [],
        [],
        [],
    )
    assert (outcome.granted_at, outcome.expires_at) == (now, now + 28 * DAY)
    assert outcome.restrictions == Restrictions().as_json()
    row = Screening.objects.get()
    assert (row.answers, row.ended_at) == ({}, now)


@pytest.mark.parametrize(
    "rule", ["U01", "U06", "U09", "U14", "U17", "X01", "C07", "C08", "C11"]
)
def test_a_locked_outcome_is_recorded_without_an_end(alice, now, rule):
    outcome = result_of(alice, now, **FIRES[rule][0])
    assert outcome.tier == rule[0]
    assert rule in {name.partition(":")[0] for name in outcome.rules}
    assert outcome.expires_at is None
    assert Screening.objects.get().answers == {}


def test_an_open_question_gives_no_result(alice, now):
    row = begin_screening(person=alice, now=now)
    record_answer(screening=row, question="emergency_signs", answer=("none",), now=now)
    assert finish_screening(screening=row, now=now) is None
    assert not Clearance.objects.exists()
    assert row.ended_at is None


def test_an_emergency_is_recorded_at_once(alice, now):
    outcome = result_of(alice, now, emergency_signs=["chest_pain"])
    assert outcome.tier == Tier.EMERGENCY
    assert list(outcome.screening.answers) == ["emergency_signs"]


def test_no_other_outcome_is_recorded_before_it_is_asked_for(alice, now):
    row = begin_screening(person=alice, now=now)
    answer_all(row, screen(unwell=["fever"]), now)
    assert not Clearance.objects.exists()


def test_an_answer_of_another_shape_changes_nothing(alice, now):
    row = begin_screening(person=alice, now=now)
    with pytest.raises(InvalidAnswers):
        record_answer(screening=row, question="age_years", answer="old", now=now)
    row.refresh_from_db()
    assert row.answers == {}


def test_results_are_appended_never_changed(alice, now):
    first = result_of(alice, now)
    before = Clearance.objects.filter(pk=first.pk).values().get()
    second = result_of(alice, now + DAY, pain_now=5)
    assert second.pk != first.pk
    assert Clearance.objects.filter(pk=first.pk).values().get() == before
    assert Clearance.objects.count() == 2


def test_a_slip_withdraws_the_result_and_opens_the_question_again(alice, now):
    outcome = result_of(alice, now, saddle_numbness="yes", ces_timing="new_or_worse_2w")
    row = outcome.screening
    actions.correct_slip(screening=row, question="ces_timing", now=now)
    outcome.refresh_from_db()
    row.refresh_from_db()
    assert (outcome.withdrawal.reason, outcome.tier) == ("slip", Tier.EMERGENCY)
    assert "ces_timing" not in row.answers
    assert row.answers["saddle_numbness"] == "yes"
    assert (row.corrected, row.asked_again, row.ended_at) == (True, ["ces_timing"], None)


def test_the_same_emergency_after_a_slip_ends_the_screen(alice, now):
    row = result_of(alice, now, emergency_signs=["chest_pain"]).screening
    actions.correct_slip(screening=row, question="emergency_signs", now=now)
    again = record_answer(
        screening=row, question="emergency_signs", answer=("confused",), now=now
    )
    assert again is not None
    assert not hasattr(again, "withdrawal")
    assert (row.ended_at, row.answers) == (now, {})


def test_a_result_is_withdrawn_once(alice, now):
    outcome = result_of(alice, now)
    first = actions.withdraw(clearance=outcome, reason="worse", now=now)
    second = actions.withdraw(clearance=outcome, reason="other", now=now + DAY)
    assert first == second
    assert second.reason == "worse"
    assert second.withdrawn_at == now


def test_withdrawing_what_stands_needs_something_that_stands(alice, bob, now):
    kept = ClearanceFactory(person=bob)
    actions.withdraw_standing(person=alice, reason="worse", now=now)
    assert not hasattr(Clearance.objects.get(pk=kept.pk), "withdrawal")


def test_marked_places_take_the_place_of_virtual_ones(alice, now):
    outcome = result_of(
        alice, now, cond_skin_other=["burn"], local_areas=["thigh", "elsewhere", "neck"]
    )
    assert outcome.zones == ["neck", "thigh"]
    assert outcome.restrictions["areas"] == ["neck", "thigh"]
    assert "LOCAL" not in str(outcome.restrictions)


DVT = {"cond_blood_heart": ["dvt"], "clinician_ok": ["dvt"]}


def test_limits_a_health_worker_gave_are_added(alice, now):
    plain = result_of(alice, now, **DVT)
    limits = {"limits": ["light_only", "avoid_zone"], "zones": ["foot", "head"]}
    given = result_of(alice, now + DAY, word=limits, **DVT)
    before, after = (Restrictions.from_json(one.restrictions) for one in (plain, given))
    assert after.pressure_max.word == "light"
    assert {"foot", "head"} <= after.areas
    assert after.is_at_least(before)


@pytest.mark.parametrize(
    ("month", "ends"),
    [
        ("2026-11", datetime(2026, 12, 19, 9, 30, tzinfo=UTC)),
        ("2026-09", datetime(2026, 12, 19, 9, 30, tzinfo=UTC)),
        ("2026-08", datetime(2026, 11, 30, tzinfo=UTC)),
    ],
)
def test_a_word_counts_for_90_days_after_its_month_at_most(alice, now, month, ends):
    assert result_of(alice, now, word={"month": month}, **DVT).expires_at == ends


def test_a_december_word_ends_in_the_next_year(alice):
    late = datetime(2027, 3, 30, 9, 0, tzinfo=UTC)
    outcome = result_of(alice, late, word={"month": "2026-12"}, **DVT)
    assert outcome.expires_at == datetime(2027, 4, 1, tzinfo=UTC)


def test_tips_are_kept_only_with_an_open_result(alice, now):
    tip = {"pain_duration": "gt_m3", "inflammatory": ["none"]}
    assert "ADV_A01" in result_of(alice, now, **tip, pain_now=5).advice
    assert "ADV_A01" not in result_of(alice, now + DAY, **tip, pain_now=8).advice


def test_screens_older_than_a_day_lose_their_answers(alice, bob, now):
    old = ScreeningFactory(person=alice, ended_at=None, answers={"age_years": 40})
    young = ScreeningFactory(person=bob, ended_at=None, answers={"age_years": 50})
    Screening.objects.filter(pk=old.pk).update(started_at=now - DAY - SECOND)
    Screening.objects.filter(pk=young.pk).update(started_at=now - DAY)
    assert actions.drop_stale_screenings(now=now) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.answers, old.ended_at) == ({}, now)
    assert (young.answers, young.ended_at) == ({"age_years": 50}, None)


@pytest.mark.parametrize(
    ("tier", "after", "role", "checked_on", "may"),
    [
        (Tier.EMERGENCY, DAY - SECOND, "doctor", date(2026, 11, 22), False),
        (Tier.EMERGENCY, DAY, "doctor", date(2026, 11, 22), True),
        (Tier.EMERGENCY, DAY, "", None, False),
        (Tier.EMERGENCY, DAY, "doctor", None, False),
        (Tier.EMERGENCY, DAY, "", date(2026, 11, 22), False),
        (Tier.EMERGENCY, DAY, "doctor", date(2026, 11, 20), False),
        (Tier.URGENT, SECOND, "nurse", date(2026, 11, 21), True),
        (Tier.URGENT, 30 * DAY, "", None, False),
        (Tier.CHECK_FIRST, SECOND, "", None, True),
        (Tier.NOT_ELIGIBLE, SECOND, "", None, True),
        (Tier.READY, SECOND, "", None, True),
    ],
)
def test_after_a_grave_result_a_screen_begins_only_with_a_check(
    alice, now, tier, after, role, checked_on, may
):
    ClearanceFactory(person=alice, tier=tier, granted_at=now)
    args = {"person": alice, "checked_role": role, "checked_on": checked_on}
    if may:
        assert begin_screening(now=now + after, **args).checked_role == role
        return
    with pytest.raises(MayNotScreen):
        begin_screening(now=now + after, **args)
    assert not Screening.objects.filter(ended_at=None).exists()


def test_the_day_of_the_check_is_a_day_on_the_persons_own_calendar(alice):
    night = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    ClearanceFactory(person=alice, tier=Tier.URGENT, granted_at=night)
    with timezone.override("America/Los_Angeles"):
        begin_screening(
            person=alice,
            now=night + DAY,
            checked_role="doctor",
            checked_on=date(2026, 11, 20),
        )
    assert Screening.objects.get(ended_at=None).checked_on == date(2026, 11, 20)
