"""The player's pictures: every step and its gentler way, one person, words for each side."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html import unescape

import pytest

from routines.figures import figure_for
from routines.models import Routine, Session
from routines.pictures import seed_of
from routines.player_figures import player_figures
from tests.routines.builders import plan_of
from tests.routines.pages import url

MOST = 400_000  # bytes of the page on its way, pictures included
SIDED, UNSIDED = "ball-wall-upper-glute", "hand-gentle-rub"
PEOPLE = re.compile(r'class="fig-person fig-person--(\d)"')


@pytest.fixture
def session(alice) -> Session:
    """A session that needs no row."""
    return Session(person=alice, name="Evening")


def figures(session: Session, *slugs: str) -> dict:
    """Return the pictures of a session by their ids."""
    return {one.id: one for one in player_figures(session, plan_of(*slugs))}


def test_a_step_and_its_gentler_way_have_their_own_pictures(session):
    plan = plan_of(SIDED)
    gentler = plan.steps[0].gentler
    assert gentler
    found = {one.id: one for one in player_figures(session, plan)}
    for name, technique in (("1", SIDED), ("1g", gentler.technique)):
        assert found[name].svg == figure_for(technique, person_seed=SIDED).silent


def test_each_side_has_its_words_and_the_picture_none(session):
    one = figures(session, SIDED)["1"]
    assert [side for side, _words in one.words] == ["left", "right"]
    for side, words in one.words:
        assert words == figure_for(SIDED, side=side).text
        assert f"the {side} buttock" in words
    assert one.side == "left"
    assert 'aria-hidden="true"' in one.svg
    assert "aria-label" not in one.svg


def test_a_step_without_sides_says_its_words_once(session):
    assert figures(session, UNSIDED)["1"].words == (("", figure_for(UNSIDED).text),)


def test_one_person_goes_through_a_whole_routine(session):
    followed = ("hand-gentle-rub", SIDED, "mobility-cat-cow", "strength-sit-tall", UNSIDED)
    session.routine = Routine(pk=12)
    seen = {
        person
        for one in figures(session, *followed).values()
        for person in PEOPLE.findall(one.svg)
    }
    assert len(seen) == 1
    seeds = {seed_of(one) for one in (Routine(pk=3), Routine(pk=4), Routine(slug="desk"), None)}
    assert seeds == {"routine-3", "routine-4", "desk", ""}


def test_a_technique_that_is_no_longer_there_shows_the_body(session):
    plan = plan_of(SIDED)
    gone = replace(plan, steps=(replace(plan.steps[0], technique="gone", gentler=None),))
    one = next(iter(player_figures(session, gone)))
    assert (one.svg, one.words) == ("", ())
    assert one.glyph.window


def test_the_page_holds_every_picture_with_its_words_and_stays_light(as_alice, gate_open):
    longest = Routine.objects.get(slug="glutes-first")
    as_alice.post(url("routine-start", longest.pk))
    row = Session.objects.get()
    response = as_alice.get(url("session", row.pk))
    page = unescape(response.content.decode())
    shown = response.context["page"].figures
    assert len(shown) >= len(row.plan["steps"])
    for one in shown:
        for side, words in one.words:
            assert f'<p class="visually-hidden" data-side="{side}">{words}</p>' in page
    assert page.count('class="figure"') == len(shown)
    assert len(gzip.compress(response.content)) <= MOST


def test_a_page_shows_the_body_where_there_is_no_picture(as_alice, gate_open, routine):
    as_alice.post(url("routine-start", routine.pk))
    row = Session.objects.get()
    bare = {"technique": "gone", "gentler": None}
    row.plan["steps"] = [{**step, **bare} for step in row.plan["steps"]]
    row.save()
    page = as_alice.get(url("session", row.pk)).content.decode()
    assert (
        page.count('class="player__figure"')
        == page.count('class="glyph"')
        == len(row.plan["steps"])
    )
