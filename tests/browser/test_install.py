"""On the home screen: the manifest, the hint, and another version of the app."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.keeping import controlled, names_of_caches
from tests.browser.serving import another_version

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(new_context, own_server, person, sign_in):
    """A phone with the app of a server that can be changed; the worker is in charge."""
    context = new_context(service_workers="allow", base_url=own_server.url)
    sign_in(context, person)
    page = context.new_page()
    page.goto("/help/")
    controlled(page)
    return page


def test_a_browser_finds_no_fault_with_the_manifest(page):
    page.goto("/")
    tools = page.context.new_cdp_session(page)
    found = tools.send("Page.getAppManifest")
    assert found["url"].endswith("/manifest.webmanifest")
    assert found["errors"] == []
    faults = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # a browser context of a test counts as private
    assert {one["errorId"] for one in faults} <= {"in-incognito"}


def test_the_first_worker_takes_charge_and_is_no_new_version(phone):
    expect(phone.locator("[data-part=new-version]")).to_be_hidden()
    assert len(names_of_caches(phone)) == 1
    phone.reload()
    expect(phone.locator("[data-part=new-version]")).to_be_hidden()


def test_a_new_version_is_offered_and_loaded_once(phone, own_server):
    (before,) = names_of_caches(phone)
    own_server.deploy(another_version)
    phone.reload()
    line = phone.locator("[data-part=new-version]")
    expect(line.get_by_text("There is a new version.")).to_be_visible()
    assert len(names_of_caches(phone)) == 2
    loads = []
    phone.on("load", lambda _page: loads.append(phone.url))
    steps.leave(phone, line.get_by_role("button", name="Load it").click)
    phone.wait_for_load_state()
    expect(line).to_be_hidden()
    (after,) = names_of_caches(phone)
    assert after != before
    assert len(loads) == 1


def test_a_session_is_not_told_and_keeps_its_version(phone, own_server, person, watch):
    # What the browser asks for whenever it likes may come while nobody answers.
    watch.allow(r"ERR_\w+ \(.*(icon-180|/sessions/)")
    steps.given_a_session_to_follow(phone, person)
    (before,) = [name for name in names_of_caches(phone) if name.startswith("shell-")]
    own_server.deploy(another_version)
    phone.evaluate(
        "() => navigator.serviceWorker.getRegistration().then((one) => one.update())"
    )
    phone.wait_for_function(
        "() => navigator.serviceWorker.getRegistration().then((one) => !!one.waiting)"
    )
    assert before in names_of_caches(phone)
    expect(phone.locator("[data-part=new-version]")).to_have_count(0)
    expect(steps.player(phone)).to_be_visible()


OFFER = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = async () => { window.asked = (window.asked ?? 0) + 1; };
  dispatchEvent(event);
  return event.defaultPrevented;
}"""
BUTTON = "Put it on the home screen"


def test_the_account_page_says_how_to_put_it_on_the_home_screen(signed_in, check):
    signed_in.goto("/me/")
    hint = signed_in.locator("install-hint")
    expect(hint.get_by_text("On an iPhone: tap Share")).to_be_visible()
    expect(hint.get_by_text("On Android: open the menu")).to_be_visible()
    expect(hint.get_by_role("button")).to_be_hidden()
    check(signed_in)


def test_a_browser_that_offers_it_gets_a_button_that_asks_once(signed_in):
    signed_in.goto("/me/")
    assert signed_in.evaluate(OFFER)
    button = signed_in.get_by_role("button", name=BUTTON)
    expect(signed_in.get_by_text("On an iPhone")).to_be_hidden()
    button.click()
    expect(button).to_be_hidden()
    assert signed_in.evaluate("window.asked") == 1
    expect(signed_in.get_by_text("On an iPhone")).to_be_visible()
    signed_in.evaluate("dispatchEvent(new Event('appinstalled'))")
    expect(signed_in.locator("install-hint")).to_be_hidden()


def test_without_javascript_the_words_are_there(new_context, person, sign_in):
    context = new_context(java_script_enabled=False)
    sign_in(context, person)
    page = context.new_page()
    page.goto("/me/")
    expect(page.get_by_text("On an iPhone: tap Share")).to_be_visible()
    expect(page.get_by_role("button", name=BUTTON)).to_be_hidden()
