"""The requests our views get, for the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from routines.models import Session
    from safety.limits import Standing


class StandingRequest(HttpRequest):
    """A request that went through django-htmx's middleware and the gate's wrapper.

    A view that reads `recent_sessions` leaves them here, so that the page around it
    need not ask again.
    """

    htmx: HtmxDetails
    standing: Standing
    recent_sessions: list[Session]
