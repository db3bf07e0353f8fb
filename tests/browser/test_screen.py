"""The player read from the floor at a metre: sizes, contrast, and nothing over anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from routines import content
from tests.browser import steps
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser

SIZES = {"upright": (390, 844), "lying": (844, 390), "small": (320, 568), "desk": (1280, 800)}
WORDS_READ_AT_A_GLANCE = 18

# What is shown: every box with its name, as far as it can be seen.
BOXES = """() => {
  const names = {
    digits: ".player__digits", side: ".player__side", word: ".player__word",
    name: ".player__name", next: ".player__next", cue: ".player__cue", bar: ".player__bar",
    figure: ".player__figure", ways: ".player__ways", progress: ".player__progress",
    sore: ".player__sore", state: ".player__state", feel: ".player__feel",
    controls: ".player__controls", tap: ".player__tap-label", lock: ".player__lock",
  };
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && getComputedStyle(one).clipPath === "none";
  return Object.entries(names).flatMap(([name, selector]) =>
    [...document.querySelectorAll(`session-player ${selector}`)].filter(seen).map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const flat = ["figure", "controls", "sore", "tap", "feel", "lock", "bar"].includes(name);
      const { left, top, right, bottom } = (flat ? one : range).getBoundingClientRect();
      return { name, left, top: top + scrollY, right, bottom: bottom + scrollY };
    })).filter((one) => one.right - one.left > 1 && one.bottom - one.top > 1);
}"""

# The contrast of a text with the player's ground, by the formula of WCAG.
CONTRAST = """(selector) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const linear = (part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const parts = [...pen.getImageData(0, 0, 1, 1).data];
    const [red, green, blue] = parts.map((one) => linear(one / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const seen = (one) => one.checkVisibility({ opacityProperty: true });
  const text = [...document.querySelectorAll(selector)].find(seen);
  const ground = getComputedStyle(document.querySelector(".player__ground")).backgroundColor;
  const { color } = getComputedStyle(text);
  const [less, more] = [color, ground].map(luminance).sort((one, other) => one - other);
  const at = `${color} on ${ground}`;
  return [(more + 0.05) / (less + 0.05), at];
}"""


def overlaps(page) -> list[str]:
    """Return the pairs of things that lie over each other; a line's leading does not count."""
    boxes = page.evaluate(BOXES)
    # Lines of digits are taller than their figures; below a fifth nothing is drawn.
    for one in boxes:
        slack = (one["bottom"] - one["top"]) * (0.22 if one["name"] == "digits" else 0.12)
        is_text = one["name"] in ("digits", "side", "word", "name", "next", "cue", "progress")
        one["top"] += slack if is_text else 1
        one["bottom"] -= slack if is_text else 1
    return [
        f"{one['name']} and {other['name']}"
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


def font_share(page, selector: str) -> float:
    """Return the size of a text in hundredths of the shorter side of the screen."""
    return page.evaluate(
        """(selector) => {
          const all = [...document.querySelectorAll(selector)];
          const text = all.find((one) => one.checkVisibility({ opacityProperty: true }));
          const size = parseFloat(getComputedStyle(text).fontSize);
          return (100 * size) / Math.min(innerWidth, innerHeight);
        }""",
        selector,
    )


@pytest.fixture
def pressing(holding):
    """A hold on a pressing step with a side, 0:40 left."""
    for name in ("1-rest", "2-prep-left", "2-hold-left"):
        holding.evaluate("document.activeElement.blur()")  # keys are for the page
        holding.keyboard.press("ArrowRight")
        steps.then_stage_is(holding, name)
    pass_time(holding, 20)
    return holding


def faults_at(page, width: int, height: int, text: int = 100) -> list[str]:
    """Return what is too small, covered or out of reach at one size of screen."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    sizes = {".player__digits": 34, ".player__side": 10, ".player__name": 7}
    small = [
        f"{selector} is {share:.1f} vmin"
        for selector, least in sizes.items()
        if page.locator(f"{selector}:visible").count()
        and (share := font_share(page, selector)) < least - 0.05
    ]
    wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    tall = page.evaluate("document.scrollingElement.scrollHeight - innerHeight")
    # Turned round, half a pixel may be drawn beyond the edge. Large text may scroll.
    off = [f"{wide} px too wide"] * (wide > 1)
    off += [f"{tall} px too tall"] * (tall > 1 and text == 100)
    return [f"{width}×{height}, {text} %: {one}" for one in (*small, *off, *overlaps(page))]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("text", [100, 200])
def test_all_is_large_and_nothing_lies_over_anything(pressing, size, text):
    faults = faults_at(pressing, *size, text)
    pressing.keyboard.press(" ")
    steps.then_phase_is(pressing, "paused")
    steps.then_the_server_knows(pressing, "paused")  # a line says so while it does not
    expect(pressing.locator("[data-part=unsaved]")).to_be_empty()
    faults += [f"paused, {one}" for one in faults_at(pressing, *size, text)]
    for stage in ("2-ease-left", "2-switch-right"):
        pressing.keyboard.press("ArrowRight")
        steps.then_stage_is(pressing, stage)
        faults += [f"{stage}, {one}" for one in faults_at(pressing, *size, text)]
    assert faults == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_longest_name_and_time_fit_too(pressing, size):
    longest = max((row.name for row in content.current().techniques.values()), key=len)
    cue = max((row.cue for row in content.current().techniques.values()), key=len)
    pressing.evaluate(
        """([name, cue]) => {
          const stages = [...document.querySelectorAll("[data-stage]")];
          const stage = stages.find((one) => !one.hidden && !one.ariaHidden);
          stage.querySelector(".player__name").textContent = name;
          stage.querySelector(".player__cue").textContent = cue;
          const digits = stage.querySelector(".player__digits");
          digits.textContent = "15:00";
          digits.toggleAttribute("data-long", true);
        }""",
        [longest, cue],
    )
    faults = faults_at(pressing, *size)
    digits = pressing.locator(f"{steps.SHOWN} .player__digits").evaluate(
        """(one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          const { left, right } = range.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        }"""
    )
    assert digits
    assert [one for one in faults if "too tall" not in one] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_digits_side_and_name_stand_out_from_every_ground(pressing, scheme):
    pressing.emulate_media(color_scheme=scheme)
    faults = []
    for stage in ("2-hold-left", "2-ease-left", "2-switch-right", "2-hold-right"):
        steps.then_stage_is(pressing, stage)
        for selector in (".player__digits", ".player__side", ".player__name"):
            contrast, colours = pressing.evaluate(CONTRAST, selector)
            if contrast < 7:
                faults.append(f"{stage} {selector}: {contrast:.1f}, {colours}")
        pressing.keyboard.press("ArrowRight")
    assert faults == []


def test_forced_colours_show_the_phase_by_word_and_shape(pressing):
    pressing.emulate_media(forced_colors="active", color_scheme="dark")
    for size in SIZES.values():
        assert faults_at(pressing, *size) == []
    word = "document.querySelector('[data-stage]:not([hidden], [aria-hidden]) .player__word')"
    shape = f"getComputedStyle({word}, '::before')"
    held = pressing.evaluate(f"{shape}.backgroundColor")
    assert held not in ("rgba(0, 0, 0, 0)", "transparent")
    do(pressing, "toggle")
    assert pressing.evaluate(f"{shape}.borderInlineStartWidth") != "0px"


def test_reduced_motion_shows_a_steady_edge_and_moves_nothing(pressing):
    pressing.emulate_media(reduced_motion="reduce")
    given_the_switch(pressing, "flashes")
    pressing.keyboard.press("ArrowRight")
    expect(steps.player(pressing)).to_have_attribute("data-flash", "")
    edge = "getComputedStyle(document.querySelector('session-player'), '::after')"
    assert pressing.evaluate(f"{edge}.animationName") == "none"
    assert pressing.evaluate(f"parseFloat({edge}.borderTopWidth)") >= 15
    pass_time(pressing, 1)
    expect(steps.player(pressing)).not_to_have_attribute("data-flash", "")


def given_the_switch(page, name: str):
    """Turn on a switch of the sheet "More" and go on."""
    do(page, "about")
    page.locator(f"dialog[open] [data-prefer={name}]").check()
    do(page, "about-close")
    do(page, "toggle")
    pass_time(page, 4)
    steps.then_phase_is(page, "running")


def test_turned_round_everything_keeps_its_place_and_answers(pressing):
    do(pressing, "about")
    pressing.locator("dialog[open] [data-prefer=turned]").check()
    then_upside_down(pressing, "dialog[data-part=more]")
    do(pressing, "about-close")
    then_upside_down(pressing, "session-player")
    sore = pressing.locator("[data-do=sore]:visible").first.bounding_box()
    assert sore["y"] > 844 / 2
    assert sore["x"] < 390 / 2
    for size in SIZES.values():
        assert faults_at(pressing, *size) == []
    pressing.set_viewport_size({"width": 390, "height": 844})
    pressing.mouse.click(195, 250)  # their lower part is the upper part of the screen
    pass_time(pressing, 4)
    steps.then_phase_is(pressing, "running")
    do(pressing, "next")
    steps.then_stage_is(pressing, "2-ease-left")
    steps.tell(pressing, "s_more")
    steps.then_phase_is(pressing, "paused")
    pressing.reload()  # it may open itself once more, when its last words are stored
    then_upside_down(pressing, "session-player")


def then_upside_down(page, selector: str) -> None:
    """See something drawn head down."""
    expect(page.locator(selector)).to_have_css("scale", "-1")


def test_what_is_left_is_told_in_steps_and_minutes(holding):
    expect(holding.locator("[data-part=progress]")).to_have_text("1 of 2 · 4 min left")
    for _ in range(7):
        holding.keyboard.press("ArrowRight")
    steps.then_stage_is(holding, "2-ease-right")
    expect(holding.locator("[data-part=progress]")).to_have_text("2 of 2 · 1 min left")


def test_every_cue_is_read_at_a_glance():
    rows = content.current().techniques.values()
    too_long = [one.id for one in rows if len(one.cue.split()) > WORDS_READ_AT_A_GLANCE]
    assert too_long == []
