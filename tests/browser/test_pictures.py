"""The still figures of lists load, in light and in dark, and only where they are near."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

# How light a picture is in all, 0 to 255, painted over nothing.
LIGHT = """async (one) => {
  await one.decode();
  const canvas = new OffscreenCanvas(80, 60);
  const brush = canvas.getContext("2d");
  brush.drawImage(one, 0, 0, 80, 60);
  const { data } = brush.getImageData(0, 0, 80, 60);
  let sum = 0;
  let seen = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += ((data[at] + data[at + 1] + data[at + 2]) / 3) * data[at + 3];
    seen += data[at + 3];
  }
  return seen ? sum / seen : 0;
}"""


def light(context, where: str, scheme: str) -> float:
    """Return how light the first picture of a page is."""
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(where)
    return page.locator("img.figure").first.evaluate(LIGHT)


def test_a_picture_follows_light_and_dark(context):
    where = "/techniques/?area=lower-back&kind=ball"
    assert light(context, where, "light") > light(context, where, "dark") > 0


def test_far_pictures_wait_until_they_come_near(page):
    page.goto("/techniques/")
    last = page.locator("img.figure").last
    assert not last.evaluate("(one) => one.complete && one.naturalWidth > 0")
    last.scroll_into_view_if_needed()
    assert last.evaluate("(one) => one.decode().then(() => one.naturalWidth > 0)")


def test_pictures_keep_their_place_before_they_load(page, watch):
    watch.allow("ERR_FAILED")  # the pictures are cut off on purpose
    page.route("**/figures/**", lambda route: route.abort())
    page.goto("/techniques/?area=glutes")
    sizes = page.locator("img.figure").evaluate_all(
        "(all) => all.map((one) => [one.clientWidth, one.clientHeight].map(Math.round))"
    )
    assert sizes
    assert all(abs(wide / high - 4 / 3) < 0.02 for wide, high in sizes)
