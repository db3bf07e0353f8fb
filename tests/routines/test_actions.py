"""Writes of people's routines: what is kept, what is bounded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from routines import actions
from routines.models import Pack, Routine, RoutineStep, Session, Technique
from routines.rows import wishes_of
from tests.factories import RoutineFactory
from tests.routines.builders import plan_of

SLUGS = ["hand-gentle-rub", "ball-wall-upper-glute", "mobility-stand-up-break"]


@pytest.fixture
def routine(alice) -> Routine:
    """Alice's routine of three steps."""
    return RoutineFactory(owner=alice, technique_slugs=SLUGS)


def order(routine: Routine) -> list[str]:
    """Return the techniques in order; places must be 1, 2, 3 …"""
    steps = list(RoutineStep.objects.filter(routine=routine))
    assert [step.order for step in steps] == list(range(1, len(steps) + 1))
    return [step.technique_id for step in steps]


def step(routine: Routine, place: int) -> RoutineStep:
    """Return a step by its place, counted from 1."""
    return RoutineStep.objects.get(routine=routine, order=place)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Evening", "Evening"),
        ("  Evening \n", "Evening"),
        ("", "Untitled routine"),
        ("   ", "Untitled routine"),
        ("🧘‍♀️ Abend für Übermorgen 背中", "🧘‍♀️ Abend für Übermorgen 背中"),
        ("x" * 10_000, "x" * 80),
        ("🧘" * 81, "🧘" * 80),
    ],
)
def test_names_are_kept_within_eighty_characters(alice, now, typed, kept):
    row = actions.create_routine(person=alice, name=typed, now=now)
    assert Routine.objects.get(pk=row.pk).name == kept
    other = actions.create_routine(person=alice, name="Other", now=now)
    actions.rename_routine(routine=other, name=typed, now=now)
    assert Routine.objects.get(pk=other.pk).name == kept


def test_every_change_says_when_it_was_saved(routine, now):
    technique = Technique.objects.get(pk=SLUGS[0])
    writes = [
        lambda: actions.rename_routine(routine=routine, name="New", now=now),
        lambda: actions.choose_pack(routine=routine, pack=Pack.OFF, now=now),
        lambda: actions.add_step(routine=routine, technique=technique, now=now),
        lambda: actions.duplicate_step(step=step(routine, 1), now=now),
        lambda: actions.move_step(step=step(routine, 1), by=1, now=now),
        lambda: actions.remove_step(step=step(routine, 1), now=now),
        lambda: actions.change_step(
            step=step(routine, 1), seconds=9, sides="once", rest=0, position="chair", now=now
        ),
    ]
    for write in writes:
        Routine.objects.update(changed_at=None)
        write()
        assert Routine.objects.get(pk=routine.pk).changed_at == now


def test_an_added_technique_brings_its_own_times(routine, now):
    technique = Technique.objects.get(pk="stretch-knee-to-chest")
    row = actions.add_step(routine=routine, technique=technique, now=now)
    assert order(routine) == [*SLUGS, technique.pk]
    assert (row.seconds, row.sides) == (technique.timer_seconds, "both")
    assert (row.rest, row.switch, row.position) == (5, 8, technique.position)


def test_the_same_technique_may_stand_many_times(routine, now):
    actions.duplicate_step(step=step(routine, 2), now=now)
    assert order(routine) == [SLUGS[0], SLUGS[1], SLUGS[1], SLUGS[2]]


def test_a_duplicate_has_the_changed_times(routine, now):
    one = step(routine, 2)
    actions.change_step(step=one, seconds=33, sides="left", rest=7, position="wall", now=now)
    copy = actions.duplicate_step(step=one, now=now)
    copy.refresh_from_db()
    assert (copy.seconds, copy.sides, copy.rest, copy.position) == (33, "left", 7, "wall")
    assert copy.pk != one.pk


def test_removing_closes_the_gap(routine, now):
    actions.remove_step(step=step(routine, 2), now=now)
    assert order(routine) == [SLUGS[0], SLUGS[2]]


@pytest.mark.parametrize(
    ("place", "by", "moved", "to"),
    [
        (1, 1, [1, 0, 2], 2),
        (3, -1, [0, 2, 1], 2),
        (1, -1, [0, 1, 2], 1),
        (3, 1, [0, 1, 2], 3),
    ],
)
def test_moving_a_step_and_nothing_at_the_ends(routine, now, place, by, moved, to):
    assert actions.move_step(step=step(routine, place), by=by, now=now) == to
    assert order(routine) == [SLUGS[one] for one in moved]


