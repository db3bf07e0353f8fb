"""Tones of a routine's own: chosen in the builder, frozen into its session."""

from __future__ import annotations

import pytest
from pytest_django.asserts import assertContains

from routines.models import Routine, Session
from tests.routines.pages import HTMX, is_whole_page, said, text_of, url

OWN_TONES = "This routine has tones of its own."


@pytest.mark.parametrize("pack", ["calm", "clear", "off", "phone"])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
def test_tones_of_its_own_are_saved_and_shown(as_alice, routine, headers, pack):
    address = url("routine-sound", routine.pk)
    response = as_alice.post(address, {"pack": pack}, headers=headers)
    routine.refresh_from_db()
    assert routine.pack == pack
    if headers:
        assert not is_whole_page(response)
        assertContains(response, '<details class="fold" id="sound" open>')
    words = text_of(response) if headers else said(as_alice, response)
    assert "Tones saved." in words
    assert f"Tones: {routine.get_pack_display()}" in words
    shown = response if headers else as_alice.get(url("routine", routine.pk))
    assertContains(shown, f'<option value="{pack}" selected>', count=1)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole", "htmx"])
@pytest.mark.parametrize(
    "data", [{}, {"pack": ""}, {"pack": "loud"}, {"pack": "CALM"}, {"pack": "off\x00"}], ids=str
)
def test_tones_that_do_not_exist_change_nothing_and_are_told(as_alice, routine, headers, data):
    Routine.objects.filter(pk=routine.pk).update(pack="clear")
    response = as_alice.post(url("routine-sound", routine.pk), data, headers=headers)
    assert response.status_code == 422
    assert is_whole_page(response) == (not headers)
    assertContains(response, 'id="id_pack_error"', status_code=422)
    assert "Choose one of the list." in text_of(response)
    assert "Tones: Clear, louder" in text_of(response)
    assertContains(response, 'id="sound" open', status_code=422)
    routine.refresh_from_db()
    assert (routine.pack, routine.changed_at) == ("clear", None)


@pytest.mark.parametrize("pack", ["off", "clear", "calm", "phone"])
def test_the_page_of_a_session_holds_the_tones_of_its_routine(
    as_alice, gate_open, routine, pack
):
    as_alice.post(url("routine-sound", routine.pk), {"pack": pack})
    as_alice.post(url("routine-start", routine.pk))
    page = as_alice.get(url("session", Session.objects.get().pk))
    assertContains(page, f'data-pack="{pack}"', count=1)
    assert text_of(page).count(OWN_TONES) == (0 if pack == "phone" else 2)


def test_one_technique_alone_sounds_as_on_the_phone(as_alice, gate_open):
    as_alice.post(url("technique-try", "hand-gentle-rub"))
    page = as_alice.get(url("session", Session.objects.get().pk))
    assertContains(page, 'data-pack="phone"', count=1)


def test_a_copy_sounds_the_same(as_alice, routine):
    as_alice.post(url("routine-sound", routine.pk), {"pack": "off"})
    as_alice.post(url("routine-copy", routine.pk))
    assert [*Routine.objects.filter(owner=routine.owner).values_list("pack", flat=True)] == [
        "off",
        "off",
    ]
