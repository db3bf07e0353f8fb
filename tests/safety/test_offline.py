"""What a browser keeps for offline: one public page, our files, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNumQueries

from safety import content, offline
from tests.factories import ClearanceFactory

RULESET = content.current()
WORKER = reverse("safety:service-worker")
PAGE = reverse("safety:offline")
MANIFEST = reverse("safety:manifest")
ADDRESSES = re.compile(r'(?:href|src)="([^"]*)"')


def constants(script: str) -> dict[str, object]:
    """Return what the server put in front of the script."""
    return {
        name: json.loads(value)
        for name, value in re.findall(
            r"^const ([A-Z]+) = (.*);$", script.partition("\n//")[0], re.MULTILINE
        )
    }


@pytest.fixture(autouse=True)
def made_anew():
    """Each test makes page and script again."""
    for one in (offline.offline_html, offline.worker_script):
        one.cache_clear()
    yield
    for one in (offline.offline_html, offline.worker_script):
        one.cache_clear()


def test_the_worker_comes_from_the_root_and_is_always_asked_for_again(as_nobody):
    response = as_nobody.get(WORKER)
    assert WORKER == "/sw.js"
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert "no-cache" in response["Cache-Control"]
    assert not response.cookies


def test_it_keeps_the_offline_page_and_every_file_our_pages_load(as_nobody):
    found = constants(as_nobody.get(WORKER).content.decode())
    assert found["PAGE"] == PAGE
    assert all(one.startswith(found["STATIC"]) for one in found["FILES"])
    names = {one.removeprefix("/" + settings.STATIC_URL.lstrip("/")) for one in found["FILES"]}
    assert all(finders.find(name) for name in names)
    root = settings.BASE_DIR / "static"
    loaded = [*root.rglob("*.css"), *root.rglob("*.js"), *root.rglob("*.svg")]
    wanted = {path.relative_to(root).as_posix() for path in loaded}
    wanted -= {"js/service-worker.js", "img/app-icon.svg"}
    assert names == wanted | {"django_htmx/htmx-2.min.js"}


def test_the_list_holds_all_the_page_asks_for(as_nobody):
    found = constants(as_nobody.get(WORKER).content.decode())
    asked = ADDRESSES.findall(as_nobody.get(PAGE).content.decode())
    files = {one.partition("#")[0] for one in asked if "/static/" in one}
    assert files
    assert files <= set(found["FILES"])


def test_a_server_lists_the_hashed_names(tmp_path, as_nobody):
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.staticfiles.HashedStatic"},
    }
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        found = constants(as_nobody.get(WORKER).content.decode())
        html = as_nobody.get(PAGE).content.decode()
    for one in found["FILES"]:
        assert re.search(r"\.[0-9a-f]{12}\.(css|svg|js)$", one), one
        assert (tmp_path / one.removeprefix("/static/")).is_file()
    assert any(one in html for one in found["FILES"])


def test_the_version_changes_with_anything_that_is_kept(monkeypatch):
    def version() -> object:
        for one in (offline.offline_html, offline.worker_script):
            one.cache_clear()
        return constants(offline.worker_script())["CACHE"]

    first = version()
    assert version() == first
    frame = {**RULESET.frame, "help_page": {**RULESET.frame["help_page"], "emergency": ["new"]}}
    monkeypatch.setattr(content, "current", lambda: replace(RULESET, frame=frame))
    assert version() != first


@pytest.mark.parametrize(
    "other",
    [{"/a.css": b"2", "/b.css": b"1"}, {"/a.css": b"1"}, {"/c.css": b"1", "/b.css": b"1"}],
)
def test_the_version_tells_names_and_contents_apart(other):
    first = offline.version_of({"/a.css": b"1", "/b.css": b"1"})
    assert offline.version_of({"/b.css": b"1", "/a.css": b"1"}) == first
    assert offline.version_of(other) != first


def test_the_kept_page_says_call_first_and_then_the_whole_list(as_nobody):
    with assertNumQueries(0):
        response = as_nobody.get(PAGE)
    html = response.content.decode()
    assert html.index('href="tel:112"') < html.index("help-now")
    for sign in (
        *RULESET.frame["help_page"]["emergency"],
        *RULESET.frame["help_page"]["same_day"],
    ):
        assertContains(response, sign[0].upper() + sign[1:])


def test_nobodys_words_are_in_the_kept_page(as_alice, as_nobody, alice):
    ClearanceFactory(person=alice, tier="E")
    as_alice.post(reverse("safety:country"), {"country": "NZ"})
    html = as_alice.get(PAGE).content.decode()
    assert html == as_nobody.get(PAGE).content.decode()
    for private in ("csrf", "<form", "<script", alice.email, "/check/", "/sessions/"):
        assert private not in html


def test_a_home_screen_learns_name_start_and_pictures(as_alice, as_nobody):
    response = as_nobody.get(MANIFEST)
    assert response["Content-Type"] == "application/manifest+json"
    found = response.json()
    assert (found["id"], found["start_url"], found["scope"]) == ("/", "/", "/")
    assert (found["display"], found["name"]) == ("standalone", "Easeback")
    sizes = {(one["sizes"], one.get("purpose", "any")) for one in found["icons"]}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    names = [one["src"].removeprefix(settings.STATIC_URL) for one in found["icons"]]
    assert all(finders.find(name) for name in names)
    assert as_alice.get(MANIFEST).json() == found
    assertContains(as_nobody.get("/help/"), f'<link rel="manifest" href="{MANIFEST}">')


@pytest.mark.parametrize("where", [WORKER, PAGE, MANIFEST])
def test_they_are_only_for_reading(as_nobody, where):
    assert as_nobody.post(where).status_code == 405
