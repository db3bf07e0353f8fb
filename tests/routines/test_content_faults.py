"""Broken catalogues: each fault is told with file and id, all at once, nothing loaded."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from routines.models import Technique
from tests.routines.broken import (
    change,
    change_row,
    copy_of_catalogue,
    copy_of_rules,
    empty_list,
)

BALL, WALL_BALL = "techniques-ball.toml", "ball-wall-lower-back"
STRETCH, STARTER = "techniques-stretch.toml", "office-wall"
IN_TECHNIQUE = {
    "unknown tool": ('["tennis-ball", "wall"]', '["tenis-ball"]'),
    "unknown area": ('primary_areas = ["erector-spinae"]', 'primary_areas = ["back-side"]'),
    "unknown tool family": ('tools = ["ball"]', 'tools = ["bal"]'),
    "unknown position": ('position = "wall"', 'position = "hanging"'),
    "unknown movement": ("movements = []", 'movements = ["jump"]'),
    "unknown zone": ('areas = ["lumbar"]', 'areas = ["lumber"]'),
    "unknown flag": ("flags = []", 'flags = ["odd"]'),
    "unknown dose": ('"D_BALL_SPOT"]', '"D_BALL_SPOTS"]'),
    "unknown pose": ('pose = "standing-wall"', 'pose = "handstand"'),
    "unknown technique": ('technique = "hand-fist-knead"', 'technique = "hand-first-knead"'),
    "unknown pressure": ('start = "light"', 'start = "feather"'),
    "pressure starts above": ('max = "medium"', 'max = "none"'),
    "the cue has": ('cue = "Ball', 'cue = "' + "very " * 20 + "Ball"),
    "partner and tool families disagree": ("partner = false", "partner = true"),
    "no timer": ("timer_seconds = 60", "timer_seconds = 0"),
    "GL11": ('max = "medium"', 'max = "firm"'),
    "GL02": ('areas = ["lumbar"]', 'areas = ["flank"]'),
    "GL04": ('areas = ["lumbar"]', 'areas = ["neck"]'),
    "forbidden word": ('cue = "Ball', 'cue = "Cure: ball'),
    "facts.level": ("level = 1", "level = 4"),
    "kind": ('kind = "ball"', 'kind = "balls"'),
    "facts.warm_up": ("dose_ids = [", 'warm_up = "sauna"\ndose_ids = ['),
    "side_label": ('side_label = "side"', 'side_label = "wing"'),
    "facts.requires_tier": ("dose_ids = [", 'requires_tier = "Z"\ndose_ids = ['),
}
IN_STARTER = {
    "unknown technique": ('"ball-wall-lower-back"', '"ball-wall-lowest-back"'),
    "does not suit a starter": ('"ball-wall-lower-back"', '"roller-wall-lower-back"'),
    "is not done in": ('position = "wall"', 'position = "bath"'),
    "do not add up": ("work_seconds = 90", "work_seconds = 80"),
    "totals are": ("active_seconds = 295", "active_seconds = 294"),
    "is a note of ours": ('suits = "', 'suits = "As in R012. '),
    "SEQ02": ("work_seconds = 30", "work_seconds = 29"),
}


def told(tmp_path, **folders) -> str:
    """Return what loading says; it must fail and leave the rows as they are."""
    before = [*Technique.objects.order_by("pk").values()]
    said = StringIO()
    with pytest.raises(CommandError, match="nothing loaded"):
        call_command("load_catalogue", stderr=said, verbosity=0, **folders)
    assert [*Technique.objects.order_by("pk").values()] == before
    return said.getvalue()


@pytest.mark.parametrize("fault", IN_TECHNIQUE)
def test_a_fault_in_a_technique_is_told_with_file_and_id(catalogue, tmp_path, fault):
    folder = copy_of_catalogue(tmp_path)
    change_row(folder, BALL, WALL_BALL, *IN_TECHNIQUE[fault])
    said = told(tmp_path, routines=folder)
    assert any(
        fault in line and line.startswith(f"{BALL}: {WALL_BALL}: ")
        for line in said.splitlines()
    ), said


@pytest.mark.parametrize("fault", IN_STARTER)
def test_a_fault_in_a_starter_is_told_with_file_and_id(catalogue, tmp_path, fault):
    folder = copy_of_catalogue(tmp_path)
    change_row(folder, "routines.toml", STARTER, *IN_STARTER[fault])
    if fault == "SEQ02":
        change_row(
            folder, "routines.toml", STARTER, "seconds_per_side = 30", "seconds_per_side = 29"
        )
    said = told(tmp_path, routines=folder)
    assert any(
        fault in line and line.startswith(f"routines.toml: {STARTER}: ")
        for line in said.splitlines()
    ), said


def test_a_starter_too_long_for_its_level_is_told(catalogue, tmp_path):
    folder = copy_of_catalogue(tmp_path)
    change(folder, "doses.toml", "1 = 600", "1 = 200")
    assert "routines.toml: office-wall: 295 s is too long" in told(tmp_path, routines=folder)


def test_a_technique_without_steps_is_told(catalogue, tmp_path):
    folder = copy_of_catalogue(tmp_path)
    empty_list(folder, BALL, WALL_BALL, "steps")
    assert f"{BALL}: {WALL_BALL}: no steps" in told(tmp_path, routines=folder)


def test_a_place_without_a_point_on_the_map_is_told(catalogue, tmp_path):
    folder = copy_of_catalogue(tmp_path)
    empty_list(folder, "areas.toml", "lower-back", "map_points")
    assert "areas.toml: lower-back: no point on the map" in told(tmp_path, routines=folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("areas.toml", 'id = "glutes"', 'id = "glutei"', "unknown area 'glutes'"),
        ("tools.toml", 'family = "ball"', 'family = "bal"', "unknown family 'bal'"),
        ("areas.toml", 'zone = "lumbar"', 'zone = "lumber"', "unknown zone 'lumber'"),
        ("areas.toml", "The sore region", "Cure: the", "lower-back: forbidden word"),
        ("areas.toml", "The sore region", "Seed 004: the", "'Seed' is a note of ours"),
        ("tools.toml", "Must not slide.", "Keep it (002).", "mat: '002' is a note of ours"),
        ("tools.toml", "5 to 10 minutes", "D_SESSION", "'D_SESSION' is a note of ours"),
        ("poses.toml", "[poses]", "[pose]", "unknown pose"),
        (BALL, "[[techniques]]", "[[technique]]", f"{BALL}: "),
        (BALL, 'name = "', "name = ", f"{BALL}: not readable"),
        (BALL, 'name = "', 'colour = "red"\nname = "', f"{BALL}: {WALL_BALL}: colour"),
        (BALL, "one_sided = true", "", f"{BALL}: {WALL_BALL}: one_sided"),
        (BALL, f'id = "{WALL_BALL}"', 'id = "ball-wall-sustained-press"', "stands 2 times"),
        (
            STRETCH,
            'id = "',
            f'id = "{WALL_BALL}"\nnote = "',
            f"{WALL_BALL}: stands in two files",
        ),
        ("sequence.toml", 'id = "SEQ03"', 'id = "SEQ33"', "sequence.toml: SEQ03"),
        ("doses.toml", 'id = "D_SESSION"', 'id = "D_SESSIONS"', "doses.toml: D_SESSION"),
    ],
)
def test_a_fault_in_a_file_is_told(catalogue, tmp_path, file, old, new, line):
    folder = copy_of_catalogue(tmp_path)
    change(folder, file, old, new)
    assert line in told(tmp_path, routines=folder)


WORDS = "synonyms.toml"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('areas = ["lower-back"]', 'areas = ["lower-bak"]', "low-back: unknown area"),
        ('tools = ["wall"]', 'tools = ["wal"]', "wall: unknown tool 'wal'"),
        ('["prep-centring-breath"]', '["prep-breath"]', "breathing: unknown technique"),
        ('kinds = ["stretch"]', 'kinds = ["strech"]', "stretching: kinds"),
        ('like = ["twist"]', 'like = ["zigzag"]', "no technique's name holds 'zigzag'"),
        ('like = ["twist"]', "", "turning: leads nowhere"),
        ('words = ["twist", ', 'words = ["the", ', "turning: 'the' is never looked for"),
        ('words = ["twist", ', 'words = ["numb", ', "turning: 'numb' is never looked for"),
        ('words = ["twist", ', 'words = ["sore spot", ', "'sore spot' is never looked for"),
        ('areas = ["jaw"]', 'areas = ["head"]', "no everyday name for area 'jaw'"),
        ('tools = ["duct-tape"]', 'tools = ["wall"]', "no everyday name for tool 'duct-tape'"),
        ('"accident", ', '"a sudden very bad fall", ', "sign 'a sudden very bad fall'"),
        ("[words]", "[wordlist]", "no words"),
        ("filler = [", "fillers = [", "?: fillers"),
    ],
)
def test_a_fault_in_the_words_to_search_with_is_told(catalogue, tmp_path, old, new, line):
    folder = copy_of_catalogue(tmp_path)
    change(folder, WORDS, old, new)
    said = told(tmp_path, routines=folder)
    assert any(line in one and one.startswith(WORDS) for one in said.splitlines()), said


def test_a_missing_file_is_told(catalogue, tmp_path):
    folder = copy_of_catalogue(tmp_path)
    (folder / "tools.toml").unlink()
    assert "tools.toml: missing" in told(tmp_path, routines=folder)


def test_an_empty_folder_is_told_file_by_file(catalogue, tmp_path):
    (tmp_path / "nothing").mkdir()
    said = told(tmp_path, routines=tmp_path / "nothing")
    assert said.count(": missing") == 22


def test_all_faults_are_told_at_once(catalogue, tmp_path):
    folder = copy_of_catalogue(tmp_path)
    change_row(folder, BALL, WALL_BALL, 'pose = "standing-wall"', 'pose = "handstand"')
    change_row(folder, BALL, "ball-wall-sustained-press", "flags = []", 'flags = ["odd"]')
    change(folder, STRETCH, "movements = [", 'movements = ["jump", ')
    lines = told(tmp_path, routines=folder).splitlines()
    assert len(lines) == 3
    assert {line.partition(":")[0] for line in lines} == {BALL, STRETCH}


def test_a_broken_rule_set_stops_the_catalogue_too(catalogue, tmp_path):
    folder = copy_of_rules(tmp_path)
    change(folder, "conditions.toml", 'gate = "BLOCK"', 'gate = "BLOK"')
    assert "conditions.toml: fracture_current" in told(tmp_path, safety=folder)


def test_a_word_taken_out_of_the_rule_set_is_missed_by_the_catalogue(catalogue, tmp_path):
    folder = copy_of_rules(tmp_path)
    change(folder, "vocabulary.toml", "chair = ", "stool = ")
    assert "chair" in told(tmp_path, safety=folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("conditions.toml", '"hand-still-hands"', '"hand-hands"', "low_platelets: unknown alt"),
        ("conditions.toml", '"hand-still-hands"', '"hand-ql-press"', "'hand-ql-press'"),
        (
            "ruleset.toml",
            'offer = ["mobility-walk"',
            'offer = ["walk"',
            "nothing_left: unknown",
        ),
    ],
)
def test_an_alternative_nobody_can_follow_is_told(catalogue, tmp_path, file, old, new, line):
    folder = copy_of_rules(tmp_path)
    change(folder, file, old, new)
    said = told(tmp_path, safety=folder)
    assert file in said
    assert line in said
