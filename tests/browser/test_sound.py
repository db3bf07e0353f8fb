"""What is heard: the tones of each stage, taken back with it, and what breaks them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.fake_sound import cues
from tests.browser.steps import do, pass_time
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

PACK = "import('/static/js/lib/sound-pack.js')"
CUES = f"(what) => {PACK}.then((it) => it.cuesFor(what))"
NOTES = f"([cue, pack]) => {PACK}.then((it) => it.notesOf(cue, pack, 1))"
CHOOSE = "(all) => localStorage.setItem('easeback-session', JSON.stringify(all))"


@pytest.fixture
def sounding(signed_in, person) -> Page:
    """A session about to start; every test phone's tones are noted."""
    steps.given_a_ready_session(signed_in, person)
    return signed_in


# Which tones there are


def test_each_kind_of_stage_has_its_cues(page):
    page.goto("/help/")

    def cues_of(kind, seconds, *, left=None, following="rest", is_fresh=True):
        what = {"kind": kind, "next": following, "whole": seconds * 1000, "isFresh": is_fresh}
        found = page.evaluate(CUES, {**what, "left": (left or seconds) * 1000})
        return [(cue, after / 1000) for cue, after in found]

    ticks = [("tick", 42), ("tick", 43), ("tick", 44)]
    hold = [("begin", 0), ("halfway", 22.5), *ticks, ("end", 45)]
    assert cues_of("hold", 45) == hold
    # What follows with a tone of its own takes the place of the end, in time.
    for following in ("ease", "switch", None):
        assert cues_of("hold", 45, following=following)[-1] == ("end", 45.25)
    assert cues_of("hold", 45, left=30, is_fresh=False)[0] == ("halfway", 7.5)
    assert cues_of("hold", 45, left=20, is_fresh=False)[0] == ("tick", 17)
    assert cues_of("hold", 45, left=2.5, is_fresh=False) == [
        ("tick", 0.5),
        ("tick", 1.5),
        ("end", 2.5),
    ]
    assert ("halfway", 14.5) not in cues_of("hold", 29)
    assert cues_of("prep", 8) == [("prep", 0), ("tick", 5), ("tick", 6), ("tick", 7)]
    assert cues_of("switch", 8)[0] == ("switch", 0)
    assert cues_of("ease", 4) == [("ease", 0), ("end", 4)]
    assert cues_of("rest", 5) == []


def test_two_cues_never_sound_at_once(page):
    page.goto("/help/")
    what = {"kind": "hold", "next": "rest", "isFresh": True}
    for seconds in (0.5, 1.2, 2, 3.1, 4):
        times = {"whole": 1000 * seconds, "left": 1000 * seconds}
        found = page.evaluate(CUES, {**what, **times})
        ends = 0.0
        for cue, at in found:
            assert at >= ends, (seconds, found)
            notes = page.evaluate(NOTES, [cue, "calm"])
            ends = at + 1000 * max(one["start"] + one["length"] for one in notes)
    assert found[0] == ["begin", 0]


def test_what_matters_is_told_apart_by_its_shape(page):
    page.goto("/help/")
    shapes = {}
    for cue in ("switch", "begin", "end", "done", "stop", "ease"):
        notes = page.evaluate(NOTES, [cue, "calm"])
        ways = [(one["to"] > one["from"], one["length"] > 1) for one in notes]
        pitches = [one["from"] for one in notes]
        rises = [after > before for before, after in pairwise(pitches)]
        shapes[cue] = (ways, rises)
    assert len({str(shape) for shape in shapes.values()}) == len(shapes)
    assert page.evaluate(NOTES, ["end", "off"]) == []
    calm, clear = (page.evaluate(NOTES, ["end", pack])[0] for pack in ("calm", "clear"))
    assert clear["loudness"] > calm["loudness"]
    assert clear["from"] > calm["from"]


# When they sound


