"""Going through the screen as a browser does: one address, one form, one redirect at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

START = reverse("safety:start")
NEXT = reverse("safety:interruption")
ANSWERS = reverse("safety:answers")
RESULT = reverse("safety:result")


def page_of(name: str) -> str:
    """Return the address of one question."""
    return reverse("safety:question", args=[name])


def answer(client: Client, name: str, value: Any) -> Any:
    """Send one answer; a mapping is sent as the whole form."""
    form = value if isinstance(value, Mapping) else {"answer": value}
    return client.post(page_of(name), form)


def begin(client: Client, **form: str) -> str:
    """Press Start; return the address it leads to."""
    response = client.post(START, form)
    assert response.status_code == 302, response.content.decode()
    return response.url


def walk(client: Client, answers: Mapping[str, Any], **form: str) -> str:
    """Start and answer what is asked, until the check page or a result; return its address."""
    url = begin(client, **form)
    while url not in (ANSWERS, RESULT):
        assert client.get(url).status_code == 200
        name = url.rstrip("/").rpartition("/")[2]
        response = client.post(url) if url == NEXT else answer(client, name, answers[name])
        assert response.status_code == 302, (name, answers.get(name))
        url = response.url
    return url


def finish(client: Client, answers: Mapping[str, Any], **form: str) -> Any:
    """Walk, ask for the result, and return the result page."""
    if walk(client, answers, **form) == ANSWERS:
        assert client.post(ANSWERS).url == RESULT
    return client.get(RESULT)


def words_of(response: Any) -> str:
    """Return what can be read on a page, without its tags."""
    body = response.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def title_of(response: Any) -> str:
    """Return the title of a page."""
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return unescape(found.group(1)).strip() if found else ""
