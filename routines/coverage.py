"""Where every rule, technique and feature of the collected guides lives, as a text. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from routines.catalogue import Catalogue
from routines.guide import SeedRule

HEAD = """# Where everything from the collected guides lives

Written by `manage.py seed_coverage`; a test compares. Do not edit: change
`routines/data/seed-rules.toml`, `seed-design.toml` or the text that carries a rule.

Places are written "kind: id". A page is `/guide/<id>/`, a technique `/techniques/<id>/`; doses,
sequence rules, limits, stop signs, rules, conditions and questions are rows in `*/data/*.toml`.
"""
KIND_WORDS = {
    "module": "code",
    "address": "address",
    "stop": "stop sign",
    "change": "changed step",
}
# A rule that stands in most techniques need not name them all.
MOST_NAMED = 6


def coverage(catalogue: Catalogue) -> str:
    """Return the whole file."""
    guide = catalogue.guide
    parts = [
        HEAD,
        _counts(catalogue),
        _table("Rules", ("id", "type", "outcome", "where"), _rule_rows(catalogue)),
        _table("Techniques", ("id", "status", "evidence", "rules"), _technique_rows(catalogue)),
        _table("Features", ("id", "feature", "where", "not yet"), _feature_rows(catalogue)),
        _table(
            "Where the guides disagree",
            ("id", "conflict", "what we do"),
            ((one.id, one.conflict, one.resolution) for one in guide.contradictions.values()),
        ),
        _table(
            "Steps we changed",
            ("id", "the guide says", "we do", "techniques"),
            (
                (one.id, one.seed_says, one.our_rule, ", ".join(one.technique_ids) or "–")
                for one in guide.changes.values()
            ),
        ),
    ]
    return "\n".join(parts)


def where(rule: SeedRule, catalogue: Catalogue) -> tuple[str, ...]:
    """Return every place of a rule in words; none for what is not shown."""
    found = [f"page: {page}" for page in catalogue.guide.told_on.get(rule.id, ())]
    found += [_in_words(one) for one in rule.lives]
    names = [row.id for row in catalogue.techniques.values() if rule.id in row.seed_rule_ids]
    found += [f"technique: {name}" for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        found.append(f"and {len(names) - MOST_NAMED} techniques more")
    return tuple(dict.fromkeys(found))


def _counts(catalogue: Catalogue) -> str:
    guide = catalogue.guide
    outcomes = Counter(one.outcome for one in guide.rules.values())
    told = sum(1 for one in guide.rules if one in guide.told_on)
    missing = [one.id for one in guide.features.values() if one.not_yet and not one.lives]
    return (
        f"{len(guide.rules)} rules: {outcomes['honoured']} honoured,"
        f" {outcomes['changed']} changed, {outcomes['not_shown']} not shown; {told} stand in"
        f" the guide. {len(catalogue.techniques)} techniques. {len(guide.features)} features,"
        f" not begun: {', '.join(missing) or 'none'}.\n"
    )


def _rule_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    for rule in catalogue.guide.rules.values():
        places = [*where(rule, catalogue)]
        if rule.not_yet:
            places.append(f"not yet: {rule.not_yet}")
        yield rule.id, rule.type, rule.outcome, "; ".join(places) or f"– {rule.honour}"


def _technique_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    guide = catalogue.guide
    for row in catalogue.techniques.values():
        word = guide.strengths[guide.evidence_for(row.id, row.kind).strength].word
        yield row.id, row.status, word, ", ".join(row.seed_rule_ids) or "–"


def _feature_rows(catalogue: Catalogue) -> Iterable[Sequence[str]]:
    for one in catalogue.guide.features.values():
        places = "; ".join(_in_words(place) for place in one.lives)
        yield one.id, one.name, places or "–", one.not_yet or "–"


def _in_words(place: str) -> str:
    kind, _colon, name = place.partition(":")
    return f"{KIND_WORDS.get(kind, kind)}: {name}"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"## {title}", "", _line(heads), _line(["---"] * len(heads))]
    return "\n".join([*lines, *map(_line, rows), ""])


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
