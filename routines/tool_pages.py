"""What the pages of tools receive, and what can be done with the tools at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from routines import content, wording
from routines.catalogue_pages import Card, card_for
from routines.guide_pages import Lead, pages_about
from routines.models import Technique, Tool
from routines.owned import can_be_done, can_be_owned
from safety.limits import Standing


@dataclass(frozen=True, kw_only=True)
class OwnButton:
    """Whether somebody has a tool, and where to say so; not asked of every tool."""

    slug: str
    name: str
    is_asked: bool
    is_owned: bool


@dataclass(frozen=True, kw_only=True)
class ShelfTool:
    """One tool in the list."""

    name: str
    url: str
    swap: str
    price: str
    own: OwnButton


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A group of tools with what they have in common."""

    title: str
    lead: str
    tools: tuple[ShelfTool, ...]


@dataclass(frozen=True, kw_only=True)
class ToolsPage:
    """All tools, those to own first."""

    shelves: tuple[Shelf, ...]
    have_url: str
    said: str


@dataclass(frozen=True, kw_only=True)
class ToolPage:
    """One tool: how to use it, how long, what to use instead, what needs it, what to read."""

    name: str
    how_to_use: str
    swap: str
    price: str
    cautions: tuple[str, ...]
    limits: tuple[str, ...]
    note: str
    is_used: bool
    is_at_home: bool
    own: OwnButton
    cards: tuple[Card, ...]
    reading: tuple[Lead, ...]
    said: str = ""


def tools_page(rows: Iterable[Tool], owned: frozenset[str], *, said: str = "") -> ToolsPage:
    """Build the list of tools; `owned` are ids of those somebody has."""
    tools = [(row, _shelf_tool(row, owned)) for row in rows]
    asked = tuple(one for _row, one in tools if one.own.is_asked)
    there = tuple(one for row, one in tools if _is_at_home(row.slug))
    read = tuple(one for row, one in tools if not row.use_in_app)
    shelves = (
        Shelf(title=_("To have or to make"), lead=_("Say which you have."), tools=asked),
        Shelf(title=_("In most homes"), lead=_("We take it that you have these."), tools=there),
        Shelf(title=_("For reading only"), lead=_("We do not use these."), tools=read),
    )
    url = reverse("routines:catalogue") + "?have=1"
    return ToolsPage(
        shelves=tuple(one for one in shelves if one.tools), have_url=url, said=said
    )


def tool_page(
    tool: Tool,
    rows: Iterable[Technique],
    standing: Standing,
    owned: frozenset[str],
    *,
    said: str = "",
) -> ToolPage:
    """Build the page of one tool."""
    return ToolPage(
        name=tool.name,
        how_to_use=tool.how_to_use,
        swap=tool.household_alternative,
        price=str(wording.PRICES[tool.price_class]),
        cautions=tuple(tool.cautions),
        limits=tuple(tool.limits),
        note=tool.note,
        is_used=tool.use_in_app,
        is_at_home=_is_at_home(tool.slug),
        own=_own_button(tool, owned),
        cards=tuple(card_for(row, standing) for row in rows),
        reading=pages_about(f"tool:{tool.slug}"),
        said=said,
    )


def doable_with(owned: frozenset[str]) -> frozenset[str]:
    """Return the techniques for which somebody with these tools lacks nothing."""
    catalogue = content.current()
    return frozenset(
        slug
        for slug, row in catalogue.techniques.items()
        if can_be_done(row, catalogue.tools, owned)
    )


def is_asked(slug: str) -> bool:
    """Say whether people are asked if they have a tool."""
    known = content.current().tools.get(slug)
    return known is not None and can_be_owned(known)


def _is_at_home(slug: str) -> bool:
    known = content.current().tools.get(slug)
    return known is not None and known.at_home


def _own_button(tool: Tool, owned: frozenset[str]) -> OwnButton:
    return OwnButton(
        slug=tool.slug,
        name=tool.name,
        is_asked=is_asked(tool.slug),
        is_owned=tool.slug in owned,
    )


def _shelf_tool(tool: Tool, owned: frozenset[str]) -> ShelfTool:
    return ShelfTool(
        name=tool.name,
        url=reverse("routines:tool", args=[tool.slug]),
        swap=tool.household_alternative,
        price=str(wording.PRICES[tool.price_class]),
        own=_own_button(tool, owned),
    )
