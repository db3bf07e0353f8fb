"""The moving figure of the player shows the side that is worked, and moves only with time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.steps import do, pass_time, tell

pytestmark = pytest.mark.browser

# What of the figures moves: how many animations run, and how many stand.
MOVING = """() => {
  const found = { running: 0, paused: 0, elsewhere: 0 };
  for (const one of document.getAnimations()) {
    const figure = one.effect.target.closest(".player__figure");
    if (figure) found[figure.hidden ? "elsewhere" : one.playState] += 1;
  }
  return found;
}"""


def shown(page: Page):
    """Return the figure that is seen."""
    return page.locator(".player__figure:visible")


def mirrored(page: Page) -> bool:
    """Say whether the figure is turned to the other side."""
    return shown(page).locator("svg").evaluate("(one) => getComputedStyle(one).scale") == "-1 1"


def words(page: Page) -> str:
    """Return what somebody who does not see the figure hears."""
    return " ".join(shown(page).locator("p:visible").all_inner_texts())


def to_stage(page: Page, name: str) -> None:
    """Press "Next" until a stage shows."""
    while steps.stage(page) != name:
        do(page, "next")


def test_figure_words_and_side_are_those_of_the_stage(walking):
    expect(shown(walking)).to_have_count(1)
    assert not mirrored(walking)
    for side in ("left", "right"):
        to_stage(walking, f"2-hold-{side}")
        expect(shown(walking)).to_have_attribute("data-figure", "2")
        assert mirrored(walking) == (side == "left")
        assert f"the {side} side" in words(walking)
        assert (
            walking.locator(f"{steps.SHOWN} .player__side")
            .inner_text()
            .lower()
            .startswith(side)
        )


def test_the_gentler_way_has_its_own_figure_on_its_side(walking):
    to_stage(walking, "2-hold-left")
    tell(walking, "s_more")
    walking.locator("dialog[open] [data-do=gentler]").click()
    expect(shown(walking)).to_have_attribute("data-figure", "2g")
    expect(shown(walking)).to_have_count(1)


def test_only_the_figure_that_is_seen_moves_and_only_with_time(walking):
    still = {"running": 0, "paused": 0, "elsewhere": 0}
    assert walking.evaluate(MOVING) == still  # a new figure stands at first
    pass_time(walking, 0.4)
    moving = walking.evaluate(MOVING)
    assert moving["running"] > 0
    assert moving["paused"] == moving["elsewhere"] == 0
    do(walking, "toggle")
    steps.then_phase_is(walking, "paused")
    standing = walking.evaluate(MOVING)
    assert standing["running"] == standing["elsewhere"] == 0
    assert standing["paused"] > 0
    to_stage(walking, "2-prep-left")
    expect(shown(walking)).to_have_attribute("data-figure", "2")  # a frame after the words
    assert walking.evaluate(MOVING) == still


def test_with_less_motion_a_shadow_shows_the_second_frame(walking):
    walking.emulate_media(reduced_motion="reduce")
    pass_time(walking, 1)
    found = walking.evaluate(MOVING)
    assert found == {"running": 0, "paused": 0, "elsewhere": 0}
    expect(shown(walking).locator(".fig-ghost")).to_be_visible()


def test_the_words_are_not_in_the_way_of_what_is_announced(walking):
    live = walking.locator("[role=status], [role=timer], [aria-live]")
    assert live.locator(".player__figure").count() == 0
    assert (
        shown(walking).locator("xpath=ancestor::*[@aria-live or @role='status']").count() == 0
    )
    assert walking.locator(".player__figure [role=img]").count() == 0
