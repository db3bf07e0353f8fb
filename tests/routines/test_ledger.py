"""What counts to which dose, what is left of it, and what has to wait."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from routines.changes import Why
from routines.doses.pools import pools_of
from tests.routines.builders import CATALOGUE, FACTS, MORNING, made_up
from tests.routines.dose_builders import held, ledger, lightly

RUB, GUN, BALL = "hand-gentle-rub", "tool-massage-gun-glutes", "ball-wall-upper-glute"
HEAT, COLD, PAD = "prep-warm-compress", "cold-pack-lower-back", "heating-pad-lower-back"
BATH, CUSHION, SHIATSU = "prep-warm-bath", "tool-heated-lumbar-cushion", "tool-shiatsu-back"

COUNTS_TO = [
    (RUB, {"D_SESSION"}),
    (BALL, {"D_GLUTE_TOOL", "D_BALL_SPOT", "D_SESSION"}),
    ("ball-mid-back", {"D_BACK_TOOL", "D_BALL_SPOT", "D_SESSION"}),
    ("roller-calves", {"D_BALL_SPOT", "D_SESSION"}),
    (
        "roller-wall-lower-back",
        {"D_BACK_TOOL", "D_BALL_SPOT", "D_ROLLER_LUMBAR", "D_SESSION"},
    ),
    (GUN, {"D_GUN", "D_GUN:glute", "D_GUN:first", "D_SESSION"}),
    (SHIATSU, {"D_MASSAGER", "D_MASSAGER:back", "D_MASSAGER:session", "D_SESSION"}),
    ("tool-shiatsu-arms", {"D_MASSAGER", "D_MASSAGER:session", "D_SESSION"}),
    (CUSHION, {"D_MASSAGER", "D_MASSAGER:session", "D_HEAT"}),
    (HEAT, {"D_HEAT"}),
    (COLD, {"D_COLD"}),
    ("partner-effleurage", {"D_PARTNER", "D_PARTNER:flat_strokes", "D_SESSION"}),
    ("partner-circular-knead", {"D_PARTNER", "D_PARTNER:circles", "D_SESSION"}),
    ("partner-sacrum-hip-glide", {"D_PARTNER", "D_PARTNER:hip_strokes", "D_SESSION"}),
    ("partner-prep-room", {"D_PARTNER"}),
    ("hand-upper-trap-squeeze", {"D_TRAP", "D_TRAP:session", "D_SESSION"}),
]


@pytest.mark.parametrize(("slug", "pools"), COUNTS_TO)
def test_what_counts_to_what(slug, pools):
    assert set(pools_of(FACTS[slug].use, CATALOGUE.doses)) == pools


def test_hand_held_percussion_follows_the_gun():
    pools = set(pools_of(FACTS["tool-percussion-lower-back"].use, CATALOGUE.doses))
    assert {"D_GUN", "D_GUN:lumbar", "D_MASSAGER:back"} <= pools


SIZES = {
    "D_BACK_TOOL": 300,
    "D_GLUTE_TOOL": 300,
    "D_ROLLER_LUMBAR": 60,
    "D_GUN": 600,
    "D_GUN:glute": 120,
    "D_GUN:first": 30,
    "D_MASSAGER": None,
    "D_MASSAGER:back": 300,
    "D_MASSAGER:session": 900,
    "D_PARTNER": 1200,
    "D_PARTNER:flat_strokes": 600,
    "D_PARTNER:circles": 300,
    "D_PARTNER:hip_strokes": 300,
    "D_TRAP:session": 300,
    "D_HEAT": None,
    "D_BALL_SPOT": None,
    "nothing": None,
}


@pytest.mark.parametrize(("pool", "size"), SIZES.items())
def test_a_day_begins_with_every_dose_whole(pool, size):
    assert ledger().left(pool) == size


def test_what_was_held_is_taken_off_everything_it_counts_to():
    book = ledger(held("roller-wall-lower-back", 20), held("ball-mid-back", 100))
    assert book.left("D_BACK_TOOL") == 180
    assert book.left("D_ROLLER_LUMBAR") == 40
    assert book.left("D_GLUTE_TOOL") == 300
    assert book.session_left(600) == 480


def test_a_begun_second_counts_whole_and_a_spent_dose_stops_at_nothing():
    assert ledger(held(BALL, 1, milliseconds=1)).left("D_GLUTE_TOOL") == 299
    assert ledger(held(BALL, 301)).left("D_GLUTE_TOOL") == 0
    assert ledger(held(BALL, 700)).session_left(600) == 0


def test_two_sessions_that_overlap_both_count():
    book = ledger(held(BALL, 60, session=1), held(BALL, 60, session=2))
    assert book.left("D_GLUTE_TOOL") == 180


def test_what_has_a_session_to_itself_is_whole_in_the_next():
    book = ledger(held("hand-upper-trap-squeeze", 300), held("tool-shiatsu-arms", 900))
    assert (book.left("D_TRAP:session"), book.left("D_MASSAGER:session")) == (300, 900)


def test_the_first_use_of_a_gun_is_shorter_once_only():
    assert ledger().left("D_GUN:first") == 30
    assert ledger(used_before=frozenset({"D_GUN"})).left("D_GUN:first") is None
    assert ledger(held(GUN, 30, MORNING - timedelta(days=2))).left("D_GUN:first") is None


def moment(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(f"{text}+00:00")


DAYS = [  # held until, on the day there, seen at, on this clock, does it count to today?
    ("2026-11-20T23:59:00", "2026-11-20", "2026-11-20T23:59:30", "UTC", True),
    ("2026-11-20T23:59:00", "2026-11-20", "2026-11-21T00:00:00", "UTC", False),
    ("2026-11-21T00:00:00", "2026-11-20", "2026-11-21T08:00:00", "UTC", False),
    ("2026-11-20T23:30:00", "2026-11-21", "2026-11-21T08:00:00", "Europe/Paris", True),
    # from New York, 22:00 on the 20th, to London, where that was the 21st
    ("2026-11-21T03:00:00", "2026-11-20", "2026-11-21T08:00:00", "Europe/London", True),
    # from Auckland, the 22nd, back over the date line to the 21st
    ("2026-11-21T19:00:00", "2026-11-22", "2026-11-21T23:00:00", "America/Los_Angeles", True),
    # London's long day of 25 October, both hours after one o'clock, and the next day
    ("2026-10-24T23:30:00", "2026-10-25", "2026-10-25T23:30:00", "Europe/London", True),
    ("2026-10-24T23:30:00", "2026-10-25", "2026-10-26T00:30:00", "Europe/London", False),
    # its short day of 29 March
    ("2026-03-29T00:30:00", "2026-03-29", "2026-03-29T22:59:00", "Europe/London", True),
    ("2026-03-29T00:30:00", "2026-03-29", "2026-03-29T23:00:00", "Europe/London", False),
]


@pytest.mark.parametrize(("until", "day", "now", "zone", "counts"), DAYS)
def test_a_day_is_the_persons_own(until, day, now, zone, counts):
    one = held(BALL, 60, moment(until), day=datetime.fromisoformat(day).date())
    left = ledger(one, now=moment(now), zone=zone).left("D_GLUTE_TOOL")
    assert left == (240 if counts else 300)


HOUR = timedelta(hours=1)
WAITS = [  # held, how long ago, wanted, why it waits or None
    (HEAT, timedelta(minutes=59), PAD, Why.GAP),
    (HEAT, timedelta(minutes=60), PAD, None),
    (CUSHION, timedelta(minutes=59), BATH, Why.GAP),
    (HEAT, timedelta(minutes=1), COLD, None),
    (COLD, timedelta(minutes=119), COLD, Why.GAP),
    (COLD, timedelta(minutes=120), COLD, None),
    (GUN, 20 * HOUR, GUN, Why.RESTING),
    (GUN, 24 * HOUR, GUN, None),
    (GUN, HOUR, GUN, Why.RESTING),
    (GUN, 20 * HOUR, "tool-massage-gun-lower-back", None),
    (GUN, HOUR, "tool-massage-gun-lower-back", Why.TIMES_TODAY),
    # the buttock was pressed at medium: what cannot be light waits for a day
    (BALL, 23 * HOUR, "ball-floor-glute", Why.RESTING),
    (BALL, 24 * HOUR, "ball-floor-glute", None),
    (BALL, HOUR, "ball-floor-lower-back", None),
    (BALL, HOUR, BALL, None),
    ("stretch-knee-to-chest", HOUR, "ball-floor-glute", None),
]


@pytest.mark.parametrize(("before", "ago", "wanted", "why"), WAITS)
def test_what_has_to_wait(before, ago, wanted, why):
    wait = ledger(held(before, 60, MORNING - ago)).wait_for(FACTS[wanted])
    assert (wait.why if wait else None) == why


def test_a_gap_names_the_minute_it_is_over():
    wait = ledger(held(HEAT, 600, MORNING - timedelta(minutes=50))).wait_for(FACTS[HEAT])
    assert wait.until == MORNING + timedelta(minutes=10)
    assert wait.dose == "D_HEAT"


def test_the_longest_wait_is_told():
    ends = [MORNING - timedelta(hours=h) for h in (20, 2)]
    wait = ledger(*(held(BALL, 60, end) for end in ends)).wait_for(FACTS["ball-floor-glute"])
    assert wait.until == ends[1] + timedelta(hours=24)


def test_what_was_pressed_lightly_needs_no_rest():
    assert ledger(lightly(BALL, 60)).resting == {}
    assert ledger(held(BALL, 60)).resting.keys() == {"glute"}


def test_warmth_comes_three_times_a_day():
    ends = [MORNING - timedelta(hours=h) for h in (8, 6, 4)]
    packs = [held(HEAT, 600, end) for end in ends]
    assert [ledger(*packs[:n]).times_left("D_HEAT") for n in range(4)] == [3, 2, 1, 0]
    assert ledger(*packs).wait_for(FACTS[PAD]).why == Why.TIMES_TODAY
    assert ledger(*packs[:2]).wait_for(FACTS[PAD]) is None
    assert ledger().times_left("D_COLD") is None


def test_a_pack_put_back_on_in_the_same_session_is_one_pack():
    ends = [MORNING - timedelta(hours=5, minutes=m) for m in (0, 9, 18)]
    assert ledger(*(held(HEAT, 60, end, session=1) for end in ends)).times_left("D_HEAT") == 2


def test_a_dose_nobody_knows_bounds_nothing():
    facts = made_up(dose_ids=("gone",))
    assert ledger(held(RUB, 9, use=facts.use)).wait_for(facts) is None
    assert ledger().left_for([facts]) == {}
