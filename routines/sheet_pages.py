"""What a kept sheet receives: a routine to follow without a network, and when not to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone

from routines import wording
from routines.following import Offer, is_followable
from routines.models import Routine
from routines.partner import needs_partner
from routines.pictures import seed_of
from routines.planning import Plan
from routines.rows import wishes_of
from routines.session_pages import SheetStep, sheet_step
from routines.stops import EMERGENCY, SIGNS
from safety import content
from safety.countries import Numbers
from safety.precheck_pages import reasons_not_to_start
from safety.reopening import birthday_to_ask
from safety.stop_signs import SIGN_WORDS, condition_of


@dataclass(frozen=True, kw_only=True)
class SignLine:
    """A sign that stops, and what to do then."""

    words: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """A routine on one page that asks for nothing. No reason and no answer is on it.

    `emergency` and `same_day` are the help list; `emergency_sign` is the first to stop for.
    """

    name: str
    total: str
    good_until: datetime
    until: str
    reasons: tuple[str, ...]
    steps: tuple[SheetStep, ...]
    emergency_sign: str
    signs: tuple[SignLine, ...]
    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    numbers: Numbers


def sheet_page(
    routine: Routine,
    plan: Plan,
    numbers: Numbers,
    *,
    good_until: datetime,
    age_years: int | None,
) -> SheetPage:
    """Build the page of a plan that may be followed until then."""
    ruleset = content.current()
    frame = ruleset.frame["help_page"]
    birthday = birthday_to_ask(age_years)
    return SheetPage(
        name=routine.name,
        total=wording.minutes(plan.total_seconds),
        good_until=good_until,
        until=formats.date_format(timezone.localtime(good_until), "j F Y, H:i"),
        reasons=tuple(reasons_not_to_start(ruleset.precheck, birthday)),
        steps=tuple(sheet_step(step, seed_of(routine)) for step in plan.steps),
        emergency_sign=str(SIGN_WORDS[EMERGENCY]),
        signs=tuple(
            SignLine(words=str(SIGN_WORDS[sign]), text=condition_of(ruleset, sign)["text"])
            for sign in SIGNS
            if sign != EMERGENCY
        ),
        emergency=tuple(frame["emergency"]),
        same_day=tuple(frame["same_day"]),
        numbers=numbers,
    )


def sheet_url(routine: Routine, offer: Offer | None) -> str:
    """Return where a phone gets the sheet to keep, "" when there is none now."""
    if offer is None or offer.inputs.rest_until or needs_partner(routine):
        return ""
    may = is_followable(offer.plan, offer.inputs, wishes_of(routine), routine=routine)
    return reverse("routines:sheet", args=[routine.pk]) if may else ""
