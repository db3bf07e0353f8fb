"""Which page of the screen comes next, and what may be shown of it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone

from safety import content
from safety.access import open_screening_of, standing_clearance_of
from safety.accounts import screened
from safety.clearance import may_screen_from, needs_a_check
from safety.forms import AttestationForm, CheckedForm
from safety.models import Person, Screening
from safety.pages import StartPage
from safety.ruleset import Question
from safety.screening import Finding, check_answers, kept, next_question, stop
from safety.vocabulary import Tier

FIRST_BLOCK = 1


def chosen_country(request: HttpRequest) -> str:
    """Return the country code chosen on this device, "" when none.

    Somebody the device was handed to is in the same place, so the visitor's choice counts.
    """
    if isinstance(request.user, Person) and request.user.country:
        return request.user.country
    return request.COOKIES.get("country", "")


def start_page(request: HttpRequest, *, now: datetime) -> StartPage:
    """Build the page before question one, with what an E or U result asks for first."""
    frame = content.current().frame["help_page"]
    person = screened(request)
    row = standing_clearance_of(person)
    result = row.as_result() if row else None
    wait = may_screen_from(result)
    form = None
    if row and needs_a_check(result):
        roles = content.current().attestation.roles
        data = request.POST if request.method == "POST" else None
        form = CheckedForm(roles, _day(row.granted_at), _day(now), data)
    return StartPage(
        emergency=tuple(frame["emergency"]),
        same_day=tuple(frame["same_day"]),
        is_under_way=open_screening_of(person, now=now) is not None,
        checked_form=form,
        wait_until=_moment(wait) if wait and now < wait else "",
        reviewer=content.current().reviewer,
    )


def question_for(screening: Screening | None, name: str) -> Question | None:
    """Return the question if it may be asked now: answered before, or the next one."""
    if screening is None or _is_stopped(screening):
        return None
    ruleset = content.current()
    answers = check_answers(ruleset, screening.answers)
    upcoming = next_question(ruleset, answers)
    may = name in kept(ruleset, answers) or (upcoming is not None and upcoming.id == name)
    return ruleset.question[name] if may else None


def step_after(screening: Screening | None) -> str:
    """Return the address of the page that comes next."""
    if screening is None:
        return reverse("safety:start")
    if _is_stopped(screening):
        return reverse("safety:result")
    if is_due(screening):
        return reverse("safety:answers")
    ruleset = content.current()
    upcoming = next_question(ruleset, check_answers(ruleset, screening.answers))
    assert upcoming is not None  # noqa: S101  an open screen that is not due has one
    if upcoming.block > FIRST_BLOCK and not screening.interrupted_at_block:
        return reverse("safety:interruption")
    return reverse("safety:question", args=[upcoming.id])


def is_due(screening: Screening) -> bool:
    """Say whether the answers so far end the screen."""
    ruleset = content.current()
    return stop(ruleset, check_answers(ruleset, screening.answers)) is not None


def back_url(screening: Screening, question: Question) -> str:
    """Return the page before this question."""
    ruleset = content.current()
    standing = list(kept(ruleset, check_answers(ruleset, screening.answers)))
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
    ruleset = content.current()
    verdict = stop(ruleset, check_answers(ruleset, screening.answers))
    return verdict is not None and verdict.tier is Tier.EMERGENCY


def _day(moment: datetime) -> date:
    """Return the day on the person's own calendar."""
    return timezone.localdate(moment)


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i")
