"""Read the rule set from its folder, whole, and report every problem at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from safety.after_rules import (
    AfterRules,
    DecisionRow,
    DiaryFact,
    DiaryNumber,
    SessionPredicate,
    Tip,
)
from safety.precheck import CheckRules, SessionCondition
from safety.ruleset import (
    Advice,
    Attestation,
    Condition,
    Derived,
    Number,
    Question,
    Rule,
    Ruleset,
    TierRow,
)
from safety.sources import Source, by_key

DATA = Path(__file__).parent / "data"
Shape = TypeVar("Shape")


class ContentError(ValueError):
    """Content files do not fit; `problems` names file, id and reason of each fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class Folder:
    """A folder of TOML files read together; faults are collected, not raised."""

    def __init__(self, path: Path) -> None:
        self.problems: list[str] = []
        self.tables: dict[str, dict[str, Any]] = {}
        digest = hashlib.sha256()
        for file in sorted(path.glob("*.toml")):
            text = file.read_bytes()
            digest.update(file.name.encode() + b"\0" + text)
            try:
                self.tables[file.name] = tomllib.loads(text.decode())
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                self.problems.append(f"{file.name}: not readable: {error}")
        self.fingerprint = digest.hexdigest()

    def table(self, file: str) -> dict[str, Any]:
        """Return one file's table, empty and reported when it is missing."""
        if file not in self.tables:
            if not any(problem.startswith(file) for problem in self.problems):
                self.problems.append(f"{file}: missing")
            return {}
        return self.tables[file]

    def rows(self, file: str, key: str, shape: type[Shape]) -> tuple[Shape, ...]:
        """Return typed rows of an array of tables; report what does not fit, and repeats."""
        found = []
        raw = self.table(file).get(key, [])
        names = Counter(str(row.get("id", row.get("code", ""))) for row in raw)
        for name, times in names.items():
            if name and times > 1:
                self.problems.append(f"{file}: {name}: stands {times} times")
        for row in raw:
            found += self._one(file, row, shape)
        if not raw and file in self.tables:
            self.problems.append(f"{file}: no {key}")
        return tuple(found)

    def single(self, file: str, key: str, shape: type[Shape]) -> tuple[Shape, ...]:
        """Return one typed table as a tuple of one, or nothing and a report."""
        raw = self.table(file).get(key)
        if raw is None:
            if file in self.tables:
                self.problems.append(f"{file}: no {key}")
            return ()
        return tuple(self._one(file, raw, shape))

    def _one(self, file: str, row: dict[str, Any], shape: type[Shape]) -> list[Shape]:
        try:
            adapter = _adapter(shape)  # type: ignore[arg-type]  # a class is hashable; mypy asks its instances
            return [adapter.validate_python(row)]
        except ValidationError as error:
            name = row.get("id", row.get("code", "?"))
            self.problems += [
                f"{file}: {name}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
                for fault in error.errors()
            ]
            return []


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def read(path: Path = DATA) -> Ruleset:
    """Return the rule set of a folder; raise ContentError with all problems."""
    from safety.content_checks import problems_of

    folder = Folder(path)
    frame = folder.table("ruleset.toml")
    attestation = folder.single("ruleset.toml", "attestation", Attestation)
    check = folder.single("limits.toml", "precheck", CheckRules)
    of_the_day = folder.rows("limits.toml", "session_only_conditions", SessionCondition)
    parts: dict[str, Any] = {
        "questions": folder.rows("questions.toml", "questions", Question),
        "facts": _by_id(folder.rows("rules.toml", "facts", Derived)),
        "numbers": _by_id(folder.rows("rules.toml", "numbers", Number)),
        "rules": folder.rows("rules.toml", "rules", Rule),
        "advisories": folder.rows("rules.toml", "advisories", Rule),
        "conditions": _by_id(folder.rows("conditions.toml", "conditions", Condition)),
        "advice": _by_id(folder.rows("advice.toml", "advice", Advice)),
        "sources": by_key(folder.rows("sources.toml", "sources", Source)),
        "tiers": {row.code: row for row in folder.rows("ruleset.toml", "tiers", TierRow)},
        "after": _after(folder),
    }
    version = frame.get("ruleset_version")
    if frame and (not isinstance(version, str) or not version):
        folder.problems.append("ruleset.toml: ruleset_version: missing")
    if folder.problems:
        raise ContentError(folder.problems)
    ruleset = Ruleset(
        version=str(version),
        fingerprint=folder.fingerprint,
        reviewer=frame.get("reviewer", ""),
        blocks={row["id"]: row["title"] for row in frame["blocks"]},
        attestation=attestation[0],
        vocabulary=folder.table("vocabulary.toml"),
        frame=frame,
        limits=folder.table("limits.toml"),
        countries=folder.table("countries.toml"),
        precheck=replace(
            check[0],
            conditions=_by_id(of_the_day),
            flags=frozenset(folder.table("vocabulary.toml")["flags"]),
        ),
        **parts,
    )
    if problems := problems_of(ruleset):
        raise ContentError(problems)
    return ruleset


def _after(folder: Folder) -> AfterRules:
    file = "after.toml"
    frame = folder.table(file)
    if frame and not isinstance(frame.get("source"), str):
        folder.problems.append(f"{file}: source: missing")
    return AfterRules(
        inputs=frame.get("inputs", {}),
        context=frame.get("context", {}),
        numbers=_by_id(folder.rows(file, "numbers", DiaryNumber)),
        predicates=_by_id(folder.rows(file, "predicates", SessionPredicate)),
        facts=_by_id(folder.rows(file, "facts", DiaryFact)),
        decisions=folder.rows(file, "decisions", DecisionRow),
        tips=folder.rows(file, "tips", Tip),
        also=tuple(frame.get("also", ())),
        source=str(frame.get("source", "")),
    )


@cache
def current() -> Ruleset:
    """Return the shipped rule set, read once per process."""
    return read()


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}
