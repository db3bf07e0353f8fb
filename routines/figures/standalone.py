"""A figure as a picture of its own: the still figure with the style it needs, and its mark.

Only the rules for what is drawn go along, the dark ones too; the mark is taken from the
whole text, so an address with a mark in it never means two pictures.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256

from routines.figures.figure import drawn
from routines.figures.people import CAST
from routines.figures.sheet import CSS

KEPT, MARKS = 256, 1024  # a picture is some 20 kB, a mark is nothing
MARK = 12
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"(@media[^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}|([^{}@]+)\{([^{}]*)\}")
CLASS = re.compile(r"\.([\w-]+)")
SET = re.compile(r"(--[\w-]+):[^;}]+;?")
TAKEN = re.compile(r"var\((--[\w-]+)")
USED = re.compile(r'class="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Standalone:
    """A picture that needs nothing else, and the hash of its style for a strict policy."""

    svg: str
    style_hash: str


@lru_cache(maxsize=KEPT)
def standalone(technique_id: str, person: int) -> Standalone | None:
    """Return the still figure of a technique with one of the cast; None for neither."""
    if not 0 < person <= len(CAST):
        return None
    svg = drawn(technique_id, "right", person, is_still=True).silent
    if not svg:
        return None
    used = {name for names in USED.findall(svg) for name in names.split()}
    style = _without_unused("".join(_needed(_rules(), used)))
    head, _, rest = svg.partition(">")
    return Standalone(
        svg=f"{head}><style>{style}</style>{rest}",
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


@lru_cache(maxsize=MARKS)
def mark_of(technique_id: str, person: int) -> str:
    """Return what names the content of a picture, "" where there is none."""
    found = standalone(technique_id, person)
    return sha256(found.svg.encode()).hexdigest()[:MARK] if found else ""


@cache
def _rules() -> str:
    """Return the style of the figures in one line; a still picture needs no other."""
    text = COMMENT.sub("", (CSS / "figures.css").read_text())
    return re.sub(r"\s*([{}:;,])\s*", r"\1", re.sub(r"\s+", " ", text))


def _without_unused(style: str) -> str:
    """Return a style without the colours nothing in it takes."""
    taken = {*TAKEN.findall(style)}
    return SET.sub(lambda found: found[0] if found[1] in taken else "", style)


def _needed(rules: str, used: set[str]) -> Iterator[str]:
    """Yield the rules for the classes used; a group of them keeps its query."""
    for query, inner, names, body in RULE.findall(rules):
        if query:
            kept = "".join(_needed(inner, used))
            yield f"{query.strip()}{{{kept}}}" if kept else ""
            continue
        wanted = [one.strip() for one in names.split(",") if {*CLASS.findall(one)} <= used]
        if wanted:
            yield f"{','.join(wanted)}{{{body.rstrip(';')}}}"
