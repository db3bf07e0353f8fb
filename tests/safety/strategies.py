"""Random screens for the properties, and what "a worse answer" means.

A random person has an answer ready for every question, also for those that may not
be shown (`everything`); the walk of `tests.builders` takes what it asks for. So two
screens that differ in one answer still agree on every follow-up.

Worse, question by question (`worse_answers`):

* boxes: one more box that is not "none"; the first one replaces "none"
* yes, no, not sure: no < not sure <= yes
* when it started (ces_timing): checked < not checked < new, not sure
* knocks: none < small, not sure < big; long ago < checked < not checked
* pregnancy: no < any other answer; the others restrict differently and have no order
* cancer: never < not sure < past, now
* age: older, from 18; being under 18 locks on its own and has no order with age
* pain now: more; how long: anything < 3 days to 2 weeks < less than 3 days
  (early pain after weak bones; the other lengths differ in advice only)
* leg pain: none, thigh < checked < not checked
* places: one more place; a health worker's word: one thing less agreed to
"""

from __future__ import annotations

from hypothesis import strategies as st

from safety import content
from safety.reading import Answer
from safety.ruleset import Question

RULESET = content.current()
KEYS = sorted(RULESET.attest_keys)
LADDERS: dict[str, list[set[str]]] = {
    "ces_timing": [
        {"old_checked_same"},
        {"old_not_checked"},
        {"new_or_worse_2w", "not_sure"},
    ],
    "trauma": [{"none"}, {"small", "not_sure"}, {"big"}],
    "trauma_checked": [{"over_6_weeks"}, {"checked_no_break"}, {"recent_not_checked"}],
    "pregnancy": [{"no"}, {"maybe", "w0_15", "w16_27", "w28_plus", "birth_6w"}],
    "cancer": [{"never"}, {"not_sure"}, {"past", "now"}],
    "pain_duration": [{"tight_only", "w2_w6", "w6_m3", "gt_m3"}, {"d3_w2"}, {"lt_72h"}],
    "leg_pain": [{"none", "buttock_thigh"}, {"one_leg_checked"}, {"one_leg_unchecked"}],
}
YES_NO = [{"no"}, {"not_sure"}, {"yes"}]
# A calm answer is drawn more often, else nearly every random person is an emergency.
CALM = RULESET.frame["all_clear"]


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    """Draw an answer a person could give: "none" never stands beside another box."""
    if question.type == "attestation":
        some = st.sets(st.sampled_from(KEYS)).map(lambda keys: tuple(sorted(keys)))
        return st.one_of(st.just(tuple(KEYS)), some)
    if question.is_number:
        return st.integers(question.min, question.max)
    if not question.takes_many:
        return st.sampled_from([one.id for one in question.options])
    order = [one.id for one in question.options if not one.exclusive]
    none = [one.id for one in question.options if one.exclusive]
    boxes = st.sets(st.sampled_from(order), min_size=1, max_size=3)
    return st.one_of(
        st.just(tuple(none)),
        boxes.map(lambda ticked: tuple(one for one in order if one in ticked)),
    )


def _mostly_calm(question: Question) -> st.SearchStrategy[Answer]:
    calm = CALM.get(question.id)
    if calm is None:
        return answer_to(question)
    kept = tuple(calm) if isinstance(calm, list) else calm
    return st.one_of(*[st.just(kept)] * 6, answer_to(question))


def everything() -> st.SearchStrategy[dict[str, Answer]]:
    """Draw an answer to every question of the rule set."""
    return st.fixed_dictionaries({one.id: _mostly_calm(one) for one in RULESET.questions})


def worse_answers(question: Question, answer: Answer) -> list[Answer]:
    """Return answers that say more is wrong, see the order above; may be empty."""
    if question.is_number:
        first = 18 if question.id == "age_years" else question.min
        top = question.max
        return [
            one for one in range(int(str(answer)) + 1, top + 1) if int(str(answer)) >= first
        ]
    if question.type == "attestation" and isinstance(answer, tuple):
        return [tuple(one for one in answer if one != gone) for gone in answer]
    if question.takes_many and isinstance(answer, tuple):
        return _one_more(question, answer)
    ladder = LADDERS.get(question.id, YES_NO)
    step = next(place for place, names in enumerate(ladder) if answer in names)
    return [name for names in ladder[step + 1 :] for name in sorted(names)]


def _one_more(question: Question, answer: tuple[str, ...]) -> list[Answer]:
    exclusive = {one.id for one in question.options if one.exclusive}
    ticked = set(answer) - exclusive
    rest = [one.id for one in question.options if one.id not in ticked | exclusive]
    return [tuple(sorted({*ticked, one})) for one in rest]
