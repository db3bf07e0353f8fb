"""The same way with scripts switched off: plain links and forms, a sheet for the player."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from routines.frozen import thaw_plan, thaw_state
from routines.models import Routine
from routines.player import Phase
from routines.tally import held_seconds
from tests.browser import steps
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

# The browser notes every page that answers 422; these tests send wrong values.
REFUSED_FORM = "status of 422"
RUBBING, KNEE = "Gentle palm rubbing", "Knee to chest"


@pytest.fixture
def page(new_context) -> Page:
    """A phone whose browser runs no scripts."""
    return new_context(java_script_enabled=False).new_page()


def test_from_the_screen_to_the_history(page, watch):
    watch.allow(REFUSED_FORM)
    steps.when_all_questions_are_answered(page)
    page.get_by_role("button", name="Show my result").first.click()
    steps.then_the_result_is(page, "ready")
    when_a_routine_is_built_from_forms(page)
    total = page.locator("#total").inner_text()
    page.get_by_role("button", name="Start").click()
    when_the_short_check_is_answered_in_two_goes(page)
    session = then_there_is_a_sheet_to_follow(page, total)
    page.get_by_role("button", name="I followed it to the end").click()
    when_asked_how_it_was(page)
    session.refresh_from_db()
    plan, state = thaw_plan(session.plan), thaw_state(session.state)
    assert state.phase is Phase.FINISHED
    assert held_seconds(plan, state) == {1: 40, 2: 90}
    assert steps.kinds(session) == ["paper"]


def when_the_short_check_is_answered_in_two_goes(page):
    place = page.get_by_role("group", name="Where?")
    expect(place).to_be_hidden()
    page.get_by_label("A new bruise, rash, swelling or wound").check()
    expect(place).to_be_visible()
    steps.leave(page, page.get_by_role("button", name="Go on").click)
    assert page.title().startswith("Error:")
    summary = page.locator("#error-summary")
    expect(summary).to_contain_text("Where? Tick each place.")
    assert page.get_by_label("A new bruise, rash, swelling or wound").is_checked()
    page.get_by_label("A new bruise, rash, swelling or wound").uncheck()
    steps.when_the_short_check_is_answered(page)


def when_a_routine_is_built_from_forms(page):
    page.goto("/routines/")
    page.get_by_role("button", name="Build a routine").click()
    for words, name in (("knee chest", KNEE), ("palm rub", RUBBING)):
        page.get_by_role("link", name="Add a technique").click()
        page.get_by_label("Search techniques").fill(words)
        page.get_by_role("button", name="Search").click()
        page.get_by_role("button", name=f"Add {name}", exact=True).click()
    page.get_by_role("button", name=f"Up {RUBBING}").click()
    expect(page.get_by_role("status").first).to_contain_text("moved to 1 of 2")
    assert steps.names_in_order(page) == [RUBBING, KNEE]
    when_seconds_are_typed(page, 2)
    expect(page.locator("#error-summary, .field__error").first).to_be_visible()
    expect(steps.row(page, 1).get_by_label("Seconds", exact=True)).to_have_value("2")
    when_seconds_are_typed(page, 40, is_open=True)
    expect(steps.row(page, 1).locator(".recipe__dose")).to_contain_text("40 s")
    page.get_by_role("button", name=f"Copy {KNEE}").click()
    expect(page.locator(".recipe__step")).to_have_count(3)
    page.get_by_role("button", name=f"Remove {KNEE}").first.click()
    page.get_by_text("Rename", exact=True).click()
    page.get_by_label("Name").fill("Abends 🌙")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Abends 🌙")


def when_seconds_are_typed(page, seconds: int, *, is_open: bool = False):
    row = steps.row(page, 1)
    if not is_open:
        row.get_by_text("Change times").click()
    row.get_by_label("Seconds", exact=True).fill(str(seconds))
    steps.leave(page, lambda: row.get_by_role("button", name="Save").click())


def then_there_is_a_sheet_to_follow(page, total: str):
    expect(page.get_by_role("heading", level=1)).to_have_text("Abends 🌙")
    expect(page.locator("session-player")).to_be_hidden()
    expect(page.locator(".sheet-page")).to_contain_text(f"It takes {total}")
    rows = page.locator(".sheet-steps__step")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("40 s")
    expect(rows.nth(1)).to_contain_text("Left leg 45 s · Right leg 45 s")
    return steps.session_in(page)


def when_asked_how_it_was(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("Done. 2 min 10 s.")
    steps.leave(page, lambda: page.get_by_role("button", name="Save").click())
    expect(page.locator("#error-summary")).to_contain_text("Choose looser, the same or worse.")
    page.get_by_label("The same").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".entry")).to_contain_text("2 min 10 s · The same")


def test_a_wrong_answer_is_told_on_the_page(page, watch):
    watch.allow(REFUSED_FORM)
    page.goto("/check/")
    page.get_by_role("button", name="Start", exact=True).click()
    steps.leave(page, lambda: page.get_by_role("button", name="Continue").click())
    assert page.title().startswith("Error:")
    expect(page.locator("#error-summary")).to_contain_text("Tick what fits, or the last box.")
    sign = page.locator("input[name=answer]").first
    none = page.locator("input[name=answer][data-exclusive]")
    sign.check()
    none.check()
    steps.leave(page, lambda: page.get_by_role("button", name="Continue").click())
    expect(page.locator("#error-summary")).to_contain_text("not both")
    assert sign.is_checked()
    assert none.is_checked()


def test_the_filters_are_a_plain_form(page):
    page.goto("/techniques/")
    everything = page.locator(".card").count()
    page.locator("summary").filter(has_text="Filters").click()
    chip = page.locator(".filters__body label.chip", has=page.locator("input:enabled")).first
    count = int(re.search(r"\((\d+)\)", chip.inner_text())[1])
    name = chip.locator("input").get_attribute("name")
    chip.locator("input").check(force=True)
    page.get_by_role("button", name="Show techniques").click()
    assert f"{name}=" in page.url
    expect(page.locator(".card")).to_have_count(count)
    assert count < everything
    page.get_by_role("link", name="Remove filter").click()
    expect(page.locator(".card")).to_have_count(everything)


def test_a_filter_without_results_says_which_one_to_drop(page):
    page.goto("/techniques/?q=zzzz")
    expect(page.get_by_role("heading", name="No technique fits all of this")).to_be_visible()
    page.locator(".empty a").click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_session_can_be_stopped_early_from_the_sheet(page, person, sign_in):
    sign_in(page.context, person)
    routine = RoutineFactory(owner=person, technique_slugs=["mobility-pelvic-tilt"])
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start").click()
    page.goto("/techniques/")
    page.get_by_role("link", name="Return to your session").click()
    page.get_by_role("button", name="I stopped early").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done. 0 s.")
    page.goto("/history/")
    expect(page.get_by_text("Nothing in this month.")).to_be_visible()
    assert Routine.objects.filter(owner=person).count() == 1
