"""Pages for requests that fail before a view runs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that was open too long, without losing the way back.

    A player whose person is signed out hears that instead: a token comes with signing in.
    """
    match = request.resolver_match
    is_player = match is not None and match.url_name == "session-events"
    if is_player and not request.user.is_authenticated:
        return HttpResponse(status=401)
    return render(request, "403_csrf.html", status=403)
