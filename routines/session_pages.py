"""What the pages around a session receive: the player and its live part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.utils.translation import gettext as _

from routines import content, wording
from routines.about_pages import About, abouts_of
from routines.dose_pages import Left, left_for_steps
from routines.doses.ledger import Ledger
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session
from routines.pictures import figure_url
from routines.planning import LEAD_IN_S, Kind, Plan, PlannedStep, Segment, step_segments
from routines.player import SessionState, seen_at, sequence_of
from routines.player_figures import PlayerFigure, player_figures, session_seed, ways_of
from routines.spoken import spoken
from routines.stop_pages import StopSheet, stop_sheet
from routines.tally import held_places
from safety.countries import Numbers


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One segment as the player shows it."""

    id: str
    step: int
    kind: str
    word: str
    side: str
    side_word: str
    name: str
    cue: str
    seconds: int
    clock: str
    longest: int
    room: int | None
    step_room: int | None
    place: str
    progress: str
    next: str
    is_pressing: bool
    gentler: str
    figure: str
    where: str
    spoken: str


@dataclass(frozen=True, kw_only=True)
class SheetStep:
    """One step on the printable sheet."""

    name: str
    cue: str
    dose: str
    position: str
    pressure: str
    exit: str
    note: str
    picture_url: str
    ask: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnerPart:
    """What two people need: whom to ask, what, the rules, and the most pressure by figure.

    `name` is the receiver's as the giver calls them, "" where the receiver looks on.
    """

    name: str
    question: str
    rules: tuple[str, ...]
    most: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class LivePart:
    """What the server decides while a session runs."""

    sequence: str
    phase: str
    refused: int
    touched: int
    left: tuple[Left, ...]


@dataclass(frozen=True, kw_only=True)
class SessionPage:
    """The player and, without JavaScript, the sheet."""

    pk: int
    name: str
    pack: str
    stages: tuple[Stage, ...]
    figures: tuple[PlayerFigure, ...]
    tools: str
    sheet: tuple[SheetStep, ...]
    live: LivePart
    phase: str
    segment: str
    left_ms: int
    held: str
    total: str
    changes: tuple[str, ...]
    first_position: str
    lead_in_s: int
    noticed: str
    stop: StopSheet
    abouts: tuple[About, ...]
    partner: PartnerPart | None = None


def session_page(
    row: Session, ledger: Ledger, numbers: Numbers, *, now: datetime
) -> SessionPage:
    """Build the page of an open session as it stands now."""
    plan, stored = thaw_plan(row.plan), thaw_state(row.state)
    state = seen_at(stored, now)
    names, seed = wording.technique_names(), session_seed(row, plan)
    return SessionPage(
        pk=row.pk,
        name=row.name,
        pack=row.pack,
        stages=tuple(stages_of(plan)),
        figures=tuple(player_figures(row, plan)),
        tools=_tools(plan),
        sheet=tuple(sheet_step(step, seed) for step in plan.steps),
        live=live_part(row, ledger, refused=0, state=state),
        phase=state.phase.value,
        segment=state.segment or plan.segments[0].id,
        left_ms=state.left_ms,
        held=" ".join(f"{place}:{ms}" for place, ms in held_places(plan, state).items()),
        total=wording.minutes(plan.total_seconds),
        changes=tuple(wording.change_text(one, names) for one in plan.changes),
        first_position=str(wording.POSITIONS[plan.steps[0].position]),
        lead_in_s=LEAD_IN_S,
        noticed=" ".join(f"{name}:{times}" for name, times in state.noticed.items()),
        stop=stop_sheet(numbers),
        abouts=tuple(abouts_of(plan)),
    )


def live_part(
    row: Session, ledger: Ledger, *, refused: int, state: SessionState | None = None
) -> LivePart:
    """Build the part that is swapped in after events are stored."""
    plan, state = thaw_plan(row.plan), state or thaw_state(row.state)
    return LivePart(
        sequence=" ".join(one.id for one in sequence_of(plan, state.gentler_steps)),
        phase=state.phase.value,
        refused=refused,
        touched=int(row.touched_at.timestamp() * 1000),
        left=left_for_steps(ledger, plan.steps),
    )


