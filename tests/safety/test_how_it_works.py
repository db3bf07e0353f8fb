"""The public page that holds the whole rule set, and nothing meant for reviewers only."""

from __future__ import annotations

import gzip
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertNumQueries

from safety import content, how_frame
from safety.help_pages import blocks_of, how_page
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.safety.walks import words_of

RULESET = content.current()
HOW = reverse("safety:how")
MOST_BYTES = 60_000


def flat(text: str) -> str:
    """Return a text with single spaces, as `words_of` gives a page."""
    return " ".join(text.split())


@pytest.fixture
def text(as_nobody) -> str:
    """The words of the page."""
    return words_of(as_nobody.get(HOW))


def test_the_page_says_what_it_is_for_and_who_has_reviewed_it(text):
    assert flat(RULESET.frame["purpose"]) in text
    assert RULESET.version in text
    assert "not yet reviewed by a clinician" in text


def test_a_reviewer_is_named_once_the_files_name_one(as_nobody, monkeypatch):
    reviewed = replace(RULESET, reviewer="Ada Example, physiotherapist")
    monkeypatch.setattr(content, "current", lambda: reviewed)
    response = as_nobody.get(HOW)
    assertContains(response, "reviewed by Ada Example, physiotherapist")
    assertNotContains(response, "not yet reviewed")


def test_every_question_with_its_help_and_answers_is_there(text):
    for one in RULESET.questions:
        assert flat(one.text) in text, one.id
        assert flat(one.help) in text, one.id
        for option in one.options:
            assert flat(option.label) in text, (one.id, option.id)


def test_every_rule_is_there_as_it_is_written_and_in_words(text):
    blocks = {block.id: block for block in blocks_of(RULESET)}
    entries = {one.id: one for name in ("rules", "tips") for one in blocks[name].entries}
    for rule in (*RULESET.rules, *RULESET.advisories):
        lines = {line.label: line.texts for line in entries[rule.id].lines}
        assert lines["Rule"] == (rule.when,)
        assert lines["When"] != lines["Rule"]
        assert f"{rule.id} " in text
        assert flat(rule.when) in text, rule.id
        assert flat(lines["When"][0]) in text, rule.id


def test_every_condition_says_what_it_limits_and_where_that_comes_from(text):
    blocks = {block.id: block for block in blocks_of(RULESET)}
    entries = {one.id: one for one in blocks["conditions"].entries}
    for name, one in RULESET.conditions.items():
        labels = {line.label for line in entries[name].lines}
        assert {"Set by", "Rule", "Outcome", "Limits", "Source"} <= labels, name
        assert flat(one.name) in text


def test_outcomes_limits_checks_signs_advice_and_countries_are_there(text):
    limits = RULESET.limits
    wanted = [
        row["text"]
        for kind in ("global_limits", "session_only_conditions")
        for row in limits[kind]
    ]
    wanted += [row["text"] for row in limits["precheck"]["questions"]]
    wanted += [row["text"] for row in limits["stop_conditions"] if "text" in row]
    wanted += [line for row in RULESET.tiers.values() for line in (row.means, *row.in_words)]
    wanted += [key for one in RULESET.sources.values() for key in one.keys]
    for one in wanted:
        assert flat(one) in text
    for one in RULESET.advice.values():
        assert flat(one.text.partition("{")[0]) in text
    for days in (28, 14):
        assert f"{days} days" in text or f", {days} when" in text
    assert "{" not in text


def test_reasons_and_remarks_on_sources_are_for_reviewers_only(text):
    reasons = [one.why for one in (*RULESET.questions, *RULESET.rules) if one.why]
    remarks = [one.source for one in RULESET.conditions.values() if "(" in one.source]
    remarks += [one.what for one in RULESET.sources.values()]
    full = repr(blocks_of(RULESET, full=True))
    shown = repr(blocks_of(RULESET))
    named = {flat(one.text) for one in RULESET.questions} | {
        one.name for one in RULESET.conditions.values()
    }
    for one in (*reasons, *remarks):
        if not any(one in name for name in named):
            assert one not in text
            assert one not in shown
        assert repr(one)[1:-1] in full


def test_no_number_of_an_unchecked_country_is_shown():
    block = next(one for one in blocks_of(RULESET) if one.id == "countries")
    rows = {row["code"]: row for row in RULESET.countries["countries"]}
    for entry in block.entries:
        labels = {line.label for line in entry.lines}
        assert ("Emergency" in labels) == bool(rows[entry.id].get("verified_on")), entry.id


def test_the_page_is_small_enough_and_asks_no_database(as_nobody):
    with assertNumQueries(0):
        response = as_nobody.get(HOW)
    assert len(gzip.compress(response.content, 6)) <= MOST_BYTES
    assert len(how_page(RULESET).blocks) >= 15


@pytest.mark.parametrize("tier", list(Tier), ids=str)
def test_it_is_open_at_every_outcome(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    assert as_alice.get(HOW).status_code == 200


@pytest.mark.parametrize("where", ["safety:help", "safety:start", "safety:how"])
def test_help_start_and_the_foot_of_pages_lead_to_it(as_nobody, where):
    assertContains(as_nobody.get(reverse(where)), f'href="{HOW}"')


def test_it_is_only_for_reading(as_nobody):
    assert as_nobody.post(HOW).status_code == 405


def test_every_block_can_be_jumped_to(as_nobody):
    html = as_nobody.get(HOW).content.decode()
    for block in blocks_of(RULESET):
        assert html.count(f'id="{block.id}"') == 1
        assert f'href="#{block.id}"' in html


def decision():
    row = {
        "id": "D1",
        "decision": "STOP_C",
        "when": "leg or d_post >= 4",
        "tier": Tier.CHECK_FIRST,
    }
    return SimpleNamespace(**row, app_does="Lock; full screen.", advice="ADV_D_STOP")


def test_decisions_after_a_session_are_told_once_the_rules_have_them():
    after = SimpleNamespace(
        inputs={"leg": "new leg sign"},
        context={},
        facts={"leg": SimpleNamespace(id="leg", text="input of the latest session")},
        predicates={},
        numbers={"d_post": SimpleNamespace(id="d_post", text="after minus before")},
        decisions=(decision(),),
        source="SILB07 (scale)",
    )
    ruleset = SimpleNamespace(after=after, sources=RULESET.sources)
    (block,) = how_frame.after(ruleset, full=False)
    lines = {line.label: line.texts[0] for line in block.entries[0].lines}
    assert lines["When"] == "“new leg sign” or “after minus before” – 4 or more"
    assert lines["Source"] == "SILB07 (S)"
    assert lines["Outcome"] == "Check first"
    assert how_frame.after(SimpleNamespace(), full=False) == ()
