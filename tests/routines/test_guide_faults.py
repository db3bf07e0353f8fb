"""Broken guides: each fault is told with file and id; and the shipped one covers every rule."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from routines import content
from routines.coverage import coverage, where
from safety.content import ContentError
from tests.routines.broken import change, change_row, copy_of_catalogue
from tests.routines.builders import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES, WORDS = "guide-pages.toml", "guide-glossary.toml"
KNOWN, RULES, DESIGN = "guide-evidence.toml", "seed-rules.toml", "seed-design.toml"
GUIDE = CATALOGUE.guide
MADE = "make-a-peanut"
FAULTS = {
    "unknown rule 'R999'": (PAGES, "rules = [", 'rules = ["R999", '),
    "R074 is not to be shown": (PAGES, "rules = [", 'rules = ["R074", '),
    "R002: told nowhere": (PAGES, 'rules = ["R002"]', "rules = []"),
    "R002 is told as a fact": (PAGES, "may get tight and tired", "get tight and tired"),
    "unknown technique 'prep-nothing'": (PAGES, '"prep-make-peanut"', '"prep-nothing"'),
    "unknown technique 'nothing'": (PAGES, "tool:duct-tape", "technique:nothing"),
    "unknown tool 'tape'": (PAGES, "tool:duct-tape", "tool:tape"),
    "unknown filter 'area=glutei'": (PAGES, "catalogue:area=glutes", "catalogue:area=glutei"),
    "unknown filter 'size=big'": (PAGES, "catalogue:kind=ball", "catalogue:size=big"),
    "no filter in": (PAGES, "catalogue:kind=ball", "catalogue:"),
    "unknown kind of place 'dose:D_HEAT'": (PAGES, "page:make-a-peanut", "dose:D_HEAT"),
    "unknown page 'peanut'": (PAGES, "page:make-a-peanut", "page:peanut"),
    "the id is not an address": (PAGES, f'id = "{MADE}"', 'id = "a peanut"'),
    "studies: shown 0 times": (PAGES, 'shows = "studies"', ""),
    "sections.0.shows": (PAGES, 'shows = "emergency"', 'shows = "alarm"'),
    "one of text, items and steps": (
        PAGES,
        'text = "Easeback',
        'items = ["x"]\ntext = "Easeback',
    ),
    "forbidden word 'cure'": (PAGES, "Small things,", "A cure,"),
    "forbidden word 'trigger points'": (PAGES, "Small things,", "trigger points,"),
    "forbidden word 'knot'": (WORDS, "as with dough", "as with a knot"),
    "'sacrum' links to 2 terms": (WORDS, 'words = ["shin"', 'words = ["Sacrum"'),
    "an empty word": (WORDS, 'words = ["shin"', 'words = [" "'),
    "release: stands 2 times": (WORDS, 'id = "sacrum"', 'id = "release"'),
    "unknown strength 'proven'": (KNOWN, 'strength = "well-tried"', 'strength = "proven"'),
    "unknown technique 'heat-cap'": (KNOWN, '"heat-wrap-lower-back"', '"heat-cap"'),
    "heat-wrap-lower-back: stands in 2 rows": (
        KNOWN,
        'kinds = ["roller"]',
        'kinds = ["roller"]\ntechniques = ["heat-wrap-lower-back"]',
    ),
    "unknown kind 'rollers'": (KNOWN, 'kinds = ["roller"]', 'kinds = ["roller", "rollers"]'),
    "roller: stands in 0 rows": (KNOWN, 'kinds = ["roller"]', "kinds = []"),
    "roller: stands in 2 rows": (KNOWN, 'kinds = ["stretch"]', 'kinds = ["stretch", "roller"]'),
    "unknown dose 'D_NAP'": (RULES, '"dose:D_TRAP"', '"dose:D_NAP"'),
    "R001: outcome": (RULES, 'outcome = "honoured"', 'outcome = "forgotten"'),
    "R031: told nowhere": (
        RULES,
        'lives = ["address:safety:start", "address:safety:help"]',
        "",
    ),
    "F02: unknown page 'when'": (DESIGN, "page:when-to-see-a-professional", "page:when"),
    "F11: neither built": (DESIGN, 'not_yet = "Reminders are not built."', ""),
    "S02: unknown technique 'ball-wall-low'": (
        DESIGN,
        '"ball-wall-lower-back"',
        '"ball-wall-low"',
    ),
}


def problems(folder: Path) -> str:
    """Return what reading a folder reports; there must be something."""
    with pytest.raises(ContentError) as error:
        content.read(folder)
    return "\n".join(error.value.problems)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_guide_is_told_with_its_file(tmp_path, fault):
    folder = copy_of_catalogue(tmp_path)
    file, old, new = FAULTS[fault]
    change(folder, file, old, new)
    assert fault.lower() in problems(folder).lower()


def test_a_technique_that_names_an_unknown_rule_is_told(tmp_path):
    folder = copy_of_catalogue(tmp_path)
    change_row(folder, "techniques-ball.toml", "ball-wall-upper-glute", '["R021"', '["R921"')
    assert "ball-wall-upper-glute: unknown rule 'R921'" in problems(folder)


def test_what_is_to_be_read_is_not_kept_in_code_alone(tmp_path):
    folder = copy_of_catalogue(tmp_path)
    change(folder, PAGES, 'rules = ["R002"]', "rules = []")
    change(folder, RULES, 'id = "R002"', 'id = "R002"\nlives = ["module:routines/player.py"]')
    assert "R002: told nowhere" in problems(folder)


def test_all_faults_of_the_guide_are_told_at_once(tmp_path):
    folder = copy_of_catalogue(tmp_path)
    for fault in ("unknown tool 'tape'", "unknown strength 'proven'", "F11: neither built"):
        change(folder, *FAULTS[fault])
    assert len(problems(folder).splitlines()) == 3


def test_the_numbers_of_the_collected_guides():
    assert [*GUIDE.rules] == [f"R{n:03}" for n in range(1, 201)]
    assert [*GUIDE.features] == [f"F{n:02}" for n in range(1, 20)]
    assert [*GUIDE.contradictions] == [f"K{n:02}" for n in range(1, 38)]
    assert [*GUIDE.changes] == [f"S{n:02}" for n in range(1, 9)]


def test_every_rule_to_read_stands_where_people_read():
    for rule in GUIDE.rules.values():
        places = where(rule, CATALOGUE)
        if rule.outcome == "not_shown":
            assert rule.id not in GUIDE.told_on
        elif rule.enforcement == "content":
            assert any(one.startswith(("page:", "technique:", "tool:")) for one in places)
        else:
            assert places, rule.id


def test_addresses_and_files_that_rules_name_exist():
    lives = [*GUIDE.rules.values(), *GUIDE.features.values()]
    named = {place for one in lives for place in one.lives}
    for kind, _colon, name in (one.partition(":") for one in named):
        if kind == "module":
            assert (ROOT / name).is_file(), name
        elif kind == "address":
            slugs = {"routines:area": ["lower-back"], "routines:session": [1]}
            assert reverse(name, args=slugs.get(name, ["x"] if name.endswith("own") else []))


def test_the_coverage_file_is_current():
    call_command("seed_coverage", check=True)
    text = (ROOT / "docs/seed-coverage.md").read_text()
    ids = {*GUIDE.rules, *GUIDE.features, *CATALOGUE.techniques}
    assert ids <= {*re.findall(r"^\| ([\w-]+) \|", text, re.MULTILINE)}


def test_a_coverage_file_that_is_not_current_is_refused_and_written_anew(tmp_path):
    file = tmp_path / "coverage.md"
    for text in (None, "old"):
        if text:
            file.write_text(text)
        with pytest.raises(CommandError, match="not current"):
            call_command("seed_coverage", check=True, file=file, stderr=StringIO())
    call_command("seed_coverage", file=file)
    assert file.read_text() == coverage(CATALOGUE)


@pytest.mark.parametrize("slug", CATALOGUE.techniques)
def test_every_technique_has_a_word_for_its_evidence(slug):
    row = CATALOGUE.techniques[slug]
    known = GUIDE.evidence_for(slug, row.kind)
    assert known.strength == "experience" or known.techniques or row.kind in known.kinds


def test_nearly_all_rests_on_experience():
    words = [
        GUIDE.evidence_for(one.id, one.kind).strength for one in CATALOGUE.techniques.values()
    ]
    assert words.count("experience") > 0.75 * len(words)


def test_sentences_are_short():
    """A rough stand-in for reading age: short sentences."""
    blocks = [
        block
        for page in GUIDE.pages.values()
        for section in page.sections
        for block in section.blocks
    ]
    texts = [text for one in blocks for text in (one.text, *one.items, *one.steps)]
    texts += [term.meaning for term in GUIDE.terms.values()]
    sentences = [one.split() for text in texts for one in re.split(r"[.:;!?]\s", text) if one]
    assert sum(map(len, sentences)) / len(sentences) < 12
    assert max(map(len, sentences)) <= 30, max(sentences, key=len)
