"""The requests our views get, for the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from safety.limits import Standing


class StandingRequest(HttpRequest):
    """A request that went through django-htmx's middleware and the gate's wrapper."""

    htmx: HtmxDetails
    standing: Standing
