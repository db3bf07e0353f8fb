"""The guide's pages, and the glossary's words and evidence on a technique."""

from __future__ import annotations

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from routines.models import Technique
from routines.pictures import figure_url
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.builders import CATALOGUE
from tests.routines.pages import HTMX, is_whole_page, text_of, url

GUIDE = CATALOGUE.guide
PAGES = [*GUIDE.pages]
STUDIES, WHEN = "what-the-studies-show", "when-to-see-a-professional"


@pytest.mark.parametrize("slug", PAGES)
def test_every_page_opens_for_everybody_whole(as_alice, as_nobody, slug):
    for client in (as_alice, as_nobody):
        for headers in ({}, HTMX):
            response = client.get(url("guide-page", slug), headers=headers)
            assert response.status_code == 200
            assert is_whole_page(response)
            assertContains(response, GUIDE.pages[slug].title, html=False)


@pytest.mark.parametrize("page", [("guide",), ("guide-page", STUDIES)])
def test_reading_refuses_a_post(as_alice, page):
    assert as_alice.post(url(*page)).status_code == 405


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.CHECK_FIRST])
def test_a_locked_person_may_read_the_guide(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    for slug in PAGES:
        assert as_alice.get(url("guide-page", slug)).status_code == 200


def test_every_page_is_listed_and_leads_to_the_others(as_nobody):
    index = as_nobody.get(url("guide"))
    for slug in PAGES:
        assertContains(index, f'href="{url("guide-page", slug)}"')
        page = as_nobody.get(url("guide-page", slug))
        for other in PAGES:
            if other not in (slug, "glossary"):
                assertContains(page, f'href="{url("guide-page", other)}"')


@pytest.mark.parametrize("address", ["/", "/help/", "/techniques/"])
def test_the_guide_is_found_from_everywhere_and_is_no_fifth_place(as_nobody, address):
    response = as_nobody.get(address)
    assertContains(response, f'href="{url("guide")}"')
    assert len(response.context["shell"].places) == 4


@pytest.mark.parametrize("slug", PAGES)
def test_every_link_of_a_page_leads_somewhere(as_nobody, slug):
    main = as_nobody.get(url("guide-page", slug)).content.decode()
    inner = main[main.index("<main") : main.index("</main")]
    for address in {*re.findall(r'<a [^>]*href="(/[^"#]*)', inner)}:
        response = as_nobody.get(address.replace("&amp;", "&"))
        assert response.status_code == 200, address
        assertNotContains(response, "No technique fits all of this")


def test_when_to_see_somebody_holds_the_help_list_and_what_to_ask(as_nobody, ruleset):
    text = text_of(as_nobody.get(url("guide-page", WHEN))).lower()
    page = ruleset.frame["help_page"]
    asked = ruleset.frame["lists"]["what_to_ask"]
    for line in (*page["emergency"], *page["same_day"], *asked):
        assert line.lower() in text
    assert "two weeks" in text
    assert "four weeks" in text


def test_the_studies_say_whom_they_are_about_and_where_they_end(as_nobody):
    text = text_of(as_nobody.get(url("guide-page", STUDIES)))
    assert "about trained professionals" in text
    for row in GUIDE.studies.values():
        for told in (row.name, row.how_many, row.showed, row.not_shown, row.limits, row.source):
            assert told in text
    assert "104" in text
    assert "50 dollars" in text


def test_every_word_stands_in_the_glossary_under_its_id(as_nobody):
    response = as_nobody.get(url("guide-page", "glossary"))
    for term in GUIDE.terms.values():
        assertContains(response, f'id="{term.id}"', count=1)
        assert term.meaning in text_of(response)


@pytest.mark.parametrize(
    "slug", ["ball-wall-lower-back", "hand-thigh-knead", "cold-pack-lower-back"]
)
def test_a_technique_leads_to_words_once_each_and_keeps_its_text(as_nobody, slug):
    response = as_nobody.get(url("technique", slug))
    found = re.findall(
        r'class="term" href="/guide/glossary/#([\w-]+)"', response.content.decode()
    )
    assert len(found) == len(set(found))
    assert {*found} <= {*GUIDE.terms}
    row = CATALOGUE.techniques[slug]
    shown = re.sub(r"<[^>]*>", "", response.content.decode().replace("&#x27;", "'"))
    for text in (*row.steps, row.breathing, *(one.text for one in row.cautions)):
        assert text in shown
    assert not re.search(r"<a [^>]*>[^<]*<a ", response.content.decode())


def test_words_in_a_step_are_escaped(as_nobody):
    row = Technique.objects.get(pk="hand-gentle-rub")
    row.steps = ["<script>alert(1)</script> beside the spine"]
    row.save()
    response = as_nobody.get(url("technique", row.pk))
    assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt; beside the <a class=")
    assertNotContains(response, "<script>alert")


@pytest.mark.parametrize(
    ("slug", "word"),
    [
        ("ball-wall-lower-back", "experience"),
        ("heat-wrap-lower-back", "well-tried"),
        ("mobility-walk", "small-studies"),
        ("partner-effleurage", "experience"),
    ],
)
def test_a_technique_says_how_strong_its_evidence_is(as_nobody, slug, word):
    response = as_nobody.get(url("technique", slug))
    assertContains(response, f'<a href="{url("guide-page", STUDIES)}#{word}">')
    assert GUIDE.strengths[word].word in text_of(response)
    assertContains(as_nobody.get(url("guide-page", STUDIES)), f'id="{word}"', count=1)


def test_a_section_shows_the_figures_of_its_techniques_and_leads_to_them(as_nobody):
    for page in GUIDE.pages.values():
        main = as_nobody.get(url("guide-page", page.id)).content.decode()
        for slug in (one for section in page.sections for one in section.pictures):
            assert f'src="{figure_url(slug)}"' in main
            assert f'<a href="{url("technique", slug)}">' in main
    pictured = {
        page.id for page in GUIDE.pages.values() for one in page.sections if one.pictures
    }
    assert {"make-a-peanut", "how-the-methods-differ", "everyday-habits"} <= pictured


def test_the_numbers_of_the_collected_guides_lead_to_what_they_mean(as_nobody):
    where = url("guide-page", STUDIES)
    found = as_nobody.get(url("guide-page", "everyday-habits"))
    assertContains(found, f'<a href="{where}#the-collected-guides">Collected guides</a>: 001')
    assertContains(as_nobody.get(where), 'id="the-collected-guides"', count=1)
