"""What is offered first: what the rules name, the gentlest, and never what is off."""

from __future__ import annotations

from routines.offers import Ready, for_places, offer
from routines.planning import plan
from safety.vocabulary import Pressure, Restrictions
from tests.routines.builders import inputs, made_up, wish

WALK, BREATH = "mobility-walk", "prep-centring-breath"
LAST = [WALK, BREATH]


def technique(slug: str, **changes):
    """Return facts of a made-up technique under a name."""
    return made_up(slug=slug, name=slug, **changes)


def choice(*rows, named=(), ready=(), limits=None):
    """Return what is offered out of some techniques."""
    who = inputs(limits, techniques={one.slug: one for one in rows}, sequence={})
    return offer(named, ready, who, last_resort=LAST)


def ready(slug: str, *rows) -> Ready:
    """Return a starter of some techniques."""
    techniques = {one.slug: one for one in rows}
    made = plan([wish(one) for one in rows], inputs(techniques=techniques, sequence={}))
    return Ready(slug=slug, plan=made)


SOFT = technique("soft", pressure_start=Pressure.NONE, pressure_max=Pressure.NONE)
FIRM = technique("firm", pressure_max=Pressure.MEDIUM)
BALL = technique("ball", tools=frozenset({"ball"}), spot_seconds=30)
MEDIUM = technique("medium", pressure_start=Pressure.MEDIUM)


def test_what_is_named_comes_before_what_is_gentler():
    found = choice(SOFT, FIRM, technique("other"), named=[["firm", "other"]])
    assert {*found.techniques} == {"firm", "other"}


def test_what_more_reasons_name_is_chosen_first_and_shown_gentlest_first():
    many = [technique(f"t{n}", pressure_max=Pressure.LIGHT) for n in range(4)]
    named = [["firm", *(one.slug for one in many)], ["firm"]]
    found = choice(FIRM, *many, named=named)
    assert found.techniques == ("t0", "t1", "t2", "firm")


def test_too_few_are_filled_up_with_the_gentlest_others():
    found = choice(FIRM, technique("other"), SOFT, named=[["firm"]])
    assert found.techniques == ("soft", "firm")


def test_setting_up_and_partners_are_not_filled_in_but_may_be_named():
    setting_up = technique("set-up", kind="preparation")
    helped = technique("helped", kind="partner", tools=frozenset({"partner"}))
    assert choice(setting_up, helped).is_last_resort
    assert choice(helped, SOFT, FIRM, named=[["helped", "firm"]]).techniques == (
        "firm",
        "helped",
    )


def test_what_is_off_or_above_level_1_is_not_offered():
    limits = Restrictions(tools=frozenset({"ball"}), pressure_max=Pressure.LIGHT)
    late = technique("late", level=2)
    named = [["ball", "medium", "late", "unknown"]]
    assert choice(BALL, MEDIUM, late, SOFT, FIRM, named=named, limits=limits).techniques == (
        "soft",
        "firm",
    )


def test_an_easier_way_does_not_stand_in_for_a_named_technique():
    hard = technique("hard", tools=frozenset({"ball"}), easier="soft")
    limits = Restrictions(tools=frozenset({"ball"}))
    assert choice(hard, SOFT, named=[["hard"]], limits=limits).techniques == ("soft",)


def test_when_nothing_else_fits_only_the_last_resort_is_offered():
    plain = {"movements": frozenset(), "areas": frozenset(), "tools": frozenset()}
    walk, breath = technique(WALK, **plain), technique(BREATH, **plain)
    limits = Restrictions(tools=frozenset({"ball"}))
    found = choice(BALL, walk, breath, named=[["ball", WALK]], limits=limits)
    assert (found.techniques, found.starters, found.is_last_resort) == (
        (WALK, BREATH),
        (),
        True,
    )


def test_a_starter_that_stands_is_an_offer():
    found = choice(SOFT, ready=[ready("easy", SOFT)], limits=Restrictions())
    assert (found.starters, found.is_last_resort) == (("easy",), False)


def test_starters_that_press_and_move_much_come_last():
    twist = technique("twist", movements=frozenset({"rot"}))
    rows = [ready("presses", BALL), ready("twists", twist), ready("rests", SOFT)]
    assert choice(BALL, twist, SOFT, ready=rows).starters == ("rests", "twists")


def test_a_starter_with_more_of_what_is_named_comes_first():
    calm = technique("calm")
    rows = [ready("plain", calm), ready("named", SOFT)]
    assert choice(SOFT, calm, named=[["soft"]], ready=rows).starters == ("named", "plain")


def for_spots(*wanted: str, limits=None):
    """Return what is offered for marked places; each technique works one or two."""
    rows = (SOFT, FIRM, BALL, technique("set-up", kind="preparation"))
    worked = {
        "soft": (("a",), ()),
        "firm": (("a",), ("b",)),
        "ball": (("a", "b"), ()),
        "set-up": (("a",), ()),
        "gone": (("a",), ()),
    }
    who = inputs(limits, techniques={one.slug: one for one in rows}, sequence={})
    return for_places(wanted, worked, who)


def test_what_works_most_of_the_marked_places_comes_first_then_what_is_gentler():
    assert for_spots("a", "b") == ("ball", "firm", "soft")
    assert for_spots("b") == ("ball", "firm")
    assert for_spots("a")[0] == "soft"
    assert for_spots("c") == for_spots() == ()


def test_for_marked_places_too_limits_come_first():
    assert for_spots("a", "b", limits=Restrictions(tools=frozenset({"ball"}))) == (
        "firm",
        "soft",
    )
