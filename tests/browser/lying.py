"""What somebody lying on the floor does with the player, beside what `steps` knows."""

from __future__ import annotations

from tests.browser import steps
from tests.browser.steps import do, pass_time


def when_sent_on(page, stage: str):
    """Go on by keys to a stage, whatever has the focus."""
    page.evaluate("document.activeElement.blur()")
    for _ in range(12):
        if steps.stage(page) == stage:
            return
        page.keyboard.press("ArrowRight")
    steps.then_stage_is(page, stage)


def when_chosen(page, *names: str):
    """Turn on switches of the sheet "More"; the session stays paused."""
    do(page, "about")
    for name in names:
        page.locator(f"dialog[open] [data-prefer={name}]").check()
    do(page, "about-close")


def when_going_on(page):
    """Tap to go on, and get back into position."""
    do(page, "toggle")
    pass_time(page, 4)
    steps.then_phase_is(page, "running")


def when_held(page, verb: str, seconds: float):
    """Press a button for so long."""
    box = page.locator(f"[data-do={verb}]:visible").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    pass_time(page, seconds)
    page.mouse.up()
