"""The page of an emergency holds calling, what to say, and going back; nothing else."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from safety import content
from tests.builders import screen
from tests.factories import ClearanceFactory, RoutineFactory
from tests.safety.rule_table import FIRES
from tests.safety.walks import RESULT, finish, words_of

RULESET = content.current()
HOME = reverse("routines:home")
LINKS = re.compile(r'<a\b[^>]*href="([^"]*)"')
CONTROLS = re.compile(r"<(?:button|form|input|select|textarea|details|summary|nav)\b")
EMERGENCIES = [name for name in FIRES if name.startswith("E")]


def actions_of(response) -> list[str]:
    """Return where the links of a page lead, in order; a page with a form has too many."""
    body = response.content.decode().partition("<body")[2]
    assert CONTROLS.findall(body) == []
    return LINKS.findall(body)


@pytest.mark.parametrize("rule", EMERGENCIES)
def test_right_after_the_answer_a_slip_can_be_taken_back(as_alice, rule):
    response = finish(as_alice, screen(**FIRES[rule][0]))
    first, *others = actions_of(response)
    assert first == "tel:112"
    assert len(others) == 1
    assert others[0].startswith("/check/again/") or others == [HOME]


def test_later_the_only_other_way_is_back(as_alice, alice):
    ClearanceFactory(person=alice, tier="E", advice=["ADV_E_GENERAL"])
    assert actions_of(as_alice.get(RESULT)) == ["tel:112", HOME]


@pytest.mark.parametrize("rule", EMERGENCIES)
def test_it_says_what_to_say_in_the_persons_own_words(as_alice, rule):
    text = words_of(finish(as_alice, screen(**FIRES[rule][0])))
    start = text.index("What to say")
    assert text.index("Call 112") < start
    said = text[start:]
    assert "“I have back pain and these new signs.”" in said
    answers = [
        option.label
        for question in RULESET.questions
        for option in question.options
        if option.label.casefold() in said.casefold()
    ]
    assert answers


def test_a_routine_that_is_refused_shows_the_same_few_things(as_alice, alice):
    ClearanceFactory(person=alice, tier="E")
    routine = RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub"])
    response = as_alice.post(reverse("routines:routine-start", args=[routine.pk]))
    assert response.status_code == 403
    assert actions_of(response) == ["tel:112", RESULT, HOME]
    assert "What to say" in words_of(response)
    assert "Call 112" in words_of(response)


@pytest.mark.parametrize("tier", ["U", "C"])
def test_other_refusals_keep_their_usual_ways(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    routine = RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub"])
    response = as_alice.post(reverse("routines:routine-start", args=[routine.pk]))
    assert reverse("safety:help") in actions_of(response)
    assert "tel:" not in response.content.decode()
