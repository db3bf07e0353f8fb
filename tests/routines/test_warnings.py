"""Advanced techniques: followed only with their warning accepted, and never past limits."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.actions import accept_warning
from routines.models import AcceptedWarning, Session, Technique
from safety.vocabulary import Restrictions
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, said, text_of, url

PRESS, READING, LATE = "hand-ql-press", "hand-abdominal-massage", "tool-massage-gun-lower-back"
SHOW = "I have read this. Show it for me."


@pytest.fixture
def early(catalogue) -> Technique:
    """An advanced technique that the level of a beginner allows."""
    Technique.objects.filter(pk=PRESS).update(level=1)
    return Technique.objects.get(pk=PRESS)


def accept(client, slug: str = PRESS, **headers):
    """Press the button under a warning."""
    return client.post(url("technique-accept", slug), headers=headers)


def test_a_warning_is_shown_with_its_form_and_nothing_starts_before(as_alice, gate_open, early):
    page = as_alice.get(url("technique", PRESS))
    assertContains(page, SHOW)
    assertContains(page, "read its warning first")
    assertNotContains(page, url("technique-try", PRESS))
    as_alice.post(url("technique-try", PRESS))
    assert not Session.objects.exists()


def test_an_accepted_warning_opens_the_technique_and_stays(as_alice, gate_open, early):
    assertRedirects(accept(as_alice), url("technique", PRESS), fetch_redirect_response=False)
    accept(as_alice)
    assert AcceptedWarning.objects.count() == 1
    page = as_alice.get(url("technique", PRESS))
    assertNotContains(page, SHOW)
    assertContains(page, url("technique-try", PRESS))
    as_alice.post(url("technique-try", PRESS))
    assert [step["technique"] for step in Session.objects.get().plan["steps"]] == [PRESS]
    as_alice.post(url("technique-add", PRESS))
    assert as_alice.post(url("technique-add", PRESS)).status_code == 302


def test_it_is_accepted_for_oneself_only(as_alice, as_bob, gate_open, early):
    accept(as_alice)
    assertContains(as_bob.get(url("technique", PRESS)), SHOW)
    as_bob.post(url("technique-try", PRESS))
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "limits",
    [
        Restrictions(areas=frozenset({"flank"})),
        Restrictions(flags=frozenset({"press_with_hands"})),
    ],
    ids=["area", "flag"],
)
def test_limits_come_before_any_warning(as_alice, alice, early, limits):
    ClearanceFactory(person=alice, limits=limits)
    assertNotContains(as_alice.get(url("technique", PRESS)), SHOW)
    assert "not open for you now" in said(as_alice, accept(as_alice))
    accept_warning(person=alice, technique=early, now=timezone.now())
    as_alice.post(url("technique-try", PRESS))
    assert not Session.objects.exists()


def test_a_level_that_is_not_reached_comes_before_it_too(as_alice, gate_open):
    page = as_alice.get(url("technique", LATE))
    assertNotContains(page, SHOW)
    assert "comes later" in text_of(page)
    accept(as_alice, LATE)
    assert not AcceptedWarning.objects.exists()


@pytest.mark.parametrize("slug", [READING, "hand-gentle-rub"])
def test_there_is_no_warning_to_accept_where_none_opens_anything(as_alice, gate_open, slug):
    assertNotContains(as_alice.get(url("technique", slug)), SHOW)
    accept(as_alice, slug)
    assert not AcceptedWarning.objects.exists()


def test_what_is_for_reading_never_starts(as_alice, alice, gate_open):
    row = Technique.objects.get(pk=READING)
    accept_warning(person=alice, technique=row, now=timezone.now())
    assertNotContains(as_alice.get(url("technique", READING)), url("technique-try", READING))
    as_alice.post(url("technique-try", READING))
    assert not Session.objects.exists()


def test_a_closed_gate_accepts_nothing(as_alice, as_nobody, early):
    for client in (as_alice, as_nobody):
        assert accept(client).status_code == 403
        assert accept(client, **HTMX)["HX-Redirect"]
    assertNotContains(as_alice.get(url("technique", PRESS)), SHOW)
    assert not AcceptedWarning.objects.exists()


def test_a_warning_is_posted_and_belongs_to_a_technique(as_alice, gate_open):
    assert as_alice.get(url("technique-accept", PRESS)).status_code == 405
    assert accept(as_alice, "nowhere").status_code == 404
