"""What the pages after a session receive: how was it, and the history."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from routines import wording
from routines.forms import CheckInForm
from routines.frozen import thaw_state
from routines.models import Session


@dataclass(frozen=True, kw_only=True)
class FinishPage:
    """After a session: how long it was, and one question.

    `name` is whom a giver answers together with, "" for one's own back.
    """

    pk: int
    heading: str
    form: CheckInForm
    scales: tuple[tuple[object, str], ...]
    name: str


def finish_page(row: Session, form: CheckInForm, *, name: str = "") -> FinishPage:
    """Build the page that asks how it was."""
    return FinishPage(
        pk=row.pk,
        heading=_("Done. %(time)s.") % {"time": worked_text(row)},
        form=form,
        scales=(
            (form["before"], _("0 = not at all")),
            (form["after"], _("0 = not at all")),
        ),
        name=name,
    )


def worked_text(row: Session) -> str:
    """Return how long somebody really held, in words."""
    state = thaw_state(row.state)
    return wording.minutes(sum(state.held_ms.values()) // 1000)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One session in the history."""

    when: str
    iso: str
    name: str
    facts: str
    note: str
    before: int | None
    after: int | None
    before_x: int
    after_x: int
    pair: str
    finish_url: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """One cell of the month; number 0 is an empty cell."""

    number: int
    iso: str
    sessions: int
    is_today: bool


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """A month of dots and the list under it."""

    month: str
    weeks: tuple[tuple[Day, ...], ...]
    weekdays: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    earlier: str
    later: str


def history_page(rows: Sequence[Session], month: date, today: date) -> HistoryPage:
    """Build the page of one month from the sessions begun in it."""
    found = Counter(timezone.localtime(row.started_at).date() for row in rows)
    days = calendar.Calendar().monthdatescalendar(month.year, month.month)
    before = month.replace(day=1).toordinal() - 1
    after = (
        max(day for week in days for day in week if day.month == month.month).toordinal() + 1
    )
    url = reverse("routines:history")
    later = date.fromordinal(after)
    return HistoryPage(
        month=formats.date_format(month, "F Y"),
        weeks=tuple(tuple(_day(d, month, found, today) for d in week) for week in days),
        weekdays=tuple(
            (formats.date_format(d, "D")[:2], formats.date_format(d, "l")) for d in days[0]
        ),
        entries=tuple(_entry(row) for row in rows),
        earlier=f"{url}?month={date.fromordinal(before):%Y-%m}",
        later=f"{url}?month={later:%Y-%m}" if later <= today else "",
    )


def _day(day: date, month: date, found: Counter[date], today: date) -> Day:
    if day.month != month.month:
        return Day(number=0, iso="", sessions=0, is_today=False)
    return Day(
        number=day.day,
        iso=day.isoformat(),
        sessions=min(found[day], 3),
        is_today=day == today,
    )


def _entry(row: Session) -> Entry:
    check = getattr(row, "check_in", None)
    before = check.before if check else None
    after = check.after if check else None
    feel = str(check.get_feel_display()) if check else ""
    both = before is not None and after is not None
    pair = _("%(before)s before, %(after)s after") % {"before": before, "after": after}
    local = timezone.localtime(row.started_at)
    return Entry(
        when=formats.date_format(local, "D j M, H:i"),
        iso=local.isoformat(),
        name=row.name,
        facts=" · ".join(filter(None, [worked_text(row), feel])),
        note=check.note if check else "",
        before=before,
        after=after,
        before_x=10 + 10 * (before or 0),
        after_x=10 + 10 * (after or 0),
        pair=pair if both else "",
        finish_url="" if check else reverse("routines:finish", args=[row.pk]),
    )
