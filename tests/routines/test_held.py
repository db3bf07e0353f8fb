"""When a hold was held: moments from the log, cut at the midnights of its place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from routines.player import Phase, SessionState
from routines.tally import held_seconds
from tests.routines.builders import MORNING, event, plan_of, walk
from tests.routines.dose_builders import followed, stretch

PLAN = plan_of("hand-gentle-rub", "ball-wall-lower-back", "mobility-stand-up-break")
LEFT, RIGHT, GENTLER = "2-hold-left", "2-hold-right", "2g-hold"


def at(text: str) -> datetime:
    """Return a moment of 2026 in UTC, as "11-20 23:59:30"."""
    return datetime.fromisoformat(f"2026-{text}+00:00")


def of(segment: str, seconds: float, started: str, zone: str = "UTC") -> list:
    """Return date and seconds of one stretch, cut where its place had midnight."""
    state = SessionState(stretches=(stretch(segment, seconds, at(started)),))
    return [(one.day, one.milliseconds / 1000) for one in followed(PLAN, state, zone)]


CUTS = [
    ("11-20 12:00:00", "UTC", [("2026-11-20", 60)]),
    ("11-20 23:59:30", "UTC", [("2026-11-20", 30), ("2026-11-21", 30)]),
    ("11-20 23:59:59.999500", "UTC", [("2026-11-20", 0.001), ("2026-11-21", 59.999)]),
    ("11-20 23:59:00", "UTC", [("2026-11-20", 60)]),
    ("11-21 00:00:00", "UTC", [("2026-11-21", 60)]),
    # Tokyo is nine hours ahead, Los Angeles eight behind
    ("11-20 14:59:30", "Asia/Tokyo", [("2026-11-20", 30), ("2026-11-21", 30)]),
    ("11-21 07:59:30", "America/Los_Angeles", [("2026-11-20", 30), ("2026-11-21", 30)]),
    # London: clocks go back on 25 October, an hour after midnight; the day has 25 hours
    ("10-24 22:59:30", "Europe/London", [("2026-10-24", 30), ("2026-10-25", 30)]),
    ("10-25 00:59:30", "Europe/London", [("2026-10-25", 60)]),
    ("10-25 23:59:30", "Europe/London", [("2026-10-25", 30), ("2026-10-26", 30)]),
    # and forward on 29 March
    ("03-29 00:59:30", "Europe/London", [("2026-03-29", 60)]),
    ("03-29 22:59:30", "Europe/London", [("2026-03-29", 30), ("2026-03-30", 30)]),
    # Cairo skips the hour after midnight: 24 April 2026 begins at one
    ("04-23 21:59:30", "Africa/Cairo", [("2026-04-23", 30), ("2026-04-24", 30)]),
]


@pytest.mark.parametrize(("started", "zone", "days"), CUTS)
def test_a_hold_is_cut_at_the_midnight_of_its_place(started, zone, days):
    found = of(LEFT, 60, started, zone)
    assert found == [(date.fromisoformat(day), seconds) for day, seconds in days]


def test_a_running_hold_counts_from_the_moment_it_began():
    begun = event("enter", "1-prep", 0, to="1-hold", at=MORNING + timedelta(seconds=15))
    steps = ["start", ("enter", {"to": LEFT, "at": begun.at})]
    state = walk(PLAN, *steps, ("pause", {"gone": 20_000, "at": begun.at + timedelta(hours=1)}))
    assert state.stretches == (stretch(LEFT, 20, begun.at),)


def test_each_way_of_holding_adds_one_stretch():
    later = MORNING + timedelta(minutes=1)
    state = walk(
        PLAN,
        "start",
        ("enter", {"to": LEFT}),
        ("pause", {"gone": 10_000}),
        ("resume", {"at": later}),
        ("adjust", {"gone": 5_000, "delta_ms": 10_000, "at": later + timedelta(seconds=5)}),
        ("enter", {"gone": 7_000, "to": RIGHT, "at": later + timedelta(seconds=12)}),
        ("end", {"gone": 3_000, "at": later + timedelta(seconds=15)}),
    )
    assert state.stretches == (
        stretch(LEFT, 10, MORNING),
        stretch(LEFT, 5, later),
        stretch(LEFT, 7, later + timedelta(seconds=5)),
        stretch(RIGHT, 3, later + timedelta(seconds=12)),
    )


def test_a_gentler_way_counts_as_what_it_is():
    state = SessionState(stretches=(stretch(LEFT, 9, MORNING), stretch(GENTLER, 8, MORNING)))
    ball, hands = followed(PLAN, state)
    assert (ball.use.technique, hands.use.technique) == (
        "ball-wall-lower-back",
        "hand-fist-knead",
    )
    assert "D_BACK_TOOL" in ball.use.dose_ids
    assert "D_BACK_TOOL" not in hands.use.dose_ids


def test_paper_lies_before_the_moment_it_was_told_and_never_before_its_session():
    state = walk(PLAN, ("paper", {"at": MORNING}))
    whole = sum(step.work_seconds for step in PLAN.steps)
    found = followed(PLAN, state)
    assert sum(one.milliseconds for one in found) == whole * 1000
    assert found[0].started_at == MORNING - timedelta(seconds=whole)
    assert found[-1].ended_at == MORNING
    begun = MORNING - timedelta(seconds=10)
    assert min(one.started_at for one in followed(PLAN, state, started_at=begun)) == begun


def test_paper_never_takes_back_what_was_held():
    more = [("adjust", {"delta_ms": 10_000})] * 3
    state = walk(PLAN, "start", ("enter", {"to": LEFT}), *more, ("paper", {"gone": 90_000}))
    assert held_seconds(PLAN, state)[2] == 90 + PLAN.steps[1].seconds
    assert sum(one.milliseconds for one in state.stretches) == sum(state.held_ms.values())


@pytest.mark.parametrize(
    ("gone", "seconds"), [(0, 0), (20, 20), (60, 60), (600, 60)], ids=lambda one: f"{one} s"
)
def test_a_hold_nobody_has_ended_counts_as_far_as_it_may_have_come(gone, seconds):
    state = SessionState(phase=Phase.RUNNING, segment=LEFT, left_ms=60_000, since=MORNING)
    found = followed(PLAN, state, now=MORNING + timedelta(seconds=gone))
    assert sum(one.milliseconds for one in found) == seconds * 1000


@pytest.mark.parametrize("phase", [Phase.READY, Phase.PAUSED, Phase.FINISHED, Phase.ENDED])
def test_what_does_not_run_adds_nothing(phase):
    state = SessionState(phase=phase, segment=LEFT, left_ms=60_000)
    assert followed(PLAN, state, now=MORNING + timedelta(hours=1)) == []


def test_held_time_without_a_moment_is_never_forgotten():
    state = SessionState(
        held_ms={LEFT: 30_000}, stretches=(stretch(LEFT, 10, at("11-01 12:00")),)
    )
    found = followed(PLAN, state)
    assert [one.milliseconds for one in found] == [10_000, 20_000]
    assert found[1].ended_at == MORNING


def test_getting_ready_and_unknown_segments_count_to_nothing():
    strange = (stretch("1-prep", 9, MORNING), stretch("99-hold", 9, MORNING))
    assert followed(PLAN, SessionState(stretches=strange)) == []


def test_moments_of_another_clock_are_the_same_moments():
    tokyo = MORNING.astimezone(UTC)
    assert followed(PLAN, SessionState(stretches=(stretch(LEFT, 9, tokyo),)), "Asia/Tokyo")[
        0
    ].day == date(2026, 11, 21)
