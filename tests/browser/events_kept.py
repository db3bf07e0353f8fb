"""Looking into what a browser keeps of a session's events."""

from __future__ import annotations

from time import monotonic

from playwright.sync_api import Locator, Page

from tests.browser import steps

# What the browser and htmx note about a request that was cut off on purpose.
CUT_OFF = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|^htmx:|status of 5|Error Code 5"
SIGNED_OUT = "status of 40[13]|Error Code 40[13]|^htmx:"
EVENTS = "**/events/"

KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("easeback", 1);
  asked.onsuccess = () => {
    const rows = asked.result.transaction("events").objectStore("events").getAll();
    rows.onsuccess = () => {
      asked.result.close();
      resolve(rows.result);
    };
  };
})"""


def unsaved(page: Page) -> Locator:
    """Return the line that says how much is not saved."""
    return page.locator("[data-part=unsaved]")


def then_nothing_is_kept(page: Page) -> None:
    """Wait until the browser keeps no event any more."""
    then_kept_are(page, 0)


def then_kept_are(page: Page, count: int) -> list[dict]:
    """Wait until the browser keeps that many; return them."""
    ends = monotonic() + steps.PATIENCE
    while len(page.evaluate(KEPT)) != count and monotonic() < ends:
        pass
    found = page.evaluate(KEPT)
    assert len(found) == count, found
    return found


def then_each_is_stored_once(page: Page, *wanted: str) -> None:
    """See these events in order, with a key each."""
    steps.then_events_are_stored(page, *wanted)
    rows = steps.session_in(page).events
    assert rows.values("key").distinct().count() == rows.count()
