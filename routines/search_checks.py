"""What the words people search with must hold to: every name leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routines.catalogue import Catalogue, SynonymRow
from routines.search import LONGEST_SIGN
from routines.search_index import stem, stems_of, words_of


def word_faults(catalogue: Catalogue) -> Iterator[str]:
    """Yield every fault of synonyms.toml, as "file: id: reason"."""
    for entry in catalogue.synonyms.values():
        faults = [*_entry_faults(entry, catalogue), *_lost_words(entry, catalogue)]
        yield from (f"synonyms.toml: {entry.id}: {fault}" for fault in faults)
    entries = catalogue.synonyms.values()
    for area in _missing(catalogue.areas, (one.areas for one in entries)):
        yield f"synonyms.toml: no everyday name for area {area!r}"
    for tool in _missing(catalogue.tools, (one.tools for one in entries)):
        yield f"synonyms.toml: no everyday name for tool {tool!r}"
    yield from _sign_faults(catalogue)


def _entry_faults(entry: SynonymRow, catalogue: Catalogue) -> Iterator[str]:
    named = {stem(word) for row in catalogue.techniques.values() for word in words_of(row.name)}
    for what, values, known in (
        ("area", entry.areas, catalogue.areas),
        ("tool", entry.tools, catalogue.tools),
        ("technique", entry.techniques, catalogue.techniques),
    ):
        yield from (f"unknown {what} {one!r}" for one in values if one not in known)
    for word in entry.like:
        if not {*stems_of(word)} & named:
            yield f"no technique's name holds {word!r}"
    if not (entry.areas or entry.tools or entry.techniques or entry.kinds or entry.like):
        yield "leads nowhere"


def _lost_words(entry: SynonymRow, catalogue: Catalogue) -> Iterator[str]:
    """What consists of words that are not looked for finds nothing."""
    lists = catalogue.words
    stop = frozenset(lists.stop)
    passed = {*map(stem, lists.filler), *map(stem, lists.sign)}
    if not entry.words:
        yield "no words"
    for words in entry.words:
        if not {*stems_of(words, stop)} - passed:
            yield f"{words!r} is never looked for"


def _sign_faults(catalogue: Catalogue) -> Iterator[str]:
    stop = frozenset(catalogue.words.stop)
    for sign in catalogue.words.sign:
        if not 0 < len(stems_of(sign, stop)) <= LONGEST_SIGN:
            yield f"synonyms.toml: sign {sign!r}: one or two words beside stop words"


def _missing(known: Iterable[str], named: Iterable[tuple[str, ...]]) -> list[str]:
    covered = {one for many in named for one in many}
    return [one for one in known if one not in covered]