def test_tones_are_laid_out_with_the_stage_and_taken_back(sounding):
    page = sounding
    do(page, "tone")
    assert cues(page) == [("done", 0)]
    page.evaluate("window.tones.length = 0")
    pass_time(page, 2)
    steps.when_it_is_started(page)
    assert cues(page) == [("prep", 0), ("tick", 12), ("tick", 13), ("tick", 14)]
    pass_time(page, 15)
    steps.then_stage_is(page, "1-hold")
    ticks = [("tick", 42), ("tick", 43), ("tick", 44)]
    assert cues(page) == [("begin", 0), ("halfway", 22.5), *ticks, ("end", 45)]
    pass_time(page, 10)
    do(page, "toggle")
    assert cues(page) == [("pause", 0)]
    do(page, "toggle")
    assert cues(page) == [("tick", 1), ("tick", 2), ("tick", 3)]  # back into position
    pass_time(page, 4)
    ticks = [("tick", 31.6), ("tick", 32.6), ("tick", 33.6)]
    assert cues(page) == [("halfway", 12.1), *ticks, ("end", 34.6)]
    do(page, "next")
    assert cues(page) == []
    do(page, "back")
    do(page, "sore")
    assert cues(page) == [("stop", 0)]


def test_the_end_of_a_hold_rings_on_and_gives_way_to_what_opens(sounding):
    page = sounding
    steps.when_it_is_started(page)
    pass_time(page, 15 + 45)
    steps.then_stage_is(page, "1-rest")
    assert cues(page) == [("end", 0)]
    pass_time(page, 5 + 8 + 60)
    steps.then_stage_is(page, "2-ease-left")
    assert cues(page) == [("ease", 0), ("end", 4.2)]


def test_off_and_how_loud_are_followed(sounding):
    page = sounding
    page.evaluate(CHOOSE, {"hasHeard": "yes", "pack": "off"})
    steps.when_it_is_started(page)
    assert cues(page) == []
    page.evaluate(CHOOSE, {"hasHeard": "yes", "pack": "clear"})
    do(page, "next")
    waves = page.evaluate("window.tones.map((one) => one.wave)")
    assert set(waves) == {"triangle"}


# Tones of a routine's own


def waves(page: Page) -> set[str]:
    """Return the shapes of all tones so far; each pack has its own."""
    return set(page.evaluate("window.tones.map((one) => one.wave)"))


def test_a_routine_without_tones_makes_none_and_asks_for_none(new_context, person, sign_in):
    context = new_context(prefers={})  # nobody has said yet whether a tone is heard
    sign_in(context, person)
    page = context.new_page()
    steps.given_a_ready_session(page, person, pack="off")
    expect(page.get_by_text("The tones are off.")).to_be_visible()
    expect(page.get_by_role("button", name="Play the tone")).to_be_hidden()
    steps.when_it_is_started(page)
    pass_time(page, 15 + 45 + 5)
    steps.then_stage_is(page, "2-prep-left")
    assert page.evaluate("window.tones.length") == 0


def test_a_routine_sounds_as_chosen_for_it_and_the_phone_keeps_its_own(
    new_context, person, sign_in
):
    context = new_context(prefers={"hasHeard": "yes", "pack": "calm"})
    sign_in(context, person)
    page = context.new_page()
    steps.given_a_ready_session(page, person, pack="clear")
    steps.when_it_is_started(page)
    assert waves(page) == {"triangle"}
    do(page, "about")
    more = page.locator("[data-part=more]")
    more.get_by_text("Sound and voice").click()
    expect(more.get_by_label("Clear, louder")).to_be_checked()
    more.get_by_label("Big flashes").check()  # kept on the phone, as ever
    more.get_by_label("Calm").check()
    page.evaluate("window.tones.length = 0")
    do(page, "about-close")
    do(page, "toggle")
    assert waves(page) == {"sine"}
    do(page, "about")
    more.get_by_label("Off", exact=True).check()
    page.evaluate("window.tones.length = 0")
    do(page, "about-close")
    do(page, "toggle")
    assert waves(page) == set()
    kept = page.evaluate("JSON.parse(localStorage['easeback-session'])")
    assert (kept["pack"], kept["flashes"]) == ("calm", True)


