"""Words that nothing we say may hold. Pure."""

from __future__ import annotations

import re

from safety.ruleset import Ruleset


def forbidden_words(ruleset: Ruleset, name: str, text: str) -> list[str]:
    """Return the words of a text that the wording rules forbid (clinical rule set, 7.5).

    `name` is the id the text belongs to; a few ids may say a word on purpose.
    """
    wording = ruleset.frame["wording"]
    allowed = wording["allowed"].get(name, [])
    banned = "|".join(re.escape(word) for word in wording["banned"])
    found = re.findall(rf"\b(?:{banned})\b", text, re.IGNORECASE)
    return [word for word in found if word.lower() not in allowed]
