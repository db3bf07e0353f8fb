"""The catalogue as words: everything a technique, area or tool can be found by. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from routines.catalogue import AreaRow, Catalogue, SynonymRow, TechniqueRow

# How much a place counts where a word is found.
NAME, PRIMARY, SECONDARY, CUE, STEPS, CAUTIONS = 10, 7, 5, 4, 2, 1
LATER = {"active": 0, "advanced": 1, "reference_only": 2}

Hits = Mapping[str, int]
Text = tuple[str, ...]
Page = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The catalogue as words; hits are weights by technique id.

    `hits` by word, `words` by stem, `texts` as (stems, weight) by technique, `pages` as
    ("area" or "tool", id) by everything it is called.
    """

    hits: Mapping[str, Hits]
    words: Mapping[str, frozenset[str]]
    texts: Mapping[str, tuple[tuple[str, int], ...]]
    order: Mapping[str, tuple[int, int, int]]
    pages: Mapping[Text, tuple[Page, ...]]
    stop: frozenset[str]
    filler: frozenset[str]
    signs: frozenset[Text]
    known: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Return the words of a text without case, accents and apostrophes."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(one for one in bare if not unicodedata.combining(one))
    return re.findall(r"[^\W_]+", plain.replace("'s", "").replace("'", ""))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its plural, -ing, -ed or last e: enough for our few words."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    bare = re.sub(r"(ing|ed)$", "", word)
    if len(bare) > 2 and re.search(r"[aeiouy]", bare):
        word = re.sub(r"([^aeioulsz])\1$", r"\1", bare) if bare != word else word
    if len(word) > 3:
        word = re.sub(r"y$", "i", word.removesuffix("e"))
    return word


def stems_of(text: str, stop: frozenset[str] = frozenset()) -> Text:
    """Return the stems of a text's words but for the stop words."""
    return tuple(stem(word) for word in words_of(text) if word not in stop)


def index_of(catalogue: Catalogue) -> Index:
    """Return everything techniques can be found by."""
    hits: dict[str, dict[str, int]] = defaultdict(dict)
    texts = {row.id: tuple(_texts(row, catalogue)) for row in catalogue.techniques.values()}
    for slug, parts in texts.items():
        for text, weight in parts:
            for word in words_of(text):
                hits[word][slug] = max(weight, hits[word].get(slug, 0))
    lists = catalogue.words
    stop = frozenset(lists.stop)
    listed = {word for one in (*lists.sign, *lists.filler) for word in words_of(one)}
    return Index(
        hits=hits,
        words=_by_stem(hits),
        texts={
            slug: tuple((_line(text, stop), weight) for text, weight in parts)
            for slug, parts in texts.items()
        },
        order={
            row.id: (LATER[row.status], row.facts.level, place)
            for place, row in enumerate(catalogue.techniques.values())
        },
        pages=_pages(catalogue),
        stop=stop,
        filler=frozenset(map(stem, lists.filler)),
        signs=frozenset(stems_of(one, stop) for one in lists.sign),
        known=tuple(sorted({*hits, *listed})),
    )


def _texts(row: TechniqueRow, catalogue: Catalogue) -> Iterator[tuple[str, int]]:
    """Yield all texts of a technique with their weights."""
    yield row.name, NAME
    yield row.kind, PRIMARY
    for weight, areas, tools in (
        (PRIMARY, row.primary_areas, row.tools_required),
        (SECONDARY, row.secondary_areas, (*row.optional_tools, *row.tool_substitute_ids)),
    ):
        places = [area.id for one in areas for area in _with_parent(one, catalogue)]
        for area in map(catalogue.areas.__getitem__, places):
            yield from ((area.plain_name, weight), (area.anatomical_name, weight))
        yield from ((catalogue.tools[one].name, weight) for one in tools)
        for entry in catalogue.synonyms.values():
            if {*entry.areas} & {*places} or {*entry.tools} & {*tools}:
                yield from ((words, weight) for words in entry.words)
    for entry in catalogue.synonyms.values():
        if _is_called(row, entry):
            yield from ((words, PRIMARY) for words in entry.words)
    yield row.cue, CUE
    yield from ((step, STEPS) for step in row.steps)
    yield from ((one.text, CAUTIONS) for one in row.cautions)


def _is_called(row: TechniqueRow, entry: SynonymRow) -> bool:
    if row.id in entry.techniques or row.kind in entry.kinds:
        return True
    return not {*stems_of(row.name)}.isdisjoint(stems_of(" ".join(entry.like)))


def _with_parent(area: str, catalogue: Catalogue) -> Iterator[AreaRow]:
    """Yield an area and those it is a part of: a part is found by the whole's names."""
    seen: set[str] = set()
    while area and area not in seen:
        seen.add(area)
        yield catalogue.areas[area]
        area = catalogue.areas[area].parent


def _pages(catalogue: Catalogue) -> dict[Text, tuple[Page, ...]]:
    called: dict[Text, dict[Page, None]] = defaultdict(dict)
    stop, filler = frozenset(catalogue.words.stop), {*map(stem, catalogue.words.filler)}
    for text, page in _names(catalogue):
        name = tuple(one for one in stems_of(text, stop) if one not in filler)
        called[name][page] = None
    called.pop((), None)
    return {name: tuple(pages) for name, pages in called.items()}


def _names(catalogue: Catalogue) -> Iterator[tuple[str, Page]]:
    """Yield everything areas and tools are called."""
    for area in catalogue.areas.values():
        yield area.plain_name, ("area", area.id)
        yield area.anatomical_name, ("area", area.id)
    for tool in catalogue.tools.values():
        yield tool.name, ("tool", tool.id)
    for entry in catalogue.synonyms.values():
        pages = [("area", one) for one in entry.areas] + [("tool", one) for one in entry.tools]
        yield from ((words, page) for words in entry.words for page in pages)


def _by_stem(words: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        found[stem(word)].add(word)
    return {one: frozenset(many) for one, many in found.items()}


def _line(text: str, stop: frozenset[str]) -> str:
    return " " + " ".join(stems_of(text, stop)) + " "
