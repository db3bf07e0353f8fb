"""A real browser on the live server: plain fixtures on Playwright's sync API."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from safety.models import Person
from tests.browser import steps
from tests.browser.emptying import (
    tables_are_emptied_in_the_end,  # noqa: F401  a fixture
    wait_for_late_requests,
)
from tests.browser.fake_sound import FAKE_AUDIO
from tests.browser.looking import PHONE, sideways
from tests.browser.serving import OwnServer
from tests.browser.watching import Watch
from tests.factories import ClearanceFactory, PersonFactory, PrecheckFactory

# The sync API keeps an event loop in this thread; Django would refuse its queries there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice")
# Only the faults travel back; axe's own helper sends everything it looked at.
AXE_FINDS = """async (options) => {
  const { violations } = await axe.run(options);
  return violations.map(({ id, nodes }) => ({ id, targets: nodes.map((one) => one.target) }));
}"""

# Half-way through a transition no colour is the one that is meant. They are brought to their
# ends: waiting would last for ever for one in a closed <details>, whose time stands still.
# Figures move for ever and change no colour.
SETTLE_ALL_COLOURS = """() => {
  for (const one of document.getAnimations()) {
    if (one.effect.getComputedTiming().endTime !== Infinity && one.playState === "running") {
      one.finish();
    }
  }
}"""

# The server answers several requests at once, each in a thread of its own. A database in
# memory would be one connection shared by all of them and by the test; a file is not.
if connections["default"].vendor == "sqlite":
    _folder = tempfile.mkdtemp(prefix="easeback-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    connections["default"].settings_dict["TEST"]["NAME"] = str(Path(_folder) / "test.sqlite3")

# The colours around a stage follow it one frame later.
HAS_FOLLOWED = """() => [...document.querySelectorAll(".player__ground")].every(
  (one) => one.dataset.kind === one.parentElement.dataset.kind)"""

# A session asks once on each device whether its tones are heard.
HAS_HEARD = {"hasHeard": "yes"}
PREFER = """if (location.pathname.startsWith("/sessions/")) {
  localStorage["easeback-session"] ??= %s;
}"""

expect.set_options(timeout=1000 * steps.PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; a machine without one fails them, it does not skip."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(ARGS))
        yield started
        started.close()


@pytest.fixture
def watch() -> Watch:
    """What went wrong in the browser; `watch.allow(pattern)` expects an error."""
    return Watch()


@pytest.fixture
def own_server(transactional_db, tmp_path) -> Iterator[OwnServer]:
    """A server with hashed files that a test may stop, start and change."""
    server = OwnServer(tmp_path)
    yield server
    server.close()


@pytest.fixture
def new_context(
    browser: Browser, live_server, catalogue, watch: Watch
) -> Iterator[Callable[..., BrowserContext]]:
    """Open fresh browser contexts, a phone upright unless told; errors fail the test.

    A page whose time stands still needs a sound card that stands still with it; one that
    `hears` has a real one.
    """
    opened: list[BrowserContext] = []

    def open_context(
        *, prefers: dict = HAS_HEARD, hears: bool = False, **options
    ) -> BrowserContext:
        settings = {
            "viewport": PHONE,
            "base_url": live_server.url,
            "locale": "en-GB",
            "service_workers": "block",  # one test is about them; no other waits for them
        }
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(1000 * steps.PATIENCE)
        if not hears:
            context.add_init_script(FAKE_AUDIO)
        context.add_init_script(PREFER % json.dumps(json.dumps(prefers)))
        watch.follow(context)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        for page in context.pages:
            page.goto("about:blank")  # its last words are sent while the tables still stand
        context.close()
    wait_for_late_requests()
    assert watch.problems == []


@pytest.fixture
def context(new_context) -> BrowserContext:
    """A phone that nobody has used."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Its first page."""
    return context.new_page()


@pytest.fixture
def person(catalogue) -> Person:
    """Somebody with an account and an open gate, who has answered today's short check."""
    row = PersonFactory(email="alice@example.com")
    ClearanceFactory(person=row)
    PrecheckFactory(person=row)
    return row


@pytest.fixture
def sign_in(live_server) -> Callable[[BrowserContext, Person], None]:
    """Give a browser the session of a person."""

    def give(context: BrowserContext, person: Person) -> None:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])

    return give


@pytest.fixture
def signed_in(page: Page, person: Person, sign_in) -> Page:
    """A page of somebody who is signed in and may follow routines."""
    sign_in(page.context, person)
    return page


@pytest.fixture
def walking(signed_in: Page, person: Person) -> Page:
    """A session under way, in 1-prep, its time standing still."""
    steps.given_a_ready_session(signed_in, person)
    steps.when_it_is_started(signed_in)
    return signed_in


@pytest.fixture
def holding(walking: Page) -> Page:
    """The same, five seconds into 1-hold: 0:40 left."""
    steps.pass_time(walking, 15 + 5)
    steps.then_stage_is(walking, "1-hold")
    return walking


@pytest.fixture(scope="session")
def content_rows(django_db_setup, django_db_blocker) -> list[tuple[type, list]]:
    """The rows of the real content, read once, while the tables hold nothing else."""
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0)
        labels = ("routines", "safety")
        models = [model for name in labels for model in apps.get_app_config(name).get_models()]
        return [(model, rows) for model in models if (rows := list(model.objects.all()))]


@pytest.fixture
def catalogue(transactional_db, content_rows) -> None:
    """The real content, put back after the test before emptied the tables."""
    for model, rows in content_rows:
        if not model.objects.exists():
            model.objects.bulk_create(rows)


@pytest.fixture(scope="session")
def axe_faults() -> Callable[..., list[str]]:
    """Return what axe finds on a page; `only` names a single rule."""
    # Preloading would copy our stylesheets inline, which our own policy forbids.
    options = {
        "runOnly": {"type": "tag", "values": list(AXE_TAGS)},
        "preload": False,
        "resultTypes": ["violations"],
    }

    def find(page: Page, only: str = "") -> list[str]:
        page.wait_for_function(HAS_FOLLOWED, polling=20)
        page.evaluate(SETTLE_ALL_COLOURS)
        one = {"runOnly": {"type": "rule", "values": [only]}} if only else {}
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE_SCRIPT + ";undefined")
        found = page.evaluate(AXE_FINDS, options | one)
        return [f"{page.url} {fault['id']}: {fault['targets']}" for fault in found]

    return find


@pytest.fixture(scope="session")
def axe(axe_faults) -> Callable[[Page], None]:
    """Assert that axe finds nothing on a page: `axe(page)`."""

    def check(page: Page) -> None:
        assert axe_faults(page) == []

    return check


@pytest.fixture
def check(axe_faults):
    """Look at the open page in every way that matters; faults are told all at once."""
    faults: list[str] = []

    def look(page):
        page.emulate_media(color_scheme="light")
        faults.extend(axe_faults(page))
        page.emulate_media(color_scheme="dark")
        faults.extend(f"dark: {fault}" for fault in axe_faults(page, only="color-contrast"))
        faults.extend(sideways(page, width=320))
        faults.extend(sideways(page, text=200))

    yield look
    assert faults == []
