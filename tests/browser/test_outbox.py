"""Nothing that happened is lost: what is stored is counted, each event once and in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from routines.frozen import thaw_state
from routines.models import Session
from tests.browser import steps
from tests.browser.events_kept import (
    CUT_OFF,
    EVENTS,
    KEPT,
    SIGNED_OUT,
    then_each_is_stored_once,
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


# The server


def test_airplane_mode_after_the_first_step_until_the_end(holding, watch):
    watch.allow(CUT_OFF)
    holding.context.set_offline(True)
    pass_time(holding, 40 + 5 + 8 + 60 + 4 + 8 + 60 + 4)
    expect(holding.get_by_role("heading", name="Done", exact=True)).to_be_visible()
    expect(unsaved(holding)).to_have_text("8 steps not saved yet")
    assert [one["event"]["kind"] for one in holding.evaluate(KEPT)] == [
        *["enter"] * 7,
        "finish",
    ]
    holding.context.set_offline(False)
    pass_time(holding, 15)
    then_each_is_stored_once(holding, "start", *["enter"] * 8, "finish")
    expect(unsaved(holding)).to_be_empty()
    then_nothing_is_kept(holding)
    held = thaw_state(Session.objects.get().state).held_ms
    assert held == {"1-hold": 45_000, "2-hold-left": 60_000, "2-hold-right": 60_000}


@pytest.mark.parametrize("answer", [500, 503])
def test_a_server_that_fails_and_comes_back(holding, watch, answer):
    watch.allow(CUT_OFF)
    holding.route(EVENTS, lambda route: route.fulfill(status=answer, body="no"))
    do(holding, "next")
    do(holding, "next")
    expect(unsaved(holding)).to_have_text("2 steps not saved yet")
    holding.unroute(EVENTS)
    do(holding, "toggle")  # a new event is tried at once
    then_each_is_stored_once(holding, "start", *["enter"] * 3, "pause")
    expect(unsaved(holding)).to_be_empty()


def test_a_server_that_takes_everything_and_never_answers(holding, watch):
    watch.allow(CUT_OFF)
    held_up, is_up = [], []
    take = lambda route: route.continue_() if is_up else held_up.append(route)  # noqa: E731
    holding.route(EVENTS, take)
    do(holding, "next")
    steps.then_stage_is(holding, "1-rest")
    expect(unsaved(holding)).to_be_empty()
    do(holding, "next")
    steps.then_stage_is(holding, "2-prep-left")
    pass_time(holding, 3)
    expect(unsaved(holding)).to_have_text("2 steps not saved yet")
    do(holding, "toggle")
    is_up.append(True)
    for route in held_up:
        route.abort()
    expect(unsaved(holding)).to_have_text("3 steps not saved yet")
    pass_time(holding, 1)
    then_each_is_stored_once(holding, "start", *["enter"] * 3, "pause")
    expect(unsaved(holding)).to_be_empty()


def test_a_page_of_another_server_in_between_counts_as_no_answer(holding, watch):
    watch.allow(CUT_OFF)
    holding.route(EVENTS, lambda route: route.fulfill(status=511, body="Sign in to the wifi"))
    do(holding, "next")
    expect(unsaved(holding)).to_have_text("1 step not saved yet")
    expect(holding.locator("#live")).to_have_count(1)
    then_kept_are(holding, 1)


def test_more_than_one_request_holds_is_sent_in_several(holding, watch):
    watch.allow(CUT_OFF)
    do(holding, "toggle")
    steps.then_the_server_knows(holding, "paused")
    holding.context.set_offline(True)
    taps = "for (let n = 0; n < 130; n++) document.querySelector('[data-do=less]').click();"
    holding.evaluate(taps.replace("less", "more"))
    expect(unsaved(holding)).to_have_text("130 steps not saved yet")
    sizes = []
    holding.on("request", lambda one: one.url.endswith("/events/") and sizes.append(one))
    holding.context.set_offline(False)
    pass_time(holding, 15)
    then_each_is_stored_once(holding, "start", "enter", "pause", *["adjust"] * 130)
    assert len(sizes) >= 2


# The sign-in


def test_signed_out_and_another_token_while_away_all_is_stored_after_signing_in(
    holding, person, sign_in, live_server, watch
):
    watch.allow(f"{CUT_OFF}|{SIGNED_OUT}")
    context = holding.context
    context.set_offline(True)
    do(holding, "next")
    do(holding, "next")
    context.clear_cookies(name="sessionid")
    token = {"name": "csrftoken", "value": "c" * 32, "url": live_server.url}
    context.add_cookies([token])
    context.set_offline(False)
    do(holding, "toggle")
    link = holding.get_by_role("link", name="Sign in to save: 3 steps are kept")
    expect(link).to_have_attribute("target", "_blank")
    expect(unsaved(holding)).to_be_empty()
    with context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_role("button", name="Sign in")).to_be_visible()
    opened.value.close()
    sign_in(context, person)
    pass_time(holding, 15)
    then_each_is_stored_once(holding, "start", *["enter"] * 3, "pause")
    expect(link).to_be_hidden()


# The end without a network


def test_an_end_without_a_network_is_stored_later(holding, watch):
    watch.allow(CUT_OFF)
    holding.context.set_offline(True)
    do(holding, "ask-end")
    holding.get_by_role("button", name="End and keep what I did").click()
    expect(holding.get_by_role("heading", name="Done", exact=True)).to_be_visible()
    expect(unsaved(holding)).to_have_text("2 steps not saved yet")
    holding.context.set_offline(False)
    pass_time(holding, 15)
    then_each_is_stored_once(holding, "start", "enter", "pause", "end")
    holding.get_by_role("link", name="How was it?").click()
    expect(holding.get_by_role("heading", level=1)).to_have_text("Done. 5 s.")
    holding.go_back()
    expect(holding.get_by_role("heading", level=1)).to_have_text("Evening")


@pytest.mark.parametrize("answer", [None, 502])
def test_an_end_the_server_does_not_hear_is_stored_later(holding, watch, answer):
    watch.allow(CUT_OFF)
    gone = ("**/end/", EVENTS)
    for address in gone:
        holding.route(
            address, lambda route: route.fulfill(status=502) if answer else route.abort()
        )
    do(holding, "ask-end")
    holding.get_by_role("button", name="End and keep what I did").click()
    expect(holding.get_by_role("heading", name="Done", exact=True)).to_be_visible()
    for address in gone:
        holding.unroute(address)
    pass_time(holding, 15)
    then_each_is_stored_once(holding, "start", "enter", "pause", "end")


# What a browser may not have, and clocks that are wrong

MISSING = {
    "database": "Object.defineProperty(window, 'indexedDB', { value: undefined })",
    "full": "IDBObjectStore.prototype.add = () => { throw new Error('full') }",
    "locks": "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })",
    "storage": "Storage.prototype.setItem = () => { throw new Error('no') }",
}


@pytest.mark.parametrize("missing", MISSING)
def test_without_it_the_session_is_stored_all_the_same(signed_in, person, watch, missing):
    watch.allow(CUT_OFF)
    page = signed_in
    page.add_init_script(MISSING[missing])
    steps.given_a_ready_session(page, person)
    if missing == "storage":  # nothing is remembered, so the tone is asked about again
        do(page, "tone")
        page.get_by_role("button", name="No sound, use big flashes").click()
    steps.when_it_is_started(page)
    page.context.set_offline(True)
    do(page, "next")
    do(page, "toggle")
    expect(unsaved(page)).to_have_text("2 steps not saved yet")
    page.context.set_offline(False)
    pass_time(page, 15)
    then_each_is_stored_once(page, "start", "enter", "pause")
    expect(unsaved(page)).to_be_empty()


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_phone_with_the_wrong_time_keeps_order_and_what_was_held(signed_in, person, hours):
    page = signed_in
    wrong = datetime.now(UTC) + timedelta(hours=hours)
    page.clock.install(time=wrong)
    page.clock.pause_at(wrong + timedelta(seconds=1))
    steps.given_a_session_to_follow(page, person)
    steps.when_it_is_started(page)
    pass_time(page, 15 + 20)
    do(page, "toggle")
    then_each_is_stored_once(page, "start", "enter", "pause")
    row = steps.session_in(page)
    assert thaw_state(row.state).held_ms == {"1-hold": pytest.approx(20_400, abs=50)}
    assert all(row.started_at <= one.at <= one.received_at for one in row.events.all())
    page.reload()
    steps.then_stage_is(page, "1-hold")
    assert steps.digits(page) == "0:25"
