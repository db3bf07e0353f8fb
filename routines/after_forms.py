"""Forms after a session: how it was, how it was the next day, and the one change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.models import CheckIn
from routines.progress import Step

SCALE = [(n, str(n)) for n in range(11)]
UNKNOWN = "unknown"
SIGNS = [
    ("leg", gettext_lazy("Something new in a leg: pain, tingling, numbness or weakness")),
    ("bruise", gettext_lazy("A bruise that is bigger than my palm, or that spreads")),
    ("dark_pee", gettext_lazy("Dark pee")),
    ("emergency", gettext_lazy("A sign on the emergency list")),
]
CHANGED = (
    "changed",
    gettext_lazy("New pain at night, pain that goes below the knee, or a new fall"),
)
# How long it was tender, in hours: the last one stands for "longer than 36".
HOURS = [
    (12, gettext_lazy("Up to 12 hours")),
    (24, gettext_lazy("Up to a day")),
    (36, gettext_lazy("Up to a day and a half")),
    (48, gettext_lazy("Longer than a day and a half")),
]
PICK_NUMBER = gettext_lazy("Choose a number from 0 to 10.")


def _scale(label: Any, *, required: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=required,
        error_messages={"required": PICK_NUMBER, "invalid_choice": PICK_NUMBER},
    )


def _signs(choices: Sequence[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Anything new?"),
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )


class CheckInForm(forms.Form):
    """How it was."""

    feel = forms.ChoiceField(
        label=gettext_lazy("How does your back feel now?"),
        choices=CheckIn.Feel.choices,
        error_messages={"required": gettext_lazy("Choose looser, the same or worse.")},
    )
    before = _scale(gettext_lazy("How tight or sore was it before?"))
    after = _scale(gettext_lazy("And now?"))
    signs = _signs(SIGNS)
    note = forms.CharField(
        label=gettext_lazy("A note for yourself"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        error_messages={"max_length": gettext_lazy("Use at most 500 characters.")},
    )

    def __init__(self, data: Any = None, *, before: int | None = None) -> None:
        super().__init__(data, initial={"before": before})


class NextDayForm(forms.Form):
    """How it was the day after; "I do not remember" is an answer too."""

    next_day = forms.ChoiceField(
        label=gettext_lazy("How tight or sore was it the next day?"),
        choices=[*SCALE, (UNKNOWN, gettext_lazy("I do not remember"))],
        error_messages={
            "required": gettext_lazy("Choose a number, or “I do not remember”."),
            "invalid_choice": gettext_lazy("Choose a number, or “I do not remember”."),
        },
    )
    sore = _scale(gettext_lazy("How tender were the places you worked on?"))
    sore_hours = forms.TypedChoiceField(
        label=gettext_lazy("How long were they tender?"),
        choices=HOURS,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose how long.")},
    )
    signs = _signs([*SIGNS, CHANGED])

    def clean_next_day(self) -> int | None:
        """Return the number, None when it is not remembered."""
        value: str = self.cleaned_data["next_day"]
        return None if value == UNKNOWN else int(value)

    def clean(self) -> dict[str, Any]:
        """Ask for the tenderness where the day is remembered, and for its length."""
        found: dict[str, Any] = super().clean() or {}
        sore = found.get("sore")
        if found.get("next_day") is not None and sore is None and "sore" in found:
            self.add_error("sore", PICK_NUMBER)
        if sore and found.get("sore_hours") is None and "sore_hours" in found:
            self.add_error("sore_hours", _("Choose how long."))
        return found


class ChangeForm(forms.Form):
    """The one change, or none."""

    step = forms.ChoiceField(label=gettext_lazy("Your next sessions"), required=False)

    def __init__(self, steps: Sequence[Step], data: Any = None) -> None:
        super().__init__(data)
        self.fields["step"] = forms.ChoiceField(
            choices=[(one.value, one.value) for one in steps] + [("same", "same")],
            error_messages={
                "required": _("Choose one, or keep the plan."),
                "invalid_choice": _("Choose one, or keep the plan."),
            },
        )
