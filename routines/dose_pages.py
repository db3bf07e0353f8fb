"""What pages say about doses: what is left today, with its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, ngettext

from routines import wording
from routines.doses.ledger import Ledger
from routines.doses.pools import pools_of
from routines.planning import PlannedStep

DOSE_LABELS = {
    "D_BACK_TOOL": gettext_lazy("Ball and roller on the back"),
    "D_GLUTE_TOOL": gettext_lazy("Ball and roller on the buttocks"),
    "D_ROLLER_LUMBAR": gettext_lazy("Roller on the lower back"),
    "D_GUN": gettext_lazy("Massage gun"),
    "D_MASSAGER:back": gettext_lazy("Powered massager on the back"),
    "D_PARTNER": gettext_lazy("A partner's hands"),
    "D_HEAT": gettext_lazy("Warm packs"),
}
SESSION_LABEL = gettext_lazy("Time in sessions")
# What home names even when nothing of it was used yet.
ALWAYS_NAMED = ("D_BACK_TOOL", "D_GLUTE_TOOL")


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is left today of one dose."""

    label: str
    time: str


def left_of(ledger: Ledger, pools: Collection[str]) -> Iterable[Left]:
    """Yield what is left today of every named dose among these pools."""
    for pool, label in DOSE_LABELS.items():
        if pool not in pools:
            continue
        seconds = ledger.left(pool)
        times = None if seconds is not None else ledger.times_left(pool)
        if seconds is not None:
            yield Left(label=str(label), time=wording.minutes(seconds))
        elif times is not None:
            text = ngettext("%(n)s time", "%(n)s times", times) % {"n": times}
            yield Left(label=str(label), time=text)


def left_for_steps(ledger: Ledger, steps: Iterable[PlannedStep]) -> tuple[Left, ...]:
    """Return what is left today of the doses these steps and their gentler ways count to."""
    ways = [way for step in steps for way in (step, step.gentler) if way]
    pools = {pool for way in ways for pool in pools_of(way.use, ledger.doses)}
    return tuple(left_of(ledger, pools))


def left_on_home(ledger: Ledger) -> tuple[Left, ...]:
    """Return what home shows: ball and roller, and what was used today."""
    used = {pool for one in ledger.held_today for pool in pools_of(one.use, ledger.doses)}
    return tuple(left_of(ledger, used | {*ALWAYS_NAMED}))


def session_left(seconds: int) -> Left:
    """Return what is left of today's time in sessions."""
    return Left(label=str(SESSION_LABEL), time=wording.minutes(seconds))
