"""The tones of a session as one track, for a locked phone."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.fake_sound import cues
from tests.browser.steps import do, pass_time
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

# A player whose time is set by hand; what it is given to play is real.
FAKE_PLAYER = """
window.keys = {};
window.titles = [];
window.MediaMetadata = class { constructor({ title }) { window.titles.push(title); } };
Object.defineProperty(navigator, "mediaSession", { value: {
  setActionHandler(name, act) { window.keys[name] = act; },
} });
window.Audio = class extends EventTarget {
  paused = true;
  muted = false;
  volume = 1;
  currentTime = 0;
  constructor() { super(); window.player = this; }
  play() {
    if (window.refusesTracks) return Promise.reject(new Error("no"));
    this.paused = false;
    return Promise.resolve();
  }
  pause() { this.paused = true; }
  beat(seconds) { this.currentTime += seconds; this.dispatchEvent(new Event("timeupdate")); }
};
"""
FILES = """
window.files = [];
const address = URL.createObjectURL;
URL.createObjectURL = (file) => { window.files.push(file); return address(file); };
"""
LOUD = """async (moments) => {
  const bytes = new Uint8Array(await window.files.at(-1).slice(44).arrayBuffer());
  const start = (at) => bytes.slice(at * 8000, at * 8000 + 400);
  const isLoud = (at) => start(at).some((one) => Math.abs(one - 128) > 5);
  return [bytes.length / 8000, moments.filter(isLoud)];
}"""
WANTS_ONE = {"hasHeard": "yes", "isOneTrack": True}


@pytest.fixture
def ready(new_context, person, sign_in) -> Page:
    """A session about to start, its tones to be one track."""
    context = new_context(prefers=WANTS_ONE)
    context.add_init_script(FAKE_PLAYER + FILES)
    sign_in(context, person)
    page = context.new_page()
    steps.given_a_ready_session(page, person)
    return page


@pytest.fixture
def tracked(ready) -> Page:
    """The same under way: 15 seconds of prep, 45 of hold, 5 of rest, and a second step."""
    steps.when_it_is_started(ready)
    when_drawn(ready, 2)  # the first is a moment of silence, inside the tap
    return ready


def when_drawn(page: Page, files: int):
    """Wait until so many files were made; drawing takes its time."""
    ends = monotonic() + steps.PATIENCE
    while page.evaluate("window.files.length") < files and monotonic() < ends:
        pass
    assert page.evaluate("window.files.length") == files


def beat(page: Page, seconds: float):
    page.evaluate("(seconds) => window.player.beat(seconds)", seconds)


def test_the_rest_of_the_session_is_drawn_and_played(tracked):
    page = tracked
    total = steps.seconds_in(page.locator("#ready-title + dl dd").first.text_content())
    moments = [0, 1, 12, 13, 14, 15, 20, 37.5, 57, 60, 62, 65]
    seconds, loud = page.evaluate(LOUD, moments)
    assert seconds == total + 2
    assert loud == [0, 12, 13, 14, 15, 37.5, 57, 60, 65]
    assert page.evaluate("[player.paused, window.titles]") == [False, ["Pelvic tilt"]]
    assert [name for name, _at in cues(page)] in ([], ["prep"])  # no tone twice


def test_the_track_follows_the_clock_and_the_keys_the_player(tracked):
    page = tracked
    pass_time(page, 12)
    beat(page, 11.8)
    assert page.evaluate("player.currentTime") == 11.8  # nobody notices that
    pass_time(page, 8)
    beat(page, 0.2)
    assert page.evaluate("player.currentTime") == pytest.approx(20, abs=0.01)
    page.evaluate("window.keys.pause()")
    steps.then_phase_is(page, "paused")
    assert page.evaluate("player.paused")
    pass_time(page, 1)
    page.evaluate("window.keys.play()")
    pass_time(page, 4)
    assert not page.evaluate("player.paused")
    do(page, "less")
    when_drawn(page, 3)
    assert page.evaluate(LOUD, [0])[0] == 209 - 15 - 10 + 2
    page.evaluate("window.keys.nexttrack()")
    steps.then_stage_is(page, "1-rest")


def test_hidden_it_goes_on_only_while_it_is_heard(tracked):
    page = tracked
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    for _second in range(16):
        pass_time(page, 1)
        beat(page, 1)
    steps.then_stage_is(page, "1-hold")
    pass_time(page, 60)  # the track stands still now
    steps.then_stage_is(page, "1-hold")


def test_a_track_that_fails_leaves_the_tones_and_says_so(ready):
    ready.evaluate("window.refusesTracks = true")
    steps.when_it_is_started(ready)
    expect(ready.locator("[data-part=state]")).to_contain_text("One track does not work here.")
    pass_time(ready, 15)
    assert cues(ready)[0] == ("begin", 0)
    assert cues(ready)[-1] == ("end", 45)


def test_a_browser_plays_the_track_under_our_policy(new_context, person, sign_in):
    context = new_context(prefers=WANTS_ONE, hears=True)
    context.add_init_script(
        FILES
        + "const Real = Audio; window.Audio = class extends Real {"
        + " constructor() { super(); window.player = this; } };"
    )
    sign_in(context, person)
    page = context.new_page()
    routine = RoutineFactory(owner=person, technique_slugs=("mobility-pelvic-tilt",))
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start", exact=True).click()
    when_drawn(page, 2)
    page.evaluate("() => new Promise((done) => { player.ontimeupdate = () => done() })")
    assert page.evaluate("player.duration") > 60
    expect(page.locator("[data-part=state]")).to_be_empty()
