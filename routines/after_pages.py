"""What the pages around a finished session receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from routines.after_wording import because_text, step_texts
from routines.held_pages import Held, held_in
from routines.history_pages import worked_text
from routines.models import Decision, Session
from routines.progress import Step
from safety import content


@dataclass(frozen=True, kw_only=True)
class FinishPage:
    """After a session: how long it was, how it was, anything new.

    `name` is whom a giver answers together with, "" for one's own back.
    """

    pk: int
    heading: str
    form: object
    scales: tuple[tuple[object, str], ...]
    emergency: tuple[str, ...]
    held: tuple[Held, ...]
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class NextDayPage:
    """One day later: how it was, how tender, anything new."""

    name: str
    when: str
    form: object
    next_day: object
    emergency: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One change to pick."""

    value: str
    name: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """After easy sessions: one change, or none."""

    because: str
    form: object
    offers: tuple[Offer, ...]


def finish_page(row: Session, form: object, *, name: str = "") -> FinishPage:
    """Build the page; the form is bound when something is missing."""
    none = _("0 = not at all")
    return FinishPage(
        pk=row.pk,
        heading=_("Done. %(time)s.") % {"time": worked_text(row)},
        form=form,
        scales=((form["before"], none), (form["after"], none)),  # type: ignore[index]  # a form
        emergency=emergency_list(),
        held=held_in(row),
        name=name,
    )


def next_day_page(row: Session, form: object) -> NextDayPage:
    """Build the page of the day after."""
    local = timezone.localtime(row.started_at)
    return NextDayPage(
        name=row.name,
        when=formats.date_format(local, "l j F, H:i"),
        form=form,
        next_day=form["next_day"],  # type: ignore[index]  # a form
        emergency=emergency_list(),
    )


def progress_page(
    row: Decision, steps: Sequence[Step], returning: str, form: object
) -> ProgressPage:
    """Build the page with what may change, one thing at most."""
    found = [(step, step_texts(step, returning)) for step in steps]
    offers = [
        Offer(value=step, name=name, text=text, is_chosen=step == row.chosen)
        for step, (name, text) in found
    ]
    same = Offer(
        value="same",
        name=_("The same plan again"),
        text=_("That is a good choice too."),
        is_chosen=False,
    )
    return ProgressPage(because=because_text(row), form=form, offers=(*offers, same))


def emergency_list() -> tuple[str, ...]:
    """Return the signs of the help page that ask for help at once."""
    return tuple(content.current().frame["help_page"]["emergency"])
