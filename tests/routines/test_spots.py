"""My tight spots: marked, cleared, one's own, and what is offered for them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.access_spots import spots_of
from routines.actions import clear_spot, mark_spot
from routines.models import TargetArea, TightSpot
from routines.spot_pages import sides_of
from safety.actions import merge_guest
from safety.models import Person
from safety.vocabulary import Restrictions
from tests.factories import ClearanceFactory, PersonFactory
from tests.routines.builders import CATALOGUE
from tests.routines.pages import HTMX, is_whole_page, url

AREA = "piriformis"
LEFT = {"side": "left", "tight": "yes", "view": "lower-back"}
CLEAR = {**LEFT, "tight": "no"}
WHERE = url("spot", AREA)


def test_marking_twice_is_marking_once(alice, now):
    area = TargetArea.objects.get(pk=AREA)
    for _ in range(2):
        mark_spot(person=alice, area=area, side="left", now=now)
    assert TightSpot.objects.filter(person=alice).count() == 1
    mark_spot(person=alice, area=area, side="right", now=now)
    assert spots_of(alice) == ((AREA, "left"), (AREA, "right"))
    clear_spot(person=alice, area=area, side="left")
    assert spots_of(alice) == ((AREA, "right"),)


def test_a_place_is_marked_and_cleared_without_a_script(as_alice, alice):
    response = as_alice.post(WHERE, LEFT)
    assertRedirects(response, url("spots") + "?view=lower-back")
    page = as_alice.get(url("spots"))
    assertContains(page, 'aria-label="Deep buttock muscle, left, marked" aria-current="true"')
    assertContains(page, 'id="marked-piriformis-left" aria-pressed="true"')
    assertContains(page, 'id="spot-piriformis-left" aria-pressed="true"')
    assertContains(page, 'id="spot-piriformis-right" aria-pressed="false"')
    as_alice.post(WHERE, CLEAR)
    assert spots_of(alice) == ()


def test_inside_the_page_only_its_part_comes_back(as_alice):
    response = as_alice.post(WHERE, LEFT, headers=HTMX)
    assert not is_whole_page(response)
    assertContains(response, 'id="spots"')
    assertContains(response, "Marked.")
    assertContains(as_alice.post(WHERE, CLEAR, headers=HTMX), "No longer marked.")


def test_every_region_leads_to_its_button(as_alice):
    for view in ("lower-back", "upper-back", "legs", "front"):
        page = as_alice.get(url("spots") + f"?view={view}").content.decode()
        wanted = re.findall(r'class="body-map__link" href="#([^"]+)"', page)
        assert wanted
        assert all(f'id="{one}"' in page for one in wanted)


@pytest.mark.parametrize(
    ("slug", "data"),
    [
        ("spine", {"side": "", "tight": "yes"}),
        ("no-such-place", {"side": "", "tight": "yes"}),
        (AREA, {"side": "", "tight": "yes"}),
        (AREA, {"side": "up", "tight": "yes"}),
        ("sacrum", {"side": "left", "tight": "yes"}),
        (AREA, {"side": "left", "tight": "perhaps"}),
        (AREA, {}),
    ],
)
def test_what_cannot_be_marked_is_not_found(as_alice, slug, data):
    assert as_alice.post(url("spot", slug), data).status_code == 404
    assert TightSpot.objects.count() == 0
    assert as_alice.get(url("spot", slug)).status_code == 405


def test_nobody_sees_the_spots_of_somebody_else(as_alice, as_bob, alice, bob):
    as_alice.post(WHERE, LEFT)
    assertNotContains(as_bob.get(url("spots")), 'id="marked-')
    as_bob.post(WHERE, CLEAR)
    assert spots_of(alice) == ((AREA, "left"),)
    assert spots_of(bob) == ()


def test_signed_out_the_page_is_empty_and_marking_begins_a_guest(as_nobody):
    assertNotContains(as_nobody.get(url("spots")), 'id="marked-')
    assert Person.objects.count() == 0
    as_nobody.post(WHERE, LEFT)
    guest = Person.objects.get()
    assert spots_of(guest) == ((AREA, "left"),)


def test_the_spots_of_a_guest_move_along(alice, now):
    guest = PersonFactory(email=None)
    for person in (guest, alice):
        area = TargetArea.objects.get(pk=AREA)
        mark_spot(person=person, area=area, side="left", now=now)
    merge_guest(guest=guest, into=alice, now=now)
    assert spots_of(alice) == ((AREA, "left"),)


def test_with_an_open_gate_home_and_page_show_what_may_ease_it(as_alice, gate_open):
    assert as_alice.get(reverse("routines:home")).context["page"].eases == ()
    as_alice.post(WHERE, LEFT)
    eases = as_alice.get(url("spots")).context["page"].eases
    assert 2 <= len(eases) <= 4
    assert all(one.because == "Deep buttock muscle" for one in eases)
    home = as_alice.get(reverse("routines:home"))
    assert home.context["page"].eases == eases
    assertContains(home, "For your tight spots")


def test_with_a_closed_gate_nothing_is_shown_for_them(as_alice):
    as_alice.post(WHERE, LEFT)
    page = as_alice.get(url("spots"))
    assert page.context["page"].eases == ()
    assertContains(page, "Answer a few questions")


def test_what_a_person_is_limited_in_is_never_offered(as_alice, alice):
    ClearanceFactory(person=alice, limits=Restrictions(areas=frozenset({"glute"})))
    as_alice.post(WHERE, LEFT)
    urls = [one.url for one in as_alice.get(url("spots")).context["page"].eases]
    slugs = [one.rstrip("/").rpartition("/")[2] for one in urls]
    assert all("glute" not in CATALOGUE.techniques[one].facts.areas for one in slugs)


def test_sides_are_those_of_the_map():
    assert sides_of(CATALOGUE.areas[AREA]) == ("left", "right")
    assert sides_of(CATALOGUE.areas["sacrum"]) == ("",)
