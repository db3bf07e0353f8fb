"""The shape of the project, enforced: floors, pure rules, file sizes, no inline anything."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = [
    "safety/vocabulary.py",
    "safety/expressions.py",
    "safety/reading.py",
    "safety/ruleset.py",
    "safety/screening.py",
    "safety/verdict.py",
    "safety/reopening.py",
    "safety/precheck.py",
    "safety/clearance.py",
    "safety/countries.py",
    "safety/blocks.py",
    "safety/sources.py",
    "safety/review.py",
    "safety/after.py",
    "safety/after_rules.py",
    "safety/diaries.py",
    "safety/words.py",
    "routines/catalogue.py",
    "routines/facts.py",
    "routines/sequence.py",
    "routines/adapting.py",
    "routines/pairing.py",
    "routines/planning.py",
    "routines/events.py",
    "routines/player.py",
    "routines/stops.py",
    "routines/noticing.py",
    "routines/progress.py",
    "routines/tally.py",
    "routines/changes.py",
    "routines/wishes.py",
    "routines/adjusting.py",
    "routines/against.py",
    "routines/session_fit.py",
    "routines/planned.py",
    "routines/room.py",
    "routines/stretches.py",
    "routines/doses/pools.py",
    "routines/doses/held.py",
    "routines/doses/ledger.py",
    "routines/facets.py",
    "routines/related.py",
    "routines/search.py",
    "routines/search_checks.py",
    "routines/search_index.py",
    "routines/offers.py",
    "routines/glyph.py",
    "routines/guide.py",
    "routines/guide_places.py",
    "routines/guide_checks.py",
    "routines/glossary.py",
    "routines/owned.py",
    "routines/coverage.py",
    *(
        f"routines/figures/{path.name}"
        for path in sorted((ROOT / "routines/figures").glob("*.py"))
    ),
]
CODE = [
    path
    for folder in ("config", "safety", "routines", "templates", "static", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".js", ".css", ".html") and "migrations" not in path.parts
]
TEMPLATES = [path for path in CODE if path.suffix == ".html"]


def imports_of(path: Path) -> set[str]:
    """Return the top-level packages a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "safety").rglob("*.py")), ids=str)
def test_safety_never_names_routines(path):
    assert "routines" not in imports_of(path)


@pytest.mark.parametrize("name", PURE)
def test_rules_know_neither_django_nor_the_clock(name):
    assert "django" not in imports_of(ROOT / name)
    assert not re.search(r"\b(datetime|date)\.(now|today|utcnow)\(", (ROOT / name).read_text())


def test_only_views_commands_and_the_shell_read_the_clock():
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        if path.suffix == ".py"
        and "tests" not in path.parts
        and "timezone.now()" in path.read_text()
    }
    allowed = re.compile(
        r"views\.py$|management/commands/|routines/(shell|gate)\.py|safety/accounts\.py"
    )
    assert {name for name in readers if not allowed.search(name)} == set()


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_files_stay_small(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_inline_and_no_eval_features(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"hx-on|hx-vals=.js:|hx-trigger=\"[^\"]*\[", text)


def test_every_stylesheet_is_imported_into_a_layer():
    css = ROOT / "static/css"
    lines = (css / "app.css").read_text()
    for path in css.glob("*.css"):
        if path.name != "app.css":
            assert re.search(rf'@import url\("{path.name}"\) layer\(\w+\);', lines), path.name
