"""Times and order for everybody, and the whole rule set as plain text."""

from __future__ import annotations

import io

from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNumQueries

from routines import content
from routines.times_pages import blocks_of
from safety import content as safety_content
from safety.blocks import WIDTH
from safety.sources import faults
from tests.routines.pages import text_of

RULESET = safety_content.current()
CATALOGUE = content.current()
TIMES = reverse("routines:times")


def printed() -> str:
    """Return what the command prints."""
    out = io.StringIO()
    call_command("rules", stdout=out)
    return out.getvalue()


def test_every_dose_and_every_rule_of_order_is_on_the_page(as_nobody):
    with assertNumQueries(0):
        response = as_nobody.get(TIMES)
    text = " ".join(text_of(response).split())
    for one in (*CATALOGUE.doses.values(), *CATALOGUE.sequence.values()):
        assert one.id in text
        assert " ".join(one.text.split()) in text
    assertContains(response, f'href="{reverse("safety:how")}"')


def test_the_page_of_the_screen_leads_to_it(as_nobody):
    assertContains(as_nobody.get(reverse("safety:how")), f'href="{TIMES}"')


def test_a_dose_says_what_it_is_for():
    entries = {one.id: one for one in blocks_of(RULESET, CATALOGUE)[0].entries}
    said = {name: one.lines[0].texts[0] for name, one in entries.items()}
    assert said["D_SESSION"] == "everything"
    assert said["D_BACK_TOOL"] == "ball, peanut, roller, on: lumbar, upper back"
    assert said["D_COBRA"] == CATALOGUE.techniques["stretch-cobra"].name


def test_the_command_prints_everything_the_pages_hold_and_what_reviewers_need():
    text = " ".join(printed().split())
    assert RULESET.version in text
    assert "not yet reviewed by a clinician" in text
    for one in (*RULESET.rules, *RULESET.advisories):
        assert f"{one.id} " in text
        assert " ".join(one.source.split()) in text
        assert " ".join(one.why.split()) in text
    for one in (*RULESET.questions, *RULESET.advice.values()):
        assert f"{one.id} " in text
    for one in RULESET.conditions.values():
        assert " ".join(one.source.split()) in text
    for one in (*CATALOGUE.doses.values(), *CATALOGUE.sequence.values()):
        assert " ".join(one.text.split()) in text


def test_it_prints_the_same_twice_and_fits_a_terminal():
    text = printed()
    assert text == printed()
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.endswith("\n")


def test_every_source_of_a_dose_can_be_looked_up():
    rows = (*CATALOGUE.doses.values(), *CATALOGUE.sequence.values())
    assert list(faults(RULESET.sources, {one.id: one.source for one in rows})) == []
