"""Browsing: lists and pages of techniques, areas and tools, and what suits a person."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Routine, Technique
from safety.models import Person
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory, RoutineFactory
from tests.routines.pages import HTMX, is_whole_page, text_of, url

NO_BALL = Restrictions(tools=frozenset({"ball"}))
PAGES = [
    ("home",),
    ("catalogue",),
    ("tools",),
    ("account",),
    ("guide",),
    ("guide-page", "glossary"),
    ("technique", "hand-gentle-rub"),
    ("area", "lower-back"),
    ("tool", "tennis-ball"),
    ("history",),
    ("worse",),
    ("routines",),
    ("starter", "office-wall"),
]
BALL, RUB = "ball-wall-upper-glute", "hand-gentle-rub"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_every_page_opens_signed_in_and_signed_out(as_alice, as_nobody, page):
    for client in (as_alice, as_nobody):
        response = client.get(url(*page))
        assert response.status_code == 200
        assert is_whole_page(response)
    assert not Person.objects.filter(email=None).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_a_page_that_only_reads_refuses_a_post(as_alice, page):
    assert as_alice.post(url(*page)).status_code == 405


@pytest.mark.parametrize("name", ["technique-add", "technique-try"])
def test_adding_and_trying_need_a_post(as_alice, name):
    assert as_alice.get(url(name, RUB)).status_code == 405


@pytest.mark.parametrize(
    "name", ["technique", "area", "tool", "starter", "guide-page", "technique-try"]
)
def test_an_unknown_name_is_not_found(as_alice, name):
    ask = as_alice.post if name == "technique-try" else as_alice.get
    assert ask(url(name, "no-such-thing")).status_code == 404


def test_htmx_gets_only_the_results(as_nobody):
    whole, part = as_nobody.get(url("catalogue")), as_nobody.get(url("catalogue"), headers=HTMX)
    assert is_whole_page(whole)
    assert not is_whole_page(part)
    assert part.content.lstrip().startswith(b'<section class="catalogue__results" id="results"')
    assertContains(part, "109 techniques")
    assert "HX-Request" in part["Vary"]


def test_a_page_out_of_the_browsers_history_comes_whole(as_nobody):
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert is_whole_page(as_nobody.get(url("catalogue"), headers=headers))


def test_filters_stand_in_the_address_and_can_be_dropped(as_nobody):
    response = as_nobody.get(url("catalogue"), {"kind": "ball", "floor": "no", "q": "wall"})
    found = {card.slug for card in response.context["page"].cards}
    standing = Technique.objects.filter(kind="ball", needs_floor=False)
    assert found
    assert found == {row.pk for row in standing if "wall" in row.search_text}
    assertContains(response, 'name="kind" value="ball" checked')
    assertContains(response, 'href="/techniques/?floor=no&amp;q=wall"')


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nonsense"},
        {"area": ["lower-back"], "kind": ["ball"], "tool": ["oil"]},
        {"kind": ["ball", "roller"], "tool": ["oil", "heat"]},
        {"q": "x" * 10_000},
        {"q": "🧘‍♀️ '; DROP TABLE --"},
        {"time": "-1", "pos": "\x00", "suits": "1"},
    ],
    ids=str,
)
def test_an_empty_list_says_what_to_drop_and_dropping_helps(as_nobody, query):
    response = as_nobody.get(url("catalogue"), query)
    assertContains(response, "No technique fits all of this")
    ways = response.context["page"].nothing.ways
    assert ways
    for way in ways:
        left = as_nobody.get(way.url)
        assertNotContains(left, "No technique fits all of this")
        assert way.label.endswith(f" to see {len(left.context['page'].cards)}")


def test_every_offered_filter_shows_as_many_as_it_says(as_alice, gate_open):
    page = as_alice.get(url("catalogue"), {"floor": "no"}).context["page"]
    offered = [
        (facet.name, option)
        for facet in page.facets
        for option in facet.options
        if option.can_be_chosen and facet.name not in ("floor", "area")
    ]
    assert len(offered) > 20
    for name, option in offered:
        found = as_alice.get(url("catalogue"), {"floor": "no", name: option.value})
        assert len(found.context["page"].cards) == option.count, (name, option.value)


def test_what_suits_is_offered_only_to_people_we_know_something_of(as_alice, as_nobody, alice):
    assertNotContains(as_nobody.get(url("catalogue")), "Suits me now")
    ClearanceFactory(person=alice, limits=NO_BALL)
    assertContains(as_alice.get(url("catalogue")), "Suits me now")
    cards = as_alice.get(url("catalogue"), {"suits": "1"}).context["page"].cards
    names = {card.slug for card in cards}
    assert RUB in names
    assert BALL not in names


@pytest.mark.parametrize("page", [("catalogue",), ("technique", BALL), ("tool", "tennis-ball")])
def test_what_is_not_for_you_is_marked_with_the_reason(as_alice, alice, page):
    ClearanceFactory(person=alice, limits=NO_BALL, conditions=["low_platelets"])
    text = text_of(as_alice.get(url(*page)))
    assert "Not for you now" in text
    assert "Not with this tool." in text
    assert "Because you told us: " in text
    assert "platelets" in text.lower()


def test_a_limit_of_a_health_worker_is_named_as_such(as_alice, alice):
    ClearanceFactory(person=alice, limits=NO_BALL, given=NO_BALL.as_json())
    text = text_of(as_alice.get(url("technique", BALL)))
    assert "Because you told us: what a health worker told you." in text


def test_a_technique_that_is_off_cannot_be_tried(as_alice, alice):
    ClearanceFactory(person=alice, limits=NO_BALL)
    assertNotContains(as_alice.get(url("technique", BALL)), url("technique-try", BALL))
    assertContains(as_alice.get(url("technique", RUB)), url("technique-try", RUB))


@pytest.mark.parametrize("status", ["advanced", "reference_only"])
def test_advanced_and_reading_matter_is_never_offered(as_alice, gate_open, status):
    slug = Technique.objects.filter(status=status).first().pk
    response = as_alice.get(url("technique", slug))
    assertContains(response, "Not for you now")
    assertNotContains(response, url("technique-try", slug))
    added = as_alice.post(url("technique-add", slug))
    assertRedirects(added, url("technique", slug))
    assert not Routine.objects.exclude(owner=None).exists()


def test_a_technique_is_added_to_ones_own_routine(as_alice, routine):
    response = as_alice.post(url("technique-add", RUB), {"routine": routine.pk})
    assertRedirects(response, url("routine", routine.pk))
    assert routine.steps.count() == 4


def test_a_technique_begins_a_routine_and_a_stranger_becomes_a_guest(as_nobody):
    response = as_nobody.post(url("technique-add", RUB), {"routine": "new"})
    row = Routine.objects.exclude(owner=None).get()
    assertRedirects(response, url("routine", row.pk))
    assert row.owner.is_guest
    assert row.name == "Untitled routine"


@pytest.mark.parametrize("choice", ["999999", "9" * 19, "9" * 5000, "٣"])
def test_adding_to_a_routine_nobody_has_is_not_found(as_alice, choice):
    assert as_alice.post(url("technique-add", RUB), {"routine": choice}).status_code == 404
    assert as_alice.get(url("catalogue"), {"for": choice}).status_code == 404
    assert not Routine.objects.exclude(owner=None).exists()


def test_a_stranger_adds_nothing_to_alices_routine(as_bob, as_nobody, routine):
    for client in (as_bob, as_nobody):
        response = client.post(url("technique-add", RUB), {"routine": routine.pk})
        assert response.status_code == 404
        assert client.get(url("catalogue"), {"for": routine.pk}).status_code == 404
    assert routine.steps.count() == 3


def test_a_full_routine_says_so(as_alice, alice):
    full = RoutineFactory(owner=alice, technique_slugs=[RUB] * 60)
    response = as_alice.post(url("technique-add", RUB), {"routine": full.pk}, follow=True)
    assertContains(response, "This routine is full.")
    assert full.steps.count() == 60


def test_adding_without_a_token_is_refused(alice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(url("technique-add", RUB)).status_code == 403
    assert not Routine.objects.exclude(owner=None).exists()


def test_home_offers_to_go_on_after_a_session(as_alice, session, gate_open):
    response = as_alice.get(url("home"))
    assertContains(response, "Evening")
    assertContains(response, url("session", session.pk))


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST])
def test_a_locked_person_may_still_read(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    for page in PAGES:
        assert as_alice.get(url(*page)).status_code == 200
