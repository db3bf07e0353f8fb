"""Plain values for tests of the rules: facts, wishes, plans and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from routines import content
from routines.adapting import Inputs, Wish, natural_sides
from routines.catalogue import StarterRow
from routines.facts import SWITCH_S, Facts, facts_of
from routines.planning import REST_S, Plan, plan
from routines.player import Event, EventKind, SessionState, advance
from safety.vocabulary import Pressure, Restrictions

CATALOGUE = content.current()
FACTS: Mapping[str, Facts] = {slug: facts_of(row) for slug, row in CATALOGUE.techniques.items()}
ACTIVE = tuple(slug for slug, facts in FACTS.items() if facts.status == "active")
MORNING = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def made_up(**changes: Any) -> Facts:
    """Return facts nothing can object to, unless `changes` say so."""
    plain: dict[str, Any] = {
        "slug": "made-up",
        "name": "Made up",
        "kind": "massage",
        "status": "active",
        "tools": frozenset({"hands"}),
        "position": "chair",
        "alt_positions": (),
        "movements": frozenset(),
        "areas": frozenset({"lumbar"}),
        "flags": frozenset(),
        "pressure_start": Pressure.LIGHT,
        "pressure_max": Pressure.MEDIUM,
        "spot_seconds": None,
        "timer_seconds": 40,
        "longest_seconds": 90,
        "per_side": False,
        "side_label": "",
        "level": 1,
        "requires_tier": "",
        "counts_to_session": True,
        "warm_up": "",
        "dose_ids": (),
        "easier": "",
        "cue": "Do it.",
        "exit": "Let go.",
    }
    return Facts(**{**plain, **changes})


def wish(facts: Facts | str, **changes: Any) -> Wish:
    """Return a technique asked for as the catalogue has it."""
    one = FACTS[facts] if isinstance(facts, str) else facts
    plain: dict[str, Any] = {
        "facts": one,
        "position": one.position,
        "sides": natural_sides(one),
        "seconds": one.timer_seconds,
        "rest": REST_S,
        "switch": SWITCH_S,
    }
    return Wish(**{**plain, **changes})


def wishes_of(starter: StarterRow) -> list[Wish]:
    """Return the steps of a starter as the loader stores them."""
    return [
        wish(
            step.technique,
            position=step.position,
            sides=("left", "right") if len(step.sides) == 2 else ("",),
            seconds=step.seconds_per_side,
            rest=step.rest_after_s,
            switch=step.side_change_s,
            note=step.note,
        )
        for step in starter.steps
    ]


def inputs(limits: Restrictions | None = None, **changes: Any) -> Inputs:
    """Return what a plan is made against: the whole catalogue and its order rules."""
    plain: dict[str, Any] = {
        "techniques": FACTS,
        "limits": limits or Restrictions(),
        "sequence": CATALOGUE.sequence,
    }
    return Inputs(**{**plain, **changes})


def plan_of(*slugs: str, limits: Restrictions | None = None, **changes: Any) -> Plan:
    """Return a plan of catalogue techniques with their own times."""
    return plan([wish(slug) for slug in slugs], inputs(limits, **changes))


def event(kind: str, segment: str = "", left_ms: int = 0, **changes: Any) -> Event:
    """Return an event at the usual moment."""
    return Event(
        kind=EventKind(kind),
        segment=segment,
        left_ms=left_ms,
        **{"at": MORNING, **changes},
    )


def walk(plan: Plan, *steps: tuple[str, dict[str, Any]] | str) -> SessionState:
    """Return the state after events that happen where the state stands.

    A step is a kind, or a kind with changes; `gone` says how many milliseconds ran.
    """
    state = SessionState()
    for step in steps:
        kind, changes = (step, {}) if isinstance(step, str) else step
        more = dict(changes)
        gone = more.pop("gone", 0)
        state = advance(
            plan, state, event(kind, state.segment, max(0, state.left_ms - gone), **more)
        )
    return state


def kinds(plan: Plan) -> list[str]:
    """Return the kinds of the segments in order, the side behind a colon."""
    return [f"{one.kind}:{one.side}" if one.side else str(one.kind) for one in plan.segments]


def slugs(plan: Plan) -> list[str]:
    """Return the techniques of a plan in order."""
    return [step.technique for step in plan.steps]


def spent(steps: Sequence[Any], dose: str) -> int:
    """Return the seconds a plan's steps count towards a dose."""
    return sum(one.work_seconds for one in steps if dose in one.dose_ids)
