"""Words of the catalogue that people read: none that is forbidden, no note of ours.

The guide's own texts are checked beside its other faults (guide_checks.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from routines.catalogue import Catalogue
from safety.ruleset import Ruleset
from safety.words import forbidden_words

# What is for us alone: where a text comes from, names of rules and doses.
OUR_NOTES = re.compile(
    r"\bseeds?\b|\b00\d\b|\b[A-Z]+_[A-Z_]+\b|\b(?:GL|SEQ|R)\d+\b", re.IGNORECASE
)

Text = tuple[str, str, str]


def text_faults(catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    """Yield "file: id: reason" for each text that must not be shown as it is."""
    for file, name, text in _texts(catalogue):
        for word in forbidden_words(ruleset, name, text):
            yield f"{file}: {name}: forbidden word {word!r}"
        for word in OUR_NOTES.findall(text):
            yield f"{file}: {name}: {word!r} is a note of ours"


def _texts(catalogue: Catalogue) -> Iterator[Text]:
    """Yield file, id and the text of every row people read."""
    for technique in catalogue.techniques.values():
        cautions = (one.text for one in technique.cautions)
        variants = (one.text for one in (technique.easier, technique.harder) if one)
        texts = (technique.name, technique.cue, *technique.steps, technique.breathing)
        said = " ".join((*texts, technique.exit, *cautions, *variants))
        yield f"techniques-{technique.kind}.toml", technique.id, said
    for area in catalogue.areas.values():
        said = " ".join((area.plain_name, area.why_it_matters, area.map_region))
        yield "areas.toml", area.id, said
    for tool in catalogue.tools.values():
        lines = (*tool.cautions, *tool.limits, tool.household_alternative)
        yield "tools.toml", tool.id, " ".join((tool.name, tool.how_to_use, *lines))
    for starter in catalogue.starters.values():
        notes = (step.note for step in starter.steps)
        said = " ".join((starter.name, starter.suits, starter.optional_lead_in, *notes))
        yield "routines.toml", starter.id, said
