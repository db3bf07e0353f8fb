"""What the check before a session receives, and the page that says "not today"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from safety.countries import Numbers
from safety.models import Precheck
from safety.pages import Choice, RefusedPage
from safety.precheck import BIRTHDAY, PAIN, CheckRules
from safety.precheck_forms import MARK, PrecheckForm, birthday_text
from safety.result_pages import advice_text
from safety.ruleset import Ruleset

CONTROLS = {"scale_0_10": "scale", "multi": "boxes", "zones": "places"}
SEVERE_ADVICE = "ADV_C_SEVERE"


@dataclass(frozen=True, kw_only=True)
class CheckPart:
    """One question with what was chosen and what is wrong with it."""

    name: str
    legend: str
    control: str
    choices: tuple[Choice, ...]
    errors: tuple[str, ...]
    shows_list: bool


@dataclass(frozen=True, kw_only=True)
class PrecheckPage:
    """All questions of the check; it posts to the address that starts."""

    name: str
    about: str
    action_url: str
    back_url: str
    form: PrecheckForm
    parts: tuple[CheckPart, ...]
    problems: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str], ...]
    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    suggests_chair: bool


def precheck_page(
    ruleset: Ruleset,
    form: PrecheckForm,
    *,
    name: str,
    action_url: str,
    back_url: str,
    posted: QueryDict,
    suggests_chair: bool,
    about: str = "",
) -> PrecheckPage:
    """Build the page; whatever else was posted to start is carried along.

    `about` names the one whose back it is when somebody else holds the device.
    """
    frame = ruleset.frame["help_page"]
    own = {*form.fields, MARK, "csrfmiddlewaretoken"}
    parts = tuple(_part(form, one) for one in _order(form))
    return PrecheckPage(
        name=name,
        about=about,
        action_url=action_url,
        back_url=back_url,
        form=form,
        parts=parts,
        problems=tuple(
            (part.choices[0].id, f"{part.legend} {error}")
            for part in parts
            for error in part.errors
        ),
        carried=tuple(
            (key, value) for key, values in posted.lists() if key not in own for value in values
        ),
        emergency=tuple(frame["emergency"]),
        same_day=tuple(frame["same_day"]),
        suggests_chair=suggests_chair,
    )


def not_today_page(ruleset: Ruleset, row: Precheck, numbers: Numbers) -> RefusedPage:
    """Build the page of a check that allows no session today."""
    return RefusedPage(
        heading=_("Not today"),
        text=advice_text(ruleset, SEVERE_ADVICE, row.answered_at, numbers),
        because=_("your pain now: %(number)s out of 10") % {"number": row.pain},
        action_url=reverse("safety:help"),
        action_label=_("When to get help"),
        numbers=numbers,
        is_emergency=False,
    )


def reasons_not_to_start(rules: CheckRules, birthday: int | None) -> Iterable[str]:
    """Yield the short check for somebody who reads it alone: one yes, and not today."""
    for question in rules.questions:
        if question.type == "scale_0_10":
            lowest = min(int(key.partition("-")[0]) for key in question.effects)
            yield _("Back pain of %(number)s or more out of 10?") % {"number": lowest}
        elif question.type == "multi":
            yield from (f"{box.label}?" for box in question.options if box.effect)
        elif question.type != "zones":
            yield question.text
    if birthday is not None:
        yield birthday_text(birthday)


def _order(form: PrecheckForm) -> list[str]:
    """Return the questions as asked: a birthday right before the pain."""
    names = [name for name in form.fields if name != BIRTHDAY]
    if BIRTHDAY in form.fields:
        names.insert(names.index(PAIN), BIRTHDAY)
    return names


def _part(form: PrecheckForm, name: str) -> CheckPart:
    kinds = {one.id: one.type for one in form.rules.questions}
    field = cast(forms.ChoiceField, form.fields[name])
    data = cast(QueryDict, form.data)
    chosen = data.getlist(name) if form.is_bound else []
    return CheckPart(
        name=name,
        legend=str(field.label),
        control=CONTROLS.get(kinds.get(name, ""), "choices"),
        choices=tuple(
            _choice(form, name, place, value, str(label), chosen)
            for place, (value, label) in enumerate(cast(list[tuple[str, str]], field.choices))
        ),
        errors=tuple(map(str, form.errors.get(name, ()))),
        shows_list=kinds.get(name) == "yes_no_not_sure",
    )


def _choice(
    form: PrecheckForm, name: str, place: int, value: str, label: str, chosen: list[str]
) -> Choice:
    boxes = {box.id for row in form.rules.questions for box in row.options if box.exclusive}
    return Choice(
        # The first one carries the field's own id: the summary of errors leads to it.
        id=f"id_{name}_{place}" if place else f"id_{name}",
        value=value,
        label=label,
        is_chosen=value in chosen,
        is_exclusive=value in boxes,
        asks_where=value in form.rules.asking_where,
    )
