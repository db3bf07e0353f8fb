"""Bytes on the way to a phone: what the first page loads, and what the player needs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import brotli

from tests.bench import FOLDER

MOST_FIRST_VISIT = 120_000
MOST_PLAYER = 150_000
MOST_SCRIPT = 25_000
FIGURE = re.compile(rb'(<div class="player__figure"[^>]*>)\s*<svg.*?</svg>', re.DOTALL)


def table(write: Callable[[str], object]) -> None:
    """Print what the first visit and the player load, as served, compressed."""
    from django.test import Client

    files = served()
    home = {"HTML": packed(Client().get("/").content), **files}
    player = {"HTML without figures": packed(FIGURE.sub(rb"\1", player_page())), **files}
    for name, parts, most in (
        ("first visit", home, MOST_FIRST_VISIT),
        ("player before figures", player, MOST_PLAYER),
    ):
        write(f"\n{name + ' (compressed)':<33} bytes  budget\n")
        for part, size in parts.items():
            most_of_it = MOST_SCRIPT if part.startswith("JavaScript") else ""
            write(f"  {part:<28} {size:>8} {most_of_it:>7}\n")
        write(f"  {'all':<28} {sum(parts.values()):>8} {most:>7}\n")


def player_page() -> bytes:
    """Return the page of a session of the longest starter."""
    from tests.bench.pages import signed_in, starter_pk

    client = signed_in()
    start = client.post(f"/routines/{starter_pk()}/start/")
    return client.get(start["Location"]).content


def served() -> Mapping[str, int]:
    """Return the compressed sizes of what every page loads, by kind."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import override_settings

    root = Path(FOLDER.name) / "static"
    hashed = {"BACKEND": "config.staticfiles.HashedStatic"}
    storages = {**settings.STORAGES, "staticfiles": hashed}
    with override_settings(STATIC_ROOT=str(root), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    names = ("icons.svg", "body.svg", "favicon.svg")
    return {
        "CSS": weight((root / "css").glob("*.css")),
        "JavaScript (ours)": weight((root / "js").rglob("*.js")),
        "htmx": packed((root / "django_htmx/htmx-2.min.js").read_bytes()),
        "icons and body": sum(packed((root / "img" / name).read_bytes()) for name in names),
    }


def weight(paths: Iterable[Path]) -> int:
    """Return the size of files as a browser gets them, each compressed by itself."""
    hashed = [path for path in paths if re.search(r"\.[0-9a-f]{12}\.", path.name)]
    return sum(len(brotli.compress(path.read_bytes())) for path in hashed)


def packed(content: bytes) -> int:
    """Return the size after compression."""
    return len(gzip.compress(content, 9))
