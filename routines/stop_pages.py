"""What the pages about a noticed sign receive: the sheet, what to do, how it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.actions import Posted
from routines.events import OVER, EventKind, Phase
from routines.models import Session, StopSign
from routines.stop_forms import HowNowForm, StopForm
from routines.stops import ASKED_AFTER, ASKED_AGAIN, EMERGENCY, SIGNS, STILL_SO_S, Effect
from safety import content
from safety.countries import Numbers
from safety.stop_signs import EMERGENCY_SIGNS, GENERAL, NERVE, SIGN_WORDS, condition_of

# What to do besides the rule set's own sentence, by what the sign did this time.
DO = {
    ("s_bone", Effect.PAUSE): gettext_lazy(
        "Move 3 to 5 cm off, onto soft muscle, and try once more."
    ),
    ("s_bone", Effect.LEAVE): gettext_lazy("It was on bone twice, so we leave this one out."),
    ("s_more", Effect.LEAVE): gettext_lazy("We leave this one out."),
    ("s_more", Effect.END): gettext_lazy("It was too strong twice. We stop for today."),
    ("s_breath", Effect.PAUSE): gettext_lazy(
        "Press less, and go on when your breath is slow and easy."
    ),
    ("s_dizzy", Effect.END): gettext_lazy(
        "You can also sit, or lie on your left side. We ask you again in ten minutes."
    ),
    ("s_skin", Effect.LEAVE): gettext_lazy(
        "Is there a blister? Show it to a pharmacist or doctor."
    ),
    ("s_cramp", Effect.LEAVE): gettext_lazy("Shift gently first. We leave this one out."),
    ("s_extreme", Effect.END): gettext_lazy(
        "Routines stay closed until you have answered all the questions again."
    ),
}
UP_FROM_THE_FLOOR = (
    gettext_lazy("Rest, and breathe slowly."),
    gettext_lazy("Roll onto your side."),
    gettext_lazy("Come onto your hands and knees."),
    gettext_lazy("Hold on to a chair and stand up slowly."),
    gettext_lazy("If you cannot, call someone to come."),
)
BANDS: tuple[tuple[int, str, str | Promise], ...] = (
    (2, "0–2", gettext_lazy("light")),
    (4, "3–4", gettext_lazy("good ache")),
    (5, "5", gettext_lazy("the limit")),
    (6, "6", gettext_lazy("ease off")),
    (7, "7+", gettext_lazy("stop")),
)


@dataclass(frozen=True, kw_only=True)
class SignChoice:
    """One sign to tap, and what it does the first time and later."""

    id: str
    words: str
    first: str
    again: str
    per: str


@dataclass(frozen=True, kw_only=True)
class SignPanel:
    """What is said once a sign was told: `lines` by what it did."""

    sign: str
    text: str
    lines: tuple[tuple[str, str], ...]
    asks_again: bool


@dataclass(frozen=True, kw_only=True)
class Which:
    """One answer to "which of these is it?"."""

    id: str
    words: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class StopSheet:
    """Everything that can be noticed; complete, so that it works without a network."""

    emergency: SignChoice
    choices: tuple[SignChoice, ...]
    panels: tuple[SignPanel, ...]
    which: tuple[Which, ...]
    advice: tuple[tuple[str, str], ...]
    up: tuple[str, ...]
    numbers: Numbers
    still_so_s: int
    bands: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class StopPage:
    """The same list as a page with a form."""

    pk: int
    name: str
    sheet: StopSheet
    form: StopForm
    has_asked_which: bool
    told: SignPanel | None
    line: str
    effect: str
    next_url: str


@dataclass(frozen=True, kw_only=True)
class AfterStopPage:
    """How it is ten minutes later."""

    heading: str
    text: str
    asked_at: str
    form: HowNowForm


def stop_sheet(numbers: Numbers) -> StopSheet:
    """Build the list of signs with what is said and done for each."""
    ruleset = content.current()
    choices = {name: _choice(name) for name in SIGN_WORDS}
    return StopSheet(
        emergency=choices.pop(EMERGENCY),
        choices=tuple(choices.values()),
        panels=tuple(panel_of(name) for name in choices),
        which=tuple(
            Which(id=name, words=str(one.words), advice=one.advice)
            for name, one in EMERGENCY_SIGNS.items()
        ),
        advice=tuple(
            (name, ruleset.advice[name].text.format(emergency_number=numbers.emergency))
            for name in (NERVE, GENERAL)
        ),
        up=tuple(map(str, UP_FROM_THE_FLOOR)),
        numbers=numbers,
        still_so_s=STILL_SO_S,
        bands=tuple((number, label, str(words)) for number, label, words in BANDS),
    )


def _choice(name: str) -> SignChoice:
    sign = SIGNS[name]
    return SignChoice(
        id=name, words=str(SIGN_WORDS[name]), first=sign.first, again=sign.again, per=sign.per
    )


def panel_of(name: str) -> SignPanel:
    """Return what is said for a sign: the rule set's sentence and our lines."""
    lines = [(effect, str(text)) for (sign, effect), text in DO.items() if sign == name]
    return SignPanel(
        sign=name,
        text=condition_of(content.current(), name)["text"],
        lines=tuple(lines),
        asks_again=SIGNS[name].asks_again,
    )


def stop_page(
    row: Session, form: StopForm, numbers: Numbers, told: tuple[str, Effect] | None
) -> StopPage:
    """Build the page: the list, or what to do about the sign just told."""
    name, effect = told or ("", None)
    panel = panel_of(name) if name and name != EMERGENCY else None
    return StopPage(
        pk=row.pk,
        name=row.name,
        sheet=stop_sheet(numbers),
        form=form,
        has_asked_which=name == EMERGENCY,
        told=panel,
        line=str(DO.get((name, effect), "")) if effect else "",
        effect=effect or "",
        next_url=after_the_end(row) if effect is Effect.END else "",
    )


def after_stop_page(sign: StopSign, form: HowNowForm, *, is_time: bool) -> AfterStopPage:
    """Build the question; before its time it says when it is asked."""
    at = timezone.localtime(sign.noticed_at + ASKED_AFTER)
    return AfterStopPage(
        heading=_("How is it now?"),
        text=condition_of(content.current(), sign.sign)["text"],
        asked_at="" if is_time else formats.time_format(at, "H:i"),
        form=form,
    )


def after_the_end(row: Session) -> str:
    """Return where an ended session leads: to what a sign asks for, or to how it was."""
    signs = list(row.signs.all())
    if any(one.sign in ASKED_AGAIN and not one.outcome for one in signs):
        return reverse("routines:after-stop", args=[row.pk])
    if any(condition_of(content.current(), one.sign).get("tier") for one in signs):
        return reverse("safety:result")
    return reverse("routines:finish", args=[row.pk])


def tells_which_emergency(posted: Sequence[Posted]) -> bool:
    """Say whether somebody told which emergency sign it is: the result is shown then."""
    signs = (one.event for one in posted if one.event.kind is EventKind.STOP)
    return any(one.sign == EMERGENCY and one.to for one in signs)


def has_ended_by_sign(row: Session, posted: Sequence[Posted]) -> bool:
    """Say whether a sign was told and the session is over: the phone shows what to do."""
    is_told = any(one.event.kind is EventKind.STOP for one in posted)
    return is_told and Phase(row.phase) in OVER
