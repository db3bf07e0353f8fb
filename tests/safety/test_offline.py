"""What a browser keeps for offline: one public page, what it looks like, and nothing else."""

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
ADDRESSES = re.compile(r'(?:href|src)="([^"]*)"')


def constants(script: str) -> dict[str, object]:
    """Return what the server put in front of the script."""
    return {
        name: json.loads(value)
        for name, value in re.findall(r"^const ([A-Z]+) = (.*);$", script, re.MULTILINE)
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


def test_it_keeps_the_offline_page_and_files_that_exist(as_nobody):
    found = constants(as_nobody.get(WORKER).content.decode())
    assert found["PAGE"] == PAGE
    names = [one.removeprefix("/" + settings.STATIC_URL.lstrip("/")) for one in found["FILES"]]
    assert all(finders.find(name) for name in names)
    assert {"css/app.css", "css/screen.css", "img/icons.svg"} <= set(names)
    assert {name.partition("/")[0] for name in names} == {"css", "img"}


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
        assert re.search(r"\.[0-9a-f]{12}\.(css|svg)$", one), one
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


@pytest.mark.parametrize("where", [WORKER, PAGE])
def test_they_are_only_for_reading(as_nobody, where):
    assert as_nobody.post(where).status_code == 405
