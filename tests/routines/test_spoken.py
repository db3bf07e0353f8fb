"""What a voice says: short enough, the side always named, nothing where a tone is enough."""

from __future__ import annotations

from routines.planning import Kind, Plan, plan, step_segments
from routines.spoken import spoken
from tests.routines.builders import ACTIVE, inputs, made_up, wish

MOST_WORDS = 18


def said(made: Plan, number: int) -> list[tuple[str, str]]:
    """Return kind and words of each segment of a step."""
    step = made.steps[number - 1]
    is_last = number == len(made.steps)
    segments = step_segments(step, number == 1)
    return [(one.kind.value, spoken(step, one, is_last_step=is_last)) for one in segments]


def test_each_segment_is_said_as_shown():
    facts = made_up(name="Ball", per_side=True, spot_seconds=60, side_label="leg")
    made = plan([wish(facts, seconds=40)], inputs(sequence={}))
    shortest = "Left leg. 40 seconds."
    ways = (f"Last one. Ball. {shortest}", f"Ball. {shortest}", shortest)
    assert said(made, 1) == [
        ("prep", "|".join(ways)),
        ("hold", "Halfway."),
        ("ease", "Ease off."),
        ("switch", "Switch to the right leg."),
        ("hold", "Halfway."),
        ("ease", "Ease off."),
    ]


def test_without_sides_and_in_the_middle_there_is_less_to_say():
    made = plan([wish(made_up(), seconds=60), wish(made_up(), seconds=60)], inputs(sequence={}))
    assert said(made, 1)[0] == ("prep", "Made up. 60 seconds.|60 seconds.")
    assert said(made, 1)[-1] == (Kind.REST.value, "")


def test_no_technique_has_more_to_say_than_anybody_hears():
    for slug in ACTIVE:
        for step in plan([wish(slug)], inputs(sequence={})).steps:
            for segment in step_segments(step, False):
                for way in spoken(step, segment, is_last_step=True).split("|"):
                    assert len(way.split()) <= MOST_WORDS, way
