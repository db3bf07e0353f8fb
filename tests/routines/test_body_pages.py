"""The body map in the catalogue: by map and by list the same, in the address alone."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from routines import content
from routines.figures.bodymap import atlas, places
from safety.vocabulary import Restrictions
from tests.factories import ClearanceFactory
from tests.routines.pages import text_of

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = sorted(atlas().views)
WHERE = "/techniques/"


def shown(client, query: str):
    """Return the map of a page."""
    return client.get(f"{WHERE}?{query}").context["page"].map


def drawn_links(svg: str) -> dict[str, str]:
    """Return the addresses of the regions by their words."""
    tree = ElementTree.fromstring(svg)  # noqa: S314 - our own text
    links = tree.findall(f"{SVG}a")
    return {one.get("aria-label").partition(":")[0]: one.get("href") for one in links}


def listed_links(rows) -> dict[str, str]:
    """Return the addresses of the list by the same words."""
    found = {}
    for row in rows:
        for way in row.ways:
            name = (
                row.name
                if way.label in (row.name, "Show")
                else f"{row.name}, {way.label.lower()}"
            )
            found[name] = way.url
    return found


def test_without_a_view_there_is_no_map_but_a_way_to_it(as_nobody):
    page = as_nobody.get(f"{WHERE}?kind=stretch").context["page"]
    assert page.map is None
    assert page.show_map_url == "/techniques/?kind=stretch&view=lower-back#where"


@pytest.mark.parametrize("query", ["", "&kind=stretch", "&kind=ball&floor=no", "&q=ball"])
@pytest.mark.parametrize("view", VIEWS)
def test_map_and_list_lead_to_the_same_and_nowhere_to_nothing(as_nobody, view, query):
    found = shown(as_nobody, f"view={view}{query}")
    by_map, by_list = drawn_links(found.svg), listed_links(found.places)
    assert by_map == by_list
    for row in (*found.places, *found.others):
        assert bool(row.ways) == bool(row.count)
        for way in row.ways[:1]:
            page = as_nobody.get(way.url).context["page"]
            assert len(page.cards) == row.count
            assert ("aria-current" in page.map.svg) == (row in found.places)


def test_all_places_are_somewhere_on_the_maps_or_beside_them(as_nobody):
    names = set()
    for view in VIEWS:
        found = shown(as_nobody, f"view={view}")
        names |= {row.name for row in (*found.places, *found.others)}
    targets = {
        row.plain_name for row in content.current().areas.values() if row.role == "target"
    }
    assert names == targets


def test_a_tap_keeps_the_other_filters_and_the_side(as_nobody):
    found = shown(as_nobody, "view=lower-back&floor=yes&q=ball")
    url = drawn_links(found.svg)["Big buttock muscle, left"]
    asked = parse_qs(urlsplit(url).query)
    assert asked == {
        "view": ["lower-back"],
        "floor": ["yes"],
        "q": ["ball"],
        "area": ["gluteus-maximus"],
        "side": ["left"],
    }
    assert urlsplit(url).fragment == "count"


def test_the_chosen_place_says_so_on_its_side_and_a_second_tap_drops_it(as_nobody):
    response = as_nobody.get(f"{WHERE}?view=lower-back&area=piriformis&side=left")
    page = response.context["page"]
    chosen = re.findall(r'aria-label="([^"]+)" aria-current="true"', page.map.svg)
    assert [one.partition(":")[0] for one in chosen] == ["Deep buttock muscle, left"]
    back = drawn_links(page.map.svg)["Deep buttock muscle, left"]
    assert back == "/techniques/?view=lower-back#where"
    assert "Left side" in [chip.label for chip in page.chips]
    assert 'data-side="left"' in response.content.decode()
    both = shown(as_nobody, "view=lower-back&area=piriformis").svg
    assert both.count('aria-current="true"') == 2


def test_the_form_keeps_what_the_map_has_put_into_the_address(as_nobody):
    page = as_nobody.get(f"{WHERE}?view=front&area=waist&side=right").content.decode()
    assert '<input type="hidden" name="view" value="front">' in page
    assert '<input type="hidden" name="side" value="right">' in page
    assert 'name="side"' not in as_nobody.get(f"{WHERE}?side=up").content.decode()


def test_places_to_keep_off_are_no_links_and_say_why(as_nobody):
    response = as_nobody.get(f"{WHERE}?view=lower-back")
    found = response.context["page"].map
    assert "Spine (bony ridge)" not in drawn_links(found.svg)
    why = "Never press, roll or lean on it directly."
    assert f"Keep off: Spine (bony ridge). {why}" in unescape(found.svg)
    assert [one.name for one in found.keep_off] == [
        "Lowest ribs",
        "Rim of the hip bone",
        "Spine (bony ridge)",
    ]
    assert why in text_of(response)


def test_what_lies_in_a_place_that_is_kept_off_is_kept_off_too(as_alice, alice):
    off = Restrictions(areas=frozenset({"glute"}))
    ClearanceFactory(person=alice, limits=off, conditions=["burn"], zones=["glute"])
    names = {one.name for one in shown(as_alice, "view=lower-back").keep_off}
    assert {"Deep buttock muscle", "Big buttock muscle"} <= names
    assert "Long muscles beside the spine" not in names


def test_places_a_person_told_us_of_are_kept_off(as_alice, alice):
    off = Restrictions(areas=frozenset({"sacrum"}))
    ClearanceFactory(person=alice, limits=off, conditions=["burn"], zones=["sacrum"])
    found = shown(as_alice, "view=lower-back")
    kept = {one.name: one.why for one in found.keep_off}
    assert kept["Flat bone at the base of the spine"].startswith("Because you told us: ")
    assert "Flat bone at the base of the spine" not in drawn_links(found.svg)


def test_what_the_gate_forbids_is_kept_off_without_a_known_answer_too(as_alice, alice):
    ClearanceFactory(person=alice, limits=Restrictions(areas=frozenset({"sacrum"})))
    found = shown(as_alice, "view=lower-back")
    kept = {one.name: one.why for one in found.keep_off}
    assert kept["Flat bone at the base of the spine"] == "Not on this part of the body."
    assert "Flat bone at the base of the spine" not in drawn_links(found.svg)


@pytest.mark.parametrize("view", ["tail", ""])
def test_an_unknown_view_shows_the_lower_back(as_nobody, view):
    found = shown(as_nobody, f"view={view}")
    assert [one.is_chosen for one in found.views] == [True, False, False, False]


@pytest.mark.parametrize("view", VIEWS)
def test_a_place_that_is_too_small_for_a_finger_is_in_the_list_only(as_nobody, view):
    found = shown(as_nobody, f"view={view}")
    drawn = {content.current().areas[one.area].plain_name for one in places(view)}
    assert drawn.isdisjoint({row.name for row in found.others})


def test_the_first_page_shows_the_map_that_the_list_begins_with(as_nobody):
    first = as_nobody.get("/").context["page"].map
    assert first.svg == shown(as_nobody, "view=lower-back").svg
    assert [place.name for place in first.places][:2] == ["Lower back", "Buttock muscles (all)"]
    for place in first.places:
        (way,) = place.ways
        assert len(as_nobody.get(way.url).context["page"].cards) == place.count


def test_a_technique_is_shown_on_the_side_that_was_looked_for(as_nobody):
    page = as_nobody.get(f"{WHERE}?area=piriformis&side=left").context["page"]
    assert {urlsplit(card.url).query for card in page.cards} == {"side=left"}
    left, right = (
        as_nobody.get(f"/techniques/stretch-knee-to-chest/?side={side}").context["page"]
        for side in ("left", "right")
    )
    assert left.figure != right.figure
    assert [way.is_chosen for way in left.sides] == [True, False]
    usual = as_nobody.get("/techniques/stretch-knee-to-chest/?side=up").context["page"]
    assert usual.figure == right.figure


def test_what_is_done_in_the_middle_has_no_sides(as_nobody):
    page = as_nobody.get("/techniques/mobility-pelvic-tilt/?side=left").context["page"]
    assert page.sides == ()
    assert "scale(-1" not in page.figure.svg
