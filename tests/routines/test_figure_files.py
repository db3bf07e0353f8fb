"""Still figures by address: one content for each, kept for ever, the same for everybody."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from xml.dom import minidom

import pytest
from django.test import Client

from routines.figures.content import current
from routines.figures.people import CAST, person_for
from routines.figures.sheet import CSS
from routines.figures.standalone import mark_of, standalone
from routines.models import Routine
from routines.pictures import figure_url, lead_of, seed_of
from tests.routines.pages import url

SLUG = "ball-wall-upper-glute"
MOST_BYTES = 12_000  # compressed, as it travels
FIGURES = sorted(current().figures)
SHOWN = re.compile(r'<img class="figure" src="([^"]+)"')


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_is_whole_small_and_has_a_style_for_all_it_draws(name):
    found = standalone(name, person_for(name).number)
    assert len(gzip.compress(found.svg.encode())) <= MOST_BYTES
    document = minidom.parseString(found.svg)  # noqa: S318  we drew it ourselves
    (style,) = (one.firstChild.data for one in document.getElementsByTagName("style"))
    rules = (CSS / "figures.css").read_text()
    drawn = set(" ".join(re.findall(r'class="([^"]+)"', found.svg)).split())
    for one in drawn:
        assert (f".{one}" in style) == bool(re.search(rf"\.{one}\b", rules)), one
    assert set(re.findall(r"\.(fig-[\w-]+)", style)) <= drawn
    assert "prefers-color-scheme:dark" in style.replace(" ", "")
    assert "<script" not in found.svg
    assert "url(" not in style


def test_everybody_gets_it_for_ever_and_no_row_is_read(client):
    """There is no database in this test: a query would fail it."""
    where = figure_url(SLUG)
    client.cookies["sessionid"] = "somebody"
    response = client.get(where)
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert response["ETag"].strip('W/"') in where


def test_its_policy_allows_its_own_style_and_nothing_else(client):
    response = client.get(figure_url(SLUG))
    style = re.search(r"<style>(.*?)</style>", response.content.decode())[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    assert response["Content-Security-Policy"] == policy


def test_the_mark_changes_with_person_and_technique_and_nothing_else():
    marks = {mark_of(name, one.number) for name in FIGURES[:20] for one in CAST}
    assert len(marks) == 20 * len(CAST)
    assert figure_url(SLUG) == figure_url(SLUG, seed=SLUG)
    standalone.cache_clear()
    before = mark_of(SLUG, 1)
    mark_of.cache_clear()
    assert mark_of(SLUG, 1) == before


def test_an_old_mark_leads_to_the_picture_of_today(client):
    person = person_for(SLUG).number
    response = client.get(url("figure", SLUG, person, "0123456789ab"))
    assert (response.status_code, response["Location"]) == (302, figure_url(SLUG))
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "where",
    [
        "/figures/no-such-technique-1.0123456789ab.svg",
        f"/figures/{SLUG}-0.0123456789ab.svg",
        f"/figures/{SLUG}-{len(CAST) + 1}.0123456789ab.svg",
        "/figures/",
        "/figures/x.svg",
    ],
)
def test_what_is_no_picture_is_not_found(client, where):
    assert client.get(where).status_code == 404
    assert client.post(figure_url(SLUG)).status_code == 405


def pictures(client: Client, where: str) -> list[str]:
    """Return the addresses of the pictures of a page, as the browser sees them."""
    return SHOWN.findall(client.get(where).content.decode())


def test_every_card_shows_its_figure(as_nobody):
    page = as_nobody.get("/techniques/").context["page"]
    assert pictures(as_nobody, "/techniques/") == [figure_url(one.slug) for one in page.cards]
    for where in ("/areas/glutes/", "/", "/routines/", "/techniques/ball-wall-lower-back/"):
        assert pictures(as_nobody, where), where


def test_a_routine_shows_one_person_through_all_its_steps(as_alice, gate_open, routine):
    starter = Routine.objects.get(slug="office-wall")
    pages = {starter: url("starter", starter.slug), routine: url("routine", routine.pk)}
    for row, where in pages.items():
        seed = seed_of(row)
        slugs = row.steps.values_list("technique_id", flat=True)
        assert pictures(as_alice, where) == [figure_url(slug, seed=seed) for slug in slugs]


def test_the_sheet_shows_every_step_small(as_alice, gate_open, routine):
    page = as_alice.post(url("routine-start", routine.pk), follow=True).content.decode()
    shown = re.findall(r'<img class="sheet-steps__figure" src="([^"]+)"', page)
    slugs = routine.steps.values_list("technique_id", flat=True)
    assert shown == [figure_url(slug, seed=seed_of(routine)) for slug in slugs]


def test_the_longest_work_stands_for_a_routine_and_never_what_is_prepared():
    rub = "hand-gentle-rub"
    steps = [("prep-make-peanut", 600), (rub, 30), (SLUG, 60), (rub, 40)]
    assert lead_of(steps) == rub
    assert lead_of(steps[:1]) == "prep-make-peanut"
    assert lead_of([("gone", 60)]) == lead_of([]) == ""
    assert figure_url("gone") == ""
