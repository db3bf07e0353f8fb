"""What is the same for everybody: how the screen works, what is kept for offline, the app."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from safety import content
from safety.help_pages import how_page
from safety.manifest import manifest_of_the_app
from safety.offline import offline_html, worker_script


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """Show every question, rule and limit, and who has reviewed them."""
    return render(request, "safety/how_it_works.html", {"page": how_page(content.current())})


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """Show the page a browser keeps for when there is no network: no inputs, no scripts."""
    return HttpResponse(offline_html())


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """Send the script that works without a network; it must come from the root."""
    response = HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """Say what a home screen shows, and where it starts."""
    return JsonResponse(manifest_of_the_app(), content_type="application/manifest+json")
