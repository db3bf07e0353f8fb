"""The shapes of the guide's content files, and of what the guides we collected say. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Literal

STRICT = {"extra": "forbid"}
SeedLines = Mapping[str, tuple[int, ...]]
Shown = Literal["", "emergency", "same_day", "what_to_ask", "glossary", "studies", "strengths"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideLink:
    """Words that lead on; `to` is "kind:id" (see `guide_places`) or "catalogue:<query>"."""

    __pydantic_config__: ClassVar[Any] = STRICT
    text: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list or row of numbered steps, what it leads to, the rules it carries."""

    __pydantic_config__: ClassVar[Any] = STRICT
    text: str = ""
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[GuideLink, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its blocks; `shows` puts a list kept elsewhere below them.

    `pictures` are techniques whose figures stand below, each leading to its page.
    """

    __pydantic_config__: ClassVar[Any] = STRICT
    heading: str
    blocks: tuple[Block, ...] = ()
    pictures: tuple[str, ...] = ()
    shows: Shown = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideRow:
    """One page of the guide; its id is its address."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    title: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the glossary; `words` are the forms that link to it from other texts."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    term: str
    meaning: str
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What one study or guideline did and did not show; `source` where we have it from."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    name: str
    who: str
    how_many: str
    compared: str
    showed: str
    not_shown: str
    limits: str
    strength: str
    source: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """A plain word on how strong the evidence is, and what we mean by it."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How well something is known: for kinds of techniques, or for single ones."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    about: str
    strength: str
    why: str
    source: str
    kinds: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedRule:
    """One thing the collected guides say; `lives` names where the application keeps it."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    type: Literal[
        "advice", "benefit_claim", "caution", "hard_limit", "study_figure", "tool_fact"
    ]
    text: str
    outcome: Literal["honoured", "changed", "not_shown"]
    honour: str
    enforcement: str
    lives: tuple[str, ...] = ()
    not_yet: str = ""
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something the application was asked to do."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    name: str
    description: str
    lives: tuple[str, ...] = ()
    not_yet: str = ""
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Where the collected guides disagree, and what we do."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    conflict: str
    resolution: str
    winner: str
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedStep:
    """A step of the collected guides that we do in another way, and why."""

    __pydantic_config__: ClassVar[Any] = STRICT
    id: str
    seed_says: str
    our_rule: str
    reason: str
    technique_ids: tuple[str, ...]
    seed_lines: SeedLines = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Everything to read, and the rules behind it."""

    pages: Mapping[str, GuideRow]
    terms: Mapping[str, Term]
    studies: Mapping[str, Study]
    strengths: Mapping[str, Strength]
    evidence: Mapping[str, Evidence]
    rules: Mapping[str, SeedRule]
    features: Mapping[str, Feature]
    contradictions: Mapping[str, Contradiction]
    changes: Mapping[str, ChangedStep]

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Return every form that links to a term, in lower case, with the term's id."""
        return {word.lower(): term.id for term in self.terms.values() for word in term.words}

    @cached_property
    def told_on(self) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the pages that carry each rule."""
        found: dict[str, list[str]] = {}
        for place, rules in carriers(self):
            for rule in rules:
                found.setdefault(rule, []).append(place)
        return {rule: tuple(dict.fromkeys(places)) for rule, places in found.items()}

    def evidence_for(self, technique: str, kind: str) -> Evidence:
        """Return how well a technique is known: its own row, else that of its kind."""
        rows = self.evidence.values()
        own = next((row for row in rows if technique in row.techniques), None)
        return own or next(row for row in rows if kind in row.kinds)


def carriers(guide: Guide) -> list[tuple[str, tuple[str, ...]]]:
    """Return each paragraph, term and study as the page it stands on and its rules."""
    found = [
        (page.id, block.rules)
        for page in guide.pages.values()
        for section in page.sections
        for block in section.blocks
    ]
    showing = {
        section.shows: page.id for page in guide.pages.values() for section in page.sections
    }
    found += [(showing.get("glossary", ""), term.rules) for term in guide.terms.values()]
    found += [(showing.get("studies", ""), row.rules) for row in guide.studies.values()]
    return found
