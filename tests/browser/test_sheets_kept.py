"""A routine kept on the phone: asked for, opened without a network, and never past its time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from routines.models import Routine
from tests.browser import steps
from tests.browser.keeping import controlled, pages_kept
from tests.factories import ClearanceFactory, RoutineFactory

pytestmark = pytest.mark.browser

NO_NETWORK = "ERR_INTERNET_DISCONNECTED|Failed to load resource|Failed to fetch|htmx:"
REWRITTEN = """async ([header, value]) => {
  const [name] = (await caches.keys()).filter((one) => one.startsWith("kept-"));
  const cache = await caches.open(name);
  const [request] = (await cache.keys()).filter(({ url }) => url.endsWith("/"));
  const held = await cache.match(request);
  const headers = new Headers(held.headers);
  if (value === null) headers.delete(header);
  else headers.set(header, value);
  await cache.put(request, new Response(await held.text(), { headers }));
}"""
NONE_KEPT = "() => caches.keys().then((names) => !names.some((one) => one.startsWith('kept-')))"


@pytest.fixture
def phone(new_context, person, sign_in, watch):
    """A phone of somebody with an open gate; the worker is in charge."""
    watch.allow(NO_NETWORK)
    context = new_context(service_workers="allow")
    sign_in(context, person)
    page = context.new_page()
    page.goto("/help/")
    controlled(page)
    return page


@pytest.fixture
def kept(phone):
    """The same with a starter kept."""
    when_kept(phone, "/routines/starter/office-wall/")
    return phone


def when_kept(page, url):
    """Ask for the sheet on the page of a routine."""
    page.goto(url)
    page.get_by_role("button", name="Keep on this phone").click()
    expect(page.locator("keep-sheet [role=status]")).to_contain_text("Kept.")


def sheet_url():
    """Return where the sheet of the starter is."""
    return f"/routines/{Routine.objects.get(slug='office-wall', owner=None).pk}/sheet/"


def then_it_is_refused(page):
    """See the page on getting help with a plain sentence, and nothing kept any more."""
    expect(page.get_by_role("heading", level=1)).to_have_text("When to get help")
    expect(page.get_by_text("has reached its date")).to_be_visible()
    assert pages_kept(page, "kept-") == {}


def test_it_opens_without_a_network_and_looks_right(kept, axe):
    kept.context.set_offline(True)
    kept.goto("/routines/")
    region = kept.get_by_role("region", name="Kept on this phone")
    steps.leave(kept, region.get_by_role("link").click)
    expect(kept.get_by_role("heading", level=1)).to_have_text("Five minutes at the office wall")
    expect(kept.get_by_text("Good until")).to_be_visible()
    expect(kept.get_by_role("link", name="Call 112")).to_be_visible()
    colour = "() => getComputedStyle(document.querySelector('.button--stop')).backgroundColor"
    assert kept.evaluate(colour) not in ("rgba(0, 0, 0, 0)", "transparent")
    drawn = "() => [...document.images].every((one) => one.complete && one.naturalWidth > 0)"
    assert kept.locator("main img").count() > 2
    kept.wait_for_function(drawn)
    axe(kept)
    kept.context.set_offline(False)


def test_ones_own_is_kept_too_and_both_are_listed_and_can_be_removed(kept, person):
    own = RoutineFactory(owner=person, technique_slugs=["mobility-pelvic-tilt"])
    when_kept(kept, f"/routines/{own.pk}/")
    kept.goto("/routines/")
    listed = kept.locator("kept-sheets li")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text(re.compile(r"good until \d+ \w+ 20\d\d"))
    kept.get_by_role("button", name="Remove Evening").click()
    expect(listed).to_have_count(1)
    assert list(pages_kept(kept, "kept-")) == [sheet_url()]
    kept.get_by_role("button", name="Remove").click()
    expect(kept.get_by_role("heading", name="Kept on this phone")).to_be_hidden()
    assert pages_kept(kept, "kept-") == {}


@pytest.mark.parametrize(
    "change",
    [
        ["x-good-until", "2026-01-01T00:00:00+00:00"],
        ["x-good-until", "soon"],
        ["x-good-until", None],
        ["date", "Fri, 01 Jan 2100 00:00:00 GMT"],  # the clock was set back since
        ["date", None],
    ],
    ids=["past", "unreadable", "missing", "clock set back", "made nobody knows when"],
)
def test_it_is_never_shown_past_its_time(kept, change):
    kept.evaluate(REWRITTEN, change)
    kept.context.set_offline(True)
    kept.goto(sheet_url())
    then_it_is_refused(kept)
    kept.context.set_offline(False)


@pytest.mark.parametrize("tier", ["E", "C"])
def test_a_new_result_that_locks_takes_all_of_them_away(kept, person, tier):
    ClearanceFactory(person=person, tier=tier)
    kept.goto("/help/")
    kept.wait_for_function(NONE_KEPT)


def test_a_sign_that_ends_a_session_takes_them_away_without_a_network(kept, person):
    steps.given_a_session_to_follow(kept, person)
    kept.locator("[data-do=start]:visible").click()
    kept.context.set_offline(True)
    kept.locator("[data-do=sore]").click()
    kept.locator("dialog[open] [data-do=notice][data-sign=s_nerve]").click()
    kept.wait_for_function(NONE_KEPT)
    kept.context.set_offline(False)


def test_a_closed_gate_gives_nothing_to_keep(phone, person):
    phone.goto("/routines/starter/office-wall/")
    ClearanceFactory(person=person, tier="C")
    phone.get_by_role("button", name="Keep on this phone").click()
    expect(phone.locator("keep-sheet [role=status]")).to_contain_text("did not work")
    assert pages_kept(phone, "kept-") == {}


def test_without_javascript_there_is_no_button(new_context, person, sign_in):
    context = new_context(java_script_enabled=False)
    sign_in(context, person)
    page = context.new_page()
    page.goto("/routines/starter/office-wall/")
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    expect(page.get_by_role("button", name="Keep on this phone")).to_be_hidden()


def test_a_browser_that_cannot_keep_pages_shows_no_button(new_context, person, sign_in):
    context = new_context(service_workers="allow")
    context.add_init_script("delete Window.prototype.caches; delete window.caches;")
    sign_in(context, person)
    page = context.new_page()
    page.goto("/routines/starter/office-wall/")
    expect(page.locator("html[data-js]")).to_have_count(1)
    expect(page.get_by_role("button", name="Keep on this phone")).to_be_hidden()


def test_the_pages_look_right(kept, check):
    for url in (sheet_url(), "/routines/", "/routines/starter/office-wall/"):
        kept.goto(url)
        check(kept)