def stages_of(plan: Plan) -> Iterable[Stage]:
    """Yield every segment, the gentler ways included, in the order of steps."""
    for place, step in enumerate(plan.steps):
        after = plan.steps[place + 1].name if place + 1 < len(plan.steps) else ""
        for way, mark in ways_of(step):
            segments = list(step_segments(way, place == 0, mark))
            for segment, following in zip_longest(segments, segments[1:]):
                yield _stage(len(plan.steps), step, way, segment, _next(way, following, after))


def _stage(
    total: int, step: PlannedStep, way: PlannedStep, segment: Segment, following: str
) -> Stage:
    is_gentler = way is not step
    return Stage(
        id=segment.id,
        step=segment.step,
        kind=segment.kind.value,
        word=str(wording.PHASES[segment.kind]),
        side=segment.side,
        side_word=wording.side(segment.side, way.side_label),
        name=way.name,
        cue=way.cue,
        seconds=segment.seconds,
        clock=wording.clock(segment.seconds),
        longest=way.longest_seconds if segment.kind is Kind.HOLD else segment.seconds,
        room=way.room_seconds if segment.kind is Kind.HOLD else None,
        step_room=_step_room(step) if segment.kind is Kind.HOLD else None,
        place=f"{segment.step}-{segment.side}",
        progress=_("%(n)s of %(total)s") % {"n": step.number, "total": total},
        next=following,
        is_pressing=way.is_pressing,
        gentler="" if is_gentler or step.gentler is None else step.gentler.name,
        figure=f"{step.number}g" if is_gentler else f"{step.number}",
        where=_where(way, segment),
        spoken=spoken(way, segment, is_last_step=step.number == total),
    )


def _where(way: PlannedStep, segment: Segment) -> str:
    """Return what a sentence calls a stage: "Left side", "Pelvic tilt", "Change side"."""
    side = wording.side(segment.side, way.side_label)
    if segment.kind is Kind.HOLD:
        return side or way.name
    word = str(wording.PHASES[segment.kind])
    return f"{word}: {side}" if side else word


def _step_room(step: PlannedStep) -> int | None:
    """Return the most seconds a step may be held in all, its gentler way included."""
    return None if step.room_seconds is None else step.room_seconds * len(step.sides)


# What everybody has at hand need not be fetched.
ALWAYS_THERE = frozenset({"hands", "timer"})


def _tools(plan: Plan) -> str:
    """Return what to have within reach before the start."""
    catalogue = content.current()
    rows = [catalogue.techniques.get(step.technique) for step in plan.steps]
    names = dict.fromkeys(name for row in rows if row for name in row.tools_required)
    return ", ".join(catalogue.tools[name].name for name in names if name not in ALWAYS_THERE)


def _next(step: PlannedStep, following: Segment | None, after: str) -> str:
    if following is None:
        return after or _("That was the last one")
    if following.kind is Kind.REST:
        return after or _("Rest")
    word = str(wording.PHASES[following.kind])
    place = wording.side(following.side, step.side_label)
    return f"{word}: {place}" if place else word


def sheet_step(step: PlannedStep, seed: str) -> SheetStep:
    """Return one step as it is read from a sheet: sides, times, pressure, way out."""
    names = [wording.side(one, step.side_label) for one in step.sides if one]
    time = wording.minutes(step.seconds)
    _effort, pressure = wording.PRESSURE[step.pressure]
    spot = _("At most %(n)s s on one spot.") % {"n": step.spot_seconds}
    return SheetStep(
        name=step.name,
        cue=step.cue,
        dose=" · ".join(f"{name} {time}" for name in names) or time,
        position=str(wording.POSITIONS[step.position]),
        pressure=f"{pressure} {spot}" if step.spot_seconds else str(pressure),
        exit=step.exit,
        note=step.note,
        picture_url=figure_url(step.technique, seed=seed),
    )
