"""Every kind of page: axe in light and dark, narrow, and with large text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from routines.models import Routine, Session
from safety.actions import finish_screening
from safety.vocabulary import Tier
from tests.browser import steps
from tests.browser.conftest import PHONE
from tests.builders import screen
from tests.factories import ClearanceFactory, PersonFactory, RoutineFactory, ScreeningFactory

pytestmark = pytest.mark.browser

PUBLIC = (
    "/",
    "/techniques/ball-wall-lower-back/",
    "/areas/lower-back/",
    "/areas/spine/",
    "/tools/",
    "/tools/tennis-ball/",
    "/routines/",
    "/routines/?minutes=5",
    "/routines/starter/office-wall/",
    "/history/",
    "/help/",
    "/me/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/techniques/?q=zzzz",
    "/techniques/?q=zzzz&kind=ball&tool=oil",
    "/techniques/?q=gltues&kind=ball",
    "/techniques/?q=sciatica&kind=ball",
)
OUTCOMES = {
    Tier.EMERGENCY: ("emergency", {"emergency_signs": ["chest_pain"]}),
    Tier.URGENT: ("urgent", {"unwell": ["fever"]}),
    Tier.NOT_ELIGIBLE: ("check-first", {"age_years": 15}),
    Tier.CHECK_FIRST: ("check-first", {"weight_loss": "yes", "clinician_ok": []}),
    Tier.LIMITS: ("limits", {"pain_now": 6, "limits": ["knee_limit", "floor_limit"]}),
    Tier.READY: ("ready", {}),
}
SLUGS = ("hand-gentle-rub", "ball-wall-lower-back", "stretch-knee-to-chest")


@pytest.fixture
def check(axe_faults):
    """Look at the open page in every way that matters; faults are told all at once."""
    faults: list[str] = []

    def look(page):
        page.emulate_media(color_scheme="light")
        faults.extend(axe_faults(page))
        page.emulate_media(color_scheme="dark")
        faults.extend(f"dark: {fault}" for fault in axe_faults(page, only="color-contrast"))
        faults.extend(sideways(page, width=320))
        faults.extend(sideways(page, text=200))

    yield look
    assert faults == []


def sideways(page, *, width: int = 390, text: int = 100) -> list[str]:
    """Return what makes a page scroll sideways."""
    page.set_viewport_size({**PHONE, "width": width})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    found = page.evaluate(
        """() => {
          const wide = document.scrollingElement.scrollWidth;
          if (wide <= innerWidth) return [];
          const all = [...document.body.querySelectorAll("*")];
          const out = all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
          const named = out.slice(0, 5).map((one) => one.outerHTML.slice(0, 70));
          return [`${wide} px wide`, ...named];
        }"""
    )
    page.set_viewport_size(PHONE)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return [f"{page.url} at {width} px, text {text} %: {found}"] if found else []


def test_pages_for_everybody(page, check):
    for url in PUBLIC:
        page.goto(url)
        check(page)


def test_the_catalogue_with_its_filters_open(page, check):
    # As tall as the sheet: the bar that sticks to its foot then lies over nothing.
    page.set_viewport_size({**PHONE, "height": 3600})
    page.goto("/techniques/?area=lower-back")
    page.locator("summary").filter(has_text="Filters").click()
    expect(page.get_by_role("button", name="Show techniques")).to_be_visible()
    check(page)


def test_a_page_that_is_not_there(page, check, watch):
    watch.allow("status of 404")  # this is the page under test
    page.goto("/nothing-here/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    check(page)


def test_the_refused_page(page, check, watch):
    watch.allow("status of 403")  # this is the page under test
    page.goto("/routines/starter/office-wall/")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("main[data-outcome=check-first]")).to_be_visible()
    check(page)


def test_all_outcomes(new_context, sign_in, check):
    for tier, (outcome, answers) in OUTCOMES.items():
        row = ScreeningFactory(ended_at=None, answers=screen(**answers))
        assert finish_screening(screening=row, now=timezone.now()).tier == tier
        context = new_context()
        sign_in(context, row.person)
        page = context.new_page()
        page.goto("/check/result/")
        steps.then_the_result_is(page, outcome)
        check(page)
        if outcome == "urgent":  # asks who has checked the person since
            page.goto("/check/")
            check(page)
        if outcome == "limits":  # is offered gentle things, also where filters leave few
            for url in ("/", "/routines/for-me/", "/techniques/?suits=1&kind=roller"):
                page.goto(url)
                expect(page.get_by_text("Gentle things that fit you").first).to_be_visible()
                check(page)


def test_the_pages_of_the_screen(page, sign_in, check, watch):
    watch.allow("status of 422")  # an empty form is sent on purpose
    row = ScreeningFactory(ended_at=None, answers=screen(weight_loss="yes"))
    sign_in(page.context, row.person)
    for name in ("emergency_signs", "age_years", "pain_now", "clinician_ok"):
        page.goto(f"/check/{name}/")
        check(page)
    steps.leave(page, lambda: page.get_by_role("button", name="Continue").click())
    expect(page.locator("#error-summary")).to_be_focused()
    check(page)
    page.goto("/check/next/")
    check(page)


def test_asking_again_after_a_slip(page, check):
    page.goto("/check/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_label("Chest pain").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Change my answer").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check(page)


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
    page.get_by_role("button", name="End here").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Done.")


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


def test_a_result_past_its_time(page, sign_in, check):
    row = PersonFactory()
    ClearanceFactory(person=row, granted_at=timezone.now() - timedelta(days=40))
    sign_in(page.context, row)
    page.goto("/check/result/")
    check(page)
