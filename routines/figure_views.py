"""Still figures under addresses with a mark of their content: the same for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from routines.figures.standalone import mark_of, standalone

FOR_EVER = "public, max-age=31536000, immutable"
POLICY = "default-src 'none'; style-src 'sha256-{style}'"


@require_safe
def figure(request: HttpRequest, slug: str, person: int, mark: str) -> HttpResponse:
    """Send a picture; an address from before a change leads to the picture of today."""
    found, now = standalone(slug, person), mark_of(slug, person)
    if found is None:
        return HttpResponseNotFound()
    if mark != now:
        here = HttpResponseRedirect(reverse("routines:figure", args=[slug, person, now]))
        here["Cache-Control"] = "no-cache"
        return here
    response = HttpResponse(found.svg, content_type="image/svg+xml")
    response["Cache-Control"] = FOR_EVER
    response["ETag"] = f'"{mark}"'
    response["Content-Security-Policy"] = POLICY.format(style=found.style_hash)
    return response
