"""What is served: hashed names everywhere, imports of modules and stylesheets included."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STORAGE = "config.staticfiles.HashedStatic"

SOURCE = Path(settings.BASE_DIR) / "static"
HASHED = re.compile(r"\.[0-9a-f]{12}\.(js|css|svg|woff2|png)$")
IMPORTS = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
URLS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """The collected files, with the storage a server uses."""
    root = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": STORAGE}}
    with override_settings(STATIC_ROOT=str(root), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def served(root: Path, name: str) -> str:
    """Return the text served for one of our files."""
    paths = json.loads((root / "staticfiles.json").read_text())["paths"]
    return (root / paths[name]).read_text()


OURS = sorted(
    path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*") if path.is_file()
)


def names(suffix: str) -> list[str]:
    """Return our files of one kind."""
    return [name for name in OURS if name.endswith(suffix)]


def test_every_file_of_ours_is_in_the_manifest_under_a_hashed_name(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in ["js/app.js", *names(".css"), *names(".svg")]:
        assert HASHED.search(paths[name]), name
        assert (collected / paths[name]).is_file()


def test_our_scripts_are_served_as_one_file_that_imports_nothing(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    assert [name for name in paths if name.startswith("js/")] == ["js/app.js"]
    assert [
        one.name for one in (collected / "js").rglob("*.js") if "app." not in one.name
    ] == []
    text = served(collected, "js/app.js")
    assert IMPORTS.findall(text) == []
    for name in names(".js"):
        for element in re.findall(
            r'customElements.define\("[^"]+"', (SOURCE / name).read_text()
        ):
            assert element in text


@pytest.mark.parametrize("name", names(".css"))
def test_every_address_in_a_stylesheet_is_hashed(collected, name):
    written = URLS.findall((SOURCE / name).read_text())
    found = URLS.findall(served(collected, name))
    assert len(found) == len(written)
    for one in found:
        file = one.partition("#")[0]
        assert HASHED.search(file), one
        assert (collected / Path(name).parent / file).resolve().is_file()


def test_the_stylesheet_imports_all_others(collected):
    assert len(URLS.findall(served(collected, "css/app.css"))) == len(names(".css")) - 1


def test_every_imported_stylesheet_keeps_its_layer(collected):
    pattern = re.compile(r'@import\s+url\("([^"]+)"\)\s+layer\((\w+)\);')
    written = pattern.findall((SOURCE / "css/app.css").read_text())
    found = pattern.findall(served(collected, "css/app.css"))
    assert [layer for _file, layer in found] == [layer for _file, layer in written]
    assert len(found) == len(names(".css")) - 1


def test_compressed_twins_lie_beside_the_files(collected):
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    app = collected / paths["css/app.css"]
    assert (
        app.with_name(app.name + ".gz").is_file() or app.with_name(app.name + ".br").is_file()
    )


MOST_SCRIPT = 25_000  # bytes, compressed, of the whole site but htmx


def test_the_served_script_carries_no_comments_and_weighs_little(collected):
    text = served(collected, "js/app.js")
    assert not re.search(r"^\s*//", text, re.M)
    assert len(gzip.compress(text.encode(), 9)) <= MOST_SCRIPT


def test_a_page_that_was_collected_twice_is_served_the_same(collected):
    before = served(collected, "js/app.js")
    settings_now = {**settings.STORAGES, "staticfiles": {"BACKEND": STORAGE}}
    with override_settings(STATIC_ROOT=str(collected), STORAGES=settings_now):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert served(collected, "js/app.js") == before
