"""What a change of stage asks of the browser: little, so that a slow phone shows it at once.

No clock here (docs/benchmarks.md has one): these are the things that made it slow.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.steps import do, pass_time
from tests.browser.test_player_figures import MOVING

pytestmark = pytest.mark.browser

# Nodes that come and go make the browser ask every ":has()" of the site anew.
COUNT_NODES = """() => {
  window.nodes = [];
  const watch = new MutationObserver((all) => {
    for (const { addedNodes, removedNodes } of all) nodes.push(...addedNodes, ...removedNodes);
  });
  const parts = ".player__top, .player__stage, [data-part=announce]";
  for (const one of document.querySelectorAll(parts))
    watch.observe(one, { childList: true, subtree: true });
}"""

KINDS = """() => {
  const colour = (one) => getComputedStyle(document.querySelector(one)).color;
  return {
    ground: document.querySelector(".player__ground").dataset.kind,
    around: document.querySelector("session-player").dataset.kind,
    stage: colour("[data-stage]:not([hidden], [aria-hidden])"),
    controls: colour(".player__controls"),
  };
}"""


def next_in_one_breath(page: Page) -> dict[str, str]:
    """Press "Next" and look before anything is painted."""
    pass_time(page, 0.4)
    return page.evaluate(
        f"() => {{ document.querySelector('[data-do=next]').click(); return ({KINDS})(); }}"
    )


def test_words_change_without_a_new_node(holding):
    holding.evaluate(COUNT_NODES)
    for name in ("1-rest", "2-prep-left", "2-hold-left"):
        do(holding, "next")
        steps.then_stage_is(holding, name)
        pass_time(holding, 2)
    assert holding.evaluate("nodes.map((node) => node.textContent)") == []


def test_the_ground_and_the_stage_come_first_and_all_around_follows(walking):
    before = walking.evaluate(KINDS)
    seen = next_in_one_breath(walking)
    assert (seen["ground"], seen["around"]) == ("hold", "prep")
    assert seen["stage"] != before["stage"]
    assert seen["controls"] == before["controls"]
    expect(steps.player(walking)).to_have_attribute("data-kind", "hold")
    assert walking.evaluate(KINDS)["controls"] == seen["stage"]


def test_the_figure_holds_still_under_a_finger_and_goes_on(walking):
    pass_time(walking, 0.5)
    assert walking.evaluate(MOVING)["running"] > 0
    walking.locator("[data-do=more]").dispatch_event("pointerdown")
    still = walking.evaluate(MOVING)
    assert still["running"] == 0
    assert still["paused"] > 0
    pass_time(walking, 0.5)
    assert walking.evaluate(MOVING)["running"] > 0


# What a tap changes before anything is painted.
CHANGED = """() => {
  const watch = new MutationObserver(() => {});
  watch.observe(document.querySelector("session-player"), {
    attributes: true, childList: true, characterData: true, subtree: true,
  });
  document.querySelector("[data-do=next]").click();
  const names = watch.takeRecords().map(({ target, attributeName, type }) =>
    `${target.className ?? target.parentElement.className} ${attributeName ?? type}`);
  return [...new Set(names)].sort();
}"""

DRAWN = """() => [...document.querySelectorAll("[data-stage]")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.dataset.stage, getComputedStyle(one).opacity, one.ariaHidden])"""

PLACES = """() => ["figure", "digits"].map((what) => {
  const all = [...document.querySelectorAll(`.player__${what}`)];
  const one = all.find((it) => it.checkVisibility({ opacityProperty: true }));
  const { left, top, width, height } = one.getBoundingClientRect();
  return [left, top, width, height].map(Math.round);
})"""


def test_a_tap_turns_one_stage_off_and_one_on_and_touches_no_more(holding):
    for name in ("1-rest", "2-prep-left", "2-hold-left", "2-ease-left"):
        pass_time(holding, 1.4)
        changed = holding.evaluate(CHANGED)
        steps.then_stage_is(holding, name)
        assert changed == ["player__ground data-kind", "player__now aria-hidden"]


def test_the_stages_near_by_are_drawn_unseen(holding):
    do(holding, "next")
    steps.then_stage_is(holding, "1-rest")
    near = [["1-hold", "0", "true"], ["1-rest", "1", None], ["2-prep-left", "0", "true"]]
    assert holding.evaluate(DRAWN) == near
    do(holding, "back")
    steps.then_stage_is(holding, "1-hold")
    assert [name for name, *_ in holding.evaluate(DRAWN)] == ["1-prep", "1-hold", "1-rest"]


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desk"])
def test_figure_and_digits_keep_their_places(holding, size):
    holding.set_viewport_size({"width": size[0], "height": size[1]})
    places = {}
    do(holding, "next")
    for name in ("2-prep-left", "2-hold-left", "2-ease-left", "2-switch-right", "2-hold-right"):
        do(holding, "next")
        steps.then_stage_is(holding, name)
        places[name] = holding.evaluate(PLACES)
    assert {name for name, one in places.items() if one != places["2-hold-left"]} == set()


def test_what_fails_a_frame_later_takes_nothing_else_with_it(holding, watch):
    watch.allow("no tone")
    holding.evaluate("""() => {
      AudioContext.prototype.createOscillator = () => { throw new Error("no tone"); };
    }""")
    do(holding, "next")
    do(holding, "next")
    steps.then_stage_is(holding, "2-prep-left")
    expect(holding.locator("[data-part=progress]")).to_contain_text("2 of 2")
    assert [name for name, *_ in holding.evaluate(DRAWN)][-1] == "2-hold-left"
    steps.then_events_are_stored(holding, "start", "enter", "enter", "enter")


def test_out_of_sight_nothing_waits_for_a_frame(holding):
    holding.evaluate("() => { IntersectionObserver.prototype.observe = () => {}; }")
    do(holding, "next")
    steps.then_stage_is(holding, "1-rest")
    expect(steps.player(holding)).to_have_attribute("data-kind", "hold")
    assert steps.kinds(steps.session_in(holding)) == ["start", "enter"]
    steps.hide(holding)
    expect(steps.player(holding)).to_have_attribute("data-kind", "rest")
    steps.then_events_begin_with(holding, "start", "enter", "enter")
