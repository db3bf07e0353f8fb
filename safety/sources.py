"""Where rules come from: the keys a source text names, and what stands behind each.

A source text is free prose with keys in it ("KWON24; seed 002 (coach)"). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

_KEY = re.compile(r"\bseed \d{3}|\bown rule|\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*\b|\bK\b")
_OWN_RULE = re.compile(r"own rule", re.IGNORECASE)
# A source may point at another rule, condition or fact of ours ("as R02", "F6").
_OURS = re.compile(r"[A-Z]\d{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one or more keys stand for; `status` begins with P, S or K."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    keys: tuple[str, ...]
    what: str
    status: str

    @property
    def short(self) -> str:
        """Return the status without its remarks: P, S, K, or two of them."""
        found = re.match(r"[PSK](?:\s*/\s*[PSK])?", self.status)
        return found[0].replace(" ", "") if found else ""


def by_key(rows: Iterable[Source]) -> dict[str, Source]:
    """Return sources by each of their keys."""
    return {key: row for row in rows for key in row.keys}


def keys_in(text: str) -> tuple[str, ...]:
    """Return the keys a source text names outside brackets, each once."""
    bare = _OWN_RULE.sub("own rule", re.sub(r"\([^)]*\)", "", text))
    return tuple(dict.fromkeys(_KEY.findall(bare)))


def with_status(sources: Mapping[str, Source], text: str) -> str:
    """Return the keys of a source text, each with its status: "KWON24 (P/S); K"."""
    shown = (
        f"{key} ({sources[key].short})" if key in sources and key != "K" else key
        for key in keys_in(text)
    )
    return "; ".join(shown)


def faults(sources: Mapping[str, Source], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield "where: unknown source KEY"; `texts` are source texts by the place they stand."""
    for key, row in sources.items():
        if not row.short:
            yield f"sources.toml: {key}: a status begins with P, S or K"
    for where, text in texts.items():
        for key in keys_in(text):
            if key not in sources and not _OURS.fullmatch(key):
                yield f"{where}: unknown source {key}"
