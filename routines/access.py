"""The only way to people's routines and sessions, and the reads of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from routines.access_after import Marks, ladder, past_of, signs_and_warnings, signs_lately
from routines.changes import Why
from routines.models import (
    AcceptedWarning,
    Pairing,
    Routine,
    RoutineStep,
    Session,
    StopSign,
    TargetArea,
    Technique,
    TechniqueArea,
    Tool,
)
from routines.player import OVER
from routines.progress import Adjustment, adjusted
from routines.stops import ASKED_AGAIN
from safety.access import Visitor
from safety.models import Person

# An unfinished session is offered for twelve hours (docs/architecture.md, "Sessions").
SESSION_LIFE = timedelta(hours=12)
# "Gone: this technique off for 7 days" (clinical rule set, stop_conditions, s_nerve).
SIGN_KEEPS_OFF = timedelta(days=7)


def techniques() -> QuerySet[Technique]:
    """Return techniques in use, with their areas."""
    areas = TechniqueArea.objects.select_related("area")
    rows = Technique.objects.filter(retired_at=None)
    return rows.prefetch_related(Prefetch("area_links", areas))


def technique_named(slug: str) -> Technique:
    """Return one technique in use, without its areas, or raise Http404."""
    return get_object_or_404(techniques().prefetch_related(None), pk=slug)


def technique_for(visitor: Visitor, slug: str, *, now: datetime) -> tuple[Technique, Marks]:
    """Return one technique in use with what a person noticed and accepted with it alone.

    One query; raise Http404 for an unknown technique.
    """
    pk = visitor.pk if isinstance(visitor, Person) else None
    signs, accepted = signs_lately(pk, now=now), AcceptedWarning.objects.filter(person=pk)
    rows = Technique.objects.filter(retired_at=None).annotate(
        had_sign=Exists(signs.filter(technique=OuterRef("pk"))),
        is_accepted=Exists(accepted.filter(technique=OuterRef("pk"))),
    )
    row = get_object_or_404(rows, pk=slug)
    off = {slug: Why.SIGN_LATELY} if getattr(row, "had_sign", False) else {}
    return row, (off, frozenset({slug} if getattr(row, "is_accepted", False) else ()))


def target_areas() -> QuerySet[TargetArea]:
    """Return areas in use."""
    return TargetArea.objects.filter(retired_at=None)


def tools() -> QuerySet[Tool]:
    """Return tools in use."""
    return Tool.objects.filter(retired_at=None)


def starters() -> QuerySet[Routine]:
    """Return starter routines with their steps."""
    return _with_steps(Routine.objects.filter(owner=None, retired_at=None))


def starter_named(slug: str) -> Routine:
    """Return one starter routine, or raise Http404."""
    return get_object_or_404(starters(), slug=slug)


def routines_of(visitor: Visitor) -> QuerySet[Routine]:
    """Return a person's own routines, the last changed first."""
    if not isinstance(visitor, Person):
        return Routine.objects.none()
    return _with_steps(Routine.objects.filter(owner=visitor)).order_by("-changed_at", "-pk")


def routine_for(visitor: Visitor, pk: int) -> Routine:
    """Return one of a person's own routines, or raise Http404."""
    return get_object_or_404(routines_of(visitor), pk=pk)


def followable_for(visitor: Visitor, pk: int) -> Routine:
    """Return a routine a person may follow: their own or a starter; else raise Http404."""
    row = starters().filter(pk=pk).first() or routines_of(visitor).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def step_for(visitor: Visitor, pk: int, step_pk: int) -> RoutineStep:
    """Return a step of one of a person's own routines, or raise Http404."""
    if not isinstance(visitor, Person):
        raise Http404
    rows = RoutineStep.objects.select_related("routine", "technique")
    return get_object_or_404(rows, pk=step_pk, routine_id=pk, routine__owner=visitor)


def sessions_of(visitor: Visitor) -> QuerySet[Session]:
    """Return a person's sessions, newest first."""
    if not isinstance(visitor, Person):
        return Session.objects.none()
    return Session.objects.filter(person=visitor).select_related("check_in")


