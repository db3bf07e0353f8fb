"""Small helpers for tests of views."""

from __future__ import annotations

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

HTMX = {"HX-Request": "true"}


def url(name: str, *args: Any) -> str:
    """Return the address of a page of this app."""
    return reverse(f"routines:{name}", args=args)


def text_of(response: HttpResponse) -> str:
    """Return the words of a page, tags and line breaks taken out."""
    plain = re.sub(r"<[^>]*>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain))


def is_whole_page(response: HttpResponse) -> bool:
    """Say whether a whole page came, not a part of one."""
    return b"<!doctype html>" in response.content.lower()


def said(client: Client, response: HttpResponse) -> str:
    """Return the words of the page a redirect leads to."""
    assert response.status_code == 302, response.status_code
    return text_of(client.get(response["Location"]))
