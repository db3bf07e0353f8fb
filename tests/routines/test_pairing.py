"""Where an agreement of two people stands: a table, and what must hold for all of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.giving_pages import RULES
from routines.pairing import LINK_LIFE, Agreement, Stand, has_ended, stand_of
from routines.player import IllegalEvent, Phase
from safety import content
from tests.routines.builders import MORNING, plan_of, walk

DAY = timedelta(days=1)
TABLE = [
    ({}, Stand.ASKED),
    ({"expires_at": MORNING}, Stand.EXPIRED),
    ({"has_receiver": True}, Stand.ASKED),
    ({"agreed_at": MORNING}, Stand.ASKED),  # a yes of nobody
    ({"agreed_at": MORNING, "expires_at": MORNING}, Stand.EXPIRED),
    ({"has_receiver": True, "agreed_at": MORNING}, Stand.AGREED),
    ({"has_receiver": True, "agreed_at": MORNING, "expires_at": MORNING}, Stand.AGREED),
    ({"withdrawn_at": MORNING}, Stand.WITHDRAWN),
    ({"has_receiver": True, "agreed_at": MORNING, "withdrawn_at": MORNING}, Stand.WITHDRAWN),
]


@pytest.mark.parametrize(("changes", "stand"), TABLE)
def test_where_it_stands(changes, stand):
    plain = {"has_receiver": False, "expires_at": MORNING + LINK_LIFE}
    assert stand_of(Agreement(**{**plain, **changes}), now=MORNING) is stand


MOMENTS = st.none() | st.integers(-20, 20).map(lambda days: MORNING + days * DAY)


@given(
    st.builds(
        Agreement,
        has_receiver=st.booleans(),
        expires_at=MOMENTS.filter(bool),
        agreed_at=MOMENTS,
        withdrawn_at=MOMENTS,
    )
)
def test_it_counts_only_with_a_receiver_their_yes_and_no_taking_back(agreement):
    counts = stand_of(agreement, now=MORNING) is Stand.AGREED
    given_yes = agreement.has_receiver and agreement.agreed_at is not None
    assert counts == (given_yes and agreement.withdrawn_at is None)


def test_what_has_ended_is_neither_asked_nor_agreed():
    assert {one for one in Stand if has_ended(one)} == {Stand.EXPIRED, Stand.WITHDRAWN}


def test_every_partner_rule_of_the_rule_set_has_its_plain_words():
    assert len(RULES) == len(content.current().frame["lists"]["partner_rules"]) == 8


PLAN = plan_of("partner-slow-warm-up")
TO_HOLD = ["start", ("enter", {"to": "1-hold", "gone": 15_000})]


@pytest.mark.parametrize("sign", ["less", "same", "more"])
def test_an_answer_to_a_minute_check_takes_and_gives_no_time(sign):
    later = MORNING + timedelta(seconds=60)
    checked = walk(PLAN, *TO_HOLD, ("check", {"sign": sign, "gone": 60_000, "at": later}))
    plain = walk(PLAN, *TO_HOLD, ("adjust", {"gone": 60_000, "at": later}))
    assert checked == plain
    assert (checked.phase, checked.held_ms["1-hold"]) == (Phase.RUNNING, 60_000)


def test_a_paused_session_stays_paused_through_a_check():
    state = walk(PLAN, *TO_HOLD, "pause", ("check", {"sign": "same"}))
    assert (state.phase, state.since) == (Phase.PAUSED, None)


@pytest.mark.parametrize("steps", [[*TO_HOLD, "check"], [("check", {"sign": "same"})]])
def test_a_check_without_an_answer_or_before_the_start_is_refused(steps):
    with pytest.raises(IllegalEvent):
        walk(PLAN, *steps)


def test_an_answer_nobody_offers_is_refused():
    with pytest.raises(IllegalEvent):
        walk(PLAN, *TO_HOLD, ("check", {"sign": "s_nerve"}))
