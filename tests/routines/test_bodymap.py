"""The body map: regions a finger can hit, real links, and places to keep off."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from routines.figures.bodymap import (
    Place,
    Region,
    atlas,
    body_map,
    hatch,
    places,
    zone_map,
)
from routines.templatetags.body_zones import zones
from safety import content as safety_content
from tests.routines.builders import CATALOGUE

VIEWS = sorted(atlas().views)
FINGER, PHONE = 44, 360  # CSS pixels
NEAR = 4.5  # percent of the body between a region and its area's point
SVG = "{http://www.w3.org/2000/svg}"


def regions(view: str) -> list[Region]:
    """Every region of a view as a page would name it."""
    return [
        Region(
            id=place.id,
            label=f"{CATALOGUE.areas[place.area].plain_name}, {place.side}",
            href=f"/techniques/?area={place.area}&side={place.side}",
            state="avoid" if CATALOGUE.areas[place.area].role == "avoid" else "open",
        )
        for place in places(view)
    ]


def box(place: Place) -> tuple[float, float, float, float]:
    xs, ys = zip(*place.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def inside(x: float, y: float, place: Place) -> bool:
    """Say whether a point lies in a place: the sides right of it are crossed an odd time."""
    sides = zip(place.points, (*place.points[1:], place.points[0]), strict=True)
    return (
        sum(
            (b > y) != (d > y) and x < a + (c - a) * (y - b) / (d - b)
            for (a, b), (c, d) in sides
        )
        % 2
        == 1
    )


def middle(place: Place) -> tuple[float, float]:
    return tuple(sum(axis) / len(axis) for axis in zip(*place.points, strict=True))


def tappable(view: str) -> list[Place]:
    return [one for one in places(view) if CATALOGUE.areas[one.area].role == "target"]


def test_the_lower_back_comes_first():
    assert next(iter(atlas().views)) == "lower-back"
    assert 'viewBox="34 34 32 32"' in body_map([])


@pytest.mark.parametrize("view", VIEWS)
def test_a_finger_can_hit_every_region_on_a_small_phone(view):
    scale = PHONE / atlas().views[view].window[2]
    small = {
        place.id: (round((right - left) * scale), round((bottom - top) * scale))
        for place in tappable(view)
        for left, top, right, bottom in [box(place)]
        if min(right - left, bottom - top) * scale < FINGER
    }
    assert small == {}


@pytest.mark.parametrize("view", VIEWS)
def test_a_tap_in_the_middle_of_a_region_hits_it_and_no_other(view):
    for place in tappable(view):
        hit = [one.id for one in places(view) if inside(*middle(place), one)]
        assert hit == [place.id]


@pytest.mark.parametrize("view", VIEWS)
def test_regions_lie_in_the_window_and_near_the_points_of_their_area(view):
    left, top, wide, high = atlas().views[view].window
    for place in places(view):
        x0, y0, x1, y1 = box(place)
        assert left <= x0 < x1 <= left + wide
        assert top <= y0 < y1 <= top + high
        area = CATALOGUE.areas[place.area]
        assert area.map_view == atlas().views[view].side
        assert any(
            x0 - NEAR <= x <= x1 + NEAR and y0 - NEAR <= y <= y1 + NEAR
            for x, y in area.map_points
        )


@pytest.mark.parametrize("view", VIEWS)
def test_left_is_left_from_behind_and_right_from_the_front(view):
    is_back = atlas().views[view].side == "back"
    for place in places(view):
        if place.side:
            on_the_right = middle(place)[0] > 50
            assert (place.side == "right") == (on_the_right == is_back)
            assert place.id == f"{place.area}-{place.side}"


@pytest.mark.parametrize("view", VIEWS)
def test_regions_are_links_with_words_and_places_to_keep_off_are_not(view):
    drawn = body_map(regions(view), view=view)
    tree = ElementTree.fromstring(drawn)  # noqa: S314 - our own text
    links, off = tree.findall(f"{SVG}a"), tree.findall(f"{SVG}g[@role='img']")
    assert len(links) == len(tappable(view))
    assert all(link.get("href") and link.get("aria-label") for link in links)
    assert len(off) == len(places(view)) - len(links)
    for one in off:
        classes = [part.get("class") for part in one]
        assert classes == ["body-map__avoid", "body-map__hatch"]  # a colour and a pattern
        assert one.get("aria-label")


def test_a_chosen_region_says_so_and_what_has_no_words_is_not_shown():
    chosen = Region(id="sacrum", label='"Flat" bone', href="?a=1&b=2", state="chosen")
    drawn = body_map([chosen, Region(id="nose", label="Nose", href="/")])
    assert drawn.count("<a ") == 1
    assert 'href="?a=1&amp;b=2" aria-label="&quot;Flat&quot; bone" aria-current="true"' in drawn


def test_an_unknown_view_shows_the_lower_back_and_has_no_places():
    assert body_map(regions("lower-back"), view="tail") == body_map(regions("lower-back"))
    assert places("tail") == ()


@pytest.mark.parametrize("view", VIEWS)
def test_the_map_is_small_and_carries_neither_ids_nor_styles(view):
    drawn = body_map(regions(view), view=view)
    assert len(drawn) < 24_000
    assert not re.search(r"\sid=|\sstyle=|<style|url\(", drawn)


def test_hatching_stays_in_its_region():
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    numbers = [float(one) for one in re.findall(r"[\d.]+", hatch(square))]
    assert numbers
    assert all(-0.01 <= one <= 4.01 for one in numbers)


ZONES = zones()
ASKED = safety_content.current().question["local_areas"].options
LIST_ONLY = {"foot", "head", "chest", "arm", "elsewhere"}  # too small or not in a view


def test_every_zone_the_screen_asks_for_is_drawn_or_known_to_be_in_the_list_only():
    drawn = set()
    for view in VIEWS:
        tree = ElementTree.fromstring(zone_map(ZONES, view=view))  # noqa: S314 - our own text
        drawn |= {one.get("data-zone") for one in tree.findall(f"{SVG}g")}
        assert tree.get("aria-hidden") == "true"
        assert tree.findall(f"{SVG}a") == []
    assert drawn == {one.id for one in ASKED if one.zone} - LIST_ONLY
    assert all(one.id == one.zone for one in ASKED if one.zone)
