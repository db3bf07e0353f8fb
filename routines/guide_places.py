"""The "kind:id" names by which the guide points at other things, and which exist. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args
from urllib.parse import parse_qsl

from routines.catalogue import Catalogue, Kind
from routines.facets import TIMES
from safety.ruleset import Ruleset

# Addresses and files are not in the content; tests look them up (tests/routines/test_guide).
ELSEWHERE = ("address", "module")
# What a reader can be led to; the rest only says where a rule is kept.
LINKED = ("page", "technique", "tool", "area", "starter", "address")


def places(catalogue: Catalogue, ruleset: Ruleset) -> Mapping[str, frozenset[str]]:
    """Return every id that can be pointed at, by kind."""
    return {
        "technique": frozenset(catalogue.techniques),
        "tool": frozenset(catalogue.tools),
        "area": frozenset(catalogue.areas),
        "starter": frozenset(catalogue.starters),
        "dose": frozenset(catalogue.doses),
        "sequence": frozenset(catalogue.sequence),
        "page": frozenset(catalogue.guide.pages),
        "change": frozenset(catalogue.guide.changes),
        "rule": frozenset(row.id for row in (*ruleset.rules, *ruleset.advisories)),
        "condition": frozenset(ruleset.conditions),
        "question": frozenset(row.id for row in ruleset.questions),
        "advice": frozenset(ruleset.advice),
        "limit": frozenset(row["id"] for row in ruleset.limits["global_limits"]),
        "stop": frozenset(row["id"] for row in ruleset.limits["stop_conditions"]),
    }


def unknown_places(
    names: Iterable[str], known: Mapping[str, frozenset[str]], *, only: Iterable[str] = ()
) -> Iterator[str]:
    """Yield a fault for each name that points at nothing; `only` bounds the kinds."""
    allowed = frozenset(only) or frozenset((*known, *ELSEWHERE))
    for name in names:
        kind, _colon, one = name.partition(":")
        if kind not in allowed:
            yield f"unknown kind of place {name!r}"
        elif kind not in ELSEWHERE and one not in known[kind]:
            yield f"unknown {kind} {one!r}"


def query_faults(query: str, catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    """Yield a fault for each filter of a link into the catalogue that nobody offers."""
    words = ruleset.vocabulary
    offered: dict[str, Iterable[str]] = {
        "area": catalogue.areas,
        "kind": get_args(Kind),
        "tool": ("none", *words["tools"]),
        "pos": words["positions"],
        "floor": ("yes", "no"),
        "time": TIMES,
        "suits": ("1",),
        "have": ("1",),
    }
    pairs = parse_qsl(query)
    if not pairs:
        yield f"no filter in {query!r}"
    for name, value in pairs:
        if value not in offered.get(name, ()):
            yield f"unknown filter '{name}={value}'"
