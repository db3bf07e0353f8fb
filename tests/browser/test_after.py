"""After a session, by hand and eye: how it was, the day after, one change."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from routines.models import Decision, Session
from safety.models import Clearance
from tests.browser import steps
from tests.routines.diaries import easy_sessions, followed

pytestmark = pytest.mark.browser


def test_from_the_end_of_a_session_to_one_small_change(signed_in, person, axe, watch):
    watch.allow(r"status of 422.*/next-day/")  # an answer is missing at first
    page = signed_in
    Clearance.objects.update(granted_at=timezone.now() - timedelta(days=20))
    easy_sessions(person, 9, 6)
    row = followed(person, days_ago=0)
    when_it_is_told_how_it_was(page, axe, row)
    given_a_day_has_passed(row)
    when_it_is_told_how_the_next_day_was(page, axe)
    when_the_next_level_is_chosen(page, axe)
    assert Decision.objects.get(session=row).chosen == "level"


def when_it_is_told_how_it_was(page, axe, row):
    page.goto(f"/sessions/{row.pk}/finish/")
    axe(page)
    page.get_by_label("The same").check()
    page.locator("input[name=before][value='3']").check()
    page.locator("input[name=after][value='2']").check()
    steps.leave(page, page.get_by_role("button", name="Save").click)
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"Same plan again\."))


def given_a_day_has_passed(row):
    past = timezone.now() - timedelta(days=1)
    Session.objects.filter(pk=row.pk).update(started_at=past, ended_at=past)


def when_it_is_told_how_the_next_day_was(page, axe):
    page.goto("/")
    steps.leave(page, page.get_by_role("link", name="Answer", exact=True).click)
    axe(page)
    page.locator("input[name=next_day][value='2']").check()
    steps.leave(page, page.get_by_role("button", name="Save").click)
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    assert page.locator("input[name=next_day][value='2']").is_checked()
    page.locator("input[name=sore][value='1']").check()
    page.get_by_label("Up to 12 hours").check()
    steps.leave(page, page.get_by_role("button", name="Save").click)


def when_the_next_level_is_chosen(page, axe):
    expect(page.get_by_role("heading", level=1)).to_have_text("Change one thing?")
    axe(page)
    page.get_by_label("The next level").check()
    steps.leave(page, page.get_by_role("button", name="Save").click)
    expect(page.locator(".entry").first).to_contain_text("You chose the next level.")
    axe(page)
