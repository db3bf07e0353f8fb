"""What closes an open result early, and what opens a locked one again. No database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safety.clearance import Closed, Open, Refusal, gate, may_say_fever_free
from safety.reopening import birthday_to_ask, has_paused, latest_end
from safety.vocabulary import Tier
from tests.builders import MONTH, NOON, result

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
VERSION = "2026.1-draft"
FEVER = {"deciding": frozenset({"U06"})}


@pytest.mark.parametrize(
    ("last_session_at", "now", "paused"),
    [
        (None, NOON + 14 * DAY, False),
        (None, NOON + 14 * DAY + SECOND, True),
        (NOON + 5 * DAY, NOON + 19 * DAY, False),
        (NOON + 5 * DAY, NOON + 19 * DAY + SECOND, True),
        (NOON - 300 * DAY, NOON + 14 * DAY, False),
        (NOON - 300 * DAY, NOON + 14 * DAY + SECOND, True),
    ],
)
def test_the_pause_counts_from_the_later_of_result_and_session(last_session_at, now, paused):
    assert has_paused(NOON, last_session_at, now=now) == paused
    answer = gate(result(), ruleset_version=VERSION, now=now, last_session_at=last_session_at)
    assert answer == Closed(refusal=Refusal.LONG_PAUSE) if paused else isinstance(answer, Open)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"is_withdrawn": True}, Refusal.WITHDRAWN),
        ({"tier": Tier.URGENT}, Refusal.URGENT),
        ({"ruleset_version": "2025.9"}, Refusal.QUESTIONS_CHANGED),
        ({"expires_at": NOON + DAY}, Refusal.EXPIRED),
        ({}, Refusal.LONG_PAUSE),
    ],
)
def test_every_other_reason_comes_before_the_pause(changes, refusal):
    answer = gate(result(**changes), ruleset_version=VERSION, now=NOON + 20 * DAY)
    assert answer == Closed(refusal=refusal)


@pytest.mark.parametrize(
    ("age", "birthday"),
    [
        (49, 50),
        (64, 65),
        (69, 70),
        (48, None),
        (50, None),
        (65, None),
        (70, None),
        (None, None),
    ],
)
def test_only_one_year_before_a_birthday_is_it_asked_about(age, birthday):
    assert birthday_to_ask(age) == birthday


@pytest.mark.parametrize(
    ("conditions", "ends", "latest"),
    [
        ([], NOON + MONTH, NOON + MONTH),
        (["burn"], NOON + MONTH, NOON + MONTH),
        (["burn", "acute_strain"], NOON + MONTH, NOON + 3 * DAY),
        (["acute_strain"], NOON + DAY, NOON + DAY),
    ],
)
def test_a_fresh_strain_ends_a_result_after_three_days(conditions, ends, latest):
    assert latest_end(conditions, ends, granted_at=NOON) == latest


FEVER_ONLY = result(Tier.URGENT, **FEVER)
OLDER_EMERGENCY = result(Tier.EMERGENCY, granted_at=NOON - 9 * DAY)
TWO_DAYS = NOON + 2 * DAY


@pytest.mark.parametrize(
    ("history", "now", "may"),
    [
        ([FEVER_ONLY], TWO_DAYS, True),
        ([FEVER_ONLY], TWO_DAYS - SECOND, False),
        ([], TWO_DAYS, False),
        ([result()], TWO_DAYS, False),
        ([result(granted_at=NOON + DAY), FEVER_ONLY], TWO_DAYS, True),
        ([result(Tier.URGENT, deciding=frozenset({"U06", "U07"}))], TWO_DAYS, False),
        ([result(Tier.URGENT, deciding=frozenset({"U07"}))], TWO_DAYS, False),
        ([result(Tier.URGENT)], TWO_DAYS, False),
        ([result(Tier.EMERGENCY, **FEVER)], TWO_DAYS, False),
        ([result(Tier.URGENT, is_withdrawn=True, **FEVER)], TWO_DAYS, False),
        ([FEVER_ONLY, OLDER_EMERGENCY], TWO_DAYS, False),
        ([FEVER_ONLY, result(granted_at=NOON - DAY)], TWO_DAYS, True),
        (
            [result(Tier.URGENT, follows_a_check=True, **FEVER), OLDER_EMERGENCY],
            TWO_DAYS,
            True,
        ),
    ],
)
def test_two_days_without_fever_stand_in_for_a_check_of_fever_alone(history, now, may):
    assert may_say_fever_free(history, now=now) is may
