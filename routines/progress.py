"""What the sessions so far mean for the next one. Pure.

Source: clinical rule set, "after_session" (app_does of D4, D6 and D7), "vocabulary.level",
SEQ04, and "stop_conditions" (s_nerve). Where it leaves something open we read it so:

* A decision counts in the order of sessions. HOLD, KEEP and STOP change nothing here
  (a STOP closes the gate elsewhere).
* REDUCE takes from what was really planned: pressure one step below the most of that
  session, never below light; half its time, never below a minute; half its longest time on
  a spot, never below five seconds. Nothing grows by it.
* A nerve sign that went away makes its session's decision REDUCE.
* Two REDUCE in a row: only own hands, warmth and stretches for 7 days, that is no other
  tool, no other person, and none of `strenuous`.
* PROGRESS gives exactly what the person chose: two minutes (and twice the time on a spot,
  where that was halved), one pressure step, the technique left out last, or one level.
* The level sets the session cap. Techniques of level 2 come after two easy sessions with
  the wall or hands version, those of level 3 with a level 3 that was chosen at level 2.
  Floor tools come after two easy sessions with a tool at the wall.
* Easy: neither REDUCE nor STOP, and the next day is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from routines.changes import Why
from routines.facts import SHORTEST_S
from safety.vocabulary import NO_RESTRICTIONS, SPOT_MAX_S, Pressure, Restrictions

REST = timedelta(hours=48)  # "48 hours rest" (D4)
HANDS_ONLY = timedelta(days=7)  # "hands, heat and stretches only for 7 days" (D4)
MORE_TIME_S = 120  # "2 minutes more" (D7)
LEAST_TIME_S = 60  # ours: a shorter session is none
EASY_NEEDED = 2  # vocabulary.level, SEQ04
HIGHEST_LEVEL = 3
STOPS = frozenset({"EMERGENCY", "URGENT", "STOP_C"})
# Everything but own hands and warmth.
OTHER_TOOLS = frozenset(
    {"ball", "peanut", "roller", "gun", "massager", "cold", "oil", "partner"}
)


class Step(StrEnum):
    """The one change a PROGRESS offers; the person picks."""

    TIME = "time"
    PRESSURE = "pressure"
    TECHNIQUE = "technique"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """How the next plan differs from what the screen alone allows.

    `level` (1-3) sets the session cap; `technique_level` is the highest level of a
    technique that may be followed; `floor_tools` says whether tools may be lain on;
    `session_max_s` bounds the session further, None when nothing does; `off` holds
    techniques left out for now, by id; before `rest_until` nothing is followed.
    """

    level: int = 1
    technique_level: int = 1
    floor_tools: bool = False
    limits: Restrictions = NO_RESTRICTIONS
    session_max_s: int | None = None
    off: Mapping[str, Why] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    rest_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What one session held: the most pressure, the longest spot and the time planned.

    `at_wall` says that a tool was used at a wall, `by_hand` that hands were.
    """

    pressure: Pressure = Pressure.NONE
    spot_seconds: int | None = None
    active_seconds: int = 0
    by_hand: bool = False
    at_wall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One session that was decided on; `chosen` is the change picked after a PROGRESS."""

    decision: str
    ended_at: datetime
    followed: Followed
    knows_next_day: bool = False
    had_nerve_sign: bool = False
    dropped: str = ""
    chosen: str = ""

    @property
    def is_reduce(self) -> bool:
        """Say whether the next session must be less."""
        return self.decision == "REDUCE" or (self.had_nerve_sign and self.decision not in STOPS)

    @property
    def is_easy(self) -> bool:
        """Say whether it counts towards the next level of techniques."""
        return self.knows_next_day and not self.is_reduce and self.decision not in STOPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The catalogue's part: seconds a session may take by level, and what is hard work."""

    caps: Mapping[int, int]
    strenuous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rung:
    """Where the decisions so far have led."""

    level: int = 1
    easy: int = 0
    easy_at_wall: int = 0
    pressure: Pressure = Pressure.FIRM
    spot_seconds: int = SPOT_MAX_S
    session_s: int | None = None
    dropped: tuple[str, ...] = ()

    @property
    def technique_level(self) -> int:
        if self.easy < EASY_NEEDED:
            return 1
        return HIGHEST_LEVEL if self.level == HIGHEST_LEVEL else 2


