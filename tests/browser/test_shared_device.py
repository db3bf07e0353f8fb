"""A phone that others use: signing out, or somebody else, leaves nothing behind."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from safety.models import Person
from tests.browser import steps
from tests.browser.keeping import controlled, what_is_left
from tests.factories import ClearanceFactory, PersonFactory, PrecheckFactory
from tests.routines.conftest import session_of

pytestmark = pytest.mark.browser

LEAVE_SOMETHING = """async () => {
  localStorage.setItem("place", "1-hold");
  sessionStorage.setItem("open", "yes");
  const cache = await caches.open("run-" + document.documentElement.dataset.person);
  const date = new Date(0).toUTCString();
  const headers = { "x-good-until": "2100-01-01T00:00:00Z", date };
  await cache.put("/sessions/1/", new Response("hers", { headers }));
  await new Promise((resolve) => {
    const asked = indexedDB.open("easeback");
    asked.onupgradeneeded = () =>
      asked.result.createObjectStore("events", { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => {
      const work = asked.result.transaction("events", "readwrite");
      work.objectStore("events").add({ kind: "pause" });
      asked.result.close();
      resolve();
    };
  });
}"""


@pytest.fixture
def phone(new_context, person, sign_in):
    """Alice's phone, with something of hers in every place a browser has."""
    context = new_context(service_workers="allow")
    sign_in(context, person)
    page = context.new_page()
    page.goto("/me/")
    controlled(page)
    page.evaluate(LEAVE_SOMETHING)
    return page


@pytest.fixture
def bob(catalogue):
    """Somebody else, who may follow routines."""
    row = PersonFactory(email="bob@example.com")
    ClearanceFactory(person=row)
    PrecheckFactory(person=row)
    return row


def given_no_header(page):
    """Let the browser see the signed-out page without its header, as some ignore it."""

    def answer(route):
        response = route.fetch()
        headers = {
            name: value for name, value in response.headers.items() if name != "clear-site-data"
        }
        route.fulfill(response=response, headers=headers)

    page.context.route("**/account/logout/", answer)


def then_nothing_is_left(left):
    """See that no storage holds anything; the same for every engine."""
    assert left == {"caches": [], "databases": [], "local": 0, "session": 0, "workers": 0}


def when_signed_out(page):
    """Sign out on the account page."""
    steps.leave(page, page.get_by_role("button", name="Sign out").click)
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    expect(page.locator("html[data-forgotten]")).to_have_count(1)


def test_everything_was_there_before(phone):
    left = what_is_left(phone)
    assert {name[:4] for name in left["caches"]} == {"shel", "run-"}
    assert (left["databases"], left["local"], left["workers"]) == (["easeback"], 2, 1)


def test_signing_out_leaves_nothing_behind(phone):
    when_signed_out(phone)
    then_nothing_is_left(what_is_left(phone))


def test_nor_does_it_in_a_browser_that_ignores_the_header(phone):
    given_no_header(phone)
    when_signed_out(phone)
    then_nothing_is_left(what_is_left(phone))


def test_a_second_tab_shows_nothing_any_more(phone):
    other = phone.context.new_page()
    other.goto("/me/")
    expect(other.get_by_text("alice@example.com")).to_be_visible()
    with other.expect_navigation():
        when_signed_out(phone)
    expect(other.get_by_text("alice@example.com")).to_have_count(0)
    assert what_is_left(phone)["local"] == 0


def test_the_app_works_again_after_signing_out(phone):
    when_signed_out(phone)
    steps.leave(phone, phone.get_by_role("link", name="Go to Home").click)
    controlled(phone)
    assert what_is_left(phone)["workers"] == 1


def test_somebody_else_finds_nothing_of_the_person_before(phone, bob, sign_in):
    before = mark(phone)
    phone.context.clear_cookies()
    sign_in(phone.context, bob)
    phone.goto("/me/")
    phone.wait_for_function("() => caches.keys().then((names) => names.length === 1)")
    left = what_is_left(phone)
    assert mark(phone) != before
    assert left["caches"][0].startswith("shell-")
    assert (left["local"], left["session"]) == (1, 0)
    stored = "() => localStorage.getItem('easeback-person')"
    assert phone.evaluate(stored) == mark(phone)
    assert rows_kept(phone) == 0


def test_a_sign_in_that_ended_loses_nothing_until_its_person_is_back(phone, person, sign_in):
    phone.context.clear_cookies()
    phone.goto("/help/")
    sign_in(phone.context, person)
    phone.goto("/me/")
    left = what_is_left(phone)
    assert len(left["caches"]) == 2
    assert left["local"] == 2
    assert rows_kept(phone) == 1


def test_a_guest_who_gets_an_account_loses_nothing(new_context):
    page = new_context(service_workers="allow").new_page()
    page.goto("/routines/")
    steps.leave(page, page.get_by_role("button", name="Build a routine").click)
    controlled(page)
    guest = mark(page)
    ClearanceFactory(person=Person.objects.get(email=None))
    page.reload()
    page.evaluate(LEAVE_SOMETHING)
    page.goto("/account/signup/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill("new@example.com")
    page.get_by_label("Password").fill("a long rainy walk home")
    steps.leave(page, page.locator("main form button").click)
    assert mark(page) == guest != ""
    assert len(what_is_left(page)["caches"]) == 2
    assert rows_kept(page) == 1


def test_back_after_signing_out_shows_nothing_of_the_person(phone):
    when_signed_out(phone)
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Account")
    expect(phone.get_by_text("alice@example.com")).to_have_count(0)


UNSAVED = """() => new Promise((resolve) => {
  const { person } = document.documentElement.dataset;
  const asked = indexedDB.open("easeback");
  asked.onsuccess = () => {
    const work = asked.result.transaction("events", "readwrite");
    const event = { key: "k", kind: "pause", segment: "1-hold", left_ms: 1, at: Date.now() };
    work.objectStore("events").add({ event, url: "/sessions/1/events/", person });
    work.oncomplete = () => { asked.result.close(); resolve(); };
  };
})"""
NOT_SENT = "ERR_|Failed to load resource|Failed to fetch"


def when_signing_out_is_pressed(page):
    """Press it on the account page."""
    page.locator("sign-out form button").click()


def test_signing_out_with_steps_not_saved_asks_first(phone, watch):
    watch.allow(NOT_SENT)
    phone.evaluate(UNSAVED)
    phone.context.route("**/sessions/*/events/", lambda route: route.abort())
    when_signing_out_is_pressed(phone)
    dialog = phone.get_by_role("dialog", name="Sign out now?")
    expect(dialog.get_by_text("only on this phone so far")).to_be_visible()
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    assert rows_kept(phone) == 2
    when_signing_out_is_pressed(phone)
    steps.leave(phone, dialog.get_by_role("button", name="Sign out and lose them").click)
    expect(phone.locator("html[data-forgotten]")).to_have_count(1)
    then_nothing_is_left(what_is_left(phone))


def test_without_a_network_signing_out_loses_nothing_and_says_why(phone, watch):
    watch.allow(NOT_SENT)
    phone.evaluate(UNSAVED)
    phone.context.set_offline(True)
    when_signing_out_is_pressed(phone)
    dialog = phone.get_by_role("dialog", name="Sign out now?")
    expect(dialog.get_by_text("Signing out needs a connection")).to_be_visible()
    expect(dialog.get_by_text("only on this phone so far")).to_be_visible()
    expect(dialog.get_by_role("button", name="Sign out and lose them")).to_be_hidden()
    dialog.get_by_role("button", name="Stay signed in").click()
    assert rows_kept(phone) == 2
    phone.context.set_offline(False)


def test_what_can_be_sent_is_sent_before_signing_out(phone, person):
    session = session_of(person)
    phone.evaluate(
        UNSAVED.replace("/sessions/1/", f"/sessions/{session.pk}/").replace(
            'kind: "pause", segment: "1-hold"', 'kind: "start", segment: "1-prep"'
        )
    )
    steps.leave(phone, lambda: when_signing_out_is_pressed(phone))
    expect(phone.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert steps.kinds(session) == ["start"]


def mark(page) -> str:
    """Return whose page it is."""
    return page.locator("html").get_attribute("data-person")


def rows_kept(page) -> int:
    """Return how many events wait in the browser's database."""
    return page.evaluate(
        """() => new Promise((resolve) => {
          const asked = indexedDB.open("easeback");
          asked.onsuccess = () => {
            const names = [...asked.result.objectStoreNames];
            if (!names.length) { asked.result.close(); resolve(0); return; }
            const count = asked.result.transaction("events").objectStore("events").count();
            count.onsuccess = () => { asked.result.close(); resolve(count.result); };
          };
        })"""
    )
