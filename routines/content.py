"""Read the catalogue from its folder, whole, and report every problem at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, get_args

from routines.catalogue import (
    AreaRow,
    Catalogue,
    Dose,
    Kind,
    SequenceRule,
    StarterRow,
    SynonymRow,
    TechniqueRow,
    ToolRow,
    WordLists,
)
from routines.content_checks import problems_of
from routines.guide import (
    ChangedStep,
    Contradiction,
    Evidence,
    Feature,
    Guide,
    GuideRow,
    SeedRule,
    Strength,
    Study,
    Term,
)
from routines.search_index import Index, index_of
from safety import content as safety_content
from safety.content import ContentError, Folder
from safety.ruleset import Ruleset

DATA = Path(__file__).parent / "data"


def read(path: Path = DATA, *, ruleset: Ruleset | None = None) -> Catalogue:
    """Return the catalogue of a folder, checked against the rule set's words.

    Raise ContentError with all problems.
    """
    folder, parts = _shapes(path)
    if folder.problems:
        raise ContentError(folder.problems)
    parts["words"] = parts["words"][0]
    catalogue = Catalogue(fingerprint=folder.fingerprint, **parts)
    if problems := problems_of(catalogue, ruleset or safety_content.current()):
        raise ContentError(problems)
    return catalogue


def read_both(safety: Path, routines: Path) -> tuple[Ruleset, Catalogue]:
    """Return rule set and catalogue; raise ContentError with the problems of both.

    Without a sound rule set the catalogue's words cannot be checked, its shapes can.
    """
    try:
        ruleset = safety_content.read(safety)
    except ContentError as error:
        folder, _parts = _shapes(routines)
        raise ContentError([*error.problems, *folder.problems]) from error
    return ruleset, read(routines, ruleset=ruleset)


def _shapes(path: Path) -> tuple[Folder, dict[str, Any]]:
    folder = Folder(path)
    techniques: list[TechniqueRow] = []
    for kind in get_args(Kind):
        techniques += folder.rows(f"techniques-{kind}.toml", "techniques", TechniqueRow)
    parts: dict[str, Any] = {
        "areas": _by_id(folder.rows("areas.toml", "areas", AreaRow)),
        "tools": _by_id(folder.rows("tools.toml", "tools", ToolRow)),
        "techniques": _by_id(techniques),
        "starters": _by_id(folder.rows("routines.toml", "routines", StarterRow)),
        "doses": _by_id(folder.rows("doses.toml", "doses", Dose)),
        "sequence": _by_id(folder.rows("sequence.toml", "sequence_rules", SequenceRule)),
        "poses": folder.table("poses.toml").get("poses", {}),
        "guide": _guide(folder),
        "synonyms": _by_id(folder.rows("synonyms.toml", "synonyms", SynonymRow)),
        "words": folder.single("synonyms.toml", "words", WordLists),
    }
    for name, times in Counter(row.id for row in techniques).items():
        if times > 1:
            folder.problems.append(f"techniques: {name}: stands in two files or twice")
    return folder, parts


def _guide(folder: Folder) -> Guide:
    parts: dict[str, tuple[str, str, Any]] = {
        "pages": ("guide-pages.toml", "pages", GuideRow),
        "terms": ("guide-glossary.toml", "terms", Term),
        "studies": ("guide-evidence.toml", "studies", Study),
        "strengths": ("guide-evidence.toml", "strengths", Strength),
        "evidence": ("guide-evidence.toml", "evidence", Evidence),
        "rules": ("seed-rules.toml", "rules", SeedRule),
        "features": ("seed-design.toml", "features", Feature),
        "contradictions": ("seed-design.toml", "contradictions", Contradiction),
        "changes": ("seed-design.toml", "changes", ChangedStep),
    }
    return Guide(**{name: _by_id(folder.rows(*where)) for name, where in parts.items()})


@cache
def current() -> Catalogue:
    """Return the shipped catalogue, read once per process."""
    return read()


@cache
def index() -> Index:
    """Return the shipped catalogue as words to search, made once per process."""
    return index_of(current())


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}
