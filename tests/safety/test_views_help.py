"""The help list: the same for everybody, with the numbers of a chosen country."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from safety import content
from safety.countries import country_codes, numbers_for
from safety.wording import COUNTRY_NAMES
from tests.safety.walks import RESULT, words_of

RULESET = content.current()
HELP = reverse("safety:help")
COUNTRY = reverse("safety:country")


@pytest.mark.parametrize("client_name", ["as_nobody", "as_alice", "as_bob"])
def test_everybody_reads_the_whole_list(request, client_name):
    text = words_of(request.getfixturevalue(client_name).get(HELP)).lower()
    for sign in (
        *RULESET.frame["help_page"]["emergency"],
        *RULESET.frame["help_page"]["same_day"],
    ):
        assert sign.lower() in text


def test_the_start_page_shows_the_list_before_the_first_question(as_nobody):
    text = words_of(as_nobody.get(reverse("safety:start"))).lower()
    for sign in RULESET.frame["help_page"]["emergency"]:
        assert sign.lower() in text
    assert "not yet reviewed by a clinician" in text


def test_a_country_is_remembered_in_the_browser(as_nobody):
    assertRedirects(as_nobody.post(COUNTRY, {"country": "GB"}), HELP)
    assertContains(as_nobody.get(HELP), '<option value="GB" selected>')
    as_nobody.post(COUNTRY, {"country": ""})
    assertContains(as_nobody.get(HELP), '<option value="" selected>')


def test_a_country_is_remembered_with_the_account(as_alice, alice):
    as_alice.post(COUNTRY, {"country": "NZ"})
    alice.refresh_from_db()
    assert alice.country == "NZ"
    elsewhere = Client()
    elsewhere.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assertContains(elsewhere.get(HELP), '<option value="NZ" selected>')


@pytest.mark.parametrize("code", ["XX", "<script>", "gb"])
def test_an_unknown_country_is_not_kept(as_alice, alice, code):
    as_alice.post(COUNTRY, {"country": code})
    alice.refresh_from_db()
    assert alice.country == ""
    assert as_alice.get(HELP).status_code == 200


def test_a_made_up_cookie_does_no_harm(as_nobody):
    as_nobody.cookies["country"] = "<script>"
    response = as_nobody.get(HELP)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition("<body")[2].split("<main")[1]


def test_every_country_has_a_name():
    assert set(country_codes(RULESET)) == set(COUNTRY_NAMES)


@pytest.mark.parametrize("code", ["", "XX", *country_codes(RULESET)])
def test_a_number_nobody_has_checked_is_never_shown_as_fact(code):
    row = next((one for one in RULESET.countries["countries"] if one["code"] == code), {})
    numbers = numbers_for(RULESET, code)
    assert numbers.is_checked == bool(row.get("verified_on"))
    if not numbers.is_checked:
        general = RULESET.countries["default"]
        assert numbers.emergency == general["emergency_text"]
        assert numbers.urgent == general["urgent_text"]
        assert [call.tel for call in numbers.calls] == ["112"]
        assert numbers.urgent_tel == ""


def test_a_checked_row_shows_its_numbers_and_the_local_number():
    row = {**RULESET.countries["countries"][0], "verified_on": "2026-11-01"}
    checked = replace(RULESET, countries={**RULESET.countries, "countries": [row]})
    numbers = numbers_for(checked, "GB")
    assert numbers.emergency == "999 / 112 or your local emergency number"
    assert [call.tel for call in numbers.calls] == ["999", "112"]
    assert numbers.urgent_tel == "111"


def test_without_a_result_there_is_no_result_page(as_alice):
    assertRedirects(as_alice.get(RESULT), reverse("safety:start"))
