"""The tools somebody has: said on two pages, one's own, and a filter of the catalogue."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.access_tools import owned_tools_of
from routines.actions import give_up_tool, own_tool
from routines.models import OwnedTool, Tool
from routines.owned import can_be_done
from safety.actions import merge_guest
from safety.models import Person
from tests.factories import PersonFactory
from tests.routines.builders import CATALOGUE
from tests.routines.pages import HTMX, is_whole_page, said, text_of, url

BALL, HAVE = "tennis-ball", {"have": "1"}
YES, NO = {"has": "yes", "on": "tool"}, {"has": "no", "on": "list"}


@pytest.mark.parametrize(
    ("technique", "owned", "can"),
    [
        ("hand-gentle-rub", "", True),
        ("mobility-walk", "", True),
        ("stretch-knee-to-chest", "", True),
        ("heating-pad-lower-back", "", True),  # a towel wrung out in warm water does
        ("ball-wall-lower-back", "", False),
        ("ball-wall-lower-back", "tennis-ball", True),
        ("ball-wall-lower-back", "massage-ball", True),
        ("ball-wall-lower-back", "foam-roller", False),
        ("ball-peanut-arm-lowering", "tennis-ball-pair", True),
        ("partner-effleurage", "lotion-oil", False),
        ("tool-massage-gun-glutes", "percussion-massager", False),  # of another family
        ("tool-shiatsu-arms", "", False),  # hands stand in, but are of another family
        ("tool-shiatsu-arms", "back-massager", True),
        ("prep-make-peanut", "duct-tape", False),
        ("prep-make-peanut", "duct-tape tennis-ball-pair", True),
    ],
)
def test_a_technique_can_be_done_when_nothing_is_missing(technique, owned, can):
    row = CATALOGUE.techniques[technique]
    assert can_be_done(row, CATALOGUE.tools, frozenset(owned.split())) is can


def test_with_every_tool_everything_can_be_done():
    everything = frozenset(CATALOGUE.tools)
    for row in CATALOGUE.techniques.values():
        assert can_be_done(row, CATALOGUE.tools, everything)


def test_saying_it_twice_is_saying_it_once(alice, now):
    ball = Tool.objects.get(pk=BALL)
    for _ in range(2):
        own_tool(person=alice, tool=ball, now=now)
    assert OwnedTool.objects.filter(person=alice).count() == 1
    for _ in range(2):
        give_up_tool(person=alice, tool=ball)
    assert owned_tools_of(alice) == frozenset()


def test_the_page_of_a_tool_remembers_it(as_alice, alice):
    assertContains(as_alice.get(url("tool", BALL)), 'aria-pressed="false"')
    response = as_alice.post(url("tool-own", BALL), YES)
    assert response["Location"] == url("tool", BALL)
    assert "Tennis ball: you have it." in said(as_alice, response)
    assertContains(as_alice.get(url("tool", BALL)), 'aria-pressed="true"')
    assertRedirects(as_alice.post(url("tool-own", BALL), NO), url("tools"))
    assert owned_tools_of(alice) == frozenset()


@pytest.mark.parametrize(("on", "part"), [("list", "shelves"), ("tool", "own")])
def test_htmx_gets_the_part_it_was_said_in(as_alice, alice, on, part):
    response = as_alice.post(url("tool-own", BALL), {"has": "yes", "on": on}, headers=HTMX)
    assert response.content.lstrip().startswith(b"<div ")
    assert not is_whole_page(response)
    assertContains(response, f'id="{part}"', count=1)
    assertContains(response, 'aria-pressed="true"', count=1)
    assert owned_tools_of(alice) == {BALL}


def test_a_stranger_becomes_a_guest_with_tools(as_nobody):
    assertRedirects(as_nobody.post(url("tool-own", BALL), YES), url("tool", BALL))
    guest = Person.objects.get(email=None)
    assert owned_tools_of(guest) == {BALL}
    assertContains(as_nobody.get(url("tools")), 'aria-pressed="true"', count=1)


def test_nobody_sees_or_changes_another_persons_tools(as_bob, as_nobody, alice, bob):
    own_tool(person=alice, tool=Tool.objects.get(pk=BALL), now=timezone.now())
    for client in (as_bob, as_nobody):
        assertNotContains(client.get(url("tools")), 'aria-pressed="true"')
        client.post(url("tool-own", BALL), NO)
    assert owned_tools_of(alice) == {BALL}
    assert owned_tools_of(bob) == frozenset()


@pytest.mark.parametrize(
    ("slug", "posted"),
    [
        ("no-such-tool", YES),
        ("hands", YES),
        ("neck-tool", YES),
        (BALL, {}),
        (BALL, {"has": "maybe"}),
    ],
    ids=str,
)
def test_what_is_not_asked_is_not_found_and_makes_nobody(as_nobody, slug, posted):
    for headers in ({}, HTMX):
        response = as_nobody.post(url("tool-own", slug), posted, headers=headers)
        assert response.status_code == 404
    assert not OwnedTool.objects.exists()
    assert not Person.objects.exists()


def test_saying_it_needs_a_post(as_alice):
    assert as_alice.get(url("tool-own", BALL)).status_code == 405


def test_a_retired_tool_is_no_longer_had(alice, now):
    ball = Tool.objects.get(pk=BALL)
    own_tool(person=alice, tool=ball, now=now)
    Tool.objects.filter(pk=BALL).update(retired_at=now)
    assert owned_tools_of(alice) == frozenset()


def test_a_guests_tools_join_the_accounts(alice, now):
    guest = PersonFactory(email=None)
    for person, slug in ((guest, BALL), (alice, BALL), (guest, "foam-roller")):
        own_tool(person=person, tool=Tool.objects.get(pk=slug), now=now)
    merge_guest(guest=guest, into=alice, now=now)
    assert owned_tools_of(alice) == {BALL, "foam-roller"}
    give_up_tool(person=alice, tool=Tool.objects.get(pk=BALL))
    assert owned_tools_of(alice) == {"foam-roller"}


def test_the_catalogue_shows_only_what_can_be_done(as_alice, as_nobody, alice):
    def shown(client) -> set[str]:
        return {card.slug for card in client.get(url("catalogue"), HAVE).context["page"].cards}

    bare = shown(as_nobody)
    assert shown(as_alice) == bare
    assert "hand-gentle-rub" in bare
    assert "ball-wall-lower-back" not in bare
    as_alice.post(url("tool-own", BALL), YES)
    assert shown(as_alice) > bare
    assert "ball-wall-lower-back" in shown(as_alice)
    assert shown(as_nobody) == bare


def test_the_list_says_price_and_swap_and_asks_only_what_not_every_home_has(as_nobody):
    response = as_nobody.get(url("tools"))
    text = text_of(response)
    for tool in CATALOGUE.tools.values():
        assert tool.household_alternative in text
    assert all(price in text for price in ("Cheap.", "Costs nothing.", "Costs more."))
    assertContains(response, 'id="own-tennis-ball"', count=1)
    assertNotContains(response, 'id="own-hands"')
    assertNotContains(response, 'id="own-neck-tool"')
