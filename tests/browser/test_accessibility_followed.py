"""Pages around routines and sessions: axe in light and dark, narrow, and with large text."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from routines.models import Routine, Session
from tests.browser import steps
from tests.browser.looking import sideways
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser

SLUGS = ("hand-gentle-rub", "ball-wall-lower-back", "stretch-knee-to-chest")


def test_pages_of_somebody_with_routines(signed_in, person, check):
    page = signed_in
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    empty = RoutineFactory(owner=person, name="Empty")
    for url in ("/routines/", f"/routines/{empty.pk}/", f"/techniques/?for={empty.pk}", "/me/"):
        page.goto(url)
        check(page)
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_text("Change times").first.click()
    check(page)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()
    check(page)


def test_pages_around_a_session(signed_in, person, check, watch):
    watch.allow("status of 422")  # the finish form is sent empty on purpose
    page = signed_in
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start").click()
    page.goto("/techniques/ball-wall-lower-back/")
    check(page)  # with the bar that leads back
    session = Session.objects.get()
    page.goto(reverse("routines:session-end", args=[session.pk]))
    check(page)
    page.get_by_role("button", name="End and keep what I did").click()
    steps.leave(page, lambda: page.get_by_role("button", name="Save").click())
    expect(page.locator("#error-summary")).to_be_focused()
    check(page)
    page.get_by_label("Worse").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That was a bit much")
    check(page)
    page.goto("/")
    check(page)
    given_a_session_with_words(session)
    page.goto("/history/")
    expect(page.locator(".entry")).to_have_count(1)
    check(page)


def given_a_session_with_words(session: Session):
    session.refresh_from_db()
    session.state["held_ms"] = {"1-hold": 60_000}
    session.save()
    session.check_in.before, session.check_in.after = 5, 7
    session.check_in.note = "A-very-long-word-that-does-not-fit-" * 4
    session.check_in.save()


def test_the_player_in_its_states(signed_in, person, check):
    page = signed_in
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start").click()
    check(page)
    for name in ("1-hold", "1-rest", "2-prep-left", "2-hold-left"):
        page.keyboard.press("ArrowRight")
        steps.then_stage_is(page, name)
    page.get_by_role("button", name="Tap to pause").click()
    check(page)
    page.get_by_role("button", name="Too sore").click()
    check(page)
    page.get_by_role("button", name="It is just too strong").click()
    check(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Too sore").click()
    expect(page.get_by_role("heading", name="What do you notice?")).to_be_focused()
    page.wait_for_function("() => document.querySelector('dialog[open]')")
    page.get_by_role("button", name="Sharp, shooting, electric").click(delay=400)
    expect(page.get_by_role("link", name="Tell us how it is now")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Tell us how it is now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is it now?")
    check(page)


def test_the_stop_list_as_a_page(signed_in, person, check):
    page = signed_in
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    page.goto(f"/routines/{routine.pk}/")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()
    page.goto(reverse("routines:session-stop", args=[Session.objects.get().pk]))
    for name in ("It is just too strong", None, "I need help now"):
        check(page)
        if name is None:
            page.go_back()
        else:
            steps.leave(page, lambda name=name: page.get_by_role("button", name=name).click())
    expect(page.get_by_role("heading", level=2)).to_have_text("Which of these is it?")
    check(page)


def test_forced_colours(new_context, person, sign_in):
    context = new_context(forced_colors="active", color_scheme="dark")
    sign_in(context, person)
    page = context.new_page()
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    for url in ("/", "/techniques/", "/check/", f"/routines/{routine.pk}/"):
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start").click()
    steps.then_stage_is(page, "1-prep")
    assert Routine.objects.filter(owner=person).exists()


def test_a_long_name(signed_in, person, axe_faults):
    page = signed_in
    name = "Wirbelsäulenentspannungsübungsprogramm für den Abend im langen Winter ohne Licht"
    routine = RoutineFactory(owner=person, name=name, technique_slugs=SLUGS)

    def look():
        return [*sideways(page, width=320), *sideways(page, text=200)]

    faults = []
    for url in ("/routines/", f"/techniques/?for={routine.pk}", f"/routines/{routine.pk}/"):
        page.goto(url)
        faults += look()
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()
    faults += look()
    for url in ("/", page.url + "end/"):
        page.goto(url)
        faults += look()
    assert faults == []