def sessions_with(visitor: Visitor) -> QuerySet[Session]:
    """Return the sessions a person is in: their own back, or their hands on another one.

    `receiver_name` is what the giver calls the other one, `has_consent` says whether the
    receiver's yes still counts, `is_handed_over` whether they answer on this device.
    """
    if not isinstance(visitor, Person):
        return Session.objects.none()
    pairings = Pairing.objects.filter(giver=OuterRef("giver"), receiver=OuterRef("person"))
    standing = pairings.filter(withdrawn_at=None).exclude(agreed_at=None)
    rows = Session.objects.filter(Q(person=visitor) | Q(giver=visitor))
    return rows.select_related(
        "check_in", "person"
    ).annotate(  # type: ignore[no-redef]  # the model declares them for those who read them
        receiver_name=Subquery(pairings.values("name")[:1]),
        has_consent=Exists(standing),
        is_handed_over=Exists(standing.filter(handed_over=True)),
    )


def session_for(visitor: Visitor, pk: int) -> Session:
    """Return a session a person is in, or raise Http404."""
    return get_object_or_404(sessions_with(visitor).select_related("routine"), pk=pk)


def can_start_again(session: Session) -> bool:
    """Say whether the same can be begun anew from the session alone.

    What was for two people is agreed on again each time; a routine that was deleted is gone.
    """
    is_single = len({one["technique"] for one in session.plan["steps"]}) == 1
    return session.giver_id is None and (session.routine_id is not None or is_single)


def repeatable_session_for(visitor: Visitor, pk: int) -> Session:
    """Return a session of one's own that can be begun anew, or raise Http404."""
    row = own_session_for(visitor, pk)
    if not can_start_again(row):
        raise Http404
    return row


def own_session_for(visitor: Visitor, pk: int) -> Session:
    """Return one of the sessions on a person's own back, or raise Http404."""
    return get_object_or_404(sessions_of(visitor), pk=pk)


def open_sign_of(visitor: Visitor) -> StopSign | None:
    """Return the oldest sign that still waits for "how is it now?", None without one.

    However old: until it is answered nothing can be followed.
    """
    if not isinstance(visitor, Person):
        return None
    return _unanswered().filter(session__person=visitor).order_by("noticed_at", "pk").first()


def waiting_sessions_of(visitor: Visitor, *, now: datetime) -> list[Session]:
    """Return sessions that wait for a person, newest first, in one query.

    Every page asks for them: those to go back to, and those that ask about a sign.
    """
    if not isinstance(visitor, Person):
        return []
    rows = waiting_marked(visitor)
    return list(rows.filter(Q(asks=True) | _to_go_back_to(now)))


def open_session_of(visitor: Visitor, *, now: datetime) -> Session | None:
    """Return the session a person can go back to, None when there is none."""
    return sessions_of(visitor).filter(_to_go_back_to(now)).first()


def waiting_among(recent: Iterable[Session], *, now: datetime) -> list[Session]:
    """Return the same from sessions at hand, marked by `waiting_marked`."""
    since = now - SESSION_LIFE
    return [row for row in recent if asks(row) or _is_to_go_back_to(row, since)]


def waiting_marked(visitor: Person) -> QuerySet[Session]:
    """Return the sessions a person is in; `asks` marks their own that ask about a sign."""
    rows = Session.objects.filter(Q(person=visitor) | Q(giver=visitor))
    signs = _unanswered().filter(session=OuterRef("pk"), session__person=visitor)
    return rows.select_related("check_in").annotate(asks=Exists(signs))


def asks(row: Session) -> bool:
    """Say whether a session marked by `waiting_marked` asks."""
    return bool(getattr(row, "asks", False))


def _to_go_back_to(now: datetime) -> Q:
    return ~Q(phase__in=OVER) & Q(touched_at__gt=now - SESSION_LIFE)


def _is_to_go_back_to(row: Session, since: datetime) -> bool:
    return row.phase not in OVER and row.touched_at > since


def _unanswered() -> QuerySet[StopSign]:
    return StopSign.objects.filter(outcome="", sign__in=ASKED_AGAIN)


def adjustment_of(
    visitor: Visitor, *, now: datetime, marked: Marks | None = None
) -> Adjustment:
    """Return what the sessions so far mean for a person's next plan, in two queries.

    `marked` signs and warnings at hand spare the second one.
    """
    if not isinstance(visitor, Person):
        return Adjustment()
    found = adjusted(past_of(visitor), ladder(), now=now)
    off, accepted = marked or signs_and_warnings(visitor, now=now)
    return replace(found, off={**found.off, **off}, accepted=accepted)


def _with_steps(rows: QuerySet[Routine]) -> QuerySet[Routine]:
    steps = RoutineStep.objects.select_related("technique")
    return rows.prefetch_related(Prefetch("steps", steps))
