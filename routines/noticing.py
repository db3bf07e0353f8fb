"""Which sign an event reports, and about which technique. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from routines.events import Event, EventKind, SessionState, step_of
from routines.planning import Plan
from routines.stops import EASE_OFF_AT, TOO_STRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A sign with where and when: step 0 and no technique when nobody knows.

    `answer` is the second answer that makes an earlier sign closer, "" for a new one.
    """

    sign: str
    answer: str
    step: int
    technique: str
    at: datetime


def noticed_in(plan: Plan, state: SessionState, event: Event) -> Noticed | None:
    """Return the sign behind an event that fits `state`, None when it reports none."""
    is_rated_high = event.kind is EventKind.RATE and int(event.to) >= EASE_OFF_AT
    if event.kind is not EventKind.STOP and not is_rated_high:
        return None
    step = step_of(plan, state, event)
    return Noticed(
        sign=TOO_STRONG if is_rated_high else event.sign,
        answer="" if is_rated_high else event.to,
        step=step,
        technique=_technique_at(plan, state, step),
        at=event.at,
    )


def techniques_meant(plan: Plan, noticed: Noticed) -> list[tuple[int, str]]:
    """Return step and technique; every one of the plan when nobody knows which it was."""
    if noticed.step:
        return [(noticed.step, noticed.technique)]
    return [(step.number, step.technique) for step in plan.steps]


def _technique_at(plan: Plan, state: SessionState, step: int) -> str:
    if not step:
        return ""
    planned = plan.steps[step - 1]
    way = planned.gentler if step in state.gentler_steps else None
    return (way or planned).technique
