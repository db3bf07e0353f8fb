"""Two minutes of random taps, keys, hides, sleeps, reloads and lost networks, by seed.

Whatever happens, one clock runs at most, no time is negative, nothing is an error, and
in the end the server has every event the page told, each once and in order.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from playwright.sync_api import Error, Page

from routines.frozen import thaw_plan, thaw_state
from routines.models import Session
from routines.player import Event, EventKind, replay
from tests.browser import steps
from tests.browser.steps import hide, pass_time
from tests.browser.test_unheard import COUNT_TIMERS

pytestmark = pytest.mark.browser
SEEDS = (1, 2, 3, 4)
PAGE_TIME = 120
CUT_OFF = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|^htmx:|Failed to fetch"
# A page that opened while its last words were on their way opens again once they are stored.
LOADED_AGAIN = "because of a navigation"
KEYS = (" ", "ArrowRight", "ArrowLeft", "+", "-", "Escape")

# Remembers, past a reload, the key of every event in the order they were told.
REMEMBER = """() => {
  const real = crypto.randomUUID?.bind(crypto);
  if (!real) return; // about:blank
  crypto.randomUUID = () => {
    const key = real();
    sessionStorage.setItem("told", `${sessionStorage.getItem("told") ?? ""} ${key}`);
    return key;
  };
}"""

# Presses something that can be pressed now, and that neither leaves the page nor ends the
# session; only what a finger would reach counts.
TAP = """(at) => {
  const ends = ({ dataset }) => dataset.first === "end" || dataset.again === "end";
  const inFront = (one) => {
    const box = one.getBoundingClientRect();
    const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.width > 0 && one.contains(found);
  };
  const left = ["end", "start", "which", "how"];
  const all = [...document.querySelectorAll("session-player :is(button, a)[data-do]")]
    .filter((one) => !left.includes(one.dataset.do) && !ends(one) && inFront(one));
  const one = all[Math.floor(at * all.length)];
  one?.click();
  return one?.dataset.do ?? "nothing";
}"""

LOOK = """() => ({
  timers: waking.size,
  phase: document.querySelector("session-player").dataset.phase,
  digits: document.querySelector("[data-stage]:not([hidden], [aria-hidden]) .player__digits")
    ?.textContent,
})"""


class Chaos:
    """One person with a bad day, and a log of what they did."""

    def __init__(self, page: Page, row: Session, seed: int) -> None:
        self.page, self.row = page, row
        self.choose = random.Random(seed)  # noqa: S311  the same day for the same seed
        self.done: list[str] = []
        self.is_offline = False
        self.passed = 0.0

    def act(self) -> None:
        """Do one thing and let a little time pass."""
        deeds: list[Callable[[], object]] = [self.tap, self.key, self.wait]
        deeds += [self.hide, self.freeze, self.sleep, self.set_clock, self.network, self.reload]
        weights = (40, 15, 20, 6, 3, 3, 3, 6, 4)
        deed = self.choose.choices(deeds, weights)[0]
        self.calmly(lambda: self.done.append(f"{deed.__name__} {deed()}"))
        self.calmly(lambda: self.go_on(self.choose.choice((0.05, 0.3, 0.4, 1, 2))))
        self.calmly(self.check)

    def calmly(self, act: Callable[[], object]) -> None:
        """Do or see something; a page that loads itself again meanwhile is no fault."""
        try:
            act()
        except Error as error:
            if LOADED_AGAIN not in error.message:
                raise
            self.done.append("the page loads itself again")
            steps.player(self.page).wait_for()

    def go_on(self, seconds: float) -> None:
        pass_time(self.page, seconds)
        self.passed += seconds

    def tap(self) -> str:
        return self.page.evaluate(TAP, self.choose.random())

    def key(self) -> str:
        key = self.choose.choice(KEYS)
        self.page.evaluate(
            "(key) => (document.activeElement ?? document.body).dispatchEvent("
            "new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))",
            key,
        )
        return repr(key)

    def wait(self) -> float:
        seconds = self.choose.choice((1, 3, 5))
        self.go_on(seconds)
        return seconds

    def hide(self) -> float:
        hide(self.page)
        seconds = self.wait()
        hide(self.page, False)
        return seconds

    def freeze(self) -> None:
        self.page.evaluate("document.dispatchEvent(new Event('freeze'))")
        self.sleep()
        self.page.evaluate("document.dispatchEvent(new Event('resume'))")

    def sleep(self) -> int:
        seconds = self.choose.choice((1, 4, 9))
        self.page.clock.fast_forward(seconds * 1000)
        self.passed += seconds
        return seconds

    def set_clock(self) -> int:
        now = datetime.fromtimestamp(self.page.evaluate("Date.now()") / 1000, UTC)
        seconds = self.choose.choice((-3600, -3, 3, 3600))
        self.page.clock.set_system_time(now + timedelta(seconds=seconds))
        return seconds

    def network(self) -> str:
        self.is_offline = not self.is_offline
        self.page.context.set_offline(self.is_offline)
        return "off" if self.is_offline else "on"

    def reload(self) -> None:
        if self.is_over:
            return  # another page would open
        if self.is_offline:
            self.network()
        self.page.reload()
        steps.player(self.page).wait_for()

    def told(self) -> list[str]:
        """Return the keys of all events the page told, in order."""
        return (self.page.evaluate("sessionStorage.getItem('told')") or "").split()

    def then_all_is_stored(self) -> None:
        """Let the page send what it has."""
        if self.is_offline:
            self.network()
        ends = monotonic() + steps.PATIENCE
        while monotonic() < ends and not self.is_all_stored:
            self.calmly(lambda: pass_time(self.page, 1))

    @property
    def is_all_stored(self) -> bool:
        """Say whether the server has whatever was told."""
        return set(self.told()) <= set(self.stored())

    def stored(self) -> list[str]:
        """Return the keys of all events the server has, in order."""
        return list(self.row.events.values_list("key", flat=True))

    @property
    def is_over(self) -> bool:
        """Say whether the session has ended."""
        return self.page.evaluate(LOOK)["phase"] in ("done", "ended")

    def check(self) -> None:
        """Assert what is true at any moment."""
        seen = self.page.evaluate(LOOK)
        assert seen["timers"] <= (seen["phase"] == "running"), seen
        assert "-" not in (seen["digits"] or ""), seen


@pytest.mark.parametrize("seed", SEEDS)
def test_two_minutes_of_anything(signed_in, person, watch, seed):
    watch.allow(CUT_OFF)
    steps.given_a_ready_session(signed_in, person)
    signed_in.add_init_script(f"({COUNT_TIMERS})(); ({REMEMBER})();")
    signed_in.reload()
    steps.when_it_is_started(signed_in)
    chaos = Chaos(signed_in, steps.session_in(signed_in), seed)
    try:
        while chaos.passed < PAGE_TIME:
            chaos.act()
            assert watch.problems == []
        chaos.then_all_is_stored()
        assert chaos.stored() == chaos.told()
    except Exception as error:
        pytest.fail(f"seed {seed}: {error}\n" + "\n".join(chaos.done), pytrace=True)
    then_the_log_gives_the_state(chaos.row)


def then_the_log_gives_the_state(row: Session) -> None:
    """Replay what is stored; no time in it is negative."""
    row.refresh_from_db()
    state = thaw_state(row.state)
    assert replay(thaw_plan(row.plan), map(event_of, row.events.all())) == state
    assert min([0, *state.held_ms.values()]) == 0
    assert min(one.left_ms for one in row.events.all()) >= 0


def event_of(row) -> Event:
    """Return a stored row as the event it was."""
    return Event(
        kind=EventKind(row.kind),
        segment=row.segment,
        to=row.to,
        left_ms=row.left_ms,
        delta_ms=row.delta_ms,
        sign=row.sign,
        at=row.at,
    )
