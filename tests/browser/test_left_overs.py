"""What an earlier page could not send, sent from any page of the same person."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.events_kept import (
    CUT_OFF,
    EVENTS,
    KEPT,
    SIGNED_OUT,
    then_kept_are,
    then_nothing_is_kept,
    unsaved,
)
from tests.browser.steps import do, pass_time

pytestmark = pytest.mark.browser


@pytest.fixture
def holding(holding):
    """Five seconds into 1-hold, everything so far stored."""
    then_nothing_is_kept(holding)
    return holding


@pytest.fixture
def left_behind(holding, watch):
    """Two steps the server has not heard of, and the player gone; then another page."""
    watch.allow(f"{CUT_OFF}|{SIGNED_OUT}")
    holding.context.route(EVENTS, lambda route: route.abort())
    do(holding, "next")
    do(holding, "toggle")
    expect(unsaved(holding)).to_have_text("2 steps not saved yet")
    return holding


def line(page):
    """Return the line about steps of the last session."""
    return page.locator("[data-part=left-over]")


def test_another_page_says_what_is_left_and_sends_it(left_behind):
    page, session = left_behind, steps.session_in(left_behind)
    page.goto("/techniques/")
    expect(line(page)).to_have_text("2 steps of your last session are not saved yet.")
    page.context.unroute(EVENTS)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(line(page)).to_be_hidden()
    assert steps.kinds(session) == ["start", "enter", "enter", "pause"]
    then_nothing_is_kept(page)


def test_signed_out_it_asks_to_sign_in_and_keeps_all(left_behind, person, sign_in):
    page, session = left_behind, steps.session_in(left_behind)
    page.context.clear_cookies(name="sessionid")
    page.context.unroute(EVENTS)
    page.goto("/techniques/")
    expect(line(page)).to_contain_text("2 steps of your last session are not saved yet.")
    expect(line(page).get_by_role("link", name="Sign in to save them")).to_be_visible()
    then_kept_are(page, 2)
    sign_in(page.context, person)
    page.goto("/techniques/")
    then_nothing_is_kept(page)
    expect(line(page)).to_be_hidden()
    assert steps.kinds(session) == ["start", "enter", "enter", "pause"]


PUT = """([rows]) => new Promise((resolve) => {
  const asked = indexedDB.open("easeback", 1);
  asked.onsuccess = () => {
    const work = asked.result.transaction("events", "readwrite");
    for (const row of rows) work.objectStore("events").add(row);
    work.oncomplete = () => {
      asked.result.close();
      resolve();
    };
  };
})"""


def test_what_can_never_be_stored_is_let_go_and_the_rest_is_not(left_behind, watch):
    watch.allow("status of 40[04]")
    page, session = left_behind, steps.session_in(left_behind)
    page.goto("/techniques/")
    expect(line(page)).to_be_visible()
    rows = page.evaluate(KEPT)
    bad = {"event": {"key": "x", "kind": "fly"}, "url": rows[0]["url"]}
    gone = {"event": rows[0]["event"], "url": "/sessions/999999/events/"}
    theirs = {**gone, "person": "f" * 16}
    mine = [{**one, "person": rows[0]["person"]} for one in (bad, gone)]
    page.evaluate(PUT, [[*mine, theirs]])
    page.context.unroute(EVENTS)
    page.reload()
    expect(line(page)).to_be_hidden()
    assert then_kept_are(page, 1)[0]["person"] == "f" * 16
    assert steps.kinds(session) == ["start", "enter", "enter", "pause"]


def test_an_event_no_server_can_read_does_not_hold_up_the_player(left_behind, watch):
    watch.allow("status of 400|Error Code 400")
    page = left_behind
    rows = page.evaluate(KEPT)
    bad = {**rows[0], "event": {"key": "x", "kind": "fly"}}
    del bad["id"]
    page.evaluate(PUT, [[bad]])
    page.reload()
    steps.then_stage_is(page, "1-rest")
    page.context.unroute(EVENTS)
    do(page, "toggle")
    pass_time(page, 15)
    steps.then_events_begin_with(page, "start", "enter", "enter", "pause")
    then_nothing_is_kept(page)


# A page that goes away is cut off: its last transaction ends, its beacon does not arrive.
CUT_SHORT = """() => {
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (row) {
    if (row.event.kind === "leave") {
      this.transaction.abort();
      return {};
    }
    return add.call(this, row);
  };
  navigator.sendBeacon = () => true;
}"""


@pytest.mark.parametrize("address", [None, "/techniques/"], ids=["the player", "another page"])
def test_last_words_the_database_had_no_time_for_are_told_by_the_next_page(holding, address):
    page, session = holding, steps.session_in(holding)
    page.evaluate(CUT_SHORT)
    page.goto(address or page.url)
    steps.then_session_has(page, session, "start", "enter", "leave")
    then_nothing_is_kept(page)
    assert page.evaluate("localStorage['easeback-last-words']") is None


# What lay in local storage when the database was asked to take it.
NOTE = """{
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (row) {
    window.stillThere = localStorage["easeback-last-words"];
    return add.call(this, row);
  };
}"""


def test_last_words_stay_until_the_database_has_them(holding):
    page, session = holding, steps.session_in(holding)
    page.evaluate(CUT_SHORT)
    page.add_init_script(NOTE)
    page.goto("/techniques/")
    steps.then_session_has(page, session, "start", "enter", "leave")
    assert '"leave"' in page.evaluate("window.stillThere")
