"""Reading pose files: shapes and names are checked, all problems at once."""

from __future__ import annotations

import pytest

from routines.figures.content import read
from routines.figures.motion import shifted, turned
from safety.content import ContentError

LIMB = "{ angles = [-90, -90, -90] }"
POSE = f"""
[[poses]]
id = "upright"
view = "side"
words = "standing"
[poses.start]
hip = [60, 87]
spine = [90, 90, 90, 90, 90, 90]
near_arm = {LIMB}
far_arm = {LIMB}
near_leg = {LIMB}
far_leg = {LIMB}
"""
FIGURE = """
[[figures]]
id = "stand"
pose = "upright"
words = "nothing else"
"""


def folder(tmp_path, poses: str = POSE, figures: str = FIGURE):
    (tmp_path / "poses-all.toml").write_text(poses)
    (tmp_path / "figures-all.toml").write_text(figures)
    return tmp_path


def problems(tmp_path, **files: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(folder(tmp_path, **files))
    return caught.value.problems


def test_a_sound_folder_is_read(tmp_path):
    figures = read(folder(tmp_path))
    assert figures.figures["stand"].words == "nothing else"
    assert figures.bodies["stand"][0].frames[0] == figures.bodies["stand"][0].frames[1]


def test_all_problems_are_reported_at_once(tmp_path):
    wrong = (
        FIGURE.replace("upright", "sideways")
        + """
[[figures]]
id = "held"
words = "a thing"
props = [{ kind = "ball", held = "near_tail" }, { kind = "lamp" }, { kind = "stone", x = 3 }]
muscles = ["wing"]
pose = "upright"
[[figures]]
id = "empty"
words = "nothing"
colour = "red"
"""
    )
    text = "\n".join(problems(tmp_path, figures=wrong))
    for part in (
        "unknown pose 'sideways'",
        "near_tail",
        "lamp stands nowhere",
        "'stone'",
        "'wing'",
        "empty: colour",
    ):
        assert part in text


def test_a_frame_that_does_not_fit_is_named(tmp_path):
    assert any(
        "spine" in one for one in problems(tmp_path, poses=POSE.replace("90, 90]", "90]"))
    )


def test_a_second_frame_keeps_what_it_leaves_out(tmp_path):
    figures = read(folder(tmp_path, poses=POSE + "[poses.end]\nhip = [60, 80]\n"))
    start, end = figures.bodies["stand"][0].frames
    assert (end.hip, end.near_leg) == ((60, 80), start.near_leg)


def test_a_pose_may_stand_on_another_and_a_figure_change_both_frames(tmp_path):
    poses = POSE + '[poses.end]\nhip = [60, 80]\n[[poses]]\nid = "low"\nlike = "upright"\n'
    poses += 'view = "side"\nwords = "low"\n[poses.start]\nhip = [50, 50]\n'
    figure = FIGURE.replace('"upright"', '"low"') + "start = { ground = 3 }\n"
    start, end = read(folder(tmp_path, poses=poses, figures=figure)).bodies["stand"][0].frames
    assert (start.hip, end.hip) == ((50, 50), (60, 80))
    assert (start.ground, end.ground) == (3, 3)


def test_a_figure_stands_once(tmp_path):
    assert any("stands" in one for one in problems(tmp_path, figures=FIGURE + FIGURE))


@pytest.mark.parametrize(
    ("angle", "names"),
    [
        (37.2, "fig-turn fig-turn--tens-3 fig-turn--ones-7 fig-turn--tenths-2"),
        (-140, "fig-turn fig-turn--tens-14 fig-turn--right"),
        (0.4, "fig-turn fig-turn--tenths-4"),
    ],
)
def test_a_turn_is_written_in_digits(angle, names):
    assert turned("<path/>", angle) == f'<g class="{names}"><path/></g>'


def test_what_does_not_move_gets_no_group():
    assert turned("<path/>", 0.1) == shifted("<path/>", 0.1, 0.1) == "<path/>"


def test_a_shift_stretches_one_unit_to_the_way():
    drawn = shifted("<path/>", 8, 6)
    assert drawn.startswith('<g transform="matrix(8 -6 6 8 0 0)"><g class="fig-shift">')
    assert 'matrix(0.08 0.06 -0.06 0.08 0 0)"><path/>' in drawn
