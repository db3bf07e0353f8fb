"""Forms around a session for two: whose back it is, and the yes of both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.models import Pairing

MINE, NEW = "mine", "new"
LONGEST_NAME = 40


class WhoseForm(forms.Form):
    """Mine, one of the people who said yes or were asked, or somebody new."""

    whose = forms.ChoiceField(label=gettext_lazy("Whose back is it?"))
    name = forms.CharField(
        label=gettext_lazy("Their first name"),
        max_length=LONGEST_NAME,
        required=False,
        error_messages={"max_length": gettext_lazy("Use at most 40 characters.")},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    giver_name = forms.CharField(
        label=gettext_lazy("Your own first name, as they know you"),
        help_text=gettext_lazy("They see it behind the link. You may leave it empty."),
        max_length=LONGEST_NAME,
        required=False,
        error_messages={"max_length": gettext_lazy("Use at most 40 characters.")},
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "autocomplete": "given-name",
                "aria-describedby": "id_giver_name_helptext",
            }
        ),
    )

    def __init__(self, pairings: Iterable[Pairing], data: QueryDict | None = None) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["whose"])
        field.choices = [
            (MINE, _("Mine. Somebody gives it to me")),
            *((str(one.pk), _("%(name)s's") % {"name": one.name}) for one in pairings),
            (NEW, _("Somebody else's")),
        ]
        for code in ("required", "invalid_choice"):
            field.error_messages[code] = _("Choose whose back it is.")

    def clean(self) -> dict[str, Any]:
        """Ask for a name with somebody new."""
        data = super().clean() or {}
        if data.get("whose") == NEW and not data.get("name"):
            self.add_error("name", _("Type their first name."))
        return data


class ConsentForm(forms.Form):
    """One sentence to tick; without it nothing begins."""

    agree = forms.BooleanField()

    def __init__(self, sentence: str, missing: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["agree"].label = sentence
        self.fields["agree"].error_messages["required"] = missing


def start_consent(name: str, data: QueryDict | None = None) -> ConsentForm:
    """Return the form a giver ticks before every session."""
    sentence = _("%(name)s says it is fine to begin and can stop at any time.")
    missing = _("Ask %(name)s first, then tick this.")
    return ConsentForm(sentence % {"name": name}, missing % {"name": name}, data)


def receiver_consent(data: QueryDict | None = None) -> ConsentForm:
    """Return the form the receiver ticks on a device handed to them."""
    return ConsentForm(
        _("Yes, they may follow routines for my back. I can take this back at any time."),
        _("Tick this to say yes, or hand the device back without it."),
        data,
    )
