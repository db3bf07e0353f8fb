"""Gentle things on offer: on home, where the catalogue leaves few, and on a page of its own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from routines import offer_pages
from routines.adapting import Why
from routines.progress import Adjustment
from safety import content as safety_content
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, is_whole_page, text_of, url

TITLE = "Gentle things that fit you"
HINGE, SIT_TALL = "mobility-hip-hinge", "strength-sit-tall"
ADJUSTMENT = 2  # queries: decisions; signs and accepted warnings
FEW = {"suits": "1", "kind": "roller"}


def limited(person, *names: str, **changes):
    """Give somebody a result with limits from conditions."""
    ruleset = safety_content.current()
    limits = Restrictions()
    for name in names:
        limits |= ruleset.restrictions_of(name).with_zones(frozenset())
    return ClearanceFactory(
        person=person, tier=Tier.LIMITS, limits=limits, conditions=[*names], **changes
    )


def queries_of(client, address: str) -> int:
    """Return how many queries a page takes once sessions are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("page", [("home",), ("for-me",)], ids=lambda page: page[0])
def test_it_is_offered_with_the_answer_behind_it(as_alice, alice, page):
    limited(alice, "osteoporosis")
    response = as_alice.get(url(*page))
    text = text_of(response)
    assert TITLE in text
    assert "Because you told us: Thin bones" in text
    for slug in (HINGE, SIT_TALL):
        assertContains(response, url("technique", slug))
    assertContains(response, url("starter", "long-back-strength"))
    assertNotContains(response, url("technique", "stretch-chair-forward-lean"))


def test_home_offers_it_after_a_session_too(as_alice, alice, session):
    limited(alice, "osteoporosis")
    response = as_alice.get(url("home"))
    assertContains(response, TITLE)
    assertContains(response, url("for-me"))


def test_home_offers_nothing_more_to_people_without_limits(as_alice, as_nobody, gate_open):
    for client in (as_alice, as_nobody):
        assertNotContains(client.get(url("home")), TITLE)


@pytest.mark.parametrize(
    "tier", [Tier.EMERGENCY, Tier.URGENT, Tier.CHECK_FIRST, Tier.NOT_ELIGIBLE], ids=str
)
def test_a_closed_gate_offers_nothing(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier, conditions=["osteoporosis"])
    refused = as_alice.get(url("for-me"))
    assert refused.status_code == 403
    for response in (refused, as_alice.get(url("home")), as_alice.get(url("catalogue"), FEW)):
        assertNotContains(response, HINGE, status_code=response.status_code)


def test_an_expired_result_offers_nothing(as_alice, alice):
    limited(alice, "osteoporosis", granted_at=timezone.now() - timedelta(days=40))
    assert as_alice.get(url("for-me")).status_code == 403
    assertNotContains(as_alice.get(url("home")), TITLE)


def test_nobody_unasked_is_sent_to_the_questions(as_nobody):
    assertContains(as_nobody.get(url("for-me")), "Answer the questions", status_code=403)
    inside = as_nobody.get(url("for-me"), headers=HTMX)
    assert inside.headers["HX-Redirect"]


def test_a_stranger_gets_what_fits_themselves(as_bob, alice):
    limited(alice, "osteoporosis")
    response = as_bob.get(url("for-me"))
    assertContains(response, "You told us of nothing that limits you.")
    assertNotContains(response, "Thin bones")


def test_it_only_reads(as_alice, gate_open):
    assert as_alice.post(url("for-me")).status_code == 405
    inside = as_alice.get(url("for-me"), headers=HTMX)
    assert is_whole_page(inside)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "part"])
def test_the_catalogue_offers_it_where_little_is_left(as_alice, alice, headers):
    limited(alice, "osteoporosis")
    response = as_alice.get(url("catalogue"), FEW, headers=headers)
    assertContains(response, "No technique fits all of this")
    assertContains(response, TITLE)
    assertContains(response, url("technique", HINGE))
    for query in ({"suits": "1"}, {"kind": "roller"}):
        assertNotContains(as_alice.get(url("catalogue"), query, headers=headers), TITLE)


def test_a_place_that_is_off_is_not_named(as_alice, alice):
    limited(alice, "spinal_stenosis", "floor_limit")
    offer = as_alice.get(url("for-me")).context["page"].offer
    details = {card.name: card.detail for card in offer.techniques}
    assert details["Knee to chest"] == "On the back, in bed"


def test_what_brought_a_sign_lately_is_left_out(as_alice, alice, monkeypatch):
    limited(alice, "osteoporosis")
    adjustment = Adjustment(off={HINGE: Why.SIGN_LATELY})
    monkeypatch.setattr(offer_pages, "adjustment_of", lambda visitor, *, now: adjustment)
    response = as_alice.get(url("for-me"))
    assertNotContains(response, url("technique", HINGE))
    assertContains(response, url("technique", SIT_TALL))


def test_what_a_sign_limits_now_is_left_out(as_alice, alice, monkeypatch):
    limited(alice, "osteoporosis")
    adjustment = Adjustment(limits=Restrictions(positions=frozenset({"standing"})))
    monkeypatch.setattr(offer_pages, "adjustment_of", lambda visitor, *, now: adjustment)
    assertNotContains(as_alice.get(url("for-me")), url("technique", HINGE))


def test_when_nothing_else_is_left_it_says_walk_breathe_rest(as_alice, alice):
    everything = frozenset({"chair", "standing", "wall", "kneeling", "bath"})
    lying = frozenset({"floor_sitting", "floor_supine", "floor_prone", "side_lying"})
    beds = frozenset({"bed_supine", "bed_prone", "bed_side"})
    limits = Restrictions(
        positions=everything | lying | beds, areas=frozenset({"lumbar", "upper_back"})
    )
    ClearanceFactory(person=alice, tier=Tier.LIMITS, limits=limits, given=limits.as_json())
    response = as_alice.get(url("for-me"))
    assert "Walk a little, breathe slowly, or rest in a chair." in text_of(response)
    found = re.findall(r"/techniques/([\w-]+)/", response.content.decode())
    assert {*found} == {"mobility-walk", "prep-centring-breath"}


@pytest.mark.parametrize("page", [("home",), ("catalogue",)], ids=lambda page: page[0])
def test_the_offer_asks_the_database_for_what_sessions_mean_and_no_more(as_alice, alice, page):
    plain = ClearanceFactory(person=alice)
    query = "?suits=1&kind=roller&tool=heat" if page == ("catalogue",) else ""
    without = queries_of(as_alice, url(*page) + query)
    plain.delete()
    limited(alice, "osteoporosis")
    assert queries_of(as_alice, url(*page) + query) <= without + ADJUSTMENT


def test_an_added_technique_says_where_it_comes_from(as_nobody):
    text = text_of(as_nobody.get(url("technique", HINGE)))
    assert "Added by us: no collected guide describes it." in text
    assert "Named as gentle with “Thin bones" in text


def test_sources_show_their_keys_and_no_remark_for_reviewers(as_nobody):
    text = text_of(as_nobody.get(url("technique", "hand-forearm-glide")))
    assert "“Rheumatoid arthritis” (guide 001; CRYO-RA; our own rule)" in text
    assert "neck instab" not in text


def test_what_the_guides_hold_is_not_called_added(as_nobody):
    assert "Added by us" not in text_of(as_nobody.get(url("technique", "hand-gentle-rub")))
