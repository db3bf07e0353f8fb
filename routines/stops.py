"""What a noticed sign does to a session: the clinical stop conditions as a table. Pure.

The table equals `stop_conditions` and `discomfort_scale` of safety/data/limits.toml;
tests hold the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Effect(StrEnum):
    """What becomes of the session."""

    PAUSE = "pause"
    LEAVE = "leave"
    END = "end"


class Per(StrEnum):
    """Where the times of a sign are counted, when its second time means more."""

    NOTHING = ""
    STEP = "step"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One stop sign: what its first time does, and every later time where that differs.

    `asks_again` says that it is asked about ten minutes later.
    """

    first: Effect
    again: Effect
    per: Per = Per.NOTHING
    asks_again: bool = False


def _always(effect: Effect, *, asks_again: bool = False) -> Sign:
    return Sign(first=effect, again=effect, asks_again=asks_again)


EMERGENCY = "s_emerg"
TOO_STRONG = "s_more"
SIGNS = {
    EMERGENCY: _always(Effect.END),
    "s_nerve": _always(Effect.END, asks_again=True),
    "s_bone": Sign(first=Effect.PAUSE, again=Effect.LEAVE, per=Per.STEP),
    "s_extreme": _always(Effect.END),
    TOO_STRONG: Sign(first=Effect.PAUSE, again=Effect.END, per=Per.SESSION),
    "s_breath": _always(Effect.PAUSE),
    "s_dizzy": _always(Effect.END, asks_again=True),
    "s_skin": _always(Effect.LEAVE),
    "s_cramp": _always(Effect.LEAVE),
    "s_floor": _always(Effect.PAUSE),
}
ASKED_AGAIN = frozenset(name for name, sign in SIGNS.items() if sign.asks_again)

# "Ask again after 10 minutes", "longer than 10 minutes" (stop conditions, s_nerve, s_dizzy).
ASKED_AFTER = timedelta(minutes=10)
# "Still so after 10 seconds" (stop conditions, s_more).
STILL_SO_S = 10
# The second answer to s_more: ten seconds later it is no better.
STILL_SO = "still"

# "6 too strong: ease off now", "7-10 stop" (discomfort scale, SILB07).
EASE_OFF_AT = 6
STOP_AT = 7
WORST = 10


def counted_as(sign: str, step: int) -> str:
    """Return the name a sign is counted under, "" when its times are all the same."""
    match SIGNS[sign].per:
        case Per.STEP:
            return f"{sign}-{step}"
        case Per.SESSION:
            return sign
    return ""


def effect_of(sign: str, answer: str, before: int) -> Effect:
    """Return what a sign does; `before` is how often it was noticed where it counts.

    Raise KeyError for an unknown sign.
    """
    if sign == TOO_STRONG and answer == STILL_SO:
        return Effect.LEAVE
    return SIGNS[sign].again if before else SIGNS[sign].first


def effect_of_rating(number: int, before: int) -> Effect | None:
    """Return what a discomfort of 0-10 does, None when it is one to go on with.

    From 6 on it is a sign of its own (s_more); `before` is how often that was noticed.
    """
    if number < EASE_OFF_AT:
        return None
    effect = effect_of(TOO_STRONG, "", before)
    return Effect.LEAVE if number >= STOP_AT and effect is Effect.PAUSE else effect
