"""The ledger: what is left of every dose now, and what has to wait. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property

from routines.catalogue import Dose
from routines.changes import Wait, Why
from routines.doses.held import Held, last_day_of
from routines.doses.pools import FIRST, IN_SESSION, SESSION, gaps, pools_of, size_of
from routines.facts import Facts
from safety.vocabulary import Pressure


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Everything held lately, seen at one moment on one person's clock.

    `used_before` names doses used in sessions older than those in `held`.
    """

    held: tuple[Held, ...]
    doses: Mapping[str, Dose]
    now: datetime
    zone: tzinfo
    used_before: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """Return the date on the person's clock."""
        return self.now.astimezone(self.zone).date()

    @cached_property
    def held_today(self) -> tuple[Held, ...]:
        """Return what counts to today: by the clock where it was held, or by this one."""
        return tuple(one for one in self.held if last_day_of(one, self.zone) >= self.today)

    @cached_property
    def _taken_today(self) -> Counter[str]:
        """Return the milliseconds taken from each pool today."""
        taken: Counter[str] = Counter()
        for one in self.held_today:
            for pool in pools_of(one.use, self.doses):
                taken[pool] += one.milliseconds
        return taken

    def spent_today(self, pool: str) -> int:
        """Return the seconds taken from a pool today, a begun second counted whole."""
        return -(-self._taken_today[pool] // 1000)

    def left(self, pool: str) -> int | None:
        """Return the seconds still free in a pool, never below 0; None when unbounded."""
        whole = size_of(pool, self.doses)
        name, _, part = pool.partition(":")
        if whole is None or (part == FIRST and self._was_used(name)):
            return None
        return whole if part == IN_SESSION else max(0, whole - self.spent_today(pool))

    def left_for(self, techniques: Iterable[Facts]) -> dict[str, int]:
        """Return what is left of every pool these techniques count to."""
        pools = {pool for one in techniques for pool in pools_of(one.use, self.doses)}
        found = {pool: self.left(pool) for pool in sorted(pools)}
        return {pool: seconds for pool, seconds in found.items() if seconds is not None}

    def session_left(self, whole: int) -> int:
        """Return what is left of the day's session time, seconds; never below 0."""
        return max(0, whole - self.spent_today(SESSION))

    def times_left(self, name: str) -> int | None:
        """Return how often a dose may still be begun today; None when nothing says."""
        limits = self.doses[name].limits if name in self.doses else {}
        most = limits.get("times_per_day")
        if most is None:
            return None
        sessions = {one.session for one in self.held_today if name in one.use.dose_ids}
        return max(0, int(most) - len(sessions))

    @cached_property
    def resting(self) -> dict[str, datetime]:
        """Return the zones pressed hard in the last hours, with the end of their rest.

        After "24 hours between sessions on the same area at medium or firm" (clinical
        rule set, after_session).
        """
        rest = timedelta(hours=int(self.doses[SESSION].limits["area_rest_hours"]))
        found: dict[str, datetime] = {}
        for one in self.held:
            until = one.ended_at + rest
            if one.pressure > Pressure.LIGHT and until > self.now:
                for area in one.use.areas:
                    found[area] = max(until, found.get(area, until))
        return found

    def wait_for(self, facts: Facts) -> Wait | None:
        """Return why a technique has to wait, None when it need not."""
        waits = [*self._gaps(facts), *self._muscle_rests(facts), *self._area_rests(facts)]
        waits += self._times(facts)
        return max(waits, key=lambda one: one.until or self.now) if waits else None

    def waits(self, techniques: Iterable[Facts]) -> dict[str, Wait]:
        """Return every technique that has to wait, by its id."""
        found = {one.slug: self.wait_for(one) for one in techniques}
        return {slug: wait for slug, wait in found.items() if wait}

    def _was_used(self, name: str) -> bool:
        return name in self.used_before or any(name in one.use.dose_ids for one in self.held)

    def _gaps(self, facts: Facts) -> Iterator[Wait]:
        for name, seconds in gaps(facts.use, self.doses).items():
            ends = [one.ended_at for one in self.held if name in one.use.dose_ids]
            until = max(ends, default=self.now) + timedelta(seconds=seconds)
            if ends and until > self.now:
                yield Wait(why=Why.GAP, until=until, dose=name)

    def _times(self, facts: Facts) -> Iterator[Wait]:
        for name in facts.dose_ids:
            if self.times_left(name) == 0:
                yield Wait(why=Why.TIMES_TODAY, dose=name)

    def _muscle_rests(self, facts: Facts) -> Iterator[Wait]:
        for name in facts.dose_ids:
            limits = self.doses[name].limits if name in self.doses else {}
            hours = limits.get("rest_hours_per_muscle", 0)
            for one in self.held if hours else ():
                until = one.ended_at + timedelta(hours=int(hours))
                shares = name in one.use.dose_ids and one.use.areas & facts.areas
                if shares and until > self.now:
                    yield Wait(why=Why.RESTING, until=until, dose=name)

    def _area_rests(self, facts: Facts) -> Iterator[Wait]:
        if facts.pressure_start > Pressure.LIGHT:
            for area in facts.areas & self.resting.keys():
                yield Wait(why=Why.RESTING, until=self.resting[area])
