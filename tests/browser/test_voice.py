"""The voice beside the tones: it says what the screen says, and nothing waits for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import steps
from tests.browser.fake_sound import FAKE_VOICE, said
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

WITH_A_VOICE = {"hasHeard": "yes", "voice": True}


@pytest.fixture
def talking(new_context, person, sign_in) -> Page:
    """The first page of a phone whose owner wants a voice."""
    context = new_context(prefers=WITH_A_VOICE)
    sign_in(context, person)
    return context.new_page()


@pytest.fixture
def speaking(talking, person) -> Page:
    """A session under way in 1-prep, with a voice that is noted."""
    talking.add_init_script(FAKE_VOICE)
    steps.given_a_ready_session(talking, person)
    steps.when_it_is_started(talking)
    return talking


def test_the_voice_says_what_the_screen_says(speaking):
    page = speaking
    pass_time(page, 1)
    assert said(page) == ["Pelvic tilt. 45 seconds."]
    pass_time(page, 14 + 23.5)
    assert said(page) == ["Halfway."]
    pass_time(page, 21.5 + 5 + 1)
    steps.then_stage_is(page, "2-prep-left")
    [name] = said(page)
    assert name.endswith(". Left side. 60 seconds.")  # too long with "Last one" in front
    pass_time(page, 7 + 60 + 1)
    assert said(page) == ["Halfway.", "Ease off."]
    pass_time(page, 4)
    assert said(page) == ["Switch to the right side."]
    do(page, "next")
    do(page, "toggle")
    pass_time(page, 30)
    assert said(page) == []


def test_the_voice_follows_the_page_and_voices_that_come_late(speaking):
    page = speaking
    page.evaluate(
        """() => { speechSynthesis.voices = [
          { lang: "de-DE", localService: true },
          { lang: "en-US", localService: false, name: "far" },
          { lang: "en-GB", localService: true, name: "near" },
        ] }"""
    )
    pass_time(page, 1)
    words = "window.said.findLast((one) => one)"
    assert page.evaluate(f"[{words}.lang, {words}.voice.name]") == ["en", "near"]


def test_what_is_said_about_a_sign_is_not_cut_off(speaking):
    page = speaking
    pass_time(page, 1)
    said(page)
    do(page, "sore")
    spoken = said(page)
    assert len(spoken) == 1
    page.keyboard.press("Escape")
    do(page, "next")
    pass_time(page, 1)
    assert said(page) == []


THROWS = "() => { throw new Error('no') };"
BROKEN = {
    "missing": "delete window.speechSynthesis;",
    "throwing": f"{FAKE_VOICE} speechSynthesis.speak = {THROWS}",
    "without its list": f"{FAKE_VOICE} speechSynthesis.getVoices = {THROWS}",
    "never ending": FAKE_VOICE,  # nothing there ever tells that it has ended
}


@pytest.mark.parametrize("voice", BROKEN.values(), ids=list(BROKEN))
def test_no_voice_ever_delays_a_stage(talking, person, voice):
    talking.add_init_script(voice)
    steps.given_a_ready_session(talking, person)
    steps.when_it_is_started(talking)
    pass_time(talking, 15)
    steps.then_stage_is(talking, "1-hold")
    pass_time(talking, 45 + 5)
    steps.then_stage_is(talking, "2-prep-left")
