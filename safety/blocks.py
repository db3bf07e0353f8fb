"""The rule set laid out for reading: blocks of entries, on a page or as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One labelled text of an entry, or several."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule, question, condition … with what there is to say about it."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Entries of one kind under a heading; `id` is the place to jump to."""

    id: str
    title: str
    intro: str
    entries: tuple[Entry, ...]


def entry(name: str, title: str, *pairs: tuple[str, str | Iterable[str]]) -> Entry:
    """Return an entry of (label, text or texts) pairs; empty ones are left out."""
    lines = []
    for label, found in pairs:
        texts = (found,) if isinstance(found, str) else tuple(found)
        if kept := tuple(one for one in texts if one):
            lines.append(Line(label=label, texts=kept))
    return Entry(id=name, title=title, lines=tuple(lines))


def as_text(blocks: Iterable[Block]) -> str:
    """Return blocks as plain text of at most 80 columns; a longer word is cut."""
    return "\n".join(line for block in blocks for line in _block(block))


def paragraph(text: str, indent: int = 0, first: int | None = None) -> list[str]:
    """Return a text broken into lines of at most 80 columns."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * (indent if first is None else first),
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )


def _block(block: Block) -> Iterator[str]:
    yield from (block.title.upper(), "=" * len(block.title), "")
    if block.intro:
        yield from (*paragraph(block.intro), "")
    for one in block.entries:
        heading = f"{one.id}  {one.title}" if one.id else one.title
        yield from paragraph(heading, 2, first=0)
        for line in one.lines:
            yield from _line(line)
        yield ""


def _line(line: Line) -> Iterator[str]:
    if len(line.texts) == 1:
        yield from paragraph(f"{line.label}: {line.texts[0]}", 6, first=4)
        return
    yield f"    {line.label}:"
    for text in line.texts:
        yield from paragraph(f"- {text}", 8, first=6)
