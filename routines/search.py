"""Words to techniques, best first: the same on every database, for it asks none. Pure.

A hundred techniques are looked through whole, so nothing beyond the standard library
is needed. Words meet without case, accents and endings; one that is unknown may be
half typed, or one slip of the finger away from a known one (`difflib`). Every word
that counts has to occur, so a further word never finds more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from routines.search_index import Hits, Index, Text, stem, words_of

MOST_CHARACTERS = 200
MOST_WORDS = 8
# Shorter words are too alike for guessing; longer ones are no words.
SHORTEST_SLIP, LONGEST_SLIP = 5, 30
LONGEST_SIGN = 2  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What words lead to: `ids` best first, `by_word` the ids of each word as typed.

    Without a word in `by_word` nothing is narrowed: `ids` is then only an order.
    `instead` is what was looked for where a word had a slip, else "". `has_sign`: one
    of the words may tell of something to get help with. `pages`: areas and tools that
    are called just this.
    """

    ids: tuple[str, ...] = ()
    by_word: Mapping[str, frozenset[str]] = field(default_factory=dict)
    instead: str = ""
    has_sign: bool = False
    pages: tuple[tuple[str, str], ...] = ()


def typed_words(text: str) -> list[str]:
    """Return the words of a text that are looked at: the first few."""
    return words_of(text[:MOST_CHARACTERS])[:MOST_WORDS]


def search(index: Index, typed: str) -> Found:
    """Return what a person's words lead to; any text will do."""
    words = [word for word in typed_words(typed) if word not in index.stop]
    meant = [_meant(index, word) for word in words]
    stems = tuple(map(stem, meant))
    has_sign, aside = _signs(index, stems)
    left = [place for place in range(len(meant)) if place not in aside]
    needed = [place for place in left if stems[place] not in index.filler]
    has_slip = any(words[place] != meant[place] for place in left)
    hits = {place: _hits(index, meant[place]) for place in left}
    return Found(
        ids=tuple(_ranked(index, hits, {place: stems[place] for place in needed})),
        by_word={words[place]: frozenset(hits[place]) for place in needed},
        instead=" ".join(meant[place] for place in left) if has_slip else "",
        has_sign=has_sign,
        pages=index.pages.get(tuple(one for one in stems if one not in index.filler), ()),
    )


def _ranked(index: Index, hits: Mapping[int, Hits], needed: Mapping[int, str]) -> list[str]:
    """Return the techniques with every needed word: what is open to all first, then best."""
    if not hits:
        return []
    phrase = tuple(needed.values())
    scores = {
        slug: sum(one.get(slug, 0) for one in hits.values()) + _as_said(index, slug, phrase)
        for slug in index.texts
        if all(slug in hits[place] for place in needed)
    }

    def key(slug: str) -> tuple[int, ...]:
        later, *rest = index.order[slug]
        return (later, -scores[slug], *rest)

    return sorted(scores, key=key)


def _meant(index: Index, word: str) -> str:
    """Return a word, or for an unknown one the known word it is one slip away from."""
    is_known = stem(word) in index.words or (stem(word),) in index.signs
    if is_known or stem(word) in index.filler or any(_begins(index, word)):
        return word
    if not SHORTEST_SLIP <= len(word) <= LONGEST_SLIP:
        return word
    # One letter of n wrong, missing, too many or swapped leaves at least 1 - 1/n alike.
    alike = 1 - 1 / len(word) - 1e-9
    return next(iter(get_close_matches(word, index.known, n=1, cutoff=alike)), word)


def _begins(index: Index, word: str) -> Iterator[str]:
    return (one for one in index.hits if one.startswith(word))


def _hits(index: Index, word: str) -> Hits:
    """Return techniques with a word, or for want of it with a word that begins so."""
    whole = index.words.get(stem(word), frozenset())
    found: dict[str, int] = {}
    for one in whole or _begins(index, word):
        for slug, weight in index.hits[one].items():
            found[slug] = max(found.get(slug, 0), weight * (2 if whole else 1))
    return found


def _as_said(index: Index, slug: str, phrase: Text) -> int:
    """Return what it is worth that several words stand together as typed."""
    if len(phrase) < 2:
        return 0
    said = " " + " ".join(phrase)
    return max((2 * weight for text, weight in index.texts[slug] if said in text), default=0)


def _signs(index: Index, stems: Text) -> tuple[bool, set[int]]:
    """Say whether a sign is among the words, and which of them are not looked for.

    The second word of a sign is left aside only after a word that is a sign alone:
    otherwise a further word could find more.
    """
    has_sign, aside = False, set()
    for start in range(len(stems)):
        is_alone = stems[start : start + 1] in index.signs
        for end in range(start + 1, start + 1 + LONGEST_SIGN):
            if stems[start:end] in index.signs:
                has_sign = True
                aside |= set(range(start, end)) if is_alone else set()
    return has_sign, aside
