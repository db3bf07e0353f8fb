"""A session under way goes on without a network, whatever happens to page and server."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from routines.models import Session
from tests.browser import steps
from tests.browser.keeping import controlled, names_of_caches, pages_kept
from tests.browser.serving import another_version
from tests.factories import ClearanceFactory

pytestmark = pytest.mark.browser

NO_NETWORK = "ERR_INTERNET_DISCONNECTED|ERR_|Failed to load|Failed to fetch|htmx:"
HELP = "When to get help"
# The day after; or a page whose moment nobody can read.
REWRITTEN = """async (until) => {
  const [name] = (await caches.keys()).filter((one) => one.startsWith("run-"));
  const cache = await caches.open(name);
  const held = await cache.match(location.pathname);
  const headers = new Headers(held.headers);
  if (until === null) headers.delete("x-good-until");
  else headers.set("x-good-until", until);
  await cache.put(location.pathname, new Response(await held.text(), { headers }));
}"""

# For a moment the old one and the new one lie there both, the new one still empty.
ONLY_KEPT = """async (path) => {
  const names = (await caches.keys()).filter((one) => one.startsWith("run-"));
  const held = names.map(async (name) => (await caches.open(name)).keys());
  const paths = (await Promise.all(held)).flat().map(({ url }) => new URL(url).pathname);
  const pages = paths.filter((one) => one.startsWith("/sessions/"));
  return pages.length === 1 && pages[0] === path;
}"""


@pytest.fixture
def phone(new_context, own_server, person, sign_in, watch):
    """A phone of somebody with an open gate; its server can be stopped."""
    watch.allow(NO_NETWORK)
    context = new_context(service_workers="allow", base_url=own_server.url)
    sign_in(context, person)
    page = context.new_page()
    page.goto("/help/")
    controlled(page)
    return page


@pytest.fixture
def under_way(phone, person):
    """The same in the first stage of a session, its page kept with its files."""
    steps.given_a_session_to_follow(phone, person)
    then_it_is_kept(phone)
    do(phone, "start")
    steps.then_stage_is(phone, "1-prep")
    return phone


def do(page, verb):
    """Press a control."""
    page.locator(f"[data-do='{verb}']:visible").first.click()


def then_it_is_kept(page):
    """Wait until the page lies in a cache with the scripts it runs on."""
    page.wait_for_function(
        """async () => {
          const [name] = (await caches.keys()).filter((one) => one.startsWith("run-"));
          const keys = name ? await (await caches.open(name)).keys() : [];
          return keys.filter(({ url }) => url.includes("/walk.")).length === 1;
        }"""
    )


def then_it_can_be_followed(page):
    """See the player work: it is set going, and a control takes it on."""
    expect(steps.player(page)).to_be_visible()
    button = page.locator("[data-do=start]:visible, [data-do=toggle]:visible").first
    button.click()
    steps.then_phase_is(page, "running")


def test_the_pictures_of_the_sheet_are_kept_with_it(under_way):
    """The figures of the player lie in the page; those of the sheet are files."""
    shown = under_way.locator(".sheet-steps__figure")
    wanted = {one.get_attribute("src") for one in shown.all()}
    under_way.wait_for_function(
        """async (wanted) => {
          const found = await Promise.all(wanted.map((url) => caches.match(url)));
          return found.every((one) => one?.ok);
        }""",
        arg=sorted(wanted),
    )
    assert wanted
    under_way.context.set_offline(True)
    under_way.reload()
    under_way.evaluate("() => { document.querySelector('[data-part=sheet]').hidden = false }")
    eager = (
        "(one) => { one.loading = 'eager'; return one.decode().then(() => one.naturalWidth) }"
    )
    assert under_way.locator(".sheet-steps__figure").first.evaluate(eager) > 0


def test_it_survives_a_reload_in_airplane_mode(under_way):
    under_way.context.set_offline(True)
    under_way.reload()
    then_it_can_be_followed(under_way)
    under_way.context.set_offline(False)


def test_it_is_found_though_a_list_misses_it(under_way):
    (worker,) = under_way.context.service_workers
    worker.evaluate("() => { Cache.prototype.keys = async () => []; }")
    under_way.context.set_offline(True)
    under_way.reload()
    then_it_can_be_followed(under_way)
    under_way.context.set_offline(False)


def test_it_survives_a_dead_server_and_a_closed_tab(under_way, own_server):
    url = under_way.url
    own_server.stop()
    other = under_way.context.new_page()
    under_way.close()
    other.goto(url)
    then_it_can_be_followed(other)
    own_server.start()


def test_it_survives_a_deploy_with_every_other_cache_emptied(under_way, own_server):
    own_server.deploy(another_version)
    tools = under_way.context.new_cdp_session(under_way)
    tools.send("Network.clearBrowserCache")
    under_way.evaluate(
        "() => caches.keys().then((all) => Promise.all("
        "all.filter((one) => one.startsWith('shell-')).map((one) => caches.delete(one))))"
    )
    own_server.stop()
    under_way.reload()
    then_it_can_be_followed(under_way)
    colour = "() => getComputedStyle(document.querySelector('.player__sore')).borderRadius"
    assert under_way.evaluate(colour) not in ("", "0px")
    own_server.start()


def test_a_server_that_never_answers_counts_as_none(under_way, own_server):
    own_server.freeze()
    under_way.reload()
    then_it_can_be_followed(under_way)
    own_server.thaw()


def test_the_page_of_getting_help_leads_back_to_it(under_way):
    under_way.context.set_offline(True)
    under_way.goto("/")
    expect(under_way.get_by_role("heading", level=1)).to_have_text(HELP)
    kept = under_way.get_by_role("region", name="Kept on this phone")
    steps.leave(under_way, kept.get_by_role("link", name="Evening").click)
    expect(steps.player(under_way)).to_be_visible()
    under_way.context.set_offline(False)


def test_no_token_lies_in_what_is_kept_and_the_forms_still_work(under_way):
    html = under_way.evaluate("async () => (await caches.match(location.pathname)).text()")
    assert "csrfmiddlewaretoken" in html
    assert not re.search(r'value="\w{64}"', html)
    assert not re.search(r'x-csrftoken": "\w', html)
    under_way.context.set_offline(True)
    under_way.reload()
    expect(steps.player(under_way)).to_be_visible()
    under_way.context.set_offline(False)
    do(under_way, "ask-end")
    under_way.get_by_role("button", name="End and keep what I did").click()
    under_way.wait_for_url("**/finish/")


def test_only_one_session_is_kept(under_way, person):
    first = urlsplit(under_way.url).path
    under_way.wait_for_function(ONLY_KEPT, arg=first)
    steps.given_a_session_to_follow(under_way, person)
    second = f"/sessions/{Session.objects.latest('pk').pk}/"
    assert second != first
    under_way.wait_for_function(ONLY_KEPT, arg=second)
    then_it_is_kept(under_way)


def test_it_is_dropped_at_the_end(under_way):
    do(under_way, "ask-end")
    under_way.get_by_role("button", name="End and keep what I did").click()
    under_way.wait_for_url("**/finish/")
    under_way.wait_for_function(
        "async () => !(await caches.keys()).some((name) => name.startsWith('run-'))"
    )


@pytest.mark.parametrize("until", ["2026-01-01T00:00:00Z", "soon", None])
def test_it_is_not_shown_past_its_day_nor_without_one(under_way, until):
    under_way.evaluate(REWRITTEN, until)
    under_way.context.set_offline(True)
    under_way.reload()
    expect(under_way.get_by_role("heading", level=1)).to_have_text(HELP)
    expect(under_way.get_by_text("has reached its date")).to_be_visible()
    expect(under_way.get_by_text("Kept on this phone")).to_be_hidden()
    assert pages_kept(under_way, "run-") == {}
    under_way.context.set_offline(False)


def test_a_closed_gate_drops_it(under_way, person):
    ClearanceFactory(person=person, tier="E")
    other = under_way.context.new_page()
    under_way.close()  # it may be leaving by itself just now
    other.goto("/help/")
    other.wait_for_function(
        "async () => !(await caches.keys()).some((name) => name.startsWith('run-'))"
    )
    assert all(name.startswith("shell-") for name in names_of_caches(other))
