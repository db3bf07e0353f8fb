"""Noticing something on the floor: one tap stops, the next says what it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from routines.models import Session, StopSign
from safety.models import Clearance
from tests.browser import steps
from tests.browser.steps import do, pass_time, tell
from tests.browser.test_player_outside import CUT_OFF

pytestmark = pytest.mark.browser


def panel(page, sign: str):
    """Return what is said for a sign."""
    return page.locator(f"[data-panel={sign}]")


def test_the_sheet_with_keys_alone(holding):
    sore = holding.get_by_role("button", name="Too sore")
    sore.press("Enter")
    steps.then_phase_is(holding, "paused")
    expect(holding.get_by_role("heading", name="What do you notice?")).to_be_focused()
    holding.keyboard.press("Enter")  # a second press tells nothing
    holding.keyboard.press("Escape")
    expect(sore).to_be_focused()
    steps.then_phase_is(holding, "paused")
    sore.press("Enter")
    pass_time(holding, 0.4)
    holding.keyboard.press("Tab")
    expect(holding.get_by_role("button", name="I need help now")).to_be_focused()
    holding.get_by_role("button", name="I hold my breath").press("Enter")
    heading = holding.get_by_role("heading", name="If you hold your breath, it is too strong.")
    expect(heading).to_be_focused()
    holding.get_by_role("button", name="I am ready. Go on").press("Enter")
    pass_time(holding, 5)
    steps.then_phase_is(holding, "running")
    steps.then_events_are_stored(holding, "start", "enter", "sore", "sore", "stop", "resume")


def test_a_knuckle_on_the_sheet_tells_nothing(holding):
    do(holding, "sore")
    holding.locator("[data-do=notice][data-sign=s_emerg]").click()  # at once
    expect(panel(holding, "list")).to_be_visible()
    steps.then_events_are_stored(holding, "start", "enter", "sore")


def test_bone_twice_leaves_the_step(holding):
    tell(holding, "s_bone")
    expect(panel(holding, "s_bone")).to_contain_text("try once more")
    do(holding, "better")
    pass_time(holding, 4)
    steps.then_stage_is(holding, "1-hold")
    tell(holding, "s_bone")
    expect(panel(holding, "s_bone")).to_contain_text("we leave this one out")
    steps.then_the_server_knows(holding, "paused")
    do(holding, "better")
    steps.then_stage_is(holding, "2-prep-left")
    pass_time(holding, 5)
    kinds = ["start", "enter", "sore", "stop", "resume", "sore", "stop", "resume"]
    steps.then_events_are_stored(holding, *kinds)


def test_too_strong_is_asked_again_after_ten_seconds(holding):
    tell(holding, "s_more")
    expect(panel(holding, "s_more")).to_contain_text("Ease off by half.")
    pass_time(holding, 9)
    expect(holding.get_by_text("Is it still too strong?")).to_be_hidden()
    pass_time(holding, 1)
    expect(holding.get_by_text("Is it still too strong?")).to_be_visible()
    holding.get_by_role("button", name="Yes. Skip this one").click()
    do(holding, "better")
    steps.then_stage_is(holding, "2-prep-left")
    tell(holding, "s_more")
    expect(holding.get_by_text("It was too strong twice.")).to_be_visible()
    expect(holding.get_by_role("link", name="How was it?")).to_be_visible()
    steps.then_the_server_knows(holding, "ended")


def test_an_emergency_leads_to_help_in_two_taps(holding):
    tell(holding, "s_emerg")
    expect(holding.get_by_role("link", name="Call 112").first).to_be_visible()
    steps.then_the_server_knows(holding, "ended")
    assert Clearance.objects.first().tier == "E"
    pass_time(holding, 0.4)
    holding.get_by_role("button", name="Pain, tingling or weakness in both legs").click()
    expect(holding).to_have_url(re.compile("/check/result/$"))
    expect(holding.locator("main")).to_contain_text("needs checking by hospital staff")


def test_offline_it_says_what_to_do_and_locks_later(holding, watch):
    watch.allow(CUT_OFF)
    holding.context.set_offline(True)
    tell(holding, "s_extreme")
    expect(panel(holding, "s_extreme")).to_contain_text("Stop for today.")
    expect(holding.locator("[data-part=unsaved]")).to_have_text("2 steps not saved yet")
    steps.then_phase_is(holding, "ended")
    assert not StopSign.objects.exists()
    holding.context.set_offline(False)
    pass_time(holding, 15)
    steps.then_events_are_stored(holding, "start", "enter", "sore", "stop")
    assert Clearance.objects.first().tier == "C"
    holding.get_by_role("link", name="See what to do").click()
    steps.then_the_result_is(holding, "check-first")


def test_a_number_too_high_leaves_the_step_and_asks_what_it_is(holding):
    holding.get_by_role("button", name="7+ stop").click()
    steps.then_stage_is(holding, "2-prep-left")
    pass_time(holding, 0.4)
    holding.locator("dialog[open] [data-sign=s_nerve]").click()
    expect(panel(holding, "s_nerve")).to_contain_text("Stop and roll away slowly.")
    steps.then_events_are_stored(holding, "start", "enter", "rate", "stop")
    told = StopSign.objects.get(sign="s_nerve")
    assert (told.step, told.technique) == (1, "mobility-pelvic-tilt")
    holding.get_by_role("link", name="Tell us how it is now").click()
    expect(holding.get_by_role("heading", level=1)).to_have_text("How is it now?")


def test_a_number_to_go_on_with_is_only_noted(holding):
    holding.get_by_role("button", name="3–4 good ache").click()
    expect(holding.locator("[data-part=feel]")).to_be_hidden()
    steps.then_phase_is(holding, "running")
    pass_time(holding, 40)
    steps.then_stage_is(holding, "1-rest")
    steps.then_events_are_stored(holding, "start", "enter", "rate", "enter")


def test_it_can_be_told_on_the_page_that_says_done(walking):
    for _ in range(3):
        do(walking, "next")
    pass_time(walking, 8 + 60 + 4 + 8 + 60 + 4)
    expect(walking.locator("[data-part=done]")).to_be_visible()
    steps.then_the_server_knows(walking, "finished")
    tell(walking, "s_dizzy")
    expect(panel(walking, "s_dizzy")).to_contain_text("Roll onto your side")
    steps.then_events_are_stored(walking, "start", *["enter"] * 8, "finish", "stop")
    assert Session.objects.get().phase == "finished"


def test_a_voice_says_it_and_nothing_needs_one(signed_in, person):
    page = signed_in
    page.add_init_script(
        """window.said = [];
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
        Object.defineProperty(window, "speechSynthesis", { value: {
          cancel() {}, speak(words) { window.said.push(words.text); } } });"""
    )
    steps.given_a_ready_session(page, person)
    steps.when_it_is_started(page)
    tell(page, "s_cramp")
    said = page.evaluate("window.said")
    assert said[0].startswith("Ease off first.")
    assert said[1].startswith("Let the muscle go. Stand and walk a little.")
