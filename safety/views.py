"""The screen, page by page. Every question is a full page and a full POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safety import actions, content, pages
from safety.access import open_screening_of, standing_clearance_of
from safety.accounts import errand_of, person_for, screened, screened_person
from safety.countries import numbers_for
from safety.forms import CountryForm, QuestionForm
from safety.models import Screening
from safety.result_pages import result_page
from safety.screen_flow import (
    attestation_form,
    back_url,
    chosen_country,
    question_for,
    said_so_far,
    start_page,
    statement_of,
    step_after,
)
from safety.screening import attestable, check_answers

COUNTRY_COOKIE_AGE = 400 * 24 * 60 * 60  # as long as browsers keep a cookie


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show when to get help: no inputs needed, the same for everybody."""
    ruleset = content.current()
    country = chosen_country(request)
    page = pages.HelpPage(
        emergency=tuple(ruleset.frame["help_page"]["emergency"]),
        same_day=tuple(ruleset.frame["help_page"]["same_day"]),
        numbers=numbers_for(ruleset, country),
        country=country,
        form=CountryForm(initial={"country": country}),
    )
    return render(request, "safety/help.html", {"page": page})


@require_POST
def choose_country(request: HttpRequest) -> HttpResponse:
    """Remember the country whose numbers to show."""
    form = CountryForm(request.POST)
    country = form.cleaned_data["country"] if form.is_valid() else ""
    if request.user.is_authenticated:
        actions.choose_country(person=person_for(request), country=country)
    response = redirect("safety:help")
    response.set_cookie(
        "country", country, max_age=COUNTRY_COOKIE_AGE, samesite="Lax", httponly=True
    )
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Show what the screen is; begin it."""
    now = timezone.now()
    page = start_page(request, now=now)
    if request.method == "GET":
        return render(request, "safety/start.html", {"page": page})
    statement = statement_of(page, now=now)
    if statement is None:
        return render(request, "safety/start.html", {"page": page}, status=422)
    role, checked_on = statement
    actions.begin_screening(
        person=screened_person(request), now=now, checked_role=role, checked_on=checked_on
    )
    return redirect("safety:question", content.current().questions[0].id)


@never_cache
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, name: str) -> HttpResponse:
    """Ask one question; jumping ahead leads back to the first open one."""
    screening = open_screening_of(screened(request), now=timezone.now())
    asked = question_for(screening, name)
    if screening is None or asked is None:
        return redirect(step_after(screening))
    if asked.type == "attestation":
        return _attestation(request, screening)
    form = QuestionForm(asked, request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        now = timezone.now()
        emergency = actions.record_answer(
            screening=screening, question=name, answer=form.cleaned_data["answer"], now=now
        )
        return redirect("safety:result" if emergency else step_after(screening))
    page = pages.question_page(
        content.current(),
        asked,
        check_answers(content.current(), screening.answers).get(name),
        form,
        back_url(screening, asked),
        "change" in request.GET,
    )
    return render(request, "safety/question.html", {"page": page}, status=422 if form else 200)


def _attestation(request: HttpRequest, screening: Screening) -> HttpResponse:
    ruleset = content.current()
    answers, pending = said_so_far(screening)
    items = attestable(ruleset, answers, pending)
    form = attestation_form(request, screening, items)
    if form.is_bound and form.is_valid():
        actions.record_answer(
            screening=screening,
            question=ruleset.attestation.question,
            answer=form.agreed,
            attested=form.details,
            now=timezone.now(),
        )
        return redirect(step_after(screening))
    back = back_url(screening, ruleset.question[ruleset.attestation.question])
    page = pages.attestation_page(ruleset, form, items, back)
    status = 422 if form.is_bound else 200
    return render(request, "safety/attestation.html", {"page": page}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def interruption(request: HttpRequest) -> HttpResponse:
    """Pause once after the first block, to say what comes next."""
    screening = open_screening_of(screened(request), now=timezone.now())
    upcoming = step_after(screening)
    if screening is None or upcoming != reverse("safety:interruption"):
        return redirect(upcoming)
    if request.method == "POST":
        actions.pass_interruption(screening=screening, block=1)
        return redirect(step_after(screening))
    return render(request, "safety/interruption.html")


@never_cache
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """Show all answers before the result; a POST asks for it."""
    screening = open_screening_of(screened(request), now=timezone.now())
    upcoming = step_after(screening)
    if screening is None or upcoming != reverse("safety:answers"):
        return redirect(upcoming)
    if request.method == "POST":
        actions.finish_screening(screening=screening, now=timezone.now())
        return redirect("safety:result")
    ruleset = content.current()
    page = pages.answers_page(ruleset, check_answers(ruleset, screening.answers))
    return render(request, "safety/answers.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, name: str) -> HttpResponse:
    """Ask the question behind an emergency result once more, in other words."""
    screening = open_screening_of(screened(request), now=timezone.now())
    asked = content.current().question.get(name)
    may = screening and asked and asked.reask and name == screening.last_question
    if not screening or not asked or not may or name in screening.asked_again:
        return redirect("safety:result")
    if request.method == "GET":
        return render(request, "safety/again.html", {"page": asked})
    answer = request.POST.get("answer")
    if answer not in ("yes", "no", "not_sure"):
        context = {"page": asked, "has_error": True}
        return render(request, "safety/again.html", context, status=422)
    if answer in (asked.reask_confirms_with, "not_sure"):
        actions.end_screening(screening=screening, now=timezone.now())
        return redirect("safety:result")
    actions.correct_slip(screening=screening, question=name, now=timezone.now())
    return redirect("safety:question", name)


@never_cache
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """Show the outcome that counts now."""
    clearance = standing_clearance_of(screened(request))
    if clearance is None or hasattr(clearance, "withdrawal"):
        return redirect("safety:start")
    errand = errand_of(request)
    if errand and errand.hides(clearance.granted_at):
        return redirect("safety:start")
    ruleset = content.current()
    country = chosen_country(request)
    numbers = numbers_for(ruleset, country)
    screening = open_screening_of(screened(request), now=timezone.now())
    page = result_page(ruleset, clearance, numbers, country, screening)
    return render(request, "safety/result.html", {"page": page})
