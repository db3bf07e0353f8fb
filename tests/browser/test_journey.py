"""From the first page to the history, on a phone, by hand and eye."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from routines.frozen import thaw_plan, thaw_state
from routines.models import CheckIn, Routine
from routines.player import Phase, replay
from routines.tally import held_seconds
from tests.browser import steps
from tests.browser.steps import do, pass_time
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

WALL_BALL, RUBBING = "Wall ball: roll the lower back", "Gentle palm rubbing"
KNEE, TILT = "Knee to chest", "Pelvic tilt"
UNTIL_LOADED_AGAIN = (
    *("start", "enter", "pause", "resume", "adjust", "adjust", "enter", "enter", "enter"),
    *["enter"] * 5,  # to 2-hold-right
    "pause",
)
SLUGS = ("hand-gentle-rub", "ball-wall-lower-back", "stretch-knee-to-chest")


def test_from_the_first_page_to_the_history(page, axe, watch):
    watch.allow(r"status of 403.*/try/")  # asked to follow something before the questions
    when_a_technique_is_found_by_its_place(page, axe)
    asked = when_the_screen_is_answered(page, axe)
    assert len(asked) == len(set(asked)) > 15
    when_a_routine_is_built(page, axe)
    total = steps.total_shown(page)
    then_the_total_is_the_sum_of_what_is_followed(page, axe, total)
    session = when_it_is_followed_with_detours(page)
    then_the_server_has_every_event_once(session)
    when_asked_how_it_was(page, axe)
    then_the_history_shows_it(page, axe, session)


def when_a_technique_is_found_by_its_place(page, axe):
    page.goto("/")
    axe(page)
    page.locator(".area-list").get_by_role("link", name="Lower back").click()
    expect(page.locator(".chip--remove")).to_contain_text("Lower back")
    axe(page)
    page.get_by_role("link", name=WALL_BALL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WALL_BALL)
    axe(page)
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    assert page.locator("main[data-outcome=check-first]").is_visible()


def when_the_screen_is_answered(page, axe) -> list[str]:
    asked = steps.when_all_questions_are_answered(page, axe)
    axe(page)
    page.get_by_role("button", name="Show my result").first.click()
    steps.then_the_result_is(page, "ready")
    axe(page)
    return asked


def when_a_routine_is_built(page, axe):
    page.goto("/techniques/ball-wall-lower-back/")
    # A button pressed before its page has loaded works as a plain form: not what is tried here.
    steps.leave(page, page.get_by_role("button", name="Add to routine").click)
    axe(page)
    for words, name in (("palm rub", RUBBING), ("knee chest", KNEE), ("pelvic", TILT)):
        steps.leave(page, page.get_by_role("link", name="Add a technique").click)
        page.get_by_label("Search techniques").press_sequentially(words)
        add = page.get_by_role("button", name=f"Add {name}", exact=True)
        steps.leave(page, add.click)
        expect(page.locator(".recipe__name").last).to_have_text(name)
    steps.row(page, 2).get_by_role("button", name=f"Up {RUBBING}").click()
    expect(page.locator(".saved")).to_contain_text(f"{RUBBING} moved to 1 of 4.")
    steps.then_it_is_swapped(page)
    when_seconds_are_changed(page, place=1, seconds=40)
    steps.row(page, 4).get_by_role("button", name=f"Copy {TILT}").click()
    expect(page.locator(".recipe__step")).to_have_count(5)
    steps.then_it_is_swapped(page)
    axe(page)
    steps.row(page, 5).get_by_role("button", name=f"Remove {TILT}").click()
    expect(page.locator(".recipe__step")).to_have_count(4)
    assert steps.names_in_order(page) == [RUBBING, WALL_BALL, KNEE, TILT]


def when_seconds_are_changed(page, *, place: int, seconds: int):
    row = steps.row(page, place)
    row.get_by_text("Change times").click()
    row.get_by_label("Seconds", exact=True).fill(str(seconds))
    row.get_by_label("Seconds", exact=True).press("Tab")
    expect(row.locator(".recipe__dose")).to_contain_text(f"{seconds} s")
    steps.then_it_is_swapped(page)


def then_the_total_is_the_sum_of_what_is_followed(page, axe, total: int):
    page.get_by_role("button", name="Start").click()
    steps.when_the_short_check_is_answered(page, lambda page: axe_then_still_clock(page, axe))
    expect(page.locator("[data-part=ready]")).to_be_visible()
    order = page.locator("#live").get_attribute("data-sequence").split()
    lengths = [
        page.locator(f"[data-stage='{one}']").get_attribute("data-seconds") for one in order
    ]
    assert sum(map(int, lengths)) == total == 373
    assert page.locator("[data-part=ready]").get_by_text("6 min 13 s").is_visible()


def axe_then_still_clock(page, axe):
    axe(page)  # it waits for timers, so before they stand still
    steps.given_a_still_clock(page)


def when_it_is_followed_with_detours(page):
    """Follow it, in steps whose held time the comments add up; `do` passes 0.4 s."""
    do(page, "start")
    steps.then_stage_is(page, "1-prep")
    pass_time(page, 15 + 10)
    do(page, "toggle")  # 1-hold: 10.4 s
    steps.then_phase_is(page, "paused")
    pass_time(page, 60)
    assert steps.digits(page) == "0:30"
    do(page, "toggle")
    pass_time(page, 4 + 2)  # the lead-in, then 12.4 s
    do(page, "more")
    assert steps.digits(page) == "0:38"
    do(page, "less")
    assert steps.digits(page) == "0:27"
    do(page, "next")  # 13.6 s
    steps.then_stage_is(page, "1-rest")
    do(page, "back")
    steps.then_stage_is(page, "1-hold")
    do(page, "next")  # 14.0 s
    pass_time(page, 5 + 8 + 60 + 4 + 8 + 20)  # 2-hold-left: 60 s
    steps.then_stage_is(page, "2-hold-right")
    do(page, "toggle")  # 20.4 s
    steps.then_events_are_stored(page, *UNTIL_LOADED_AGAIN)
    when_the_page_is_loaded_again(page)
    do(page, "toggle")
    pass_time(page, 4 + 5)
    steps.tell(page, "s_more")  # 25.8 s
    page.get_by_role("button", name="Something gentler: Soft-fist kneading").click()
    steps.then_stage_is(page, "2g-prep")
    pass_time(page, 4 + 8 + 60 + 4 + 5)  # 2g-hold: 60 s
    steps.then_stage_is(page, "3-prep-left")
    pass_time(page, 8 + 45 + 8 + 45 + 5 + 8 + 44)
    steps.then_stage_is(page, "4-hold")
    pass_time(page, 1)
    expect(page.locator("[data-part=done]")).to_be_visible()
    steps.then_the_server_knows(page, "finished")
    return steps.session_in(page)


def when_the_page_is_loaded_again(page):
    page.reload()
    steps.then_stage_is(page, "2-hold-right")
    steps.then_phase_is(page, "paused")
    assert steps.digits(page) == "0:40"
    expect(page.locator(f"{steps.SHOWN} .player__side")).to_contain_text(
        "right", ignore_case=True
    )


def then_the_server_has_every_event_once(session):
    assert steps.kinds(session) == [
        *UNTIL_LOADED_AGAIN,
        *["resume", "sore", "stop", "gentler", "resume"],
        *["enter"] * 4,  # to 3-prep-left
        *["enter"] * 6,  # to 4-hold
        "finish",
    ]
    rows = list(session.events.all())
    assert len({row.key for row in rows}) == len(rows)
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    plan, state = thaw_plan(session.plan), thaw_state(session.state)
    assert replay(plan, rows).held_ms == state.held_ms
    assert state.phase is Phase.FINISHED
    assert state.held_ms["1-hold"] == pytest.approx(14_000, abs=50)
    assert state.held_ms["2-hold-right"] == pytest.approx(25_800, abs=50)
    assert held_seconds(plan, state) == {1: 14, 2: 60 + 26 + 60, 3: 90, 4: 45}


def when_asked_how_it_was(page, axe):
    page.clock.resume()
    page.get_by_role("link", name="How was it?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done. 4 min 54 s.")
    axe(page)
    page.get_by_label("Looser").check()
    page.locator("input[name=before][value='5']").check()
    page.locator("input[name=after][value='2']").check()
    page.get_by_label("A note for yourself").fill("Good on the left.")
    page.get_by_role("button", name="Save").click()


def then_the_history_shows_it(page, axe, session):
    expect(page.get_by_role("status")).to_have_text(re.compile("Saved"))
    entry = page.locator(".entry")
    expect(entry).to_have_count(1)
    for text in ("Untitled routine", "4 min 54 s", "Looser", "5 before, 2 after", "Good on"):
        expect(entry).to_contain_text(text)
    axe(page)
    assert CheckIn.objects.get(session=session).feel == "looser"
    assert Routine.objects.get(pk=session.routine_id).steps.count() == 4


def test_untouched_it_takes_what_the_builder_says(signed_in, person):
    page = signed_in
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    page.goto(f"/routines/{routine.pk}/")
    total = steps.total_shown(page)
    steps.given_a_still_clock(page)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start").click()
    pass_time(page, total - 1)
    expect(page.locator("[data-part=done]")).to_be_hidden()
    assert steps.digits(page) == "0:01"
    pass_time(page, 1)
    expect(page.locator("[data-part=done]")).to_be_visible()
    steps.then_the_server_knows(page, "finished")
    session = steps.session_in(page)
    plan, state = thaw_plan(session.plan), thaw_state(session.state)
    assert plan.total_seconds == total
    assert held_seconds(plan, state) == {1: 60, 2: 120, 3: 90}
    assert steps.kinds(session) == ["start", *["enter"] * (len(plan.segments) - 1), "finish"]
