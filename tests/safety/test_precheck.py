"""The check before a session: what each answer means, and that it only ever adds limits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety import content
from safety.clearance import Open
from safety.content import ContentError, read
from safety.precheck import BIRTHDAY, Earlier, Outcome, decide, is_severe_again, narrowed
from safety.vocabulary import NO_RESTRICTIONS, Pair, Pressure, Restrictions, Tier
from tests.builders import MONTH, NOON
from tests.safety.test_content import change, folder  # noqa: F401  a fixture
from tests.safety.test_restrictions import STEADY, limits

RULES = content.current().precheck
CALM = {
    "p_new_signs": "no",
    "p_ill": "no",
    "p_changed": "no",
    "p_pain": "3",
    "p_today": ("none",),
}
GO, NOT_TODAY, AGAIN = Outcome.GO, Outcome.NOT_TODAY, Outcome.ASK_AGAIN
HOUR = timedelta(hours=1)
NO_DEVICE = frozenset({"gun", "massager"})


def checked(zones=frozenset(), earlier=(), **changes):
    return decide(RULES, {**CALM, **changes}, frozenset(zones), earlier, now=NOON)


def test_the_questions_are_the_five_and_a_place():
    assert [one.id for one in RULES.questions] == [*CALM, "p_where"]
    assert RULES.valid == 2 * HOUR
    assert RULES.asking_where == {"cream_on_skin", "new_skin_mark"}
    assert set(RULES.conditions) == {
        *("fever_now", "sedation", "topical_heat_cream", "doms_severe", "skin_new"),
        *("full_meal", "alone_floor", "pain_4_6_today", "pain_7_today"),
    }


EFFECTS = [
    ({}, GO, ()),
    ({"p_new_signs": "yes"}, AGAIN, ()),
    ({"p_new_signs": "not_sure"}, AGAIN, ()),
    ({"p_ill": "yes"}, AGAIN, ("fever_now",)),
    ({"p_changed": "yes"}, AGAIN, ()),
    ({BIRTHDAY: "no"}, GO, ()),
    ({BIRTHDAY: "yes"}, AGAIN, ()),
    *(({"p_pain": str(n)}, GO, ()) for n in (0, 1, 2, 3)),
    *(({"p_pain": str(n)}, GO, ("pain_4_6_today",)) for n in (4, 5, 6)),
    *(({"p_pain": str(n)}, NOT_TODAY, ("pain_7_today",)) for n in (7, 8, 9, 10)),
    ({"p_today": ("alcohol_or_strong_pills",)}, GO, ("sedation",)),
    ({"p_today": ("cream_on_skin",)}, GO, ("topical_heat_cream",)),
    ({"p_today": ("very_sore_from_sport",)}, GO, ("doms_severe",)),
    ({"p_today": ("new_skin_mark",)}, GO, ("skin_new",)),
    ({"p_today": ("big_meal",)}, GO, ("full_meal",)),
    ({"p_today": ("big_meal", "new_skin_mark")}, GO, ("full_meal", "skin_new")),
    ({"p_pain": "8", "p_changed": "yes"}, AGAIN, ("pain_7_today",)),
]


@pytest.mark.parametrize(("changes", "outcome", "conditions"), EFFECTS)
def test_each_answer_has_its_effect(changes, outcome, conditions):
    found = checked(**changes)
    assert (found.outcome, found.conditions) == (outcome, conditions)


RESTRICTED = [
    (
        {"p_today": ("alcohol_or_strong_pills",)},
        Restrictions(
            tools=NO_DEVICE | {"heat", "cold"},
            positions=frozenset({"wall", "standing", "bath"}),
            pressure_max=Pressure.LIGHT,
        ),
    ),
    (
        {"p_today": ("cream_on_skin",)},
        Restrictions(
            pairs=frozenset(
                Pair(tool=tool, area="calf")
                for tool in ("gun", "massager", "heat", "cold", "partner")
            )
        ),
    ),
    (
        {"p_today": ("very_sore_from_sport",)},
        Restrictions(tools=NO_DEVICE, pressure_max=Pressure.LIGHT),
    ),
    ({"p_today": ("new_skin_mark",)}, Restrictions(areas=frozenset({"calf"}))),
    (
        {"p_today": ("big_meal",)},
        Restrictions(positions=frozenset({"floor_prone", "bed_prone"})),
    ),
    (
        {"p_pain": "4"},
        Restrictions(tools=NO_DEVICE, pressure_max=Pressure.LIGHT, session_max_min=10),
    ),
    ({}, NO_RESTRICTIONS),
    ({"p_pain": "9"}, NO_RESTRICTIONS),
]


@pytest.mark.parametrize(("changes", "restrictions"), RESTRICTED)
def test_each_condition_restricts_what_it_says_and_nothing_else(changes, restrictions):
    assert checked(zones={"calf"}, **changes).restrictions == restrictions


@pytest.mark.parametrize("name", list(CALM))
def test_a_missing_answer_is_never_taken_for_a_calm_one(name):
    rest = {key: value for key, value in CALM.items() if key != name}
    with pytest.raises(KeyError):
        decide(RULES, rest, frozenset(), (), now=NOON)


def earlier(*pairs):
    """Return checks from (hours ago, pain), newest first."""
    return [Earlier(answered_at=NOON - hours * HOUR, pain=pain) for hours, pain in pairs]


@pytest.mark.parametrize(
    ("pain", "before", "again"),
    [
        (7, [], False),
        (7, [(24, 7)], True),
        (7, [(23.9, 7)], False),
        (7, [(3, 8), (26, 7)], True),
        (7, [(3, 6), (26, 9)], False),
        (7, [(26, 6)], False),
        (7, [(26, 6), (50, 9)], False),
        (6, [(24, 9)], False),
        (10, [(400, 10)], True),
    ],
)
def test_strong_pain_at_checks_a_day_apart_without_a_lower_one_locks(pain, before, again):
    assert is_severe_again(pain, earlier(*before), now=NOON) is again
    assert checked(earlier=earlier(*before), p_pain=str(pain)).is_severe_again is again


def a_gate(restrictions=NO_RESTRICTIONS, tier=Tier.READY):
    return Open(tier=tier, restrictions=restrictions, expires_at=NOON + MONTH)


some_answers = st.fixed_dictionaries(
    {
        "p_new_signs": st.sampled_from(["yes", "no", "not_sure"]),
        "p_ill": st.sampled_from(["yes", "no"]),
        "p_changed": st.sampled_from(["yes", "no"]),
        "p_pain": st.integers(0, 10).map(str),
        "p_today": st.sets(st.sampled_from([one.id for one in RULES.questions[4].options])).map(
            lambda some: tuple(sorted(some))
        ),
    }
)
zones = st.frozensets(st.sampled_from(["calf", "lumbar", "neck"]))


@STEADY
@given(limits, some_answers, zones)
def test_the_check_only_ever_restricts_more(standing, answers, marked):
    found = decide(RULES, answers, marked, (), now=NOON)
    narrow = narrowed(a_gate(standing), found.restrictions)
    assert narrow.restrictions.is_at_least(standing)
    assert narrow.restrictions.is_at_least(found.restrictions)
    assert narrow.tier.rank >= Tier.READY.rank
    assert narrow.expires_at == NOON + MONTH


@STEADY
@given(some_answers, zones, st.sampled_from(["p_new_signs", "p_ill", "p_changed"]))
def test_a_yes_never_lets_anybody_go_on(answers, marked, name):
    found = decide(RULES, {**answers, name: "yes"}, marked, (), now=NOON)
    assert found.outcome is AGAIN


def test_any_limit_of_the_day_makes_the_session_a_limited_one():
    assert narrowed(a_gate(), NO_RESTRICTIONS).tier is Tier.READY
    assert narrowed(a_gate(), Restrictions(session_max_min=10)).tier is Tier.LIMITS


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('effect = "sedation"', 'effect = "sleep"', "p_today: unknown effect sleep"),
        ('yes = "fever_now"', 'yes = "fever"', "p_ill: unknown effect fever"),
        ('id = "p_pain"', 'id = "p_ache"', "precheck: no question p_pain"),
        ('pairs = ["gun@LOCAL"', 'pairs = ["drill@LOCAL"', "unknown pair drill@LOCAL"),
        ('asks_where = true\ntext = "We leave', 'text = "We leave', "asks_where and what"),
        ("valid_hours = 2", 'valid_hours = "long"', "valid_hours"),
        ('id = "fever_now"', 'id = "fever_now"\nodd = 1', "odd"),
    ],
)
def test_content_that_does_not_fit_is_refused(folder, old, new, problem):  # noqa: F811
    change(folder, "limits.toml", old, new)
    with pytest.raises(ContentError) as refused:
        read(folder)
    assert problem in str(refused.value)
