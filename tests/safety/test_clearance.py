"""The gate: closed by default, in a fixed order, open to the second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safety.clearance import (
    Closed,
    Open,
    Refusal,
    gate,
    may_screen_from,
    needs_a_check,
    standing,
)
from safety.vocabulary import Pressure, Restrictions, Tier
from tests.builders import MONTH, NOON, result

VERSION = "2026.1-draft"
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
OLD_RULES = {"ruleset_version": "2025.9"}
LOCKED = [tier for tier in Tier if tier.is_locked]
ASKING = [Tier.EMERGENCY, Tier.URGENT]
OTHERS = [tier for tier in Tier if tier not in ASKING]


def refusal(row, *, now=NOON + DAY, version=VERSION, last_session_at=None):
    answer = gate(row, ruleset_version=version, now=now, last_session_at=last_session_at)
    return answer.refusal if isinstance(answer, Closed) else None


ORDER = [
    ("never screened", None, Refusal.NEVER_SCREENED),
    ("withdrawn comes before locked", result(Tier.EMERGENCY, is_withdrawn=True), "withdrawn"),
    ("withdrawn comes before changed", result(is_withdrawn=True, **OLD_RULES), "withdrawn"),
    ("withdrawn comes before late", result(is_withdrawn=True, expires_at=NOON), "withdrawn"),
    ("emergency before changed", result(Tier.EMERGENCY, **OLD_RULES), Refusal.EMERGENCY),
    ("urgent before changed", result(Tier.URGENT, **OLD_RULES), Refusal.URGENT),
    ("too young before changed", result(Tier.NOT_ELIGIBLE, **OLD_RULES), Refusal.NOT_ELIGIBLE),
    ("check first before changed", result(Tier.CHECK_FIRST, **OLD_RULES), Refusal.CHECK_FIRST),
    ("changed before late", result(expires_at=NOON, **OLD_RULES), Refusal.QUESTIONS_CHANGED),
    ("late", result(expires_at=NOON), Refusal.EXPIRED),
    ("no end at an open tier", result(expires_at=None), Refusal.EXPIRED),
    ("open", result(), None),
    ("open with limits", result(Tier.LIMITS), None),
]


@pytest.mark.parametrize(
    ("row", "expected"), [one[1:] for one in ORDER], ids=[one[0] for one in ORDER]
)
def test_the_gate_gives_the_first_reason_that_applies(row, expected):
    assert refusal(row) == expected


@pytest.mark.parametrize("tier", LOCKED)
def test_a_locked_tier_never_opens_even_with_a_date_and_a_check(tier):
    row = result(tier, expires_at=NOON + MONTH, follows_a_check=True)
    assert isinstance(gate(row, ruleset_version=VERSION, now=NOON + SECOND), Closed)


def test_every_tier_is_either_locked_by_name_or_open():
    for tier in Tier:
        answer = gate(result(tier), ruleset_version=VERSION, now=NOON + DAY)
        assert isinstance(answer, Closed) == (tier in LOCKED)


def test_the_open_gate_carries_tier_limits_and_end():
    limits = Restrictions(tools=frozenset({"gun"}), pressure_max=Pressure.LIGHT)
    answer = gate(result(Tier.LIMITS, restrictions=limits), ruleset_version=VERSION, now=NOON)
    assert answer == Open(tier=Tier.LIMITS, restrictions=limits, expires_at=NOON + MONTH)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (NOON - SECOND, False),
        (NOON, True),
        (NOON + MONTH - SECOND, True),
        (NOON + MONTH, False),
        (NOON + MONTH + SECOND, False),
    ],
    ids=["before it was given", "at once", "last second", "end", "after"],
)
def test_a_result_counts_from_the_second_it_was_given_to_its_end(now, is_open):
    assert (refusal(result(), now=now, last_session_at=now) is None) == is_open


def test_a_result_from_the_future_is_late_not_open():
    assert refusal(result(granted_at=NOON + DAY), now=NOON) is Refusal.EXPIRED


@pytest.mark.parametrize(
    ("then", "now", "is_open"),
    [
        ("2026.1", "2026.2", True),
        ("2026.1-draft", "2026.1", True),
        ("2026.1", "2027.1", False),
        ("2026.1", "202.1", False),
        ("", "2026.1", False),
    ],
)
def test_only_a_new_number_before_the_dot_asks_again(then, now, is_open):
    assert (refusal(result(ruleset_version=then), version=now) is None) == is_open


def test_nothing_stands_without_results():
    assert standing([]) is None


@pytest.mark.parametrize("tier", OTHERS)
def test_the_newest_result_stands(tier):
    newest = result(tier, granted_at=NOON + DAY)
    assert standing([newest, result(), result(Tier.CHECK_FIRST)]) is newest


@pytest.mark.parametrize("tier", ASKING)
def test_an_emergency_or_urgent_result_stands_below_newer_ones(tier):
    grave = result(tier)
    newer = [result(granted_at=NOON + DAY * n) for n in (3, 2, 1)]
    assert standing([*newer, grave]) is grave


@pytest.mark.parametrize("tier", ASKING)
def test_it_stands_below_a_withdrawn_newer_one_too(tier):
    grave = result(tier)
    assert standing([result(is_withdrawn=True), grave]) is grave


@pytest.mark.parametrize("tier", ASKING)
def test_it_stands_no_longer_once_withdrawn_as_a_slip(tier):
    newest = result(granted_at=NOON + DAY)
    assert standing([newest, result(tier, is_withdrawn=True)]) is newest


@pytest.mark.parametrize("tier", ASKING)
def test_a_screen_after_a_check_ends_it_for_good(tier):
    checked = result(granted_at=NOON + DAY, follows_a_check=True)
    newest = result(granted_at=NOON + 2 * DAY)
    assert standing([checked, result(tier)]) is checked
    assert standing([newest, checked, result(tier)]) is newest


@pytest.mark.parametrize("tier", ASKING)
def test_a_checked_screen_that_is_grave_again_stands_itself(tier):
    again = result(tier, granted_at=NOON + DAY, follows_a_check=True)
    assert standing([again, result(Tier.EMERGENCY)]) is again
    assert standing([result(granted_at=NOON + 2 * DAY), again]) is again


def test_the_newest_of_two_grave_results_stands():
    newer = result(Tier.URGENT, granted_at=NOON + DAY)
    assert standing([newer, result(Tier.EMERGENCY)]) is newer


@pytest.mark.parametrize("tier", ASKING)
def test_a_check_before_the_grave_result_does_not_end_it(tier):
    grave = result(tier, granted_at=NOON + DAY)
    before = result(follows_a_check=True)
    assert standing([result(granted_at=NOON + 2 * DAY), grave, before]) is grave


@pytest.mark.parametrize("tier", list(Tier))
def test_only_a_grave_result_asks_who_has_checked(tier):
    assert needs_a_check(result(tier)) == (tier in ASKING)
    assert not needs_a_check(result(tier, is_withdrawn=True))


def test_nobody_without_a_result_needs_a_check_or_a_wait():
    assert not needs_a_check(None)
    assert may_screen_from(None) is None


def test_after_an_emergency_the_next_screen_waits_a_day():
    assert may_screen_from(result(Tier.EMERGENCY)) == NOON + timedelta(hours=24)


@pytest.mark.parametrize("tier", [tier for tier in Tier if tier is not Tier.EMERGENCY])
def test_no_other_outcome_makes_anyone_wait(tier):
    assert may_screen_from(result(tier)) is None
    assert may_screen_from(result(Tier.EMERGENCY, is_withdrawn=True)) is None


def test_the_order_of_tiers_is_ready_limits_check_young_urgent_emergency():
    assert "".join(sorted(Tier, key=lambda tier: tier.rank)) == "GRCXUE"
    assert {tier.value for tier in Tier if tier.is_locked} == set("CXUE")
