"""What was held: each hold with its moment and its day, from a frozen plan. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from routines.doses.pools import Use
from routines.planning import Plan, PlannedStep, hold_id
from routines.player import SessionState, seen_at
from routines.stretches import Stretch
from safety.vocabulary import Pressure

MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A stretch of holding within one day; `day` is the date where it happened.

    `session` tells sessions apart; `pressure` is the most the step was planned with.
    """

    use: Use
    pressure: Pressure
    session: int
    milliseconds: int
    started_at: datetime
    ended_at: datetime
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A session as the ledger needs it; `zone` is the clock of the place it was held in."""

    session: int
    plan: Plan
    state: SessionState
    started_at: datetime
    touched_at: datetime
    zone: tzinfo


def held_in(one: Followed, *, now: datetime) -> Iterator[Held]:
    """Yield everything held in one session, cut at midnight.

    A hold that runs right now counts as far as it may have come: nobody has said yet.
    """
    ways = _ways(one.plan)
    for stretch in (*one.state.stretches, *_unplaced(one), *_running(one, now)):
        if stretch.segment in ways:
            yield from _by_day(stretch, ways[stretch.segment], one)


def _ways(plan: Plan) -> dict[str, PlannedStep]:
    """Return the step or gentler way behind the id of each hold."""
    return {
        hold_id(step.number, side, mark): way
        for step in plan.steps
        for way, mark in ((step, ""), (step.gentler, "g"))
        if way
        for side in way.sides
    }


def _unplaced(one: Followed) -> Iterator[Stretch]:
    """Yield held time without a moment, as if it had just been: never forgotten."""
    placed: Counter[str] = Counter()
    for stretch in one.state.stretches:
        placed[stretch.segment] += stretch.milliseconds
    for name, milliseconds in one.state.held_ms.items():
        if (more := milliseconds - placed[name]) > 0:
            start = one.touched_at - more * MILLISECOND
            yield Stretch(segment=name, started_at=start, milliseconds=more)


def _running(one: Followed, now: datetime) -> Iterator[Stretch]:
    state = one.state
    gone = state.left_ms - seen_at(state, now).left_ms
    if state.since and gone > 0:
        yield Stretch(segment=state.segment, started_at=state.since, milliseconds=gone)


def _by_day(stretch: Stretch, way: PlannedStep, one: Followed) -> Iterator[Held]:
    """Yield a stretch cut at each midnight of its place, none before its session."""
    start = max(stretch.started_at, one.started_at)
    left = stretch.milliseconds
    while left > 0:
        day = start.astimezone(one.zone).date()
        until_midnight = -(-(_midnight_after(day, start, one.zone) - start) // MILLISECOND)
        here = min(left, until_midnight)
        yield Held(
            use=way.use,
            pressure=way.pressure,
            session=one.session,
            milliseconds=here,
            started_at=start,
            ended_at=start + here * MILLISECOND,
            day=day,
        )
        start, left = start + here * MILLISECOND, left - here


def _midnight_after(day: date, start: datetime, zone: tzinfo) -> datetime:
    """Return the first moment of the next day, always later than `start`."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, zone)
    found = midnight.astimezone(start.tzinfo)
    return found if found > start else start + timedelta(days=1)


def last_day_of(held: Held, zone: tzinfo) -> date:
    """Return the later of its two dates: where it was held, and on this clock.

    Somebody who crosses time zones gets no second helping of the same day.
    """
    return max(held.day, (held.ended_at - MILLISECOND).astimezone(zone).date())