def test_without_any_sound_it_still_walks(signed_in, person):
    signed_in.add_init_script("delete window.AudioContext")
    steps.given_a_ready_session(signed_in, person)
    do(signed_in, "tone")
    steps.when_it_is_started(signed_in)
    pass_time(signed_in, 15)
    steps.then_stage_is(signed_in, "1-hold")


# When the sound goes away


def test_a_call_pauses_and_a_tap_brings_the_tones_back(sounding):
    page = sounding
    hear = page.get_by_role("button", name="Tap to hear again")
    steps.when_it_is_started(page)
    pass_time(page, 15 + 5)
    expect(hear).to_be_hidden()
    page.evaluate("AudioContext.state = 'interrupted'; cards[0].turn('interrupted')")
    steps.then_phase_is(page, "paused")
    expect(page.locator("[data-part=state]")).to_have_text("Paused. The sound was taken away.")
    assert cues(page) == []
    expect(hear).to_be_visible()
    page.evaluate("AudioContext.state = 'running'")
    do(page, "hear")
    expect(hear).to_be_hidden()
    do(page, "toggle")
    pass_time(page, 4)
    assert cues(page)[-1] == ("end", 40)


def test_a_short_loss_lays_the_rest_of_the_stage_out_again(sounding):
    page = sounding
    steps.when_it_is_started(page)
    pass_time(page, 15 + 40)
    page.evaluate("cards[0].turn('suspended')")  # and the browser lets it go on by itself
    steps.then_phase_is(page, "running")
    assert cues(page) == [("tick", 2), ("tick", 3), ("tick", 4), ("end", 5)]


def test_a_clock_that_stands_still_is_taken_for_broken(sounding):
    page = sounding
    page.evaluate("AudioContext.isFrozen = true")
    steps.when_it_is_started(page)
    pass_time(page, 1)
    expect(page.get_by_role("button", name="Tap to hear again")).to_be_visible()
    assert page.evaluate("cards.map((one) => one.state)") == ["closed", "running"]
    page.evaluate("AudioContext.isFrozen = false")
    do(page, "hear")
    expect(page.get_by_role("button", name="Tap to hear again")).to_be_hidden()
    pass_time(page, 1)
    expect(page.get_by_role("button", name="Tap to hear again")).to_be_hidden()
    steps.then_phase_is(page, "running")


def test_real_tones_keep_the_real_audio_clock(new_context, person, sign_in):
    context = new_context(hears=True)
    sign_in(context, person)
    page = context.new_page()
    routine = RoutineFactory(owner=person, technique_slugs=("mobility-pelvic-tilt",))
    page.goto(f"/routines/{routine.pk}/")
    page.add_init_script(
        "const Real = AudioContext;"
        "window.AudioContext = class extends Real {"
        " constructor(options) { super(options); window.card = this; } };"
    )
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start", exact=True).click()
    steps.then_stage_is(page, "1-prep")
    page.evaluate(
        """() => new Promise((done) => {
          const look = () => (window.card.currentTime > 0.1 ? done() : setTimeout(look, 20));
          look();
        })"""
    )
    assert page.evaluate("window.card.state") == "running"
    expect(page.get_by_role("button", name="Tap to hear again")).to_be_hidden()


def test_silent_phones_are_asked_for_as_chosen(signed_in, person):
    page = signed_in
    page.add_init_script("navigator.audioSession = { type: 'auto' };")
    steps.given_a_ready_session(page, person)
    do(page, "tone")
    assert page.evaluate("navigator.audioSession.type") == "playback"
    page.evaluate(CHOOSE, {"isEvenSilent": False})
    do(page, "tone")
    assert page.evaluate("navigator.audioSession.type") == "ambient"
