"""What is served: hashed names everywhere, imports of modules and stylesheets included."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

SOURCE = Path(settings.BASE_DIR) / "static"
HASHED = re.compile(r"\.[0-9a-f]{12}\.(js|css|svg|woff2|png)$")
IMPORTS = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
URLS = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)["']?\s*\)""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """The collected files, with the storage a server uses."""
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.staticfiles.HashedStatic"},
    }
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
    for name in [*names(".js"), *names(".css"), *names(".svg")]:
        assert HASHED.search(paths[name]), name
        assert (collected / paths[name]).is_file()


@pytest.mark.parametrize("name", names(".js"))
def test_every_import_of_a_module_is_hashed(collected, name):
    written = IMPORTS.findall((SOURCE / name).read_text())
    found = IMPORTS.findall(served(collected, name))
    assert len(found) == len(written)
    for one in found:
        assert HASHED.search(one), one
        assert (collected / Path(name).parent / one).resolve().is_file()


@pytest.mark.parametrize("name", names(".css"))
def test_every_address_in_a_stylesheet_is_hashed(collected, name):
    written = URLS.findall((SOURCE / name).read_text())
    found = URLS.findall(served(collected, name))
    assert len(found) == len(written)
    for one in found:
        file = one.partition("#")[0]
        assert HASHED.search(file), one
        assert (collected / Path(name).parent / file).resolve().is_file()


def test_some_module_and_some_stylesheet_import_others(collected):
    assert IMPORTS.findall(served(collected, "js/app.js"))
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
