"""Signing out, so that nothing is left behind on a phone that others use."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.views import logout as confirm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out on POST; ask before that on GET.

    The answer is a page and no redirect: some browsers only heed the header on a page, and
    its script takes away what they leave (static/js/lib/forget.js).
    """
    if request.method != "POST":
        answer: HttpResponse = confirm(request)
        return answer
    get_adapter(request).logout(request)
    response = render(request, "safety/signed_out.html")
    response["Clear-Site-Data"] = '"storage"'
    return response
