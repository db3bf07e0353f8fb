"""Signing out in the second engine, which heeds the header only in part."""

from __future__ import annotations

from tests.browser.keeping import LEFT
from tests.browser.test_shared_device import LEAVE_SOMETHING, then_nothing_is_left
from tests.webkit.conftest import press, until


def result_of(driver, script: str) -> object:
    """Run an async function of the browser tests, and return what it resolves to."""
    return driver.execute_async_script(f"const done = arguments[0]; ({script})().then(done);")


def test_signing_out_leaves_nothing_behind(signed_in, server):
    signed_in.get(f"{server.url}/me/")
    in_charge = "return navigator.serviceWorker.controller !== null"
    until(signed_in, lambda now: now.execute_script(in_charge))
    result_of(signed_in, LEAVE_SOMETHING)
    before = result_of(signed_in, LEFT)
    assert before["workers"] == 1
    assert before["databases"] == ["easeback"]
    assert before["local"] > 0
    press(signed_in, "form[action='/account/logout/'] button")
    forgotten = "return document.documentElement.dataset.forgotten === ''"
    until(signed_in, lambda now: now.execute_script(forgotten))
    then_nothing_is_left(result_of(signed_in, LEFT))
