"""Two people, one phone: handed over, answered, handed back, and asked every minute."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from routines.models import Pairing
from routines.models import Session as Followed
from tests.browser import steps
from tests.browser.steps import pass_time
from tests.factories import ClearanceFactory, PersonFactory
from tests.routines.pairs import agreed, pairing_of

pytestmark = pytest.mark.browser

QUESTION = "Ask Sam: more, less or the same? Still fine to go on?"


@pytest.fixture
def look(check):
    """Look at a page in every way that matters."""
    return check


def test_from_whose_back_to_the_minute_check(page, axe, look, watch):
    watch.allow("status of 422")  # forms are sent incomplete on purpose
    when_sam_is_named(page, look)
    when_the_device_is_handed_over(page, axe, look)
    when_sam_says_yes_and_hands_it_back(page, look)
    when_the_giver_starts(page, look)
    then_every_minute_is_asked_about(page)


def when_sam_is_named(page, look):
    page.goto("/routines/starter/partner-gentle-10/")
    steps.leave(page, page.get_by_role("button", name="Start").click)
    expect(page.get_by_label("Their first name")).to_be_hidden()
    page.get_by_label("Somebody else's").check()
    steps.leave(page, page.get_by_role("button", name="Continue").click)
    expect(page.locator("#error-summary")).to_be_focused()
    look(page)
    page.get_by_label("Their first name").fill("Sam")
    steps.leave(page, page.get_by_role("button", name="Continue").click)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".copy-link")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".copy-link__text").inner_text()
    look(page)


def when_the_device_is_handed_over(page, axe, look):
    steps.leave(page, page.get_by_role("button", name="Hand over this device").click)
    steps.when_all_questions_are_answered(page, then_the_banner_stands)
    steps.leave(page, page.get_by_role("button", name="Show my result").first.click)
    steps.then_the_result_is(page, "ready")
    then_the_banner_stands(page)
    look(page)
    steps.leave(page, page.get_by_role("link", name="Go on, and hand").click)


def then_the_banner_stands(page):
    expect(page.locator(".handed-over")).to_contain_text("These questions are about Sam.")


def when_sam_says_yes_and_hands_it_back(page, look):
    yes = page.get_by_role("button", name="Yes, and hand the device back")
    steps.leave(page, yes.click)
    expect(page.locator("#error-summary")).to_be_focused()
    look(page)
    page.get_by_label("Yes, they may follow routines").check()
    steps.leave(page, yes.click)
    expect(page.locator(".handed-over")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Sam said yes.")


def when_the_giver_starts(page, look):
    look(page)
    page.get_by_label("Sam says it is fine to begin").check()
    steps.given_a_still_clock(page)
    steps.leave(page, page.get_by_role("button", name="Start").click)
    expect(page.locator("main")).to_contain_text("These questions are about Sam.")
    steps.when_the_short_check_is_answered(page)
    expect(page.locator("[data-part=ready]")).to_contain_text("No walking or kneeling")
    assert Followed.objects.get().person == Pairing.objects.get().receiver


def then_every_minute_is_asked_about(page):
    question = page.locator("partner-check")
    steps.when_it_is_started(page)
    pass_time(page, 15 + 30 + 5 + 8 + 29)  # 59 s held in two steps
    expect(question).to_be_hidden()
    when_it_asks(page)
    steps.then_stage_is(page, "3-hold")
    expect(page.locator("[data-part=announce]")).to_have_text(QUESTION)
    page.get_by_role("button", name="The same", exact=True).click()
    expect(question).to_be_hidden()
    pass_time(page, 55)
    expect(question).to_be_hidden()
    when_it_asks(page)
    question.get_by_role("button", name="More", exact=True).click()
    expect(question).to_contain_text("At most: Light, up to 2 out of 10.")
    page.get_by_role("button", name="Go on", exact=True).click()
    when_it_asks(page)
    steps.then_stage_is(page, "4-hold")
    page.get_by_role("button", name="Less", exact=True).click()
    expect(question).to_contain_text("Ease off: take half the weight away.")
    page.get_by_role("button", name="Something gentler").click()
    steps.then_stage_is(page, "4g-prep")
    when_it_asks(page)
    pass_time(page, 21)  # not answered, it makes room again
    expect(question).to_be_hidden()
    when_it_asks(page)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("heading", name="What do you notice?")).to_be_visible()
    steps.then_phase_is(page, "paused")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="End and keep what I did").click()
    expect(page.get_by_text("Answer together with Sam")).to_be_visible()
    checks = Followed.objects.get().events.filter(kind="check")
    assert list(checks.values_list("sign", flat=True)) == ["same", "more", "less"]


def when_it_asks(page):
    """Let the time run, second by second, until the question is there."""
    for _ in range(120):
        if page.locator("partner-check").is_visible():
            break
        pass_time(page, 1)
    expect(page.locator("#partner-question")).to_have_text(QUESTION)


def test_the_link_on_the_receivers_own_device(page, new_context, person, sign_in, look, watch):
    watch.allow("status of 410")  # a used link is opened on purpose
    asked = pairing_of(PersonFactory())
    page.goto(f"/partner/{asked.token}/")
    look(page)  # nobody has answered anything in this browser
    own = new_context()
    sign_in(own, person)
    theirs = own.new_page()
    theirs.goto(f"/partner/{asked.token}/")
    look(theirs)
    yes = theirs.get_by_role("button", name="Yes, Alex may follow routines for my back")
    steps.leave(theirs, yes.click)
    look(theirs)
    theirs.goto("/me/")
    look(theirs)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link has been used")
    look(page)


def test_the_minute_check_over_the_player(signed_in, person, look):
    page = signed_in
    pairing = agreed(person)
    ClearanceFactory(person=pairing.receiver)
    page.goto(f"/partner/with/{pairing.pk}/?technique=partner-circular-knead")
    page.get_by_label("Sam says it is fine to begin").check()
    steps.leave(page, page.get_by_role("button", name="Start").click)
    look(page)  # the rules before the start
    steps.when_it_is_started(page)
    page.keyboard.press("ArrowRight")
    steps.then_stage_is(page, "1-hold")
    page.evaluate("document.querySelector('partner-check').hidden = false")
    look(page)
    page.get_by_role("button", name="Less", exact=True).click()
    look(page)
