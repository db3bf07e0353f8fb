"""Whose back a session works on: one's own, or a receiver's who said yes.

Everything that starts or follows a session asks here for the person, their standing and
the one who gives it. A giver's own result is never asked: the clinical rules screen the
person whose back is worked on, and the giver's own back is not. Only being under 18 keeps
a giver out, as it keeps everybody out of everything but the help page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from config.requests import StandingRequest
from routines import access
from routines.access_partner import stand_now
from routines.adapting import Wish
from routines.gate import READS_NOTHING, standing_to_follow
from routines.models import Pairing, Routine, Session
from routines.pairing import Stand
from routines.rows import wish_alone, wishes_of
from safety.access import Visitor, standing_for
from safety.clearance import Closed, Refusal
from safety.limits import Standing
from safety.models import Person

LONGEST_PK = 18  # digits of the largest row number a database gives

# No yes counts as no answer at all: closed, whatever the receiver's own result says.
NO_CONSENT = Standing(gate=Closed(refusal=Refusal.WITHDRAWN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Whose back it is, what holds for it now, and who is about to give it.

    `name` is what the giver calls the receiver; "" when the viewer's own standing counts.
    `is_handed_over` says that the receiver answers on the giver's device.
    """

    person: Visitor
    standing: Standing
    giver: Person | None = None
    name: str = ""
    is_handed_over: bool = False

    @property
    def is_own(self) -> bool:
        """Say whether the visitor's own standing counts."""
        return not self.name


def own_back(request: StandingRequest) -> Back:
    """Return the back of the visitor."""
    return Back(person=request.user, standing=request.standing)


def back_of(request: StandingRequest, pairing: Pairing | None, *, now: datetime) -> Back:
    """Return the back a session would work on; without a pairing it is the visitor's own."""
    if pairing is None:
        own = own_back(request)
        return replace(own, standing=standing_to_follow(own.standing, request.user))
    if pairing.receiver is None:
        return _of_nobody(pairing)
    if _is_kept_out(request):
        return own_back(request)
    agreed = stand_now(pairing, now=now) is Stand.AGREED
    return Back(
        person=pairing.receiver,
        standing=_now(pairing.receiver, now) if agreed else NO_CONSENT,
        giver=pairing.giver,
        name=pairing.name,
        is_handed_over=pairing.handed_over,
    )


def back_in(request: StandingRequest, row: Session, *, now: datetime) -> Back:
    """Return the back a session works on, with what holds for it at this moment.

    `row` comes from `access.session_for`, which knows whether the yes still counts.
    """
    if row.person_id == request.user.pk:
        return own_back(request)
    if _is_kept_out(request):
        return own_back(request)
    return Back(
        person=row.person,
        standing=_now(row.person, now) if row.has_consent else NO_CONSENT,
        name=row.receiver_name or _("the other person"),
        is_handed_over=row.is_handed_over,
    )


def _now(person: Person, now: datetime) -> Standing:
    return standing_to_follow(standing_for(person, now=now), person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What two people want to follow; `field` and `value` name it in an address."""

    name: str
    wishes: Sequence[Wish]
    routine: Routine | None
    field: str
    value: str

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        return urlencode({self.field: self.value})


def chosen_routine(visitor: Visitor, pk: int) -> Chosen:
    """Return a routine for two somebody may follow, or raise Http404."""
    row = access.followable_for(visitor, pk)
    if not needs_partner(row):
        raise Http404
    return Chosen(
        name=row.name,
        wishes=wishes_of(row),
        routine=row,
        field="routine",
        value=str(pk),
    )


def chosen_technique(slug: str) -> Chosen:
    """Return a technique for two, or raise Http404."""
    row = access.technique_named(slug)
    if not row.partner:
        raise Http404
    return Chosen(
        name=row.name,
        wishes=[wish_alone(row)],
        routine=None,
        field="technique",
        value=slug,
    )


def chosen_in(visitor: Visitor, data: QueryDict) -> Chosen | None:
    """Return what an address or a form names, None for nothing; raise Http404 when unknown."""
    pk, slug = data.get("routine", ""), data.get("technique", "")
    if pk:
        if not pk.isdecimal() or len(pk) > LONGEST_PK:
            raise Http404
        return chosen_routine(visitor, int(pk))
    return chosen_technique(slug) if slug else None


def needs_partner(routine: Routine) -> bool:
    """Say whether a routine cannot be followed alone; needs steps and techniques loaded."""
    steps = routine.steps.all()
    return routine.mode == "partner" or any(step.technique.partner for step in steps)


def _of_nobody(pairing: Pairing) -> Back:
    return Back(person=AnonymousUser(), standing=NO_CONSENT, name=pairing.name)


def _is_kept_out(request: StandingRequest) -> bool:
    gate = request.standing.gate
    return isinstance(gate, Closed) and gate.refusal in READS_NOTHING
