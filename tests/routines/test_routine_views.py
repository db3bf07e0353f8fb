"""Routines: the list, and building one's own, with and without htmx."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.models import Routine, RoutineStep, Session, Technique
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory, RoutineFactory
from tests.routines.pages import HTMX, is_whole_page, said, text_of, url

NO_BALL = Restrictions(tools=frozenset({"ball"}))
GOOD = {"do": "save", "seconds": "50", "sides": "both", "rest": "10", "position": "wall"}
LOCKED = [tier for tier in Tier if tier.is_locked]


def step_url(routine: Routine, place: int) -> str:
    """Return the address of a step by its place, counted from 1."""
    return url("step", routine.pk, RoutineStep.objects.get(routine=routine, order=place).pk)


def order(routine: Routine) -> list[str]:
    """Return the techniques in order."""
    return [*routine.steps.order_by("order").values_list("technique_id", flat=True)]


def test_the_list_shows_ones_own_and_the_starters(as_alice, routine):
    RoutineFactory(name="Somebody else's")
    response = as_alice.get(url("routines"))
    assertContains(response, routine.name)
    assertContains(response, "Five minutes at the office wall")
    assertNotContains(response, "Somebody else")


@pytest.mark.parametrize("minutes", ["5", "15"])
def test_starters_can_be_narrowed_by_minutes(as_alice, minutes):
    shown = as_alice.get(url("routines"), {"minutes": minutes}).context["page"].starters
    assert shown
    assert all(int(card.time.split()[0]) <= int(minutes) for card in shown)


@pytest.mark.parametrize("minutes", ["", "-5", "five", "9" * 5000, "٣٠٠٠٠", "1e9"])
def test_garbage_for_minutes_shows_all(as_alice, minutes):
    shown = as_alice.get(url("routines"), {"minutes": minutes}).context["page"].starters
    assert len(shown) == 22


def test_starters_with_too_little_left_are_hidden_and_counted(as_alice, alice):
    limits = Restrictions(tools=frozenset({"ball", "peanut", "roller", "partner"}))
    ClearanceFactory(person=alice, limits=limits)
    page = as_alice.get(url("routines")).context["page"]
    assert page.hidden > 0
    assert len(page.starters) + page.hidden == 22
    assert "Rolling on the floor, with a partner" not in {card.name for card in page.starters}


def test_a_routine_begins_empty_and_makes_a_guest_of_a_stranger(as_nobody):
    response = as_nobody.post(url("routine-new"))
    row = Routine.objects.exclude(owner=None).get()
    assertRedirects(response, url("routine", row.pk))
    assert row.owner.is_guest
    assertContains(as_nobody.get(url("routine", row.pk)), "An empty routine")


def test_the_builder_shows_steps_total_and_a_form_for_each(as_alice, routine):
    response = as_alice.get(url("routine", routine.pk))
    for technique in Technique.objects.filter(pk__in=order(routine)):
        assertContains(response, technique.name)
    assertContains(response, 'name="seconds"', count=3)
    assertContains(response, "Total, with change-overs")


@pytest.mark.parametrize(
    ("verb", "place", "after", "words"),
    [
        ("up", 2, [1, 0, 2], "moved to 1 of 3"),
        ("down", 1, [1, 0, 2], "moved to 2 of 3"),
        ("up", 1, [0, 1, 2], "moved to 1 of 3"),
        ("copy", 2, [0, 1, 1, 2], "duplicated"),
        ("remove", 2, [0, 2], "removed"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
def test_each_change_of_a_step_is_made_and_said(
    as_alice, routine, verb, place, after, words, headers
):
    before = order(routine)
    response = as_alice.post(step_url(routine, place), {"do": verb}, headers=headers)
    assert order(routine) == [before[one] for one in after]
    if headers:
        assert not is_whole_page(response)
        assert response.content.lstrip().startswith(b'<div class="builder" id="builder">')
        assert words in text_of(response)
    else:
        assert words in said(as_alice, response)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
def test_times_sides_and_position_are_saved(as_alice, routine, headers):
    response = as_alice.post(step_url(routine, 2), {**GOOD, "sides": "left"}, headers=headers)
    row = RoutineStep.objects.get(routine=routine, order=2)
    assert (row.seconds, row.sides, row.rest, row.position) == (50, "left", 10, "wall")
    assert "Saved" in (text_of(response) if headers else said(as_alice, response))


WRONG = {
    "negative": ("seconds", "-40", "Type a whole number from 5 to"),
    "too short": ("seconds", "4", "Type a whole number from 5 to"),
    "too long": ("seconds", "601", "Type a whole number from 5 to"),
    "huge": ("seconds", "9" * 5000, "Type a whole number from 5 to"),
    "words": ("seconds", "forty", "Type a whole number from 5 to"),
    "a fraction": ("seconds", "12.5", "Type a whole number from 5 to"),
    "nothing": ("seconds", "", "Type a whole number from 5 to"),
    "negative rest": ("rest", "-1", "Type a whole number from 0 to 120"),
    "long rest": ("rest", "121", "Type a whole number from 0 to 120"),
    "no side": ("sides", "once", "Choose one of the list."),
    "unknown side": ("sides", "middle", "Choose one of the list."),
    "another position": ("position", "bath", "Choose one of the list."),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
def test_a_wrong_value_is_told_beside_its_field_and_kept(as_alice, routine, case, headers):
    field, typed, message = WRONG[case]
    before = RoutineStep.objects.values().get(routine=routine, order=2)
    address = step_url(routine, 2)
    response = as_alice.post(address, {**GOOD, field: typed}, headers=headers)
    assert response.status_code == 422
    assert is_whole_page(response) == (not headers)
    assert RoutineStep.objects.values().get(routine=routine, order=2) == before
    form = next(one.form for one in response.context["page"].steps if one.form.is_bound)
    assert [*form.errors] == [field]
    assertContains(response, f'id="{form[field].auto_id}_error"', status_code=422)
    assert message in text_of(response)
    if field in ("seconds", "rest") and typed:
        assertContains(response, f'value="{typed}"', status_code=422)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
def test_a_name_is_saved_whatever_its_letters(as_alice, routine, headers):
    name = "🧘‍♀️ <b>Abend</b> & 背中"
    response = as_alice.post(url("routine", routine.pk), {"name": name}, headers=headers)
    routine.refresh_from_db()
    assert routine.name == name
    page = response if headers else as_alice.get(url("routine", routine.pk))
    assertContains(page, "🧘‍♀️ &lt;b&gt;Abend&lt;/b&gt; &amp; 背中")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
@pytest.mark.parametrize("name", ["x" * 81, "x" * 10_000, "bad\x00name"], ids=len)
def test_a_name_too_long_is_told_and_kept(as_alice, routine, headers, name):
    response = as_alice.post(url("routine", routine.pk), {"name": name}, headers=headers)
    assert response.status_code == 422
    assert is_whole_page(response) == (not headers)
    assertContains(response, 'id="id_name_error"', status_code=422)
    assertContains(response, name, status_code=422)
    routine.refresh_from_db()
    assert routine.name == "Evening"


def test_an_empty_name_becomes_untitled(as_alice, routine):
    as_alice.post(url("routine", routine.pk), {"name": "  "})
    routine.refresh_from_db()
    assert routine.name == "Untitled routine"


def test_a_copy_and_a_deletion(as_alice, routine):
    response = as_alice.post(url("routine-copy", routine.pk))
    copy = Routine.objects.exclude(owner=None).latest("pk")
    assertRedirects(response, url("routine", copy.pk))
    assert order(copy) == order(routine)
    assert "Evening deleted." in said(
        as_alice, as_alice.post(url("routine-delete", routine.pk))
    )
    assert not Routine.objects.filter(pk=routine.pk).exists()


def test_a_starter_is_copied_by_a_stranger_who_becomes_a_guest(as_nobody):
    starter = Routine.objects.get(slug="office-wall")
    as_nobody.post(url("routine-copy", starter.pk))
    copy = Routine.objects.exclude(owner=None).get()
    assert copy.owner.is_guest
    assert order(copy) == order(starter)


def test_a_starter_can_neither_be_changed_nor_deleted(as_alice):
    starter = Routine.objects.get(slug="office-wall")
    first = starter.steps.first().pk
    for address, data in (
        (url("routine", starter.pk), {"name": "Mine"}),
        (url("routine-delete", starter.pk), {}),
        (url("routine-sound", starter.pk), {"pack": "off"}),
        (url("step", starter.pk, first), {"do": "remove"}),
    ):
        assert as_alice.post(address, data).status_code == 404
    assert Routine.objects.get(slug="office-wall").steps.count() == 4


@pytest.mark.parametrize("verb", ["", "explode", "up; down"])
def test_an_unknown_change_is_not_found(as_alice, routine, verb):
    assert as_alice.post(step_url(routine, 1), {"do": verb}).status_code == 404
    assert len(order(routine)) == 3


def test_a_step_is_found_only_in_its_own_routine(as_alice, alice, routine):
    other = RoutineFactory(owner=alice)
    step = routine.steps.first().pk
    assert as_alice.post(url("step", other.pk, step), {"do": "remove"}).status_code == 404
    assert len(order(routine)) == 3


def test_a_stranger_finds_nothing_and_changes_nothing(as_bob, as_nobody, routine):
    step = routine.steps.first().pk
    for client in (as_bob, as_nobody):
        assert client.get(url("routine", routine.pk)).status_code == 404
        for address, data in (
            (url("routine", routine.pk), {"name": "Mine"}),
            (url("routine-sound", routine.pk), {"pack": "off"}),
            (url("routine-copy", routine.pk), {}),
            (url("routine-delete", routine.pk), {}),
            (url("routine-start", routine.pk), {}),
            (url("step", routine.pk, step), {"do": "remove"}),
            (url("step", routine.pk, step), GOOD),
        ):
            assert client.post(address, data).status_code == 404
    kept = Routine.objects.get(pk=routine.pk)
    assert (kept.name, kept.pack) == ("Evening", "phone")
    assert len(order(routine)) == 3


@pytest.mark.parametrize(
    "name",
    ["routine-new", "routine-sound", "routine-copy", "routine-delete", "routine-start"],
)
def test_changing_needs_a_post(as_alice, routine, name):
    args = () if name == "routine-new" else (routine.pk,)
    assert as_alice.get(url(name, *args)).status_code == 405
    assert as_alice.get(step_url(routine, 1)).status_code == 405


def test_a_post_without_a_token_changes_nothing(alice, routine):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    for address in (
        *(url(name, routine.pk) for name in ("routine", "routine-copy", "routine-delete")),
        *(url("routine-start", routine.pk), url("routine-sound", routine.pk)),
        *(url("routine-new"), step_url(routine, 1)),
    ):
        assert strict.post(address, {"name": "Mine", "do": "remove"}).status_code == 403
    assert Routine.objects.exclude(owner=None).get().name == "Evening"
    assert not Session.objects.exists()


def test_what_is_not_for_you_is_marked_and_its_change_told(as_alice, alice, routine):
    ClearanceFactory(person=alice, limits=NO_BALL, conditions=["low_platelets"])
    for address in (url("routine", routine.pk), url("starter", "office-wall")):
        text = text_of(as_alice.get(address))
        assert "Not for you now" in text
        assert "Because you told us: " in text
        assert "to suit you" in text
        assert "which is not for you now" in text


@pytest.mark.parametrize("tier", LOCKED)
def test_a_locked_person_builds_nothing(as_alice, alice, routine, tier):
    ClearanceFactory(person=alice, tier=tier)
    for address, data in (
        (url("routine-new"), {}),
        (url("routine", routine.pk), {"name": "Mine"}),
        (url("routine-sound", routine.pk), {"pack": "off"}),
        (url("routine-copy", routine.pk), {}),
        (url("routine-delete", routine.pk), {}),
        (step_url(routine, 1), {"do": "remove"}),
        (url("technique-add", "hand-gentle-rub"), {"routine": routine.pk}),
    ):
        assert as_alice.post(address, data).status_code == 403
    kept = Routine.objects.exclude(owner=None).get()
    assert (kept.name, kept.pack) == ("Evening", "phone")
    assert len(order(routine)) == 3
