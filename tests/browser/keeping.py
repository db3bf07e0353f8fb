"""What a browser keeps: who is in charge, which caches there are, and what is in them."""

from __future__ import annotations

from playwright.sync_api import Page

IN_CHARGE = "() => navigator.serviceWorker.controller !== null"
PAGES = """async (prefix) => {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  const found = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (/^\\/static\\/|\\.[0-9a-f]{12}\\.\\w+$/.test(pathname)) continue;
      found.push([pathname, await (await cache.match(request)).text()]);
    }
  }
  return found;
}"""


def controlled(page: Page) -> None:
    """Wait until the worker is in charge of the page."""
    page.wait_for_function(IN_CHARGE)


def names_of_caches(page: Page) -> list[str]:
    """Return the names of all caches."""
    return page.evaluate("() => caches.keys()")


def pages_kept(page: Page, prefix: str = "") -> dict[str, str]:
    """Return the pages in caches whose names begin so, by address; files are not pages."""
    return dict(page.evaluate(PAGES, prefix))


# Run as it stands in another engine too: it says everything a browser still holds.
LEFT = """async () => ({
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  local: localStorage.length,
  session: sessionStorage.length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def what_is_left(page: Page) -> dict[str, object]:
    """Return what is in each storage of the browser."""
    return page.evaluate(LEFT)
