"""Headers no library sets for us, and the person's own clock."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponse]
SAME_FOR_EVERYBODY = ("/figures/",)


def same_for_everybody(respond: Respond) -> Respond:
    """Answer what is the same for everybody before anybody is asked who they are.

    A hundred pictures would read the session a hundred times, and be kept by cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(SAME_FOR_EVERYBODY):
            return respond(request)
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return HttpResponseNotFound()
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return answer

    return middleware


def vary_on_htmx(respond: Respond) -> Respond:
    """Tell caches that a page and its named part share one URL."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


def keep_private(respond: Respond) -> Respond:
    """Keep pages of a known person out of every cache, the browser's Back included.

    Health answers on a shared phone must not come back after signing out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    return middleware


def in_own_time_zone(respond: Respond) -> Respond:
    """Show and count days as the person's own clock has them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = getattr(request.user, "time_zone", "UTC")
        try:
            zone = zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            zone = zoneinfo.ZoneInfo("UTC")
        with timezone.override(zone):
            return respond(request)

    return middleware
