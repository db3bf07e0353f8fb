"""Every kind of page: axe in light and dark, narrow, and with large text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from safety.actions import finish_screening
from safety.vocabulary import Tier
from tests.browser import steps
from tests.browser.looking import PHONE
from tests.builders import screen
from tests.factories import ClearanceFactory, PersonFactory, ScreeningFactory

pytestmark = pytest.mark.browser

PUBLIC = (
    "/",
    "/techniques/ball-wall-lower-back/",
    "/areas/lower-back/",
    "/areas/spine/",
    "/tools/",
    "/tools/tennis-ball/",
    "/guide/",
    "/guide/when-to-see-a-professional/",
    "/guide/what-the-studies-show/",
    "/guide/glossary/",
    "/routines/",
    "/routines/?minutes=5",
    "/routines/starter/office-wall/",
    "/history/",
    "/help/",
    "/help/how-it-works/",
    "/help/times/",
    "/help/offline/",
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


def test_the_refused_page_of_an_emergency(signed_in, person, check, watch):
    watch.allow("status of 403")  # this is the page under test
    ClearanceFactory(person=person, tier=Tier.EMERGENCY)
    signed_in.goto("/routines/starter/office-wall/")
    signed_in.get_by_role("button", name="Start").click()
    steps.then_the_result_is(signed_in, "emergency")
    check(signed_in)


def test_all_rules_unfolded(page, check):
    page.goto("/help/how-it-works/#conditions")
    expect(page.locator("#conditions")).to_be_visible()  # its block opens by itself
    expect(page.locator("#rules")).to_be_hidden()
    page.goto("/help/times/#doses")
    page.locator("summary").last.click()
    check(page)
    page.goto("/help/how-it-works/")
    for name in ("outcomes", "rules", "countries"):
        page.locator(f"summary:has(+ #{name})").click()
    check(page)
    page.emulate_media(media="print")
    for name in ("questions", "conditions"):
        expect(page.locator(f"#{name}")).to_be_visible()  # on paper every block is open


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
        if outcome != "emergency":  # there the limits are the emergency page
            page.goto("/me/limits/")
            check(page)


def test_the_short_check_and_what_follows_it(signed_in, person, check, watch):
    watch.allow("status of 4(22|03)")  # an empty form, and the page that says not today
    person.prechecks.all().delete()
    person.clearances.update(age_years=69)
    page = signed_in
    page.goto("/routines/starter/office-wall/")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("A warming or numbing cream on the skin").check()
    check(page)
    steps.leave(page, page.get_by_role("button", name="Go on").click)
    expect(page.locator("#error-summary")).to_be_focused()
    check(page)
    page.get_by_label("None of these").check()
    steps.when_the_short_check_is_answered(page, p_birthday="no", p_pain="8")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not today")
    check(page)
    page.get_by_role("link", name="Something is new").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is something new?")
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


def test_a_result_past_its_time(page, sign_in, check):
    row = PersonFactory()
    ClearanceFactory(person=row, granted_at=timezone.now() - timedelta(days=40))
    sign_in(page.context, row)
    page.goto("/check/result/")
    check(page)
