"""Contacts of drawn figures: computed for every person of the cast, measured here."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.figures.content import current
from routines.figures.geometry import ahead, apart, shortest_turn, two_bones
from routines.figures.people import CAST
from routines.figures.scene import Scene
from routines.figures.touch import faults_of

FIGURES = sorted(current().figures)
NECK_BENDS = 36  # degrees from the chest, or the head from the neck: looking down, no more
BESIDE = "beside the spine|each side of the spine|the spine in the gap"
angles = st.floats(-180, 180)


def scene(name: str, person: int = 1) -> Scene:
    figures = current()
    return Scene(figures.figures[name], figures.bodies[name], person)


@pytest.mark.parametrize("name", FIGURES)
def test_everything_that_should_touch_touches_and_nothing_is_passed_through(name):
    found = {look.number: faults_of(scene(name, look.number)) for look in CAST}
    assert {number: faults for number, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", FIGURES)
def test_necks_stay_long(name):
    for body in scene(name).bodies:
        for bones in (body.first, body.last):
            chest, neck, head = (bones[one].angle for one in ("chest", "neck", "head"))
            assert abs(shortest_turn(chest, neck)) <= NECK_BENDS
            assert abs(shortest_turn(neck, head)) <= NECK_BENDS


def test_a_ball_on_the_back_lies_beside_the_spine_in_words():
    for name, row in current().figures.items():
        on_back = any(
            prop.kind in ("ball", "peanut") and prop.part in ("waist", "ribs")
            for prop in row.props
        )
        assert not on_back or re.search(BESIDE, row.words), name


def broken(name: str, **changes: object) -> list[str]:
    """Return the faults of a figure whose first body's contacts were solved for other words."""
    sound = scene(name)
    pose = sound.poses[0]
    moved = replace(pose, start=replace(pose.start, **changes))
    body = replace(sound.bodies[0], pose=moved)
    sound.__dict__["bodies"] = (body, *sound.bodies[1:])
    return faults_of(sound)


def test_a_missed_floor_is_reported():
    feet = replace(scene("mobility-cat-cow").poses[0].start.near_arm, to=(109.0, -9.0))
    assert any("near_arm is" in fault for fault in broken("mobility-cat-cow", near_arm=feet))
    assert any("what lies is" in fault for fault in broken("strength-glute-bridge", ground=5.0))
    assert any("head is" in fault for fault in broken("strength-glute-bridge", head_on=9.0))


def test_a_ball_in_the_air_and_a_body_in_the_wall_are_reported():
    for name, word in (
        ("ball-floor-glute", "ball is"),
        ("ball-wall-lower-back", "in the wall"),
    ):
        sound = scene(name)
        lifted = tuple(
            replace(prop, radius=9.0) if prop.between else replace(prop, x=prop.x + 16)
            for prop in sound.row.props
        )
        moved = Scene(replace(sound.row, props=lifted), sound.poses, 1)
        moved.__dict__["bodies"] = sound.bodies
        assert any(word in fault for fault in faults_of(moved)), name


def test_a_hand_that_slides_between_the_frames_is_reported():
    sound = scene("mobility-cat-cow")
    body = sound.bodies[0]
    slid = {name: replace(one, angle=one.angle + 40) for name, one in body.last.items()}
    sound.__dict__["bodies"] = (replace(body, last=slid),)
    assert any("halfway" in fault for fault in faults_of(sound))


@given(angles, st.floats(4, 60), st.sampled_from((-1, 1)))
def test_two_bones_reach_what_is_in_reach(angle, reach, bend):
    target = ahead((3, 5), angle, reach)
    upper, lower = two_bones((3, 5), target, (31, 30), bend)
    assert apart(ahead(ahead((3, 5), upper, 31), lower, 30), target) < 0.05


@given(angles, st.floats(61.1, 300))
def test_two_bones_point_straight_at_what_is_too_far(angle, reach):
    upper, lower = two_bones((0, 0), ahead((0, 0), angle, reach), (31, 30), 1)
    assert abs(shortest_turn(upper, lower)) < 4
    assert abs(shortest_turn(upper, angle)) < 3


@given(angles, angles)
def test_turns_go_the_short_way_round(start, end):
    turn = shortest_turn(start, end)
    assert -180 <= turn <= 180
    assert abs(shortest_turn(start + turn, end)) < 1e-6
