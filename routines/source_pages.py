"""Where a technique comes from, and how well it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from routines import content
from routines.models import Technique
from safety import content as safety_content
from safety.sources import keys_in


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The sources of a technique; `word` says how strong the evidence is, `why` on what."""

    word: str
    why: str
    url: str
    lines: tuple[str, ...]
    numbers: str


def sources_for(row: Technique) -> Sources:
    """Return the sources of a technique; the content at hand spares a query."""
    guide = content.current().guide
    known = guide.evidence_for(row.slug, row.kind)
    strength = guide.strengths[known.strength]
    page = reverse("routines:guide-page", args=["what-the-studies-show"])
    return Sources(
        word=strength.word,
        why=known.why,
        url=f"{page}#{strength.id}",
        lines=(*_lines(row), _("Evidence: %(source)s.") % {"source": known.source}),
        numbers=_numbers(row),
    )


def _lines(row: Technique) -> Iterable[str]:
    for file, lines in row.seed_lines.items():
        yield _("Collected guide %(number)s, lines %(lines)s") % {
            "number": file.partition("_")[0],
            "lines": ", ".join(map(str, lines)),
        }
    if row.origin == "added":
        yield _("Added by us: no collected guide describes it.")
        yield from _named_with(row.slug)


def _named_with(slug: str) -> Iterable[str]:
    """Yield the conditions whose alternatives name a technique, with their sources."""
    for condition in safety_content.current().conditions.values():
        if slug in condition.alternative_ids:
            yield _("Named as gentle with “%(name)s” (%(source)s).") % {
                "name": condition.name,
                "source": "; ".join(map(_key, keys_in(condition.source))),
            }


def _key(key: str) -> str:
    """Return the key of a source in the words of the guide."""
    if key in ("K", "own rule"):
        return _("our own rule")
    return key.replace("seed", _("guide"))


def _numbers(row: Technique) -> str:
    return {
        "seed": _("All times come from the sources."),
        "mixed": _("Some times come from the sources, some are our own."),
        "default": _("The sources give no times; these are our own."),
    }[row.dosage["numbers_source"]]
