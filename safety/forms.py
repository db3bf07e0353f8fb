"""Forms of the screen. They check shapes; what an answer means is decided by rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safety.reading import Answer
from safety.ruleset import Question, Ruleset
from safety.wording import COUNTRY_NAMES, ROLES


class QuestionForm(forms.Form):
    """One question: a choice, boxes, places, or a whole number."""

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["answer"] = _field(question)

    def clean_answer(self) -> Answer:
        """Return the typed answer; refuse "none" together with something else."""
        answer = self.cleaned_data["answer"]
        if self.question.is_number:
            return int(answer)
        if not self.question.takes_many:
            return str(answer)
        exclusive = {one.id for one in self.question.options if one.exclusive}
        if len(answer) > 1 and exclusive & set(answer):
            label = next(
                o.label for o in self.question.options if o.id in answer and o.exclusive
            )
            raise forms.ValidationError(
                _("Choose what fits, or “%(none)s”, not both.") % {"none": label}
            )
        return tuple(answer)


def _field(question: Question) -> forms.Field:
    choices = [(one.id, one.label) for one in question.options]
    if question.type == "integer":
        missing = _("Type a number from %(min)s to %(max)s.") % {
            "min": question.min,
            "max": question.max,
        }
        wrong = {"required": missing, "invalid": missing}
        wrong |= {"min_value": missing, "max_value": missing}
        return forms.IntegerField(
            min_value=question.min, max_value=question.max, error_messages=wrong
        )
    if question.type == "scale_0_10":
        scale = [(str(n), str(n)) for n in range(question.min, question.max + 1)]
        return _choice(scale, _("Choose a number from 0 to 10."))
    if question.takes_many:
        needed = _("Tick what fits, or the last box.")
        return forms.MultipleChoiceField(
            choices=choices,
            required=question.required,
            error_messages={"required": needed, "invalid_choice": needed},
        )
    return _choice(choices, _("Choose one answer."))


def _choice(choices: list[tuple[str, str]], message: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices, error_messages={"required": message, "invalid_choice": message}
    )


class AttestationForm(forms.Form):
    """What a health worker said: yes or no for each item; for a yes who, when, limits."""

    role = forms.ChoiceField(required=False, label=gettext_lazy("Who said so?"))
    month = forms.CharField(
        required=False,
        label=gettext_lazy("In which month?"),
        help_text=gettext_lazy("For example 2026-11."),
        widget=forms.TextInput(attrs={"type": "month"}),
    )
    limits = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Did they give you limits?"),
        choices=[
            ("light_only", gettext_lazy("Light pressure only")),
            ("avoid_zone", gettext_lazy("Leave a place alone")),
        ],
    )
    zones = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Which place should we leave alone?")
    )

    def __init__(
        self, ruleset: Ruleset, keys: list[str], today: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ruleset, self.keys, self.today = ruleset, keys, today
        role = cast(forms.ChoiceField, self.fields["role"])
        role.choices = [("", ""), *((one, ROLES[one]) for one in ruleset.attestation.roles)]
        places = ruleset.question["local_areas"].options
        zones = cast(forms.MultipleChoiceField, self.fields["zones"])
        zones.choices = [(one.zone, one.label) for one in places if one.zone]
        for key in keys:
            self.fields[f"ok-{key}"] = _choice(
                [("yes", _("Yes")), ("no", _("No"))], _("Choose yes or no.")
            )

    def clean(self) -> dict[str, Any]:
        """Ask for role and month with any yes, and for a place with "leave a place alone"."""
        data = super().clean() or {}
        if self.agreed:
            if not data.get("role"):
                self.add_error("role", _("Choose who said so."))
            self._check_month(data.get("month", ""))
        if "avoid_zone" in data.get("limits", ()) and not data.get("zones"):
            self.add_error("zones", _("Tick the place to leave alone."))
        return data

    @property
    def agreed(self) -> tuple[str, ...]:
        """Return the keys answered yes."""
        return tuple(key for key in self.keys if self.cleaned_data.get(f"ok-{key}") == "yes")

    @property
    def details(self) -> dict[str, Any]:
        """Return role, month and limits as stored beside the answers."""
        data = self.cleaned_data
        zones = data["zones"] if "avoid_zone" in data["limits"] else []
        return {
            "role": data["role"],
            "month": data["month"],
            "limits": data["limits"],
            "zones": zones,
        }

    def _check_month(self, text: str) -> None:
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            self.add_error("month", _("Type the month as year and month, such as 2026-11."))
            return
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if first > self.today:
            self.add_error("month", _("This month has not come yet."))
        elif (self.today - last).days > self.ruleset.attestation.valid_days:
            self.add_error("month", _("That is more than 90 days ago. Please ask again first."))


class CheckedForm(forms.Form):
    """The statement that a health worker checked this, after an E or U result."""

    role = forms.ChoiceField(
        label=gettext_lazy("Who checked you?"),
        error_messages={"required": gettext_lazy("Choose who checked you.")},
    )
    checked_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Type the day you were checked."),
            "invalid": gettext_lazy("Type the day as year, month and day, such as 2026-11-21."),
        },
    )

    def __init__(
        self, roles: tuple[str, ...], earliest: date, today: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.earliest, self.today = earliest, today
        role = cast(forms.ChoiceField, self.fields["role"])
        role.choices = [("", ""), *((one, ROLES[one]) for one in roles)]

    def clean_checked_on(self) -> date:
        """Return the day; it lies between the result and today."""
        day = cast(date, self.cleaned_data["checked_on"])
        if day < self.earliest:
            raise forms.ValidationError(_("That is before your last answers."))
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class FeverFreeForm(forms.Form):
    """The statement that stands in for a check where fever alone decided."""

    well = forms.BooleanField(
        label=gettext_lazy(
            "I have had no fever for 48 hours, I feel well again, and my back is no worse."
        ),
        error_messages={
            "required": gettext_lazy("Tick the box if this is so. If not, see a doctor first.")
        },
    )


class CountryForm(forms.Form):
    """Whose emergency numbers to show."""

    country = forms.ChoiceField(
        label=gettext_lazy("Your country"),
        choices=[("", gettext_lazy("Not chosen")), *COUNTRY_NAMES.items()],
        required=False,
    )
