"""What the history receives: the sessions of a month and what followed from each."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from routines import wording
from routines.access_after import check_in_of, decision_of, is_due
from routines.after_wording import because_text, decided_text
from routines.frozen import thaw_state
from routines.models import CheckIn, Session


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
    next_day: str
    decided: str
    because: str
    finish_url: str
    next_day_url: str
    offer_url: str


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


def history_page(
    rows: Sequence[Session], month: date, today: date, *, now: datetime
) -> HistoryPage:
    """Build the page of one month from the sessions begun in it, newest first.

    Only the latest session of all asks for its next day or offers a change.
    """
    is_now = month.replace(day=1) == today.replace(day=1)
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
        entries=tuple(
            _entry(row, now, is_latest=is_now and place == 0) for place, row in enumerate(rows)
        ),
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


def _entry(row: Session, now: datetime, *, is_latest: bool) -> Entry:
    check, decision = check_in_of(row), decision_of(row)
    before = check.before if check else None
    after = check.after if check else None
    feel = str(check.get_feel_display()) if check else ""
    both = before is not None and after is not None
    pair = _("%(before)s before, %(after)s after") % {"before": before, "after": after}
    local = timezone.localtime(row.started_at)
    asks = is_latest and is_due(row, now=now)
    offers = is_latest and decision is not None and decision.decision == "PROGRESS"
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
        next_day=_next_day(check),
        decided=decided_text(decision, is_latest=is_latest) if decision else "",
        because=because_text(decision) if decision else "",
        finish_url="" if check and check.feel else reverse("routines:finish", args=[row.pk]),
        next_day_url=reverse("routines:next-day", args=[row.pk]) if asks else "",
        offer_url=reverse("routines:progress", args=[row.pk]) if offers else "",
    )


def _next_day(check: CheckIn | None) -> str:
    if check is None or check.next_day is None:
        return ""
    return _("%(n)s the next day") % {"n": check.next_day}
