"""Reads behind the decisions after sessions: diaries, decisions, the next-day question."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.http import Http404
from django.shortcuts import get_object_or_404

from routines import content
from routines.adapting import Why
from routines.frozen import thaw_plan, thaw_state
from routines.models import AcceptedWarning, CheckIn, Decision, Session, StopSign
from routines.planning import PlannedStep
from routines.player import OVER
from routines.progress import Followed, Ladder, Past
from routines.tally import held_seconds, was_followed
from safety.access import Visitor, attested_until
from safety.after import Diary, Entry
from safety.models import Person
from safety.vocabulary import Pressure

# "nd: 0-10 next day, 18-36 hours later" (clinical rule set, after_session).
NEXT_DAY_FROM = timedelta(hours=18)
# "Gone: this technique off for 7 days" (clinical rule set, s_nerve).
SIGN_OFF = timedelta(days=7)
# A session that nobody followed can lie between; older ones are not asked about again.
LATEST = 5
ATTESTED_KEY = "not_improving"
KEPT = frozenset({"prep-centring-breath", "mobility-walk"})
HANDS = frozenset({"hands", "oil"})
# Techniques off for now, and those whose warning was accepted.
Marks = tuple[dict[str, Why], frozenset[str]]
PRESSED = frozenset({"ball", "peanut", "roller"})


def unanswered_of(visitor: Visitor, *, now: datetime) -> Session | None:
    """Return the latest session if its next-day question is due and open, else None."""
    if not isinstance(visitor, Person):
        return None
    rows = Session.objects.filter(person=visitor, phase__in=OVER).select_related("check_in")
    latest = next((row for row in rows[:LATEST] if _counts(row)), None)
    return latest if latest and is_due(latest, now=now) else None


def is_due(row: Session, *, now: datetime) -> bool:
    """Say whether a session that is over waits for its next-day answer."""
    check = check_in_of(row)
    is_open = check is None or check.next_answered_at is None
    return is_open and row.ended_at is not None and now >= row.ended_at + NEXT_DAY_FROM


def check_in_of(row: Session) -> CheckIn | None:
    """Return how a session was, None while nobody said."""
    return getattr(row, "check_in", None)


def decision_of(row: Session) -> Decision | None:
    """Return what was decided on a session, None while nothing was."""
    return getattr(row, "decision", None)


def decisions_of(visitor: Visitor) -> QuerySet[Decision]:
    """Return decisions in the order of their sessions, the latest first."""
    if not isinstance(visitor, Person):
        return Decision.objects.none()
    rows = Decision.objects.filter(person=visitor).select_related("session")
    return rows.order_by("-session__started_at", "-session_id")


def decision_for(visitor: Visitor, pk: int) -> Decision:
    """Return the decision on one of a person's sessions, or raise Http404."""
    return get_object_or_404(decisions_of(visitor), session_id=pk)


def offer_for(visitor: Visitor, pk: int) -> tuple[Decision, list[Past]]:
    """Return a decision with all sessions up to it; raise Http404 unless it is the latest."""
    row = decision_for(visitor, pk)
    latest = decisions_of(visitor).first()
    if latest is None or latest.pk != row.pk:
        raise Http404
    return row, past_of(visitor)


def past_of(visitor: Visitor) -> list[Past]:
    """Return every session that was decided on, oldest first, in one query."""
    if not isinstance(visitor, Person):
        return []
    gone = StopSign.objects.filter(
        session=OuterRef("session"), sign="s_nerve", outcome=StopSign.Outcome.GONE
    )
    rows = Decision.objects.filter(person=visitor).annotate(had_nerve_sign=Exists(gone))
    fields = ("decision", "dropped", "chosen", "followed", "made_at", "had_nerve_sign")
    ordered = rows.order_by("session__started_at", "session_id").values(
        *fields, "session__ended_at", "session__check_in__next_day"
    )
    return [
        Past(
            decision=row["decision"],
            ended_at=row["session__ended_at"] or row["made_at"],
            followed=_followed(row["followed"]),
            knows_next_day=row["session__check_in__next_day"] is not None,
            had_nerve_sign=row["had_nerve_sign"],
            dropped=row["dropped"],
            chosen=row["chosen"],
        )
        for row in ordered
    ]


def signs_lately(person_pk: int | None, *, now: datetime) -> QuerySet[StopSign]:
    """Return the nerve signs that went away and keep their techniques off."""
    return StopSign.objects.filter(
        session__person=person_pk,
        sign="s_nerve",
        outcome=StopSign.Outcome.GONE,
        noticed_at__gt=now - SIGN_OFF,
    )


def signs_and_warnings(visitor: Visitor, *, now: datetime) -> Marks:
    """Return techniques off after a nerve sign, and accepted warnings, in one query."""
    if not isinstance(visitor, Person):
        return {}, frozenset()
    signs = signs_lately(visitor.pk, now=now)
    accepted = AcceptedWarning.objects.filter(person=visitor)
    found = signs.order_by().values_list("technique", _marked("sign"))
    rows = set(found.union(accepted.values_list("technique_id", _marked("accepted"))))
    off = {name: Why.SIGN_LATELY for name, kind in rows if name and kind == "sign"}
    return off, frozenset(name for name, kind in rows if kind == "accepted")


