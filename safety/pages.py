"""What the templates of the screen receive: one frozen dataclass each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from safety import wording
from safety.clearance import Closed, Refusal
from safety.countries import Numbers
from safety.forms import AttestationForm, CountryForm
from safety.reading import Answer
from safety.ruleset import Question, Ruleset
from safety.verdict import Finding


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option as shown."""

    id: str
    value: str
    label: str
    is_chosen: bool
    is_exclusive: bool
    asks_where: bool = False


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """One question, its options and what was answered before."""

    question: Question
    heading: str
    why: str
    choices: tuple[Choice, ...]
    typed: str
    errors: tuple[str, ...]
    first_id: str
    back_url: str
    is_change: bool

    @property
    def control(self) -> str:
        """Return which control the template draws."""
        if self.question.type == "scale_0_10":
            return "scale"
        if self.question.is_number:
            return "number"
        return "boxes" if self.question.takes_many else "choices"


def question_page(
    ruleset: Ruleset,
    question: Question,
    answer: Answer | None,
    form: forms.Form | None,
    back_url: str,
    is_change: bool,
) -> QuestionPage:
    """Build the page; a bound form brings back what was typed, right or wrong."""
    chosen = _chosen(answer) if form is None else _typed(form)
    choices = _choices(question, chosen)
    return QuestionPage(
        question=question,
        heading=question.text,
        why=wording.why_we_ask(question.block),
        choices=choices,
        typed=chosen[0] if chosen else "",
        errors=tuple(map(str, form.errors.get("answer", ()))) if form else (),
        first_id=choices[0].id if choices else "id_answer",
        back_url=back_url,
        is_change=is_change,
    )


def _typed(form: forms.Form) -> list[str]:
    return cast(QueryDict, form.data).getlist("answer")


def _chosen(answer: Answer | None) -> list[str]:
    if answer is None:
        return []
    return list(answer) if isinstance(answer, tuple) else [str(answer)]


def _choices(question: Question, chosen: list[str]) -> tuple[Choice, ...]:
    pairs = [(one.id, one.label, one.exclusive) for one in question.options]
    if question.type == "scale_0_10":
        pairs = [(str(n), str(n), False) for n in range(question.min, question.max + 1)]
    return tuple(
        Choice(
            id=f"id_answer_{place}",
            value=value,
            label=label,
            is_chosen=value in chosen,
            is_exclusive=exclusive,
        )
        for place, (value, label, exclusive) in enumerate(pairs)
    )


@dataclass(frozen=True, kw_only=True)
class AttestedItem:
    """One thing a health worker may have agreed to."""

    label: str
    because: str
    field: forms.BoundField


@dataclass(frozen=True, kw_only=True)
class AttestationPage:
    """The question about a health worker's word, item by item."""

    question: Question
    form: AttestationForm
    items: tuple[AttestedItem, ...]
    back_url: str


def attestation_page(
    ruleset: Ruleset, form: AttestationForm, items: dict[str, Finding], back_url: str
) -> AttestationPage:
    """Build the page from the findings that can be attested."""
    return AttestationPage(
        question=ruleset.question[ruleset.attestation.question],
        form=form,
        items=tuple(
            AttestedItem(
                label=_item_label(ruleset, one),
                because=wording.because(
                    ruleset, [[told.question, told.answer] for told in one.told]
                ),
                field=form[f"ok-{key}"],
            )
            for key, one in items.items()
        ),
        back_url=back_url,
    )


def _item_label(ruleset: Ruleset, finding: Finding) -> str:
    if finding.condition:
        return ruleset.conditions[finding.condition].name
    return wording.attest_label(finding.rule.attest_key)


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One answer on the check page."""

    question: str
    answer: str
    change_url: str


@dataclass(frozen=True, kw_only=True)
class AnswersPage:
    """All answers before the result."""

    rows: tuple[AnswerRow, ...]


def answers_page(ruleset: Ruleset, answers: dict[str, Answer]) -> AnswersPage:
    """Build the check page, in the order of asking."""
    return AnswersPage(
        rows=tuple(
            AnswerRow(
                question=one.text,
                answer=_answer_text(ruleset, one, answers[one.id]),
                change_url=reverse("safety:question", args=[one.id]) + "?change=1",
            )
            for one in ruleset.questions
            if one.id in answers
        )
    )


def _answer_text(ruleset: Ruleset, question: Question, answer: Answer) -> str:
    if question.type == "attestation":
        return _("Yes") if answer else _("No")
    if isinstance(answer, tuple):
        return "; ".join(question.label(one) for one in answer) or _("Skipped")
    return str(answer) if question.is_number else question.label(str(answer))


@dataclass(frozen=True, kw_only=True)
class RefusedPage:
    """Shown instead of anything that could be followed."""

    heading: str
    text: str
    action_url: str
    action_label: str
    numbers: Numbers
    is_emergency: bool
    was_screened: bool = True
    because: str = ""


def refused_page(closed: Closed, numbers: Numbers) -> RefusedPage:
    """Build the page that says what to do instead."""
    heading, text = wording.refusal_text(closed.refusal)
    again = closed.refusal in (
        Refusal.NEVER_SCREENED,
        Refusal.WITHDRAWN,
        Refusal.QUESTIONS_CHANGED,
        Refusal.EXPIRED,
        Refusal.LONG_PAUSE,
    )
    return RefusedPage(
        heading=heading,
        text=text,
        action_url=reverse("safety:start" if again else "safety:result"),
        action_label=_("Answer the questions") if again else _("See what to do"),
        numbers=numbers,
        is_emergency=closed.refusal is Refusal.EMERGENCY,
        was_screened=closed.refusal is not Refusal.NEVER_SCREENED,
    )


@dataclass(frozen=True, kw_only=True)
class HelpPage:
    """When to get help: the same for everybody."""

    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    numbers: Numbers
    country: str
    form: CountryForm


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """Before question one: what this is, the help list, and what may hold it up."""

    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    is_under_way: bool
    checked_form: forms.Form | None
    fever_form: forms.Form | None
    wait_until: str
    reviewer: str
