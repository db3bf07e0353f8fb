"""Every text a person may read, with its place: templates, Python, content, scripts."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
SHOWN_ATTRIBUTES = r'\b(?:alt|title|placeholder|aria-label|content)="([^"]*)"'

# Keys of content files that no page shows. Reasons and remarks on sources name illnesses and
# are for reviewers (ruleset.toml, advice_rules.developer_only); the rest are ids and switches.
NOT_SHOWN = {
    "why", "source", "what", "seed_lines", "seed_list_term", "seed_text", "severity",
    "severity_text", "status", "added_by_extension", "advice_rules", "wording", "notes",
    "source_keys", "not_sure", "id", "when", "set_by", "show_if", "check", "keys",
}  # fmt: skip


def in_templates() -> Iterator[tuple[str, str]]:
    """Yield the words of every template: outside tags, in translations, in attributes."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = re.sub(
            r"{#.*?#}|{% comment %}.*?{% endcomment %}", " ", path.read_text(), flags=re.S
        )
        said = re.findall(r"""{% *translate +(?:"([^"]*)"|'([^']*)')""", text)
        yield from ((path.name, one or other) for one, other in said)
        bare = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S)
        yield from ((path.name, one) for one in re.findall(SHOWN_ATTRIBUTES, bare))
        yield path.name, " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())


def in_python() -> Iterator[tuple[str, str]]:
    """Yield every text that goes through gettext."""
    for folder in ("config", "safety", "routines"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                    for word in node.args:
                        if isinstance(word, ast.Constant) and isinstance(word.value, str):
                            yield path.name, word.value


# What the coverage file is made from, and the words people search with: no page shows them.
NEVER_SHOWN = {"seed-design.toml", "seed-rules.toml", "synonyms.toml"}


def in_content() -> Iterator[tuple[str, str]]:
    """Yield every text of the content files that a page can show."""
    for folder in ("safety", "routines"):
        for path in sorted((ROOT / folder / "data").glob("*.toml")):
            if path.name in NEVER_SHOWN:
                continue
            for text in _texts(tomllib.loads(path.read_text())):
                yield path.name, text


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one)
    elif isinstance(found, dict):
        for key, one in found.items():
            if key not in NOT_SHOWN:
                yield from _texts(one)


def in_scripts() -> Iterator[tuple[str, str]]:
    """Yield every string of our scripts, comments left out."""
    for path in sorted((ROOT / "static/js").rglob("*.js")):
        text = re.sub(r"^\s*(?://.*|/?\*.*)$", "", path.read_text(), flags=re.M)
        for said in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`', text):
            yield path.name, next(filter(None, said), "")


def everywhere() -> Iterator[tuple[str, str]]:
    """Yield (file, text) of all of them."""
    for part in (in_templates, in_python, in_content, in_scripts):
        yield from part()
