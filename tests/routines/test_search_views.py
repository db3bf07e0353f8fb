"""Searching on the pages: what stands above the list, where boxes are, other ways."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from routines.models import Technique
from safety.vocabulary import Restrictions
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, text_of, url

FIRST = "Before anything else:"
NOTHING = "No technique fits all of this"
BALL = "ball-wall-lower-back"


def page_for(client, **query):
    """Return what the list shows for an address."""
    return client.get(url("catalogue"), query).context["page"]


def slugs(page) -> list[str]:
    """Return the techniques shown, in order."""
    return [card.slug for card in page.cards]


def test_the_best_comes_first_and_every_word_has_to_occur(as_nobody):
    assert slugs(page_for(as_nobody, q="hip flexor"))[0] == "stretch-hip-flexor-half-kneeling"
    assert slugs(page_for(as_nobody, q="massage gun bum")) == ["tool-massage-gun-glutes"]


def test_without_words_the_list_keeps_its_order(as_nobody):
    everything = [*Technique.objects.filter(retired_at=None).values_list("pk", flat=True)]
    for words in ("", "the", "numb"):
        assert slugs(page_for(as_nobody, q=words)) == everything


def test_words_and_filters_together(as_nobody):
    both = page_for(as_nobody, q="bum", kind="ball")
    assert slugs(both)
    assert all(slug.startswith("ball-") for slug in slugs(both))
    kinds = next(facet for facet in both.facets if facet.name == "kind").options
    counted = {option.value: option.count for option in kinds}
    for kind in ("ball", "roller", "stretch"):
        assert len(page_for(as_nobody, q="bum", kind=kind).cards) == counted[kind]


def test_a_slip_is_put_right_and_told(as_nobody):
    response = as_nobody.get(url("catalogue"), {"q": "gltues"})
    assertContains(response, "Showing results for “glutes”.")
    assertContains(response, 'value="gltues"')
    assert slugs(response.context["page"]) == slugs(page_for(as_nobody, q="glutes"))
    assertNotContains(as_nobody.get(url("catalogue"), {"q": "glutes"}), "Showing results")


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("words", ["numb", "Sciatica", "slipped disc", "tingling leg"])
def test_a_sign_leads_to_help_before_anything_else(as_nobody, words, headers):
    response = as_nobody.get(url("catalogue"), {"q": words}, headers=headers)
    text = response.content.decode()
    assert FIRST in text
    assert text.index(FIRST) < text.index('class="count"')
    note = text[text.index(FIRST) : text.index('class="count"')]
    assert f'href="{reverse("safety:help")}"' in note
    assert f'href="{reverse("safety:start")}"' in note
    assert "Showing results" not in text


def test_help_first_also_above_an_empty_list(as_alice, gate_open):
    response = as_alice.get(url("catalogue"), {"q": "numb zzzz"})
    assertContains(response, FIRST)
    assertContains(response, NOTHING)


def test_an_empty_list_has_a_figure_and_one_thing_to_do(as_nobody):
    response = as_nobody.get(url("catalogue"), {"q": "zzzz", "kind": "ball"})
    text = response.content.decode()
    empty = text[text.index('class="empty"') : text.index("</section>")]
    assert empty.count('class="button') == 1
    assert "img/rest" in empty
    assertNotContains(response, "to see what suits you now")


def test_an_ordinary_search_shows_no_such_note(as_nobody):
    assertNotContains(as_nobody.get(url("catalogue"), {"q": "lower back"}), FIRST)


def test_a_place_or_tool_of_that_name_is_one_step_away(as_nobody):
    assertContains(as_nobody.get(url("catalogue"), {"q": "bum"}), url("area", "glutes"))
    assertContains(as_nobody.get(url("catalogue"), {"q": "backbone"}), url("area", "spine"))
    assertContains(as_nobody.get(url("catalogue"), {"q": "gun"}), url("tool", "massage-gun"))


def test_filters_that_conflict_are_named_together(as_nobody):
    page = page_for(as_nobody, q="zzzz", kind="ball", tool="oil")
    assert not page.nothing.is_one
    labels = [way.label for way in page.nothing.ways]
    assert any(label.startswith("Drop “Ball” and “zzzz” to see ") for label in labels)


def test_one_word_of_several_can_be_dropped(as_nobody):
    page = page_for(as_nobody, q="hamstring stretch")
    addresses = {way.url for way in page.nothing.ways}
    assert addresses == {"/techniques/?q=hamstring", "/techniques/?q=stretch"}


def test_dropping_keeps_the_routine_that_is_added_to(as_alice, routine):
    page = page_for(as_alice, q="zzzz", **{"for": str(routine.pk)})
    assert [way.url for way in page.nothing.ways] == [f"/techniques/?for={routine.pk}"]


VALUES = [
    *(("kind", one) for one in ("massage", "ball", "thermal", "partner")),
    *(("tool", one) for one in ("none", "hands", "oil", "gun")),
    *(("pos", one) for one in ("chair", "bath", "wall", "walking")),
    *(("area", one) for one in ("lower-back", "jaw", "feet", "spine")),
    *(("time", one) for one in ("short", "long")),
    *(("floor", "yes"), ("floor", "no"), ("suits", "1")),
    *(("q", one) for one in ("hip", "ball jaw", "zzzz hip", "numb foot")),
]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(st.sampled_from(VALUES), max_size=6))
def test_no_address_leaves_anybody_without_a_way_out(as_alice, alice, gate_open, chosen):
    query: dict[str, list[str]] = {}
    for name, value in sorted(chosen):
        query.setdefault(name, []).append(value)
    page = page_for(as_alice, **query)
    if page.cards:
        assert page.nothing is None
        return
    assert page.nothing.ways
    for way in page.nothing.ways:
        left = as_alice.get(way.url).context["page"]
        assert way.label.endswith(f" to see {len(left.cards)}")
        assert left.cards


def test_typing_on_changes_the_step_and_a_filter_leaves_one(as_nobody):
    def asked(before, **query):
        headers = {**HTMX, "HX-Current-URL": f"http://testserver{before}"}
        return as_nobody.get(url("catalogue"), query, headers=headers).headers

    assert asked("/techniques/?q=g", q="gl")["HX-Replace-Url"] == "/techniques/?q=gl"
    assert asked("/techniques/?q=gl", q="gl")["HX-Push-Url"] == "false"
    for name in ("HX-Replace-Url", "HX-Push-Url"):
        assert name not in asked("/techniques/?q=gl", q="gl", kind="ball")
        assert name not in as_nobody.get(url("catalogue"), {"q": "gl"}, headers=HTMX).headers
        assert name not in as_nobody.get(url("catalogue"), {"q": "gl"}).headers


@pytest.mark.parametrize("page", [("home",), ("area", "glutes"), ("area", "spine")])
def test_the_search_box_leads_to_the_list(as_nobody, page):
    response = as_nobody.get(url(*page))
    assertContains(response, f'method="get" action="{url("catalogue")}" role="search"')
    assertContains(response, 'type="search" name="q"', count=1)


def test_home_has_it_after_a_session_too(as_alice, session, gate_open):
    assertContains(as_alice.get(url("home")), 'type="search" name="q"', count=1)


def test_a_technique_shows_its_chain_and_marks_itself(as_nobody):
    response = as_nobody.get(url("technique", BALL))
    chain = response.context["page"].related.chain
    assert [card.is_this for card in chain] == [False, False, False, True, False]
    # the side in the picture, and itself in the chain
    assertContains(response, 'aria-current="true"', count=2)
    assertContains(response, url("technique", "hand-gentle-rub"))
    assert "Two-hand kneading instead" in text_of(response)


def test_what_is_further_along_a_long_chain_is_folded_with_its_figures(as_nobody):
    response = as_nobody.get(url("technique", "ball-floor-glute"))
    related = response.context["page"].related
    assert len(related.chain) == 5
    assert [part.label for part in related.further] == ["Easier still", "Harder still"]
    for part in related.further:
        assertContains(response, f"<summary>{part.label} ({len(part.cards)})</summary>")
        for card in part.cards:
            assertContains(response, f'src="{card.picture.url}"')


def test_without_a_chain_the_hint_stands_alone(as_nobody):
    page = as_nobody.get(url("technique", "hand-jaw-massage")).context["page"]
    assert page.related.chain == ()
    assert [label for label, _text in page.related.hints] == ["Easier:"]


def test_other_ways_are_only_what_is_allowed(as_alice, alice, as_nobody):
    before = as_nobody.get(url("technique", BALL)).context["page"].related.others
    assert before
    off = Restrictions(positions=frozenset({"kneeling"}), tools=frozenset({"partner"}))
    ClearanceFactory(person=alice, limits=off)
    after = as_alice.get(url("technique", BALL)).context["page"].related
    assert {card.name for card in after.others} < {card.name for card in before}
    assert not any("Partner" in card.name for card in after.others)


def test_in_the_chain_what_does_not_suit_is_marked(as_alice, alice):
    ClearanceFactory(person=alice, limits=Restrictions(tools=frozenset({"ball"})))
    chain = as_alice.get(url("technique", BALL)).context["page"].related.chain
    assert [bool(card.off) for card in chain] == [False, False, False, True, True]


def test_a_technique_the_files_no_longer_hold_still_opens(as_nobody):
    row = Technique.objects.get(pk=BALL)
    row.pk = "made-up"
    row.save(force_insert=True)
    response = as_nobody.get(url("technique", "made-up"))
    assert response.status_code == 200
    assert response.context["page"].related.others == ()