def test_a_routine_of_sixty_steps_is_full(routine, now):
    technique = Technique.objects.get(pk=SLUGS[0])
    for _ in range(57):
        actions.add_step(routine=routine, technique=technique, now=now)
    with pytest.raises(actions.TooManySteps):
        actions.add_step(routine=routine, technique=technique, now=now)
    with pytest.raises(actions.TooManySteps):
        actions.duplicate_step(step=step(routine, 1), now=now)
    assert len(order(routine)) == 60


def test_a_copy_of_ones_own_routine_is_named_so_and_stands_alone(alice, routine, now):
    copy = actions.copy_routine(person=alice, routine=routine, now=now)
    assert (copy.name, copy.owner) == ("Evening (copy)", alice)
    assert order(copy) == SLUGS
    actions.remove_step(step=step(copy, 1), now=now)
    assert order(routine) == SLUGS


def test_a_copied_starter_is_followed_the_same(alice, now):
    for starter in Routine.objects.filter(owner=None):
        copy = actions.copy_routine(person=alice, routine=starter, now=now)
        assert (copy.name, copy.slug, copy.owner) == (starter.name, None, alice)
        assert wishes_of(copy) == wishes_of(starter)


def test_tones_go_along_with_a_copy_and_are_chosen_apart_from_then_on(alice, routine, now):
    assert actions.create_routine(person=alice, name="", now=now).pack == Pack.PHONE
    actions.choose_pack(routine=routine, pack=Pack.CLEAR, now=now)
    copy = actions.copy_routine(person=alice, routine=routine, now=now)
    assert Routine.objects.get(pk=copy.pk).pack == Pack.CLEAR
    actions.choose_pack(routine=copy, pack=Pack.PHONE, now=now)
    assert Routine.objects.get(pk=routine.pk).pack == Pack.CLEAR


def test_a_session_keeps_the_tones_it_began_with(alice, routine, now):
    def start(of: Routine | None) -> Session:
        return actions.start_session(
            person=alice, plan=plan_of(*SLUGS), name="A", routine=of, time_zone="", now=now
        )

    assert start(None).pack == start(routine).pack == Pack.PHONE
    actions.choose_pack(routine=routine, pack=Pack.OFF, now=now)
    session = start(routine)
    actions.choose_pack(routine=routine, pack=Pack.CALM, now=now)
    actions.delete_routine(routine=routine)
    assert Session.objects.get(pk=session.pk).pack == Pack.OFF


def test_deleting_a_routine_keeps_the_history(alice, routine, now):
    plan = plan_of(*SLUGS)
    session = actions.start_session(
        person=alice, plan=plan, name="Evening", routine=routine, time_zone="", now=now
    )
    actions.delete_routine(routine=routine)
    session.refresh_from_db()
    assert (session.routine, session.name) == (None, "Evening")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Asia/Kathmandu", "Asia/Kathmandu"),
        ("", "Europe/Lisbon"),
        ("Mars/Olympus", "Europe/Lisbon"),
        ("../../etc/passwd", "Europe/Lisbon"),
        ("UTC\x00", "Europe/Lisbon"),
        ("x" * 10_000, "Europe/Lisbon"),
    ],
)
def test_a_time_zone_is_taken_over_only_when_we_know_it(alice, now, sent, kept):
    alice.time_zone = "Europe/Lisbon"
    alice.save()
    session = actions.start_session(
        person=alice, plan=plan_of(*SLUGS), name="A", routine=None, time_zone=sent, now=now
    )
    alice.refresh_from_db()
    assert (session.time_zone, alice.time_zone) == (kept, kept)


def test_a_new_session_ends_the_open_one_and_nobody_elses(alice, bob, now):
    def start(person, at) -> Session:
        return actions.start_session(
            person=person, plan=plan_of(*SLUGS), name="A", routine=None, time_zone="", now=at
        )

    first, others = start(alice, now), start(bob, now)
    second = start(alice, now + timedelta(minutes=5))
    phases = {row.pk: (row.phase, row.ended_at) for row in Session.objects.all()}
    assert phases[first.pk] == ("ended", now + timedelta(minutes=5))
    assert phases[second.pk] == phases[others.pk] == ("ready", None)


def test_a_second_answer_after_a_session_replaces_the_first(alice, now):
    session = actions.start_session(
        person=alice, plan=plan_of(*SLUGS), name="A", routine=None, time_zone="", now=now
    )
    for feel, after in (("same", 3), ("worse", None)):
        actions.save_check_in(
            session=session, feel=feel, before=None, after=after, note="🙂", now=now
        )
    session.refresh_from_db()
    assert (session.check_in.feel, session.check_in.after) == ("worse", None)