def adjusted(past: Sequence[Past], ladder: Ladder, *, now: datetime) -> Adjustment:
    """Return what sessions, oldest first, leave for the next plan."""
    rung = _climbed(past, ladder)
    tools = OTHER_TOOLS if _is_hands_only(past, now) else frozenset()
    hard = ladder.strenuous if tools else frozenset()
    rests = [one.ended_at + REST for one in past if one.is_reduce]
    return Adjustment(
        level=rung.level,
        technique_level=rung.technique_level,
        floor_tools=rung.easy_at_wall >= EASY_NEEDED,
        limits=Restrictions(
            tools=tools, pressure_max=rung.pressure, spot_max_s=rung.spot_seconds
        ),
        session_max_s=rung.session_s,
        off={**dict.fromkeys(hard, Why.LATER), **dict.fromkeys(rung.dropped, Why.NEWEST)},
        rest_until=max((one for one in rests if one > now), default=None),
    )


def offers(past: Sequence[Past], ladder: Ladder) -> tuple[Step, ...]:
    """Return the changes worth offering after the latest session; empty unless PROGRESS."""
    if not past or past[-1].decision != "PROGRESS" or past[-1].is_reduce:
        return ()
    rung = _climbed([*past[:-1], replace(past[-1], chosen="")], ladder)
    room = past[-1].followed.active_seconds + MORE_TIME_S <= ladder.caps[rung.level]
    found = [Step.TIME] if room or rung.session_s is not None else []
    found += [Step.PRESSURE] if rung.pressure < Pressure.FIRM else []
    found += [Step.TECHNIQUE]
    found += [Step.LEVEL] if _may_rise(rung) else []
    return tuple(found)


def returning(past: Sequence[Past], ladder: Ladder) -> str:
    """Return the technique that "one new technique" brings back, "" when none is out."""
    dropped = _climbed([*past[:-1], replace(past[-1], chosen="")], ladder).dropped
    return dropped[-1] if dropped else ""


def _climbed(past: Sequence[Past], ladder: Ladder) -> _Rung:
    rung = _Rung()
    for one in past:
        is_easy = one.is_easy and (one.followed.by_hand or one.followed.at_wall)
        at_wall = one.is_easy and one.followed.at_wall
        rung = replace(rung, easy=rung.easy + is_easy, easy_at_wall=rung.easy_at_wall + at_wall)
        if one.is_reduce:
            rung = _reduced(rung, one, ladder)
        elif one.decision == "PROGRESS":
            rung = _progressed(rung, one.chosen, ladder)
    return rung


def _reduced(rung: _Rung, one: Past, ladder: Ladder) -> _Rung:
    """Take away; every value only falls."""
    done = one.followed
    pressed = min(rung.pressure, done.pressure or rung.pressure)
    spot = min(rung.spot_seconds, done.spot_seconds or rung.spot_seconds)
    whole = min(
        ladder.caps[rung.level] if rung.session_s is None else rung.session_s,
        done.active_seconds or ladder.caps[rung.level],
    )
    dropped = [name for name in rung.dropped if name != one.dropped]
    return replace(
        rung,
        pressure=Pressure(max(Pressure.LIGHT, pressed - 1)),
        spot_seconds=min(spot, max(SHORTEST_S, spot // 2)),
        session_s=min(whole, max(LEAST_TIME_S, whole // 2)),
        dropped=(*dropped, one.dropped) if one.dropped else rung.dropped,
    )


def _progressed(rung: _Rung, chosen: str, ladder: Ladder) -> _Rung:
    """Give the one thing that was chosen; without a choice nothing."""
    match chosen:
        case Step.TIME:
            more = None if rung.session_s is None else rung.session_s + MORE_TIME_S
            full = more is None or more >= ladder.caps[rung.level]
            spot = min(SPOT_MAX_S, rung.spot_seconds * 2)
            return replace(rung, session_s=None if full else more, spot_seconds=spot)
        case Step.PRESSURE:
            return replace(rung, pressure=Pressure(min(Pressure.FIRM, rung.pressure + 1)))
        case Step.TECHNIQUE:
            return replace(rung, dropped=rung.dropped[:-1])
        case Step.LEVEL if _may_rise(rung):
            return replace(rung, level=rung.level + 1)
    return rung


def _may_rise(rung: _Rung) -> bool:
    """Say whether the next level may be chosen; the third only from the second."""
    return rung.level < HIGHEST_LEVEL and (rung.level == 1 or rung.technique_level > 1)


def _is_hands_only(past: Sequence[Past], now: datetime) -> bool:
    return any(
        one.is_reduce and two.is_reduce and now < two.ended_at + HANDS_ONLY
        for one, two in pairwise(past)
    )
