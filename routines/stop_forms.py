"""Forms about a noticed sign: what it is, and how it is ten minutes later."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.forms import LONGEST_KEY
from routines.models import StopSign
from routines.planning import Plan
from routines.stops import SIGNS, STILL_SO
from safety.stop_signs import EMERGENCY_SIGNS


class StopForm(forms.Form):
    """One sign, the step where it was noticed, and a key that makes it count once."""

    sign = forms.ChoiceField(
        choices=[(name, name) for name in SIGNS],
        error_messages={
            "required": gettext_lazy("Choose what you notice."),
            "invalid_choice": gettext_lazy("Choose what you notice."),
        },
    )
    answer = forms.ChoiceField(
        choices=[(name, name) for name in (STILL_SO, *EMERGENCY_SIGNS)], required=False
    )
    step = forms.TypedChoiceField(
        label=gettext_lazy("Where were you?"), coerce=int, empty_value="0", required=False
    )
    key = forms.CharField(max_length=LONGEST_KEY)

    def __init__(
        self, plan: Plan, *, here: int, key: str, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"step": here or "", "key": key})
        steps = [(one.number, f"{one.number}. {one.name}") for one in plan.steps]
        step = cast(forms.ChoiceField, self.fields["step"])
        step.choices = [("", _("I am not sure")), *steps]
        step.widget.attrs["class"] = "input"


class HowNowForm(forms.Form):
    """Gone, still there, or, after a nerve sign, a weak leg or foot."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Choose what fits"),
        error_messages={
            "required": gettext_lazy("Choose how it is now."),
            "invalid_choice": gettext_lazy("Choose how it is now."),
        },
    )

    def __init__(self, sign: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [
            (StopSign.Outcome.GONE.value, _("It is gone")),
            (StopSign.Outcome.STAYED.value, _("It is still there")),
        ]
        if sign == "s_nerve":
            choices.append((StopSign.Outcome.WEAK.value, _("A leg or foot is weak")))
        outcome = cast(forms.ChoiceField, self.fields["outcome"])
        outcome.choices = choices
