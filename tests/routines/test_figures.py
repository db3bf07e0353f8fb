"""Drawn figures: every technique has one; it is light, the same each time, and can be still."""

from __future__ import annotations

import gzip
import re

import pytest
from django.template.loader import render_to_string

from routines.figures import figure_for
from routines.figures.content import current
from routines.figures.people import CAST, companion, person_for
from routines.figures.scene import Scene
from routines.figures.sheet import CSS, STYLESHEETS, page
from safety import content as safety_content
from safety.content_checks import forbidden_words
from tests.routines.builders import CATALOGUE

FIGURES = sorted(current().figures)
MOST_BYTES = 12_000  # compressed, as it travels
DRAWN_CLASS = re.compile(r'class="([^"]+)"')
UNSTYLED = {"fig-person"}


def svg(name: str, **asked: str) -> str:
    return figure_for(name, **asked).svg


def test_every_technique_has_a_figure():
    assert [name for name in CATALOGUE.techniques if not figure_for(name)] == []


def test_an_unknown_technique_has_none():
    assert not figure_for("no-such-technique")


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_small_and_carries_neither_ids_nor_styles_nor_lettering(name):
    for side in ("right", "left"):
        drawn = svg(name, side=side)
        assert len(gzip.compress(drawn.encode())) <= MOST_BYTES
        assert not re.search(r"\sid=|\sstyle=|<style|<text|<script|url\(|nan|inf", drawn)
        assert 'role="img"' in drawn


def test_figures_use_only_classes_the_stylesheets_know():
    css = "".join((CSS / name).read_text() for name in STYLESHEETS)
    known = set(re.findall(r"\.([a-z][\w-]*)", css)) | UNSTYLED
    used = {
        one
        for name in FIGURES
        for text in DRAWN_CLASS.findall(svg(name))
        for one in text.split()
    }
    assert used - known == set()


def test_every_person_of_the_cast_has_colours():
    css = (CSS / STYLESHEETS[0]).read_text()
    for look in CAST:
        assert f".fig-person--{look.number} {{" in css


@pytest.mark.parametrize("name", FIGURES)
def test_a_moving_figure_has_a_shadow_for_when_nothing_may_move(name):
    person = person_for(name).number
    bodies = Scene(current().figures[name], current().bodies[name], person).bodies
    assert ("fig-ghost" in svg(name)) == (bool(bodies) and bodies[0].moves)


@pytest.mark.parametrize("name", FIGURES)
def test_a_still_picture_is_the_first_frame_alone(name):
    still = figure_for(name, is_still=True)
    assert 'class="figure figure--still"' in still.svg
    assert "fig-turn" not in still.svg
    assert "fig-ghost" not in still.svg
    assert len(still.svg) <= len(figure_for(name).svg) + len(" figure--still")
    assert still.text == figure_for(name).text


def test_what_moves_stands_still_where_less_motion_is_wanted_and_on_paper():
    css = (CSS / "figures-motion.css").read_text()
    moving = set(re.findall(r"\.(fig-\w+) \{\n(?:[^}]*\n)?  animation: fig", css))
    assert moving == {"fig-turn", "fig-shift", "fig-round", "fig-wisp"}
    for query in ("prefers-reduced-motion: reduce", "media print"):
        rules = css.partition(query)[2]
        stilled = rules[: rules.index("animation: none")]
        assert all(f".{name}" in stilled for name in moving)
        assert "display: inline" in rules


def test_a_picture_is_the_same_every_time(monkeypatch):
    from routines.figures import figure

    first = {name: svg(name) for name in FIGURES}
    figure.drawn.cache_clear()
    assert {name: svg(name) for name in FIGURES} == first


def test_the_same_seed_gives_the_same_person_in_every_picture():
    people = re.compile(r'class="fig-person fig-person--(\d)"')
    seen = {
        people.findall(svg(name, person_seed="routine-7"))[-1]
        for name in FIGURES
        if current().bodies[name] and len(current().bodies[name]) == 1
    }
    assert seen == {str(person_for("routine-7").number)}


def test_different_seeds_show_different_people_and_a_partner_is_somebody_else():
    assert {person_for(f"routine-{n}").number for n in range(60)} == {
        look.number for look in CAST
    }
    assert all(companion(look).number != look.number for look in CAST)


def test_the_left_side_is_the_mirror_image_and_says_so():
    right = figure_for("ball-floor-glute", side="right")
    left = figure_for("ball-floor-glute", side="left")
    assert "scale(-1 1)" in left.svg
    assert "scale(-1 1)" not in right.svg
    assert ("the right buttock" in right.text, "the left buttock" in left.text) == (True, True)
    assert figure_for("ball-floor-glute").svg == right.svg


def test_lying_on_the_other_side_is_said_from_the_side_that_is_worked():
    text = figure_for("hand-side-hip-press", side="left").text
    assert "lying on the right side" in text
    assert "the left hip bone" in text


@pytest.mark.parametrize("name", FIGURES)
def test_words_name_view_position_and_place_and_break_no_wording_rule(name):
    figure = figure_for(name, side="left")
    assert re.match(r"(Side|Front|Back|Close) view|View from above|Room", figure.text)
    assert figure.text.endswith(".")
    assert "{" not in figure.text
    assert list(forbidden_words(safety_content.current(), name, figure.text)) == []


def test_the_words_are_escaped_into_the_picture():
    row = current().figures["prep-make-peanut"]
    assert 'aria-label="a &quot;b&quot; &lt;c&gt;"' in Scene(row, (), 1).svg('a "b" <c>')


def test_a_page_shows_a_figure_and_nothing_for_none():
    figure = figure_for("mobility-cat-cow")
    shown = render_to_string("components/figure.html", {"figure": figure})
    assert shown.strip() == figure.svg
    empty = render_to_string("components/figure.html", {"figure": figure_for("nothing")})
    assert empty.strip() == ""


def test_the_sheet_shows_every_figure_in_light_and_dark():
    html = page()
    assert html.count("<svg ") == 2 * len(FIGURES)
    assert "@scope (.dark)" in html
