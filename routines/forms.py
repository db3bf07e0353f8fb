"""Forms for routines and sessions; they check shapes, rules decide the rest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines import wording
from routines.actions import Posted
from routines.facts import LONGEST_REST_S, SHORTEST_S, Facts
from routines.models import Pack, RoutineStep, Sides
from routines.player import Event, EventKind

MOST_EVENTS = 200  # a whole offline session in one go, with room to spare
LONGEST_KEY = 64
LONGEST_SIGN = 20
LONGEST_SEGMENT_MS = 3_600_000


class NameForm(forms.Form):
    """The name of a routine."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        required=False,
        error_messages={"max_length": gettext_lazy("Use at most 80 characters.")},
        widget=forms.TextInput(attrs={"class": "input"}),
    )


class SoundForm(forms.Form):
    """The tones a routine is followed with."""

    pack = forms.TypedChoiceField(
        label=gettext_lazy("Tones of this routine"),
        help_text=gettext_lazy("Only with this routine. Your phone keeps its own choice."),
        choices=Pack,
        coerce=Pack,
        error_messages={
            "required": gettext_lazy("Choose one of the list."),
            "invalid_choice": gettext_lazy("Choose one of the list."),
        },
        widget=forms.Select(attrs={"class": "input"}),
    )


class StepForm(forms.Form):
    """Times, sides and position of one step, within its technique's bounds."""

    seconds = forms.IntegerField(label=gettext_lazy("Seconds"))
    sides = forms.ChoiceField(label=gettext_lazy("Sides"))
    rest = forms.IntegerField(label=gettext_lazy("Rest after, in seconds"))
    position = forms.ChoiceField(label=gettext_lazy("Position"))

    def __init__(self, facts: Facts, step: RoutineStep, data: QueryDict | None = None) -> None:
        initial = {name: getattr(step, name) for name in self.base_fields}
        super().__init__(data, initial=initial, auto_id=f"step-{step.pk}-%s")
        longest = max(facts.longest_seconds, SHORTEST_S)
        _bound(self.fields["seconds"], SHORTEST_S, longest)
        _bound(self.fields["rest"], 0, LONGEST_REST_S)
        if facts.per_side:
            self.fields["seconds"].label = _("Seconds a side")
        allowed = [Sides.BOTH, Sides.LEFT, Sides.RIGHT] if facts.per_side else [Sides.ONCE]
        _offer(self.fields["sides"], [(one.value, one.label) for one in allowed])
        places = [(one, wording.POSITIONS[one]) for one in facts.positions]
        _offer(self.fields["position"], places)


def _bound(field: forms.Field, low: int, high: int) -> None:
    number = cast(forms.IntegerField, field)
    message = _("Type a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}
    for code in ("required", "invalid", "min_value", "max_value"):
        number.error_messages[code] = message
    number.validators = [
        MinValueValidator(low, message),
        MaxValueValidator(high, message),
    ]
    number.widget = forms.NumberInput(
        attrs={"class": "input input--short", "min": low, "max": high, "inputmode": "numeric"}
    )


def _offer(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    choice = cast(forms.ChoiceField, field)
    choice.choices = choices
    choice.widget.attrs["class"] = "input"
    choice.error_messages["invalid_choice"] = _("Choose one of the list.")


class BadEvents(ValueError):
    """The posted events have another shape."""


def posted_events(text: str) -> list[Posted]:
    """Return events from a JSON list as a phone sends it; raise BadEvents.

    Each is {"key", "kind", "segment", "left_ms", "at"} with "to", "delta_ms" and "sign"
    where the kind needs them; `at` is milliseconds since 1970.
    """
    try:
        rows = json.loads(text)
        if not isinstance(rows, list) or len(rows) > MOST_EVENTS:
            raise BadEvents("expected a list of events")
        return [_posted(row) for row in rows]
    except (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError) as error:
        raise BadEvents(str(error)) from error


def _posted(row: dict[str, Any]) -> Posted:
    key, segment, to = str(row["key"]), str(row.get("segment", "")), str(row.get("to", ""))
    sign = str(row.get("sign", ""))
    left, delta = int(row.get("left_ms", 0)), int(row.get("delta_ms", 0))
    if not 0 < len(key) <= LONGEST_KEY or max(len(segment), len(to)) > 40:
        raise BadEvents("a key or segment is too long")
    if len(sign) > LONGEST_SIGN:
        raise BadEvents("a sign is too long")
    if not 0 <= left <= LONGEST_SEGMENT_MS or abs(delta) > LONGEST_SEGMENT_MS:
        raise BadEvents("a time is out of bounds")
    at = datetime.fromtimestamp(int(row["at"]) / 1000, tz=UTC)
    kind = EventKind(row["kind"])
    event = Event(
        kind=kind, segment=segment, left_ms=left, at=at, to=to, delta_ms=delta, sign=sign
    )
    return Posted(key=key, event=event)
