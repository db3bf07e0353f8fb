"""Which page of the screen comes next, and what may be shown of it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone

from safety import content
from safety.access import clearances_of, open_screening_of
from safety.accounts import screened
from safety.clearance import (
    FEVER_FREE,
    may_say_fever_free,
    may_screen_from,
    needs_a_check,
    standing,
)
from safety.countries import Numbers, numbers_for
from safety.forms import AttestationForm, CheckedForm, FeverFreeForm
from safety.models import Person, Screening
from safety.pages import StartPage
from safety.ruleset import Question
from safety.screening import Answers, Pending, check_answers, kept, next_question, stop
from safety.verdict import Finding
from safety.vocabulary import Tier

FIRST_BLOCK = 1
FEVER_MARK = "fever_free"  # says that this statement was posted, not the other one


def chosen_country(request: HttpRequest) -> str:
    """Return the country code chosen on this device, "" when none.

    Somebody the device was handed to is in the same place, so the visitor's choice counts.
    """
    if isinstance(request.user, Person) and request.user.country:
        return request.user.country
    return request.COOKIES.get("country", "")


def chosen_numbers(request: HttpRequest) -> Numbers:
    """Return the emergency numbers to show: of the country chosen, never a guessed one."""
    return numbers_for(content.current(), chosen_country(request))


def start_page(request: HttpRequest, *, now: datetime) -> StartPage:
    """Build the page before question one, with what an E or U result asks for first."""
    frame = content.current().frame["help_page"]
    person = screened(request)
    history = [row.as_result() for row in clearances_of(person)]
    result = standing(history)
    wait = may_screen_from(result)
    says_fever = FEVER_MARK in request.POST
    form = fever = None
    if result and needs_a_check(result):
        roles = content.current().attestation.roles
        data = request.POST if request.method == "POST" and not says_fever else None
        form = CheckedForm(roles, _day(result.granted_at), _day(now), data)
    if may_say_fever_free(history, now=now):
        fever = FeverFreeForm(request.POST if says_fever else None)
    return StartPage(
        emergency=tuple(frame["emergency"]),
        same_day=tuple(frame["same_day"]),
        is_under_way=open_screening_of(person, now=now) is not None,
        checked_form=form,
        fever_form=fever,
        wait_until=_moment(wait) if wait and now < wait else "",
        reviewer=content.current().reviewer,
    )


def statement_of(page: StartPage, *, now: datetime) -> tuple[str, date | None] | None:
    """Return who checked the person and when, empty where nobody needs to have.

    None while a statement is missing or wrong, or while it is too early.
    """
    if page.wait_until:
        return None
    if page.checked_form is None:
        return "", None
    if page.fever_form and page.fever_form.is_bound:
        return (FEVER_FREE, _day(now)) if page.fever_form.is_valid() else None
    if not page.checked_form.is_valid():
        return None
    said = page.checked_form.cleaned_data
    return said["role"], said["checked_on"]


def said_so_far(screening: Screening) -> tuple[Answers, Pending]:
    """Return the answers of a screen under way, and what sessions brought up before it."""
    answers = check_answers(content.current(), screening.answers)
    return answers, frozenset(screening.pending)


def question_for(screening: Screening | None, name: str) -> Question | None:
    """Return the question if it may be asked now: answered before, or the next one."""
    if screening is None or _is_stopped(screening):
        return None
    ruleset = content.current()
    answers, pending = said_so_far(screening)
    upcoming = next_question(ruleset, answers, pending)
    may = name in kept(ruleset, answers, pending) or (
        upcoming is not None and upcoming.id == name
    )
    return ruleset.question[name] if may else None


def step_after(screening: Screening | None) -> str:
    """Return the address of the page that comes next."""
    if screening is None:
        return reverse("safety:start")
    if _is_stopped(screening):
        return reverse("safety:result")
    if is_due(screening):
        return reverse("safety:answers")
    upcoming = next_question(content.current(), *said_so_far(screening))
    assert upcoming is not None  # noqa: S101  an open screen that is not due has one
    if upcoming.block > FIRST_BLOCK and not screening.interrupted_at_block:
        return reverse("safety:interruption")
    return reverse("safety:question", args=[upcoming.id])


def is_due(screening: Screening) -> bool:
    """Say whether the answers so far end the screen."""
    return stop(content.current(), *said_so_far(screening)) is not None


def back_url(screening: Screening, question: Question) -> str:
    """Return the page before this question."""
    ruleset = content.current()
    standing = list(kept(ruleset, *said_so_far(screening)))
    order = [one.id for one in ruleset.questions]
    before = [name for name in standing if order.index(name) < order.index(question.id)]
    return reverse("safety:question", args=[before[-1]]) if before else reverse("safety:start")


def attestation_form(
    request: HttpRequest, screening: Screening, items: dict[str, Finding]
) -> AttestationForm:
    """Return the form, bound on POST, else with what was said before."""
    ruleset = content.current()
    said = screening.attested
    agreed = screening.answers.get(ruleset.attestation.question)
    initial = {**said}
    if agreed is not None:
        initial |= {f"ok-{key}": "yes" if key in agreed else "no" for key in items}
    data = request.POST if request.method == "POST" else None
    return AttestationForm(ruleset, list(items), timezone.localdate(), data, initial=initial)


def _is_stopped(screening: Screening) -> bool:
    """Say whether an emergency result stands on the answers so far."""
    verdict = stop(content.current(), *said_so_far(screening))
    return verdict is not None and verdict.tier is Tier.EMERGENCY


def _day(moment: datetime) -> date:
    """Return the day on the person's own calendar."""
    return timezone.localdate(moment)


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i")
