"""Whatever was held and whatever is asked for: no dose is ever exceeded."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from routines.adapting import Wish
from routines.against import against
from routines.changes import Why
from routines.doses.held import Held
from routines.doses.ledger import Ledger
from routines.doses.pools import SESSION, gaps, least_level, pools_of, size_of
from routines.planning import Plan, PlannedStep, plan
from routines.progress import Adjustment
from safety.vocabulary import Pressure, Tier
from tests.routines.builders import CATALOGUE, FACTS, MORNING
from tests.routines.dose_builders import held, ledger, today
from tests.routines.strategies import restrictions, routines

DOSED = sorted(slug for slug, facts in FACTS.items() if facts.dose_ids)
POOLS = sorted({pool for one in FACTS.values() for pool in pools_of(one.use, CATALOGUE.doses)})
LEVEL_CAPS = CATALOGUE.doses[SESSION].limits["max_s_by_level"]


@st.composite
def holding(draw: st.DrawFn) -> Held:
    """Draw something held within the last two days."""
    slug = draw(st.sampled_from(DOSED) | st.sampled_from(sorted(FACTS)))
    ago = timedelta(minutes=draw(st.integers(0, 2880)))
    session, pressure = draw(st.integers(1, 4)), draw(st.sampled_from(Pressure))
    seconds = draw(st.integers(1, 700))
    return held(slug, seconds, MORNING - ago, session=session, pressure=pressure)


logs = st.lists(holding(), max_size=8)
zones = st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/London"])
adjustments = st.builds(
    Adjustment,
    level=st.integers(1, 3),
    technique_level=st.integers(1, 3),
    floor_tools=st.booleans(),
    limits=restrictions(),
    session_max_s=st.sampled_from([None, 900, 300, 60]),
    off=st.dictionaries(
        st.sampled_from(sorted(FACTS)),
        st.sampled_from([Why.SIGN_LATELY, Why.NEWEST]),
        max_size=5,
    ),
    accepted=st.frozensets(
        st.sampled_from([s for s, f in FACTS.items() if f.status == "advanced"])
    ),
)


def book(log: list[Held], zone: str = "UTC") -> Ledger:
    """Return the ledger of a log."""
    return ledger(*log, zone=zone)


def ways(made: Plan) -> list[PlannedStep]:
    """Return every step and every gentler way of a plan."""
    return [*made.steps, *(step.gentler for step in made.steps if step.gentler)]


@given(logs, zones)
def test_what_is_left_is_between_nothing_and_the_whole(log, zone):
    for pool in POOLS:
        left, whole = book(log, zone).left(pool), size_of(pool, CATALOGUE.doses)
        assert left is None or 0 <= left <= whole


@given(logs, holding(), zones)
def test_more_held_never_leaves_more(log, more, zone):
    before, after = book(log, zone), book([*log, more], zone)
    for pool in POOLS:
        left = after.left(pool)
        if not pool.endswith(":first"):
            assert (left is None) == (before.left(pool) is None)
            assert left is None or left <= before.left(pool)
    assert after.session_left(600) <= before.session_left(600)
    for slug, wait in before.waits(FACTS.values()).items():
        later = after.waits(FACTS.values())[slug]
        assert wait.until is None or (later.until or wait.until) >= wait.until


@given(logs, st.randoms(use_true_random=False), zones)
def test_the_order_of_the_log_says_nothing(log, chance, zone):
    mixed = chance.sample(log, len(log))
    one, other = book(log, zone), book(mixed, zone)
    assert [one.left(pool) for pool in POOLS] == [other.left(pool) for pool in POOLS]
    assert one.resting == other.resting
    waits = one.waits(FACTS.values()), other.waits(FACTS.values())
    assert {s: w.until for s, w in waits[0].items()} == {
        s: w.until for s, w in waits[1].items()
    }


@given(logs, logs)
def test_two_logs_together_spend_what_each_spends(one, other):
    for pool in POOLS:
        both = book([*one, *other]).spent_today(pool)
        assert both == book(one).spent_today(pool) + book(other).spent_today(pool)


@given(routines(), logs, adjustments, st.sampled_from([Tier.READY, Tier.LIMITS]))
def test_no_plan_exceeds_a_dose_whatever_was_held(wishes: list[Wish], log, adjusted, tier):
    inputs = today(book(log), adjusted, tier=tier)
    steps = plan(wishes, inputs).steps
    for chosen in (steps, [step.gentler or step for step in steps]):
        taken: Counter[str] = Counter()
        for step in chosen:
            for pool in pools_of(step.use, CATALOGUE.doses):
                taken[pool] += step.work_seconds
        for pool, left in inputs.left_today.items():
            assert taken[pool] <= left


@given(routines(), logs, adjustments)
def test_no_plan_exceeds_the_session_or_the_day(wishes: list[Wish], log, adjusted):
    made = plan(wishes, today(book(log), adjusted))
    cap = min(LEVEL_CAPS[str(adjusted.level)], adjusted.session_max_s or 1200)
    spent = book(log).spent_today(SESSION)
    assert made.active_seconds <= max(0, cap - spent)
    assert made.active_seconds <= adjusted.limits.session_max_min * 60


@given(routines(), logs, adjustments)
def test_however_often_somebody_goes_back_no_dose_is_exceeded(wishes, log, adjusted):
    inputs = today(book(log), adjusted)
    taken: Counter[str] = Counter()
    for step in plan(wishes, inputs).steps:
        pools = pools_of(step.use, CATALOGUE.doses)
        bounded = [pool for pool in pools if pool in inputs.left_today]
        assert not bounded or step.room_seconds is not None
        for pool in bounded:
            taken[pool] += step.room_seconds * len(step.sides)
    for pool, left in inputs.left_today.items():
        assert taken[pool] <= left


@given(routines(), logs, adjustments, st.sampled_from([Tier.READY, Tier.LIMITS]))
def test_no_plan_holds_what_is_off_later_or_waiting(wishes, log, adjusted, tier):
    inputs = today(book(log), adjusted, tier=tier)
    floor = CATALOGUE.sequence["SEQ04"].check
    for way in ways(plan(wishes, inputs)):
        facts = FACTS[way.technique]
        assert against(facts, inputs) is None
        assert way.technique not in adjusted.off
        assert facts.level <= adjusted.technique_level
        assert least_level(facts.use, CATALOGUE.doses) <= adjusted.level
        assert facts.status == "active" or way.technique in adjusted.accepted
        on_floor = way.position in floor["positions"] and facts.tools & {*floor["tools"]}
        assert adjusted.floor_tools or not on_floor
        assert not inputs.resting.keys() & facts.areas or way.pressure <= Pressure.LIGHT


@given(routines(), logs, adjustments)
def test_no_plan_holds_two_packs_of_one_kind(wishes, log, adjusted):
    steps = plan(wishes, today(book(log), adjusted)).steps
    packs = Counter(name for one in steps for name in gaps(one.use, CATALOGUE.doses))
    assert not packs or max(packs.values()) == 1


@given(routines(), logs, adjustments)
def test_every_change_names_the_step_it_is_about(wishes, log, adjusted):
    for change in plan(wishes, today(book(log), adjusted)).changes:
        asked = wishes[change.place].facts
        assert change.technique in (asked.slug, asked.easier)