def _marked(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def ladder() -> Ladder:
    """Return the session caps by level, and which techniques are hard work."""
    catalogue = content.current()
    caps = catalogue.doses["D_SESSION"].limits["max_s_by_level"]
    strenuous = (name for name, row in catalogue.techniques.items() if _is_hard(row.kind))
    return Ladder(
        caps={int(level): int(seconds) for level, seconds in caps.items()},
        strenuous=frozenset(strenuous),
    )


def _is_hard(kind: str) -> bool:
    return kind == "strengthening"


def diary_of(session: Session, *, now: datetime) -> Diary:
    """Return the diary up to one session: all sessions somebody followed or told us about.

    A session that nobody told us about stands in it with unknown numbers, so it can
    never count as an easy one. Days are those of the person's own clock.
    """
    person = session.person
    rows = Session.objects.filter(
        person=person, phase__in=OVER, started_at__lte=session.started_at
    )
    earlier = rows.select_related("check_in").defer("plan").order_by("started_at", "pk")
    counted = [row for row in earlier if _counts(row) and row.pk != session.pk]
    zone = zoneinfo.ZoneInfo(person.time_zone)
    days = [row.started_at.astimezone(zone).date() for row in (*counted, session)]
    until = attested_until(person, ATTESTED_KEY)
    return Diary(
        entries=tuple(
            _entry(row, day, days[0])
            for row, day in zip((*counted, session), days, strict=True)
        ),
        today=(now.astimezone(zone).date() - days[0]).days + 1,
        not_improving_attested=until is not None and now < until,
    )


def _counts(row: Session) -> bool:
    return check_in_of(row) is not None or was_followed(thaw_state(row.state))


def _entry(row: Session, day: date, first: date) -> Entry:
    number = (day - first).days + 1
    check = check_in_of(row)
    if check is None:
        return Entry(day=number, pre=None, post=None)
    return Entry(
        day=number,
        pre=check.before,
        post=check.after,
        nd=check.next_day,
        sore=check.sore,
        sore_hours=check.sore_hours,
        leg=check.leg,
        bruise=check.bruise,
        dark_pee=check.dark_pee,
        emergency=check.emergency,
    )


def had_nerve_sign(session: Session) -> bool:
    """Say whether a nerve sign was noticed in a session and went away."""
    return session.signs.filter(sign="s_nerve", outcome=StopSign.Outcome.GONE).exists()


def newest_technique(session: Session) -> str:
    """Return the technique of a session that was first followed most recently.

    Of several the one that presses, then the latest step; never the breath and the walk,
    which stay when nothing else is left (clinical rule set, filter.if_nothing_left).
    """
    rows = Session.objects.filter(
        person=session.person, phase__in=OVER, started_at__lt=session.started_at
    )
    first: dict[str, int] = {}
    for place, row in enumerate((*rows.order_by("started_at", "pk"), session)):
        for way in _held(row):
            first.setdefault(way.technique, place)
    ranked = [
        (first[way.technique], way.is_pressing, way.number, way.technique)
        for way in _held(session)
        if way.technique not in KEPT
    ]
    return max(ranked)[-1] if ranked else ""


def followed_in(session: Session) -> Followed:
    """Return what a session held, for the next plan."""
    ways = _held(session)
    rows = content.current().techniques
    tools = [
        set(rows[way.technique].facts.tools) if way.technique in rows else set() for way in ways
    ]
    spots = [way.spot_seconds for way in ways if way.spot_seconds]
    return Followed(
        pressure=max((way.pressure for way in ways), default=Pressure.NONE),
        spot_seconds=max(spots, default=None),
        active_seconds=thaw_plan(session.plan).active_seconds,
        by_hand=any(one and one <= HANDS for one in tools),
        at_wall=any(
            way.position == "wall" and one & PRESSED
            for way, one in zip(ways, tools, strict=True)
        ),
    )


def _held(row: Session) -> list[PlannedStep]:
    """Return the steps somebody really held in a session, gentler ways in their place."""
    plan, state = thaw_plan(row.plan), thaw_state(row.state)
    seconds = held_seconds(plan, state)
    return [
        (step.gentler if step.number in state.gentler_steps else None) or step
        for step in plan.steps
        if seconds.get(step.number)
    ]


def _followed(data: dict[str, object]) -> Followed:
    spot = data.get("spot_seconds")
    return Followed(
        pressure=Pressure.of(str(data.get("pressure", "none"))),
        spot_seconds=None if spot is None else int(str(spot)),
        active_seconds=int(str(data.get("active_seconds", 0))),
        by_hand=bool(data.get("by_hand")),
        at_wall=bool(data.get("at_wall")),
    )
