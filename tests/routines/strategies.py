"""Random limits and routines for properties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from hypothesis import strategies as st

from routines.adapting import Inputs, Wish
from routines.facts import SHORTEST_S
from safety import content as safety_content
from safety.vocabulary import Pair, Pressure, Restrictions, Tier
from tests.routines.builders import ACTIVE, CATALOGUE, FACTS, inputs, wish, wishes_of

WORDS = safety_content.current().vocabulary
DAILY = [name for name, dose in CATALOGUE.doses.items() if "max_s_per_day" in dose.limits]
# What a day or a thermal cap can shorten; drawn more often than chance would.
BOUNDED = [
    slug
    for slug in ACTIVE
    if {*FACTS[slug].dose_ids} & {*DAILY} or FACTS[slug].tools & {"heat", "cold"}
]


def some(words: str, most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    """Draw a few words of one list of the vocabulary."""
    return st.frozensets(st.sampled_from(sorted(WORDS[words])), max_size=most)


def pairs() -> st.SearchStrategy[frozenset[Pair]]:
    """Draw pairs of a tool or a flag with an area."""
    areas = st.sampled_from(sorted(WORDS["areas"]))
    by_tool = st.builds(Pair, area=areas, tool=st.sampled_from(sorted(WORDS["tools"])))
    by_flag = st.builds(Pair, area=areas, flag=st.sampled_from(sorted(WORDS["flags"])))
    return st.frozensets(by_tool | by_flag, max_size=3)


def one_limit() -> st.SearchStrategy[Restrictions]:
    """Draw limits of one kind, as a single condition often has."""
    return st.one_of(
        st.builds(Restrictions, tools=some("tools", 2)),
        st.builds(Restrictions, positions=some("positions", 8)),
        st.builds(Restrictions, movements=some("movements", 2)),
        st.builds(Restrictions, areas=some("areas", 2)),
        st.builds(Restrictions, flags=some("flags", 2)),
        st.builds(Restrictions, pairs=pairs()),
        st.builds(Restrictions, pressure_max=st.sampled_from(Pressure)),
        st.builds(Restrictions, spot_max_s=st.sampled_from([5, 15, 30])),
        st.builds(Restrictions, session_max_min=st.integers(1, 15)),
        st.builds(Restrictions, heat_max_s=st.sampled_from([60, 300, 600])),
        st.builds(Restrictions, cold_max_s=st.sampled_from([60, 300, 600])),
    )


def restrictions() -> st.SearchStrategy[Restrictions]:
    """Draw any limits a screen could record: none, one kind, or several together."""
    several = st.lists(one_limit(), max_size=4)
    return several.map(lambda found: reduce(or_, found, Restrictions()))


@st.composite
def any_wish(draw: st.DrawFn) -> Wish:
    """Draw a step as somebody could have built it."""
    facts = FACTS[draw(st.sampled_from(ACTIVE) | st.sampled_from(BOUNDED))]
    both = [("left", "right"), ("left",), ("right",)] if facts.per_side else [("",)]
    return wish(
        facts,
        position=draw(st.sampled_from(facts.positions)),
        sides=draw(st.sampled_from(both)),
        seconds=draw(st.integers(SHORTEST_S, facts.longest_seconds)),
        rest=draw(st.sampled_from([0, 5, 30])),
        switch=draw(st.sampled_from([5, 8, 10])),
    )


def routines() -> st.SearchStrategy[list[Wish]]:
    """Draw a starter, or a routine put together at random."""
    starters = st.sampled_from(list(CATALOGUE.starters.values())).map(wishes_of)
    return starters | st.lists(any_wish(), max_size=8)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One person's limits today, short enough to print."""

    limits: Restrictions
    tier: Tier
    left_today: dict[str, int]
    session_max_s: int | None

    @property
    def inputs(self) -> Inputs:
        """Return what a plan is made against."""
        return inputs(
            self.limits,
            tier=self.tier,
            left_today=self.left_today,
            session_max_s=self.session_max_s,
        )


def situations() -> st.SearchStrategy[Situation]:
    """Draw everything a plan is made against."""
    left = st.fixed_dictionaries({name: st.integers(0, 300) for name in DAILY})
    return st.builds(
        Situation,
        limits=restrictions(),
        tier=st.sampled_from([Tier.READY, Tier.LIMITS]),
        left_today=st.just({}) | left,
        session_max_s=st.sampled_from([1200, 900, 600, 300, 60, None]),
    )
