"""The language of the rules: what it can say, and how it says that it cannot read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety import content
from safety.expressions import (
    ALWAYS,
    Compares,
    Either,
    Every,
    ExpressionError,
    Fact,
    Fires,
    Has,
    Is,
    Not,
    Present,
    leaves,
    parse,
)
from safety.reading import AnswerReading, told_by

A, B, C = Fact("A"), Fact("B"), Fact("C")


class Words:
    """A reading in which exactly the named leaves are true."""

    def __init__(self, true=(), numbers=None):
        self.true, self.numbers = set(true), numbers or {}

    def single(self, question):
        return next((o for q, o in self.true if q == question), None)

    def ticked(self, question):
        return frozenset(o for q, o in self.true if q == question)

    def number(self, name):
        return self.numbers.get(name)

    def fact(self, name):
        return ("fact", name) in self.true

    def condition(self, name):
        return ("condition", name) in self.true

    def rule(self, name):
        return ("rule", name) in self.true


GRAMMAR = [
    ("always", ALWAYS),
    ("A", A),
    ("_a-b_9", Fact("_a-b_9")),
    ("not A", Not(A)),
    ("not not A", Not(Not(A))),
    ("A and B", Every((A, B))),
    ("A and B and C", Every((A, B, C))),
    ("A or B or C", Either((A, B, C))),
    ("(A)", A),
    ("((A or B))", Either((A, B))),
    ("condition burn", Present("burn")),
    ("condition *", Present("*")),
    ("rule E01", Fires("E01")),
    ("trauma is small", Is("trauma", ("small",))),
    ("trauma is small | big", Is("trauma", ("small", "big"))),
    ("unwell has fever | very_ill", Has("unwell", ("fever", "very_ill"))),
    ("age_years >= 50", Compares("age_years", ">=", 50)),
    ("age_years > 50", Compares("age_years", ">", 50)),
    ("age_years <= 50", Compares("age_years", "<=", 50)),
    ("age_years < 50", Compares("age_years", "<", 50)),
    ("age_years==50", Compares("age_years", "==", 50)),
    ("  A\n  and\tB  ", Every((A, B))),
]
PRECEDENCE = [
    ("A or B and C", Either((A, Every((B, C))))),
    ("A and B or C", Either((Every((A, B)), C))),
    ("(A or B) and C", Every((Either((A, B)), C))),
    ("not A and B", Every((Not(A), B))),
    ("not A or B", Either((Not(A), B))),
    ("not (A and B)", Not(Every((A, B)))),
    ("not q is x | y and B", Every((Not(Is("q", ("x", "y"))), B))),
    ("q is x | y or q has z", Either((Is("q", ("x", "y")), Has("q", ("z",))))),
]


@pytest.mark.parametrize(("text", "tree"), [*GRAMMAR, *PRECEDENCE])
def test_a_text_reads_as_its_tree(text, tree):
    assert parse(text) == tree


FAULTS = [
    ("", "expected a name, got ''"),
    ("   ", "expected a name, got ''"),
    ("and A", "did not expect 'A'"),
    ("A and", "expected a name, got ''"),
    ("A or or B", "did not expect 'B'"),
    ("not", "expected a name, got ''"),
    ("A B", "did not expect 'B'"),
    ("A)", "did not expect ')'"),
    ("(A", "expected ')'"),
    ("()", "expected a name, got ')'"),
    ("50 <= age_years", "expected a name, got '50'"),
    ("> 5", "expected a name, got '>'"),
    ("*", "expected a name, got '*'"),
    ("condition", "expected an id, got ''"),
    ("condition 5", "expected an id, got '5'"),
    ("rule *", "expected an id, got '*'"),
    ("rule", "expected an id, got ''"),
    ("trauma is", "expected an id, got ''"),
    ("trauma is small |", "expected an id, got ''"),
    ("trauma has *", "expected an id, got '*'"),
    ("trauma is 5", "expected an id, got '5'"),
    ("age >= young", "expected a number, got 'young'"),
    ("age >=", "expected a number, got ''"),
    ("age >= -5", "cannot read ' -5'"),
    ("age = 5", "cannot read ' = 5'"),
    ("A & B", "cannot read ' & B'"),
    ("A.B", "cannot read '.B'"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_fault_is_named_with_its_text(text, message):
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert str(error.value).startswith(f"{text!r}: ")
    assert message in str(error.value)


UNANSWERED = ["q is x", "q has x", "n >= 0", "n <= 99", "n == 0", "F", "condition c", "rule r"]


@pytest.mark.parametrize("text", UNANSWERED)
def test_silence_is_false_and_its_opposite_true(text):
    assert not parse(text).holds(Words())
    assert parse(f"not {text}").holds(Words())


@pytest.mark.parametrize("text", ["age_years >= 0", "trauma is none", "unwell has none"])
def test_an_unanswered_question_of_the_rule_set_is_false(ruleset, text):
    assert not parse(text).holds(AnswerReading(ruleset, {}))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [(">=", {5, 6}), (">", {6}), ("<=", {4, 5}), ("<", {4}), ("==", {5})],
)
def test_a_comparison_holds_for_these_numbers(text, numbers):
    holds = {n for n in (4, 5, 6) if parse(f"n {text} 5").holds(Words(numbers={"n": n}))}
    assert holds == numbers


def test_zero_is_an_answer():
    assert parse("n <= 0").holds(Words(numbers={"n": 0}))


def test_always_is_always_true():
    assert parse("always").holds(Words())
    assert not parse("not always").holds(Words())


def test_leaves_come_from_left_to_right():
    tree = parse("not (A or q is x) and condition c")
    assert list(leaves(tree)) == [A, Is("q", ("x",)), Present("c")]


def test_told_names_only_the_answers_that_made_it_true(ruleset):
    answers = {"unwell": ("fever", "night_sweats"), "age_years": 70, "trauma": "none"}
    reading = AnswerReading(ruleset, answers)
    told = told_by(reading, "FEVER and (age_years >= 65 or trauma is big) and not SADDLE")
    assert [(one.question, one.answer) for one in told] == [
        ("unwell", "fever"),
        ("age_years", "70"),
    ]


names = st.sampled_from(["a", "b", "c-d", "E_9"])
options = st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)
atoms = st.one_of(
    st.just(ALWAYS),
    st.builds(Fact, names),
    st.builds(Present, st.one_of(names, st.just("*"))),
    st.builds(Fires, names),
    st.builds(Is, names, options),
    st.builds(Has, names, options),
    st.builds(
        Compares, names, st.sampled_from([">=", ">", "<=", "<", "=="]), st.integers(0, 9)
    ),
)
trees = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Every(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=8,
)
things = st.sampled_from(
    [
        (q, o)
        for q in ("a", "b", "c-d", "E_9", "fact", "condition", "rule")
        for o in ("a", "E_9")
    ]
)
readings = st.builds(
    Words, st.sets(things), st.dictionaries(names, st.integers(0, 9), max_size=3)
)


def text_of(tree):
    """Write a tree down, with brackets around every joined part."""
    match tree:
        case Every(()):
            return "always"
        case Every(parts):
            return " and ".join(f"({text_of(part)})" for part in parts)
        case Either(parts):
            return " or ".join(f"({text_of(part)})" for part in parts)
        case Not(part):
            return f"not ({text_of(part)})"
        case Is(name, choices):
            return f"{name} is {' | '.join(choices)}"
        case Has(name, choices):
            return f"{name} has {' | '.join(choices)}"
        case Compares(name, comparison, value):
            return f"{name} {comparison} {value}"
        case Present(name):
            return f"condition {name}"
        case Fires(name):
            return f"rule {name}"
    return tree.name


@settings(deadline=None, derandomize=True, max_examples=300)
@given(tree=trees, reading=readings)
def test_a_written_tree_reads_back_with_the_same_truth(tree, reading):
    again = parse(text_of(tree))
    assert again == tree
    assert again.holds(reading) == tree.holds(reading)


def test_every_expression_of_the_rule_set_reads_back(ruleset):
    texts = [one.when for one in (*ruleset.rules, *ruleset.advisories)]
    texts += [one.set_by for one in ruleset.conditions.values()]
    texts += [one.show_if for one in content.current().questions if one.show_if]
    for text in texts:
        assert parse(text_of(parse(text))) == parse(text)
