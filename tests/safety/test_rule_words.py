"""Rules in words: each form of the language, limits, and where rules come from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety import content
from safety.blocks import WIDTH, Block, as_text, entry
from safety.countries import numbers_for
from safety.how_frame import countries
from safety.rule_words import in_words, limits_in_words
from safety.ruleset import RestrictionTable
from safety.sources import Source, faults, keys_in, with_status

RULESET = content.current()
WEAK = "“Leg weakness: yes or not sure”"
BOTH = "“Both-leg signs: yes or not sure”"

WORDS = [
    ("always", "always"),
    ("WEAK", WEAK),
    ("not WEAK", f"not {WEAK}"),
    ("WEAK and BOTH", f"{WEAK} and {BOTH}"),
    ("WEAK or BOTH", f"{WEAK} or {BOTH}"),
    ("WEAK and (BOTH or WEAK)", f"{WEAK} and ({BOTH} or {WEAK})"),
    ("not (WEAK or BOTH)", f"not ({WEAK} or {BOTH})"),
    ("leg_weakness is yes", "“Is a leg or foot weak?” – “Yes”"),
    ("leg_weakness is yes | not_sure", "“Is a leg or foot weak?” – “Yes” / “Not sure”"),
    (
        "unwell has very_ill",
        "“In the last few days, have you had any of these?” – “Feeling very ill”",
    ),
    ("age_years >= 50", "“How old are you?” – 50 or more"),
    ("age_years > 50", "“How old are you?” – more than 50"),
    ("age_years <= 50", "“How old are you?” – 50 or less"),
    ("age_years < 50", "“How old are you?” – less than 50"),
    ("age_years == 50", "“How old are you?” – exactly 50"),
    ("condition burn", "“Burn or bad sunburn” applies"),
    ("rule C01", "rule C01 fires"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_rule_in_words(text, words):
    assert in_words(RULESET, text) == words


def test_a_rule_about_any_condition_says_which_ones():
    said = {
        one.id: in_words(RULESET, one.when, one) for one in RULESET.rules if one.per_condition
    }
    assert len(set(said.values())) == 3
    assert "keeps routines closed" in said["C11"]
    assert "health worker" in said["C10"]


def table(**changes):
    return RestrictionTable(**changes)


LIMITS = [
    ({}, []),
    ({"tools": ("gun", "heat")}, ["Tools left out: gun, heat"]),
    ({"tools": tuple(RULESET.vocabulary["tools"])}, ["Tools left out: all"]),
    ({"positions": ("floor_prone",)}, ["Positions left out: floor prone"]),
    ({"areas": ("neck", "calf")}, ["Places left alone: Neck; Lower leg"]),
    ({"pairs": ("gun@neck", "press_with_hands@neck", "ball@calf")},
     ["Neck: no gun, press with hands", "Lower leg: no ball"]),
    ({"pressure_max": "light"}, ["Pressure at most: light"]),
    ({"pressure_max": "none"}, ["No pressing at all"]),
    ({"spot_max_s": 30}, ["One spot at most: 30 seconds"]),
    ({"session_max_min": 10}, ["At most 10 minutes a session"]),
    ({"heat_max_s": 600, "cold_max_s": 60},
     ["Warmth at most: 10 minutes", "Cold at most: 1 minute"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), LIMITS)
def test_limits_in_words(changes, words):
    assert limits_in_words(RULESET, table(**changes)) == words


def test_every_limit_of_every_condition_is_told():
    for one in RULESET.conditions.values():
        words = limits_in_words(RULESET, one.restrictions)
        kinds = ("tools", "positions", "movements", "areas", "flags")
        most = sum(bool(getattr(one.restrictions, kind)) for kind in kinds)
        assert len(words) >= most, one.id
        assert words, one.id


KEYS = [
    ("KWON24; NCCIH (massage gun, died)", ("KWON24", "NCCIH")),
    ("seed 002 (coach); own rule", ("seed 002", "own rule")),
    ("Own rule", ("own rule",)),
    ("CG75/NG234", ("CG75", "NG234")),
    ("Delphi contraindication 84 %; BARTSCH", ("BARTSCH",)),
    ("conditions", ()),
    ("K; K for the hours (6)", ("K",)),
]


@pytest.mark.parametrize(("text", "keys"), KEYS)
def test_the_keys_a_source_names(text, keys):
    assert keys_in(text) == keys


def test_a_key_is_shown_with_its_status():
    assert (
        with_status(RULESET.sources, "SUTHAM20; NHS-BP; K") == "SUTHAM20 (P/S); NHS-BP (S); K"
    )


def test_a_key_that_stands_nowhere_is_a_fault():
    known = {"GOOD": Source(keys=("GOOD",), what="A page.", status="P (old)")}
    assert list(faults(known, {"rules.toml: E01": "GOOD; F2; as R02"})) == []
    assert list(faults(known, {"rules.toml: E01": "GONE"})) == [
        "rules.toml: E01: unknown source GONE"
    ]
    odd = {"GOOD": Source(keys=("GOOD",), what="A page.", status="maybe")}
    assert len(list(faults(odd, {}))) == 1


def test_a_checked_country_shows_its_numbers_and_the_day(monkeypatch):
    rows = [{**row, "verified_on": date(2026, 11, 1)} for row in RULESET.countries["countries"]]
    monkeypatch.setitem(RULESET.countries, "countries", rows)
    first = countries(RULESET).entries[0]
    lines = {line.label: line.texts[0] for line in first.lines}
    assert lines["Emergency"] == "999 / 112"
    assert lines["Status"] == "checked on 1 November 2026"
    assert numbers_for(RULESET, "GB").is_checked


@given(
    st.lists(st.text(alphabet="ab –“”/\n", max_size=300), min_size=1, max_size=4),
    st.text(alphabet="ab ", max_size=120),
)
def test_plain_text_is_never_wider_than_the_page(texts, title):
    block = Block(
        id="x", title="X", intro=title, entries=(entry("E01", title, ("When", texts)),)
    )
    assert all(len(line) <= WIDTH for line in as_text([block]).splitlines())


def test_an_entry_leaves_out_what_is_empty():
    found = entry("a", "b", ("One", ""), ("Two", ["", "x"]), ("Three", []))
    assert [(line.label, line.texts) for line in found.lines] == [("Two", ("x",))]
