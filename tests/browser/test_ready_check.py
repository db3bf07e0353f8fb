"""Before the first hold: whether the tones are heard is asked once, and choices are kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.fake_sound import cues
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

HEARD, FLASHES = "I heard it", "No sound, use big flashes"


@pytest.fixture
def first(new_context, person, sign_in) -> Page:
    """The first session on a phone, not started yet; its tones are noted."""
    context = new_context(prefers={})
    sign_in(context, person)
    return context.new_page()


def given_a_ready_session(page: Page, person):
    """Open a session whose time runs: axe needs timers."""
    routine = RoutineFactory(owner=person, technique_slugs=("mobility-pelvic-tilt",))
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()


def start(page: Page):
    return page.get_by_role("button", name="Start", exact=True)


def kept(page: Page, name: str):
    return page.evaluate("(name) => JSON.parse(localStorage['easeback-session'])[name]", name)


def test_the_first_session_waits_for_an_answer_by_keyboard(first, person, check):
    given_a_ready_session(first, person)
    check(first)
    start(first).press("Enter")
    assert cues(first) == [("done", 0)]
    expect(first.get_by_text("Did you hear three notes?").first).to_be_visible()
    expect(first.get_by_role("button", name=HEARD)).to_be_focused()
    steps.then_phase_is(first, "ready")
    check(first)
    first.keyboard.press("Enter")
    expect(start(first)).to_be_focused()
    expect(first.get_by_role("button", name=HEARD)).to_be_hidden()
    steps.then_phase_is(first, "ready")
    first.keyboard.press("Enter")
    steps.then_stage_is(first, "1-prep")
    expect(steps.player(first)).not_to_have_attribute("data-flashes", "")
    first.reload()
    assert kept(first, "hasHeard") == "yes"


def test_without_sound_flashes_take_its_place(first, person):
    given_a_ready_session(first, person)
    first.get_by_role("button", name="Play the tone").click()
    first.get_by_role("button", name=FLASHES).click()
    expect(steps.player(first)).to_have_attribute("data-flashes", "")
    expect(first.locator("[data-part=sound]")).to_contain_text(
        "No sound heard. Big flashes show each change.", use_inner_text=True
    )
    first.reload()
    expect(steps.player(first)).to_have_attribute("data-flashes", "")
    start(first).click()
    steps.then_stage_is(first, "1-prep")


def test_a_browser_without_sound_answers_by_itself_and_says_so(first, person):
    first.add_init_script("delete window.AudioContext; delete window.speechSynthesis")
    given_a_ready_session(first, person)
    expect(first.locator("[data-part=sound]")).to_contain_text(
        "This browser makes no sound. Big flashes show each change.", use_inner_text=True
    )
    expect(first.get_by_role("button", name="Play the tone")).to_be_hidden()
    start(first).click()
    steps.then_stage_is(first, "1-prep")
    expect(steps.player(first)).to_have_attribute("data-flashes", "")


def test_choices_are_kept_and_followed(first, person, check):
    given_a_ready_session(first, person)
    ready = first.locator("[data-part=ready]")
    ready.get_by_text("Sound and voice").click()
    check(first)
    ready.get_by_label("Off", exact=True).check()
    expect(first.locator("[data-part=sound]")).to_contain_text(
        "The tones are off.", use_inner_text=True
    )
    ready.get_by_label("A voice says").check()
    ready.get_by_label("Big flashes at each change").check()
    ready.get_by_label("How loud the tones are").fill("0.3")
    first.reload()
    ready.get_by_text("Sound and voice").click()
    expect(ready.get_by_label("Off", exact=True)).to_be_checked()
    expect(ready.get_by_label("A voice says")).to_be_checked()
    expect(ready.get_by_label("Big flashes at each change")).to_be_checked()
    expect(ready.get_by_label("How loud the tones are")).to_have_value("0.3")
    expect(ready.get_by_label("Play even when")).to_be_hidden()  # not here: it cannot
    start(first).click()  # who turns the tones off need not hear one
    steps.then_stage_is(first, "1-prep")


def test_the_same_choices_can_be_changed_on_the_way(walking, check):
    steps.do(walking, "about")
    more = walking.locator("[data-part=more]")
    more.get_by_text("Sound and voice").click()
    more.get_by_label("Off", exact=True).check()
    assert kept(walking, "pack") == "off"
    steps.do(walking, "about-close")
    steps.do(walking, "toggle")
    steps.pass_time(walking, 20)
    steps.then_stage_is(walking, "1-hold")
    assert cues(walking) == []


@pytest.mark.parametrize(
    "odd", ["", "[]", "7", "{", '{"pack":"loud","loudness":9,"flashes":"yes","hasHeard":1}']
)
def test_what_is_odd_in_the_store_counts_as_not_chosen(page, odd):
    page.goto("/help/")
    page.evaluate("(odd) => { localStorage['easeback-session'] = odd }", odd)
    read = "import('/static/js/lib/preferences.js').then((it) => it.preferences())"
    found = page.evaluate(read)
    assert [found[name] for name in ("pack", "loudness", "flashes", "hasHeard")] == [
        "calm",
        0.7,
        False,
        "",
    ]
