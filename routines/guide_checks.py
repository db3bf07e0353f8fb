"""What the guide must hold to: names resolve, every rule is told, claims stay careful."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from routines.catalogue import Catalogue, Kind
from routines.guide import Block, Guide, GuideLink, SeedRule, carriers
from routines.guide_places import LINKED, places, query_faults, unknown_places
from safety.ruleset import Ruleset
from safety.words import forbidden_words

# A benefit is told as somebody's word or as possible, never as a fact (clinical rule set, 7).
CAREFUL = re.compile(r"\b(?:may|says?|said|tells?|names?|named)\b", re.IGNORECASE)
# Explained as a word, used nowhere else (docs/content-guide.md).
ONLY_EXPLAINED = re.compile(r"\btrigger points?\b", re.IGNORECASE)
Known = Mapping[str, frozenset[str]]
ONCE = ("glossary", "studies", "strengths")


def guide_problems(catalogue: Catalogue, ruleset: Ruleset) -> list[str]:
    """Return every fault of the guide as "file: id: reason"."""
    guide = catalogue.guide
    return [
        *_page_faults(catalogue, ruleset),
        *_rule_name_faults(catalogue),
        *_coverage_faults(catalogue, ruleset),
        *_term_faults(guide),
        *_evidence_faults(catalogue),
        *_word_faults(guide, ruleset),
    ]


def _page_faults(catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    guide, known = catalogue.guide, places(catalogue, ruleset)
    for page in guide.pages.values():
        where = f"guide-pages.toml: {page.id}"
        if not re.fullmatch(r"[a-z0-9-]+", page.id):
            yield f"{where}: the id is not an address"
        for section in page.sections:
            for name in section.pictures:
                if name not in catalogue.techniques:
                    yield f"{where}: {section.heading}: unknown technique {name!r}"
            for block in section.blocks:
                faults = [*_block_faults(block, guide)]
                for link in block.links:
                    faults += _link_faults(link, catalogue, ruleset, known)
                yield from (f"{where}: {section.heading}: {fault}" for fault in faults)
    shown = Counter[str](one.shows for page in guide.pages.values() for one in page.sections)
    for name in ONCE:
        if shown[name] != 1:
            yield f"guide-pages.toml: {name}: shown {shown[name]} times"


def _block_faults(block: Block, guide: Guide) -> Iterator[str]:
    bodies = [one for one in (block.text, block.items, block.steps) if one]
    if len(bodies) > 1 or not (bodies or block.links):
        yield "a block holds one of text, items and steps"
    claims = [one for one in block.rules if _type_of(one, guide) == "benefit_claim"]
    if claims and not CAREFUL.search(" ".join((block.text, *block.items, *block.steps))):
        yield f"{claims[0]} is told as a fact; say who says it, or that it may"


def _type_of(rule: str, guide: Guide) -> str:
    return guide.rules[rule].type if rule in guide.rules else ""


def _link_faults(
    link: GuideLink, catalogue: Catalogue, ruleset: Ruleset, known: Known
) -> Iterable[str]:
    kind, _colon, rest = link.to.partition(":")
    if kind == "catalogue":
        return query_faults(rest, catalogue, ruleset)
    return unknown_places([link.to], known, only=LINKED)


def _rule_name_faults(catalogue: Catalogue) -> Iterator[str]:
    """Who names a rule names one that exists and may be shown."""
    guide = catalogue.guide
    named = [
        *((f"guide: {place}", rules) for place, rules in carriers(guide)),
        *(
            (f"techniques-{row.kind}.toml: {row.id}", row.seed_rule_ids)
            for row in catalogue.techniques.values()
        ),
    ]
    for where, rules in named:
        for rule in rules:
            if rule not in guide.rules:
                yield f"{where}: unknown rule {rule!r}"
            elif guide.rules[rule].outcome == "not_shown":
                yield f"{where}: {rule} is not to be shown"


def _coverage_faults(catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    """Every rule we honour is kept somewhere; what is content is where people read."""
    guide, known = catalogue.guide, places(catalogue, ruleset)
    in_techniques = {
        rule for row in catalogue.techniques.values() for rule in row.seed_rule_ids
    }
    for rule in guide.rules.values():
        where = f"seed-rules.toml: {rule.id}"
        yield from (f"{where}: {fault}" for fault in unknown_places(rule.lives, known))
        if rule.outcome == "not_shown" or rule.id in in_techniques or rule.id in guide.told_on:
            continue
        if not _is_kept(rule):
            yield f"{where}: told nowhere"
    for feature in guide.features.values():
        where = f"seed-design.toml: {feature.id}"
        yield from (f"{where}: {fault}" for fault in unknown_places(feature.lives, known))
        if not (feature.lives or feature.not_yet):
            yield f"{where}: neither built nor said to be missing"
    for change in guide.changes.values():
        names = [f"technique:{one}" for one in change.technique_ids]
        for fault in unknown_places(names, known):
            yield f"seed-design.toml: {change.id}: {fault}"


def _is_kept(rule: SeedRule) -> bool:
    if rule.enforcement != "content":
        return bool(rule.lives)
    return any(one.partition(":")[0] in (*LINKED, "question") for one in rule.lives)


def _term_faults(guide: Guide) -> Iterator[str]:
    forms = Counter(word.lower() for one in guide.terms.values() for word in one.words)
    for word, times in forms.items():
        if times > 1:
            yield f"guide-glossary.toml: {word!r} links to {times} terms"
        if not word.strip():
            yield "guide-glossary.toml: an empty word"


def _evidence_faults(catalogue: Catalogue) -> Iterator[str]:
    guide, file = catalogue.guide, "guide-evidence.toml"
    strengths = {row.id: row.strength for row in guide.evidence.values()}
    strengths |= {row.id: row.strength for row in guide.studies.values()}
    for name, strength in strengths.items():
        if strength not in guide.strengths:
            yield f"{file}: {name}: unknown strength {strength!r}"
    named = Counter(one for row in guide.evidence.values() for one in row.techniques)
    for technique, times in named.items():
        if technique not in catalogue.techniques:
            yield f"{file}: unknown technique {technique!r}"
        elif times > 1:
            yield f"{file}: {technique}: stands in {times} rows"
    kinds = Counter(one for row in guide.evidence.values() for one in row.kinds)
    for kind in sorted({*kinds, *get_args(Kind)}):
        if kind not in get_args(Kind):
            yield f"{file}: unknown kind {kind!r}"
        elif kinds[kind] != 1:
            yield f"{file}: {kind}: stands in {kinds[kind]} rows"


def _word_faults(guide: Guide, ruleset: Ruleset) -> Iterator[str]:
    for where, name, text in _texts(guide):
        found = forbidden_words(ruleset, name, text)
        if name != "trigger-point":
            found += ONLY_EXPLAINED.findall(text)
        yield from (f"{where}: {name}: forbidden word {word!r}" for word in found)


def _texts(guide: Guide) -> Iterator[tuple[str, str, str]]:
    """Yield file, id and every text people read."""
    for page in guide.pages.values():
        texts = [page.title, page.lead]
        for section in page.sections:
            texts.append(section.heading)
            for block in section.blocks:
                texts += [block.text, *block.items, *block.steps]
                texts += [link.text for link in block.links]
        yield "guide-pages.toml", page.id, " ".join(texts)
    for term in guide.terms.values():
        words = " ".join((term.term, *term.also, term.meaning))
        yield "guide-glossary.toml", term.id, words
    for row in guide.studies.values():
        told = (row.name, row.who, row.how_many, row.compared, row.showed, row.not_shown)
        yield "guide-evidence.toml", row.id, " ".join((*told, row.limits))
    for one in guide.strengths.values():
        yield "guide-evidence.toml", one.id, f"{one.word} {one.meaning}"
    for known in guide.evidence.values():
        yield "guide-evidence.toml", known.id, f"{known.about} {known.why}"
