"""What the pages around a session for two receive: whose back, the link, the yes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from routines.access_partner import stand_now
from routines.giving_pages import ASKS_AGAIN, rules
from routines.models import Pairing
from routines.pairing import Stand
from routines.partner import Back, Chosen
from routines.partner_forms import ConsentForm, WhoseForm
from safety.access import Visitor
from safety.clearance import Closed, Gate, Open
from safety.countries import Numbers
from safety.pages import RefusedPage, refused_page


@dataclass(frozen=True, kw_only=True)
class WhosePage:
    """Before a routine for two: whose back is it?"""

    name: str
    form: WhoseForm


def whose_page(chosen: Chosen, form: WhoseForm) -> WhosePage:
    """Build the page."""
    return WhosePage(name=chosen.name, form=form)


@dataclass(frozen=True, kw_only=True)
class PairingPage:
    """What a giver sees of a pairing: open or not, and nothing of the answers.

    `state` is "ask", "answer", "not-today", "open" or "ended".
    """

    pk: int
    name: str
    state: str
    link: str
    link_ends: str
    may_hand_over: bool
    was_taken_back: bool
    chosen: Chosen | None
    changes: tuple[str, ...]
    form: ConsentForm | None


def pairing_page(
    pairing: Pairing,
    back: Back,
    *,
    chosen: Chosen | None,
    changes: Iterable[str],
    form: ConsentForm | None,
    link: str,
    now: datetime,
) -> PairingPage:
    """Build the page; `back` is the receiver's as it stands now."""
    stand = stand_now(pairing, now=now)
    state = _state(stand, back.standing.gate)
    answers_here = pairing.handed_over and state in ("answer", "not-today")
    return PairingPage(
        pk=pairing.pk,
        name=pairing.name,
        state=state,
        link=link,
        link_ends=_day(pairing.expires_at),
        may_hand_over=state == "ask" or answers_here,
        was_taken_back=stand is Stand.WITHDRAWN,
        chosen=chosen,
        changes=tuple(changes),
        form=form if state == "open" and chosen else None,
    )


def _state(stand: Stand, gate: Gate) -> str:
    if stand is Stand.ASKED:
        return "ask"
    if stand is not Stand.AGREED:
        return "ended"
    if isinstance(gate, Open):
        return "open"
    return "answer" if gate.refusal in ASKS_AGAIN else "not-today"


@dataclass(frozen=True, kw_only=True)
class LinkPage:
    """What the receiver sees behind the link.

    `state` is "own", "used", "expired", "withdrawn", "answer", "agree" or "agreed".
    """

    state: str
    giver: str
    since: str
    rules: tuple[str, ...]
    closed: RefusedPage | None

    @property
    def has_ended(self) -> bool:
        """Say whether nothing can be done here."""
        return self.state in ("used", "expired", "withdrawn")


def link_page(
    pairing: Pairing, viewer: Visitor, gate: Gate, numbers: Numbers, *, now: datetime
) -> LinkPage:
    """Build the page for whoever opened the link."""
    return LinkPage(
        state=_link_state(pairing, viewer, gate, stand_now(pairing, now=now)),
        giver=pairing.giver_name or _("Somebody"),
        since=_day(pairing.agreed_at),
        rules=rules(),
        closed=refused_page(gate, numbers) if isinstance(gate, Closed) else None,
    )


def _link_state(pairing: Pairing, viewer: Visitor, gate: Gate, stand: Stand) -> str:
    if pairing.giver_id == viewer.pk:
        return "own"
    if stand is Stand.AGREED:
        return "agreed" if pairing.receiver_id == viewer.pk else "used"
    if stand is not Stand.ASKED:
        return stand.value
    return "agree" if isinstance(gate, Open) else "answer"


@dataclass(frozen=True, kw_only=True)
class BackPage:
    """Giving the device back: the receiver's yes, or not today."""

    name: str
    is_open: bool
    form: ConsentForm
    rules: tuple[str, ...]


def back_page(pairing: Pairing, form: ConsentForm, *, is_open: bool) -> BackPage:
    """Build the page."""
    return BackPage(name=pairing.name, is_open=is_open, form=form, rules=rules())


@dataclass(frozen=True, kw_only=True)
class Received:
    """One yes a person gave."""

    who: str
    since: str
    end_url: str


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """Who may follow routines for this person's back, and for whom they may."""

    received: tuple[Received, ...]
    given: tuple[tuple[str, str], ...]


def account_page(received: Iterable[Pairing], given: Iterable[Pairing]) -> AccountPage:
    """Build the part of the account page about sessions for two."""
    return AccountPage(
        received=tuple(
            Received(
                who=one.giver_name or _("Somebody you said yes to"),
                since=_day(one.agreed_at),
                end_url=reverse("routines:received-end", args=[one.pk]),
            )
            for one in received
        ),
        given=tuple((one.name, reverse("routines:pairing", args=[one.pk])) for one in given),
    )


def _day(moment: datetime | None) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y") if moment else ""
