"""Which words of a text lead to the glossary. Pure: texts in, pieces out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `term` is the glossary's id where it leads there, else ""."""

    text: str
    term: str = ""


Pieces = tuple[Piece, ...]


def linked(texts: Iterable[str], words: Mapping[str, str]) -> tuple[Pieces, ...]:
    """Return each text in pieces; across all of them a term is marked once, where it is first.

    `words` maps forms in lower case to term ids. Whole words only, the longest form wins,
    upper and lower case are the same. The pieces of a text joined are the text.
    """
    seen: set[str] = set()
    return tuple(_cut(text, words, seen) for text in texts)


def _cut(text: str, words: Mapping[str, str], seen: set[str]) -> Pieces:
    pieces, start = [], 0
    for match in _pattern(tuple(words)).finditer(text) if words else ():
        term = words.get(match[0].lower(), "")
        if not term or term in seen:
            continue
        seen.add(term)
        pieces += [Piece(text[start : match.start()]), Piece(match[0], term)]
        start = match.end()
    return tuple(one for one in (*pieces, Piece(text[start:])) if one.text)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    forms = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
