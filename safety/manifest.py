"""What a phone needs to put Easeback on its home screen."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The paper of the light pages (static/css/tokens.css), as a picture-less start shows it.
PAPER = "#fbfaf7"


def manifest_of_the_app() -> dict[str, Any]:
    """Return the web app manifest; nothing in it is about the visitor."""
    return {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "name": "Easeback",
        "short_name": "Easeback",
        "description": _("Gentle self-massage and stretching for a tight lower back."),
        "lang": get_language(),
        "dir": "ltr",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_icon("icon-192", 192), _icon("icon-512", 512), _maskable()],
        "shortcuts": [{"name": _("When to get help"), "url": reverse("safety:help")}],
    }


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": static(f"img/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}


def _maskable() -> dict[str, str]:
    return {**_icon("icon-maskable-512", 512), "purpose": "maskable"}
