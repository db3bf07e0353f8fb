"""Words that no text of ours may say, wherever a person could read it."""

from __future__ import annotations

import re

import pytest

from safety import content
from tests import spoken

WORDING = content.current().frame["wording"]
# "Never …" (clinical rule set, 7.5), with the forms the list itself does not spell out.
NEVER = {
    "safe", "safely", "cleared", "diagnosis", "triage", "red flag", "symptom checker", "treats",
    "treating", "therapy", "heals", "cure", "knot", "knots", "releases knots",
}  # fmt: skip
FORBIDDEN = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted({*WORDING['banned'], *NEVER})))})s?\b",
    re.IGNORECASE,
)
# Said on purpose, each by its exact sentence.
ALLOWED = {
    # the purpose, wherever it stands: what Easeback does not do
    "It does not diagnose, treat or monitor any condition",
    # bones and wounds do, and this text is about them (spec wording)
    "This needs to heal first.",
    # a list of what changes an answer, not something we find out
    "new diagnosis, operation, injection or medicine",
    # these are tied in a sock
    "Drop two balls into a sock and knot it",
    "sock with knots",
    "two balls in one long sock with a knot between",
}


def said(text: str) -> list[str]:
    """Return the forbidden words of a text, the allowed sentences taken out."""
    for sentence in ALLOWED:
        text = text.replace(sentence, "")
    return FORBIDDEN.findall(text)


@pytest.mark.parametrize(
    "part",
    [spoken.in_templates, spoken.in_python, spoken.in_content, spoken.in_scripts],
    ids=lambda part: part.__name__,
)
def test_no_text_says_a_forbidden_word(part):
    texts = list(part())
    assert len(texts) > 20, "nothing was read"
    found = {(file, text): words for file, text in texts if (words := said(text))}
    assert found == {}


def test_every_word_of_the_model_is_on_the_list():
    assert set(WORDING["banned"]) | {"red flag"} >= NEVER
    for word in NEVER:
        assert said(f"Some {word} here") != [], word
    assert said("Unsafe is another word, and so is treatment") == []


def test_every_allowed_sentence_is_still_said():
    texts = [text for _file, text in spoken.everywhere()]
    for sentence in ALLOWED:
        assert any(sentence in text for text in texts), sentence
