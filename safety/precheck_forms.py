"""The form of the check before a session; what an answer means is decided by rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from safety.precheck import BIRTHDAY, CheckQuestion
from safety.reading import Answer
from safety.ruleset import Ruleset

# Says that the post holds answers, not only the wish to start.
MARK = "precheck"


def birthday_text(age: int) -> str:
    """Return the question about a birthday that asks everything again."""
    return _("Have you had your %(age)sth birthday since you answered the questions?") % {
        "age": age
    }


class PrecheckForm(forms.Form):
    """All questions at once; nothing is chosen beforehand, and each needs an answer."""

    def __init__(
        self, ruleset: Ruleset, birthday: int | None, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self.ruleset, self.rules = ruleset, ruleset.precheck
        places = ruleset.question["local_areas"].options
        # Whoever marks a new spot has one: "nowhere" is no answer here.
        self.places = {one.id: one for one in places if not one.exclusive}
        for question in self.rules.questions:
            self.fields[question.id] = self._field(question)
            self.fields[question.id].label = question.text
        if birthday is not None:
            self.fields[BIRTHDAY] = _one_of(_yes_no(), _("Choose yes or no."))
            self.fields[BIRTHDAY].label = birthday_text(birthday)

    def clean(self) -> dict[str, Any]:
        """Refuse "none" beside another box; ask for a place where a box needs one."""
        data = super().clean() or {}
        for question in self.rules.questions:
            chosen = data.get(question.id)
            exclusive = {one.id for one in question.options if one.exclusive}
            if isinstance(chosen, list) and len(chosen) > 1 and exclusive & set(chosen):
                self.add_error(question.id, _("Choose what fits, or the last box, not both."))
            if question.type == "zones" and self.needs_place and not chosen:
                self.add_error(question.id, _("Tick each place."))
        return data

    @property
    def needs_place(self) -> bool:
        """Say whether one of the ticked boxes is about a place."""
        ticked = [
            one
            for question in self.rules.questions
            if question.type == "multi"
            for one in self.cleaned_data.get(question.id) or ()
        ]
        return not self.rules.asking_where.isdisjoint(ticked)

    @property
    def answers(self) -> dict[str, Answer]:
        """Return the answers as the rules read them."""
        return {
            name: tuple(value) if isinstance(value, list) else str(value)
            for name, value in self.cleaned_data.items()
        }

    @property
    def zones(self) -> frozenset[str]:
        """Return the marked places; none when no box is about a place."""
        marked = [
            one
            for question in self.rules.questions
            if question.type == "zones" and self.needs_place
            for one in self.cleaned_data.get(question.id) or ()
        ]
        return frozenset(self.places[one].zone for one in marked if self.places[one].zone)

    def _field(self, question: CheckQuestion) -> forms.Field:
        match question.type:
            case "yes_no":
                return _one_of(_yes_no(), _("Choose yes or no."))
            case "yes_no_not_sure":
                unsure = ("not_sure", _("Not sure"))
                return _one_of([*_yes_no(), unsure], _("Choose yes, no or not sure."))
            case "scale_0_10":
                scale = [(str(n), str(n)) for n in range(11)]
                return _one_of(scale, _("Choose a number from 0 to 10."))
            case "multi":
                boxes = [(one.id, one.label) for one in question.options]
                return _some_of(boxes, _("Tick what fits, or the last box."), required=True)
            case "zones":
                boxes = [(one.id, one.label) for one in self.places.values()]
                return _some_of(boxes, _("Tick each place."), required=False)


def _yes_no() -> list[tuple[str, str]]:
    return [("no", _("No")), ("yes", _("Yes"))]


def _one_of(choices: list[tuple[str, str]], message: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices, error_messages={"required": message, "invalid_choice": message}
    )


def _some_of(
    choices: list[tuple[str, str]], message: str, *, required: bool
) -> forms.MultipleChoiceField:
    errors = {"required": message, "invalid_choice": message, "invalid_list": message}
    return forms.MultipleChoiceField(choices=choices, required=required, error_messages=errors)
