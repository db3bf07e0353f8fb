"""The little body picture."""

from __future__ import annotations

import pytest

from routines.glyph import HEIGHT, WHOLE, glyph_for
from tests.routines.builders import CATALOGUE


def test_nothing_marked_shows_the_back():
    glyph = glyph_for([])
    assert (glyph.view, glyph.points) == ("back", ())


def test_the_first_place_decides_the_view_and_others_of_it_are_marked_too():
    glyph = glyph_for(
        [("front", [(50, 40)]), ("back", [(50, 41)]), ("front", [(45, 45), (55, 45)])]
    )
    assert glyph.view == "front"
    assert glyph.points == ((50, 40), (45, 45), (55, 45))


def test_a_small_place_is_centred_in_its_window():
    assert glyph_for([("back", [(50, 40), (50, 44)])]).window == "20 19.5 60 45"


@pytest.mark.parametrize(("y", "top"), [(0, -2), (100, 57), (50, 27.5)])
def test_the_window_stays_on_the_body(y, top):
    assert glyph_for([("back", [(50, y)])]).window == f"20 {top:g} 60 45"


def test_places_far_apart_show_the_whole_body():
    assert glyph_for([("back", [(50, 10), (50, 90)])]).window == WHOLE


@pytest.mark.parametrize("area", CATALOGUE.areas.values(), ids=lambda one: one.id)
def test_every_place_of_the_catalogue_is_inside_its_window(area):
    glyph = glyph_for([(area.map_view, area.map_points)])
    _left, top, _width, height = map(float, glyph.window.split())
    assert glyph.points
    assert all(top <= y <= top + height for _x, y in glyph.points)
    assert height >= HEIGHT
