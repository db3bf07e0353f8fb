"""Pages for requests that fail before a view runs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that was open too long, without losing the way back."""
    return render(request, "403_csrf.html", status=403)
