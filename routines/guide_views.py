"""Reading: the guide, and the tools with what somebody has of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.requests import StandingRequest
from routines import access, actions
from routines.access_tools import owned_tools_of
from routines.guide_pages import guide_index, guide_page
from routines.models import Tool
from routines.tool_pages import ToolPage, is_asked, tool_page, tools_page
from safety.accounts import person_for


@require_safe
def guide(request: StandingRequest) -> HttpResponse:
    """List the pages of the guide."""
    return render(request, "routines/guide.html", {"page": guide_index()})


@require_safe
def page(request: StandingRequest, slug: str) -> HttpResponse:
    """Show one page of the guide."""
    return render(request, "routines/guide_page.html", {"page": guide_page(slug)})


@require_safe
def tools(request: StandingRequest) -> HttpResponse:
    """List all tools."""
    shown = tools_page(access.tools(), owned_tools_of(request.user))
    return render(request, "routines/tools.html", {"page": shown})


@require_safe
def tool(request: StandingRequest, slug: str) -> HttpResponse:
    """Show one tool and the techniques that need it."""
    row = get_object_or_404(access.tools(), pk=slug)
    return render(request, "routines/tool.html", {"page": _tool_page(request, row)})


@require_POST
def tool_own(request: StandingRequest, slug: str) -> HttpResponse:
    """Say that one has a tool, or has it no longer; asked from the list or its own page."""
    row = get_object_or_404(access.tools(), pk=slug)
    has = request.POST.get("has")
    if has not in ("yes", "no") or not is_asked(slug):
        raise Http404
    person = person_for(request)
    if has == "yes":
        actions.own_tool(person=person, tool=row, now=timezone.now())
    else:
        actions.give_up_tool(person=person, tool=row)
    return _answer(request, row, _said(row, has == "yes"))


def _answer(request: StandingRequest, row: Tool, said: str) -> HttpResponse:
    """Show what is stored: a part of the page it was said on, or that page again."""
    in_list = request.POST.get("on") == "list"
    if not request.htmx:
        messages.success(request, said)
        return redirect("routines:tools") if in_list else redirect("routines:tool", row.pk)
    if in_list:
        shown = tools_page(access.tools(), owned_tools_of(request.user), said=said)
        return render(request, "routines/tools.html#shelves", {"page": shown})
    one = _tool_page(request, row, said=said)
    return render(request, "routines/tool.html#own", {"page": one})


def _said(row: Tool, has: bool) -> str:
    text = _("%(name)s: you have it.") if has else _("%(name)s: you do not have it.")
    return text % {"name": row.name}


def _tool_page(request: StandingRequest, row: Tool, *, said: str = "") -> ToolPage:
    rows = access.techniques().filter(tool_links__tool=row, tool_links__role="required")
    return tool_page(row, rows, request.standing, owned_tools_of(request.user), said=said)
