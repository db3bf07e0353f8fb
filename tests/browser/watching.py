"""What goes wrong in the pages of a test."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

# A request that made room for a newer one says so twice; a failed one says "sendError".
GIVEN_WAY = r"^htmx:(?:afterRequest|sendAbort),"


class Watch:
    """Collects what went wrong in the pages of a test; a test may expect some of it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.expected: list[str] = [GIVEN_WAY]

    def allow(self, pattern: str) -> None:
        """Expect errors that match; say beside the call why."""
        self.expected.append(pattern)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", lambda said: said.type == "error" and self._note(said))
        context.on("weberror", lambda error: self.seen.append(f"page error: {error.error}"))
        context.on("request", self._check_host)

    @property
    def problems(self) -> list[str]:
        """Return what nobody expected."""
        return [
            one for one in self.seen if not any(re.search(each, one) for each in self.expected)
        ]

    def _note(self, said: object) -> None:
        self.seen.append(f"{said.text} ({said.location.get('url', '')})")

    def _check_host(self, request: object) -> None:
        if urlsplit(request.url).hostname not in ("localhost", "127.0.0.1", None):
            self.seen.append(f"asked another host: {request.url}")
