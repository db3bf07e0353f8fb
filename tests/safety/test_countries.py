"""Emergency numbers: only of a chosen country, only checked ones, shown as they are dialled."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from safety import content
from safety.countries import country_codes, faults, numbers_for
from tests.factories import ClearanceFactory

RULESET = content.current()
ROWS = RULESET.countries["countries"]
CODES = country_codes(RULESET)
CHECKED = replace(
    RULESET,
    countries={
        **RULESET.countries,
        "countries": [{**row, "verified_on": date(2026, 11, 1)} for row in ROWS],
    },
)
GENERAL = RULESET.countries["default"]
ELSEWHERE = ["en-NZ", "de-CH", "fr-FR", "ja-JP", "en-US"]


@pytest.fixture
def all_checked(monkeypatch):
    """Pretend that a person has checked every row."""
    monkeypatch.setattr(content, "current", lambda: CHECKED)


@given(code=st.one_of(st.sampled_from(CODES), st.text(max_size=4)), which=st.booleans())
def test_any_code_gives_something_to_dial_and_the_general_words(code, which):
    numbers = numbers_for(CHECKED if which else RULESET, code)
    assert numbers.calls
    assert "your local emergency number" in numbers.emergency
    assert numbers.is_checked == (which and code in CODES)
    if not numbers.is_checked:
        assert [call.tel for call in numbers.calls] == ["112"]
        assert (numbers.urgent, numbers.urgent_tel) == (GENERAL["urgent_text"], "")


@pytest.mark.parametrize("code", CODES)
def test_a_checked_number_is_shown_as_it_is_dialled(code):
    numbers = numbers_for(CHECKED, code)
    for call in numbers.calls:
        assert re.fullmatch(r"\d{2,5}", call.tel)
        assert call.label == call.tel
        assert call.label in numbers.emergency
    assert re.fullmatch(r"#?\d*", numbers.urgent_tel)
    digits = re.sub(r"[^#\d]", "", numbers.urgent)
    assert numbers.urgent_tel in digits


@pytest.mark.parametrize("code", CODES)
def test_an_emergency_number_is_never_offered_as_the_line_for_advice(code):
    numbers = numbers_for(CHECKED, code)
    assert numbers.urgent_tel not in [call.tel for call in numbers.calls]


def test_the_same_digits_are_an_emergency_in_one_country_and_not_in_another():
    new_zealand, britain = numbers_for(CHECKED, "NZ"), numbers_for(CHECKED, "GB")
    assert [call.tel for call in new_zealand.calls] == ["111"]
    assert "111" not in new_zealand.urgent.split()
    assert new_zealand.urgent_tel == "0800611116"
    assert britain.urgent_tel == "111"
    assert "111" not in [call.tel for call in britain.calls]


@pytest.mark.parametrize("language", ELSEWHERE)
def test_the_language_of_a_browser_chooses_no_country(as_nobody, all_checked, language):
    response = as_nobody.get(reverse("safety:help"), headers={"accept-language": language})
    assertContains(response, 'href="tel:112"', count=1)
    assertContains(response, "your local emergency number")
    assertContains(response, '<option value="" selected>')


@pytest.mark.parametrize("code", CODES)
def test_the_help_page_links_each_number_and_shows_its_digits(as_nobody, all_checked, code):
    as_nobody.post(reverse("safety:country"), {"country": code})
    response = as_nobody.get(reverse("safety:help"))
    for call in numbers_for(CHECKED, code).calls:
        assertContains(response, f'href="tel:{call.tel}"')
        assertContains(response, f"Call {call.label}")


def test_a_number_with_a_hash_can_be_dialled(as_alice, alice, all_checked):
    ClearanceFactory(person=alice, tier="U")
    as_alice.post(reverse("safety:country"), {"country": "JP"})
    response = as_alice.get(reverse("safety:result"))
    assertContains(response, 'href="tel:%237119"')
    assertContains(response, "Call #7119")


def test_the_page_of_an_emergency_uses_the_chosen_country(as_alice, alice, all_checked):
    ClearanceFactory(person=alice, tier="E")
    as_alice.post(reverse("safety:country"), {"country": "NZ"})
    response = as_alice.get(reverse("safety:result"))
    assertContains(response, 'href="tel:111"')
    assertNotContains(response, 'href="tel:112"')


def rows_with(**changes):
    """Return the shipped rows with the first one changed."""
    rows = copy.deepcopy(ROWS)
    rows[0] |= changes
    return {**RULESET.countries, "countries": rows}


FAULTS = [
    ({"verified_on": "2026-11-01"}, "a date without quotes"),
    ({"verified_on": True}, "a date without quotes"),
    ({"emergency": []}, "all needed"),
    ({"status": ""}, "all needed"),
    ({"emergency": [{"label": "nine", "tel": "999"}]}, "shown as it is dialled"),
    ({"emergency": [{"label": "999 ", "tel": "999 "}]}, "shown as it is dialled"),
    ({"urgent_tel": "999"}, "emergency number or no number"),
    ({"urgent_tel": "call us"}, "emergency number or no number"),
    ({"code": "IE"}, "stands more than once"),
]


@pytest.mark.parametrize(("changes", "reason"), FAULTS)
def test_a_row_that_would_mislead_is_refused(changes, reason):
    found = list(faults(rows_with(**changes)))
    assert found
    assert all(reason in one for one in found)
    assert list(faults(RULESET.countries)) == []
    assert list(faults(rows_with(verified_on=date(2026, 11, 1)))) == []
