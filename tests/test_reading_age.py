"""How many years of school a text asks for: US grade 6 at most.

Measured as the Flesch-Kincaid grade (textstat, syllables from its own word list, no
network). A text counts alone from 20 words on: question and help together, one advice text.
Shorter ones would swing with a single long word, so they are pooled by kind. Places for
numbers and days are filled with short ones, for what stands there is not ours.
"""

from __future__ import annotations

import statistics

import pytest
import textstat

from safety import content

RULESET = content.current()
MOST = 6.0
ENOUGH_WORDS = 20
FILLED = {
    "emergency_number": "112",
    "urgent_line": "your local health line",
    "recheck_date": "1 May 2027",
}
# Texts whose exact words come from the clinical rule set and that lie above the line by
# themselves; each may come down, none may go up, no other may join them.
KNOWN_HIGHER = {
    "advice: ADV_E_NERVE": 7.5,  # one long list of signs, kept whole on purpose
    "advice: ADV_U_LEG": 6.5,
    "advice: ADV_U_SEX": 6.3,
    "advice: ADV_U_PATTERN": 7.0,
    "advice: ADV_C_PATTERN": 6.2,
    "advice: ADV_A01": 8.6,  # a single sentence
    "asked again: emergency_signs": 6.9,  # one list, as in the question itself
    "asked again: cancer": 7.0,
}
QUESTIONS = {one.id: f"{one.text} {one.help}".strip() for one in RULESET.questions}
REASKED = {one.id: one.reask for one in RULESET.questions if one.reask}
ADVICE = {one.id: one.text.format(**FILLED) for one in RULESET.advice.values()}
OPTIONS = {
    one.id: " ".join(f"{option.label}." for option in one.options)
    for one in RULESET.questions
    if one.options
}
BEFORE = {
    row["id"]: " ".join([row["text"], *(f"{one['label']}." for one in row.get("options", ()))])
    for row in RULESET.limits["precheck"]["questions"]
}
STOP = {row["id"]: row["text"] for row in RULESET.limits["stop_conditions"] if "text" in row}
KINDS = {
    "questions": QUESTIONS,
    "asked again": REASKED,
    "options": OPTIONS,
    "before a session": BEFORE,
    "stop": STOP,
    "advice": ADVICE,
}
TEXTS = [
    pytest.param(
        f"{kind}: {name}", text, KNOWN_HIGHER.get(f"{kind}: {name}", MOST), id=f"{kind}-{name}"
    )
    for kind, rows in KINDS.items()
    for name, text in rows.items()
    if len(text.split()) >= ENOUGH_WORDS
]


def grade(text: str) -> float:
    """Return the school grade a text asks for."""
    return textstat.flesch_kincaid_grade(text)


@pytest.mark.parametrize(("name", "text", "most"), TEXTS)
def test_a_text_of_some_length_is_plain_by_itself(name, text, most):
    assert grade(text) <= most, name


@pytest.mark.parametrize("kind", KINDS)
def test_all_texts_of_a_kind_together_are_plain(kind):
    assert grade(" ".join(KINDS[kind].values())) <= MOST
    assert statistics.mean(map(grade, KINDS[kind].values())) <= MOST


@pytest.mark.parametrize("kind", KINDS)
def test_the_short_texts_of_a_kind_are_plain_together(kind):
    short = [text for text in KINDS[kind].values() if len(text.split()) < ENOUGH_WORDS]
    assert not short or grade(" ".join(short)) <= MOST


def test_a_higher_line_is_drawn_only_where_it_is_needed():
    texts = {
        f"{kind}: {name}": text for kind, rows in KINDS.items() for name, text in rows.items()
    }
    for name, most in KNOWN_HIGHER.items():
        assert MOST < grade(texts[name]) <= most, name


def test_the_measure_can_tell_plain_from_hard():
    hard = "Subsequent deterioration necessitates immediate multidisciplinary evaluation."
    assert grade(hard) > MOST * 2
    assert grade("Lie down. Rest for a while. Then get up slowly.") < MOST
