"""Nothing begins that nobody sees or hears; who comes back is told where and how long."""

from __future__ import annotations

import re
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from routines.frozen import thaw_state
from tests.browser import steps
from tests.browser.steps import do, hide, pass_time

pytestmark = pytest.mark.browser

# Counts the timers that would wake the player: all of them call one function, `look`.
COUNT_TIMERS = """() => {
  const [set, clear] = [window.setTimeout, window.clearTimeout];
  window.waking = new Set();
  window.setTimeout = (act, ...rest) => {
    const id = set((...all) => { waking.delete(id); act(...all); }, ...rest);
    if (act.name === "look") waking.add(id);
    return id;
  };
  window.clearTimeout = (id) => { waking.delete(id); clear(id); };
}"""


def timers(page: Page) -> int:
    """Return how many timers would wake the player."""
    return page.evaluate("waking.size")


def then_it_says(page: Page, *sentences: str) -> None:
    """Read what the player says, all of it."""
    expect(page.locator("[data-part=state]")).to_have_text(" ".join(sentences))


def then_held(page: Page, **held: int) -> None:
    """See what the server counts as held, by segment with its hyphen as an underscore."""
    wanted = {name.strip("_").replace("_", "-"): ms for name, ms in held.items()}
    wanted, ends = pytest.approx(wanted, abs=20), monotonic() + steps.PATIENCE
    while (found := _held(page)) != wanted and monotonic() < ends:
        page.evaluate("() => {}")  # lets the browser's answers in
    assert found == wanted


def _held(page: Page) -> dict[str, int]:
    return thaw_state(steps.session_in(page).state).held_ms


# Hidden


def test_hidden_the_hold_runs_out_and_nothing_new_begins(holding):
    hide(holding)
    pass_time(holding, 100)
    steps.then_stage_is(holding, "1-hold")
    hide(holding, False)
    steps.then_stage_is(holding, "1-rest")
    steps.then_phase_is(holding, "paused")
    then_it_says(
        holding, "Pelvic tilt is over. Paused before Rest.", "You were away 1 min 40 s."
    )
    steps.then_events_are_stored(holding, "start", "enter", "pause", "enter")
    then_held(holding, _1_hold=45_000)


def test_hidden_for_a_moment_it_pauses_where_it_is(holding):
    hide(holding)
    pass_time(holding, 12)
    hide(holding, False)
    steps.then_phase_is(holding, "paused")
    then_it_says(holding, "Paused at Pelvic tilt, 0:28 left.", "You were away 12 s.")
    assert steps.digits(holding) == "0:28"


@pytest.mark.parametrize(
    ("seconds", "words"), [(120, "2 min"), (3600 + 300, "1 h 5 min"), (59.6, "1 min")]
)
def test_how_long_is_told_in_words(walking, seconds, words):
    hide(walking)
    pass_time(walking, seconds)
    hide(walking, False)
    then_it_says(
        walking, "Get ready is over. Paused before Pelvic tilt.", f"You were away {words}."
    )


def test_on_a_ball_it_says_to_come_off(walking):
    for _ in range(3):
        do(walking, "next")
    pass_time(walking, 8 + 20)
    steps.then_stage_is(walking, "2-hold-left")
    hide(walking)
    pass_time(walking, 10)
    hide(walking, False)
    said = ("Paused at Left side, 0:30 left.", "You were away 10 s.", "Come off the ball.")
    then_it_says(walking, *said)


def test_hidden_while_getting_ready_nothing_goes_on(holding):
    do(holding, "toggle")
    do(holding, "toggle")
    hide(holding)
    pass_time(holding, 60)
    hide(holding, False)
    steps.then_phase_is(holding, "paused")
    assert steps.digits(holding) == "0:40"
    then_it_says(holding, "Paused at Pelvic tilt, 0:40 left.", "You were away 1 min.")


def test_hidden_at_the_last_stage_it_is_done_on_return(walking):
    for _ in range(3):
        do(walking, "next")
    pass_time(walking, 8 + 60 + 4 + 8)
    do(walking, "next")
    steps.then_stage_is(walking, "2-ease-right")
    hide(walking)
    pass_time(walking, 500)
    expect(walking.locator("[data-part=done]")).to_be_hidden()
    hide(walking, False)
    expect(walking.locator("[data-part=done]")).to_be_visible()
    expect(walking.locator("[data-part=announce]")).to_have_text("Done")


def test_hidden_on_the_very_last_millisecond(holding):
    pass_time(holding, 39.999)
    hide(holding)
    pass_time(holding, 5)
    steps.then_stage_is(holding, "1-hold")
    assert steps.digits(holding) in ("0:00", "0:01")
    hide(holding, False)
    then_it_says(holding, "Pelvic tilt is over. Paused before Rest.", "You were away 5 s.")
    steps.then_events_are_stored(holding, "start", "enter", "pause", "enter")
    then_held(holding, _1_hold=45_000)


