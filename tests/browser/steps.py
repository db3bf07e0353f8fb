"""What a person does, in words: given, when, then. Pages are walked, not faked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

from playwright.sync_api import Page, expect

from routines.models import Session
from safety import content
from safety.models import Person
from tests.factories import RoutineFactory

Look = Callable[[Page], None]
SHOWN = "[data-stage]:not([hidden], [aria-hidden])"  # those near by are drawn, unseen
# Frames do not come with a time that stands still: what waits for one comes at once.
FRAMES = """window.IntersectionObserver = class {
  #tell;
  #isOn = false;
  constructor(tell) { this.#tell = tell; }
  observe() { this.#isOn = true; queueMicrotask(() => this.#isOn && this.#tell()); }
  disconnect() { this.#isOn = false; }
};"""
PATIENCE = 20  # seconds, for machines that are busy: only what fails waits so long


def _nothing(page: Page) -> None:
    """Look at nothing."""


# The screen


def when_all_questions_are_answered(page: Page, look: Look = _nothing, **changes) -> list[str]:
    """Start the screen and answer every question; return the ids of those asked."""
    answers = {**content.current().frame["all_clear"], **changes}
    asked: list[str] = []
    page.goto("/check/")
    look(page)
    page.get_by_role("button", name="Start", exact=True).click()
    while not page.url.endswith(("/check/answers/", "/check/result/")):
        look(page)
        name = page.url.rstrip("/").rpartition("/")[2]
        if name != "next":
            asked.append(name)
            answer(page, answers[name])
        leave(page, lambda: page.get_by_role("button", name="Continue").click())
    return asked


def answer(page: Page, value: object) -> None:
    """Fill in one question: a number, one option, or boxes."""
    if page.locator("input[name=answer][type=text]").count():
        page.get_by_role("textbox").fill(str(value))
        return
    for option in value if isinstance(value, list) else [value]:
        page.locator(f"input[name=answer][value='{option}']").check()


def leave(page: Page, act: Callable[[], None]) -> None:
    """Do something that loads another page, and wait for that page."""
    with page.expect_navigation():
        act()


def then_it_is_swapped(page: Page) -> None:
    """Wait until htmx has taken charge of what it put in: before, a button sends its form."""
    busy = ".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling"
    expect(page.locator(busy)).to_have_count(0)


def then_the_result_is(page: Page, outcome: str) -> None:
    """See the outcome as the page marks it."""
    expect(page.locator(f"main[data-outcome={outcome}]")).to_be_visible()


def when_the_short_check_is_answered(page: Page, look: Look = _nothing, **changes) -> None:
    """Answer the check before a session, five taps, and go on."""
    calm = {"p_new_signs": "no", "p_ill": "no", "p_changed": "no", "p_pain": "2"}
    answers = {**calm, "p_today": "none", **changes}
    expect(page.get_by_role("heading", level=1)).to_have_text("How are you today?")
    look(page)
    for name, value in answers.items():
        page.locator(f"input[name={name}][value='{value}']").check()
    leave(page, page.get_by_role("button", name="Go on").click)


# The builder


def row(page: Page, place: int):
    """Return one step of the builder, counted from 1."""
    return page.locator(".recipe__step").nth(place - 1)


def names_in_order(page: Page) -> list[str]:
    """Return the names of the steps as shown."""
    return page.locator(".recipe__name").all_inner_texts()


def seconds_in(text: str) -> int:
    """Read "6 min 52 s" back."""
    units = {"min": 60, "s": 1}
    return sum(int(n) * units[unit] for n, unit in re.findall(r"(\d+) (min|s)\b", text))


def total_shown(page: Page) -> int:
    """Return the seconds of the total line."""
    return seconds_in(page.locator("#total").inner_text())


# The player


def given_a_ready_session(page: Page, person: Person, **routine: str) -> None:
    """Open a session of two steps, its page's time standing still.

    1-prep 15, 1-hold 45, 1-rest 5, 2-prep-left 8, 2-hold-left 60, 2-ease-left 4 …
    """
    slugs = ("mobility-pelvic-tilt", "ball-wall-lower-back")
    row = RoutineFactory(owner=person, technique_slugs=slugs, **routine)
    page.goto(f"/routines/{row.pk}/")
    given_a_still_clock(page)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()


def given_a_session_to_follow(page: Page, person: Person) -> None:
    """Open the same session, its page's time going on."""
    slugs = ("mobility-pelvic-tilt", "ball-wall-lower-back")
    routine = RoutineFactory(owner=person, technique_slugs=slugs)
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("[data-part=ready]")).to_be_visible()


def when_it_is_started(page: Page) -> None:
    """Press Start; the server knows when this returns."""
    do(page, "start")
    then_stage_is(page, "1-prep")
    then_the_server_knows(page, "running")


def given_a_still_clock(page: Page) -> None:
    """Stop the page's time; only `pass_time` moves it. Before the session page opens."""
    page.add_init_script(FRAMES)
    now = datetime.now(UTC)
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(seconds=1))


def pass_time(page: Page, seconds: float) -> None:
    """Let the page's time run, every timer in its turn."""
    page.clock.run_for(round(seconds * 1000))


def hide(page: Page, hidden: bool = True) -> None:
    """Let the page believe it is out of sight, or back."""
    page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def do(page: Page, verb: str) -> None:
    """Press the control for a verb, not as the second half of a double tap."""
    pass_time(page, 0.4)
    page.locator(f"[data-do='{verb}']:visible").first.click()


def tell(page: Page, sign: str) -> None:
    """Press "Too sore", then a sign on the sheet."""
    do(page, "sore")
    pass_time(page, 0.4)
    page.locator(f"dialog[open] [data-do=notice][data-sign={sign}]").click()


def player(page: Page):
    """Return the player."""
    return page.locator("session-player")


def stage(page: Page) -> str:
    """Return the name of the stage that is shown."""
    return page.locator(SHOWN).get_attribute("data-stage")


def digits(page: Page) -> str:
    """Return the countdown as shown."""
    return page.locator(f"{SHOWN} .player__digits").inner_text()


def then_stage_is(page: Page, name: str) -> None:
    """See one stage and no other."""
    expect(page.locator(SHOWN)).to_have_attribute("data-stage", name)


def then_phase_is(page: Page, phase: str) -> None:
    """See whether the time runs."""
    expect(player(page)).to_have_attribute("data-phase", phase)


def then_the_server_knows(page: Page, phase: str) -> None:
    """Wait for the live part in which the server says where it stands."""
    expect(page.locator("#live")).to_have_attribute("data-phase", phase)


def session_in(page: Page) -> Session:
    """Return the row behind the page."""
    return Session.objects.get(pk=int(re.search(r"/sessions/(\d+)/", page.url)[1]))


def kinds(session: Session) -> list[str]:
    """Return what the server has stored, in order."""
    return list(session.events.values_list("kind", flat=True))


def then_events_are_stored(page: Page, *wanted: str) -> None:
    """Wait until the server has exactly these, each once and in order."""
    then_session_has(page, session_in(page), *wanted)


def then_session_has(page: Page, session: Session, *wanted: str) -> None:
    """Wait for the same of a session that the page may have left."""
    ends = monotonic() + PATIENCE
    while kinds(session) != list(wanted) and monotonic() < ends:
        page.evaluate("() => {}")  # lets the browser's answers in
    found = kinds(session)
    assert found == list(wanted), found


def then_events_begin_with(page: Page, *wanted: str) -> list[str]:
    """Wait until more than these are stored, these first; return all."""
    ends = monotonic() + PATIENCE
    while len(kinds(session_in(page))) <= len(wanted) and monotonic() < ends:
        page.evaluate("() => {}")  # lets the browser's answers in
    found = kinds(session_in(page))
    assert found[: len(wanted)] == list(wanted), found
    return found
