"""What a browser keeps for when there is no network: one public page, and all our files.

Nothing of a person is in it. The page is made without a request, and the service worker
fetches it without credentials. The files are those every page loads, so that a session
under way and a kept sheet open with their looks and their scripts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from config.staticfiles import has_address
from safety import content
from safety.help_pages import offline_page

SCRIPT = "js/service-worker.js"
SHEET = "css/app.css"
FROM_LIBRARIES = ("django_htmx/htmx-2.min.js",)
KINDS = frozenset({".css", ".js", ".svg", ".png"})
# Large pictures only a phone's own home screen shows.
NOT_KEPT = ("img/icon-", "img/app-icon")


@cache
def offline_html() -> str:
    """Return the page on when to get help, for any country; the same for everybody."""
    page = offline_page(content.current())
    return render_to_string("safety/offline.html", {"page": page})


@cache
def worker_script() -> str:
    """Return the service worker with its constants in front, made once per process."""
    page = reverse("safety:offline")
    files = {static(name): _source(name).read_bytes() for name in _names()}
    source = _source(SCRIPT).read_text()
    name = "shell-" + version_of({**files, page: offline_html().encode(), "": source.encode()})
    constants = {
        "CACHE": name,
        "PAGE": page,
        "STATIC": settings.STATIC_URL,
        "FILES": list(files),
    }
    lines = [f"const {key} = {json.dumps(value)};" for key, value in constants.items()]
    return "\n".join([*lines, source])


def version_of(files: Mapping[str, bytes]) -> str:
    """Return a short name that changes with any address or content."""
    digest = hashlib.sha256()
    for address, held in sorted(files.items()):
        digest.update(address.encode() + b"\0" + hashlib.sha256(held).digest())
    return digest.hexdigest()[:16]


def _names() -> list[str]:
    """Return the static files our pages load; the worker itself is none of them."""
    root = _source(SHEET).parent.parent
    found = (path for path in sorted(root.rglob("*")) if path.suffix in KINDS)
    ours = (path.relative_to(root).as_posix() for path in found)
    kept = (name for name in ours if name != SCRIPT and not name.startswith(NOT_KEPT))
    return [*filter(has_address, kept), *FROM_LIBRARIES]


def _source(name: str) -> Path:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(f"static file {name} is missing")
    return Path(found)