def given_it_is_heard(page: Page) -> None:
    """Answer the runner's question whether a hidden session is heard with yes."""

    def answer_yes(route):
        text = route.fetch().text()
        told = re.sub(r"isHeardHidden = [^;]+;", "isHeardHidden = () => true;", text)
        assert told != text
        route.fulfill(body=told, status=200, content_type="text/javascript")

    page.route("**/lib/runner.js", answer_yes)


def test_a_session_that_is_heard_goes_on_hidden(signed_in, person):
    given_it_is_heard(signed_in)
    steps.given_a_ready_session(signed_in, person)
    steps.when_it_is_started(signed_in)
    hide(signed_in)
    pass_time(signed_in, 15 + 45 + 5)
    steps.then_stage_is(signed_in, "2-prep-left")
    hide(signed_in, False)
    steps.then_phase_is(signed_in, "running")
    then_it_says(signed_in, "")


# Frozen, put aside, asleep


def test_a_frozen_page_comes_back_paused(holding):
    holding.evaluate("document.dispatchEvent(new Event('freeze'))")
    holding.clock.fast_forward(30_000)
    holding.evaluate("document.dispatchEvent(new Event('resume'))")
    steps.then_phase_is(holding, "paused")
    then_it_says(holding, "Paused at Pelvic tilt, 0:10 left.", "You were away 30 s.")


def test_a_page_out_of_the_back_and_forward_cache_is_loaded_again_paused(holding):
    holding.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    steps.then_events_are_stored(holding, "start", "enter", "leave")
    with holding.expect_navigation():
        holding.evaluate(
            "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    steps.then_stage_is(holding, "1-hold")
    steps.then_phase_is(holding, "paused")
    assert steps.digits(holding) == "0:40"


def test_timers_that_did_not_run_in_full_sight_count_as_away(holding):
    holding.clock.fast_forward(20_000)
    steps.then_phase_is(holding, "paused")
    steps.then_stage_is(holding, "1-hold")
    expect(holding.locator("[data-part=state]")).to_contain_text("0:20 left. You were away")


def test_asleep_through_several_stages_only_the_one_under_way_runs_out(holding):
    holding.clock.fast_forward(600_000)
    steps.then_stage_is(holding, "1-rest")
    steps.then_phase_is(holding, "paused")
    steps.then_events_are_stored(holding, "start", "enter", "pause", "enter")
    then_held(holding, _1_hold=45_000)


def test_a_page_that_is_only_slow_goes_on(holding):
    holding.clock.fast_forward(1_900)
    steps.then_phase_is(holding, "running")
    assert steps.digits(holding) == "0:39"


def test_a_page_that_gets_the_focus_looks_at_the_clock(holding):
    pass_time(holding, 0.5)
    holding.evaluate("dispatchEvent(new Event('focus'))")
    assert steps.digits(holding) == "0:40"
    steps.then_phase_is(holding, "running")


def test_paused_and_away_it_says_what_it_said(holding):
    do(holding, "toggle")
    hide(holding)
    pass_time(holding, 100)
    hide(holding, False)
    then_it_says(holding, "Paused.")
    assert steps.digits(holding) == "0:40"


# One clock


def test_there_is_one_timer_while_it_runs_and_none_while_it_does_not(holding):
    holding.evaluate(COUNT_TIMERS)
    pass_time(holding, 1)
    assert timers(holding) == 1
    do(holding, "toggle")
    assert timers(holding) == 0
    do(holding, "toggle")
    assert timers(holding) == 1  # leading in
    do(holding, "next")
    assert timers(holding) == 1
    for verb in ("next", "back", "more", "less", "next"):
        do(holding, verb)
        assert timers(holding) == 1
    do(holding, "sore")
    assert timers(holding) == 0


def test_pause_hide_and_go_on(holding):
    holding.evaluate(COUNT_TIMERS)
    do(holding, "toggle")
    hide(holding)
    pass_time(holding, 10)
    hide(holding, False)
    do(holding, "toggle")
    hide(holding)
    pass_time(holding, 1)
    hide(holding, False)
    assert timers(holding) == 0
    do(holding, "toggle")
    assert timers(holding) == 1
    pass_time(holding, 4)
    pass_time(holding, 10)
    assert steps.digits(holding) == "0:30"
    assert timers(holding) == 1


def test_at_the_end_no_timer_is_left(walking):
    walking.evaluate(COUNT_TIMERS)
    for _ in range(3):
        do(walking, "next")
    pass_time(walking, 8 + 60 + 4 + 8 + 60 + 4)
    expect(walking.locator("[data-part=done]")).to_be_visible()
    assert timers(walking) == 0


def test_a_player_that_goes_on_elsewhere_has_no_timer(holding):
    newer = holding.context.new_page()
    steps.given_a_still_clock(newer)
    holding.evaluate(COUNT_TIMERS)
    pass_time(holding, 1)
    newer.goto(holding.url)
    steps.then_phase_is(holding, "elsewhere")
    assert timers(holding) == 0


def test_an_ended_session_has_no_timer(holding):
    holding.evaluate(COUNT_TIMERS)
    steps.tell(holding, "s_emerg")
    steps.then_phase_is(holding, "ended")
    assert timers(holding) == 0
