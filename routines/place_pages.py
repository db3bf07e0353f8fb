"""What the pages of one area and of one tool receive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routines import wording
from routines.catalogue_pages import Card, card_for
from routines.glyph import Glyph, glyph_for
from routines.models import TargetArea, Technique, Tool
from safety.limits import Standing


@dataclass(frozen=True, kw_only=True)
class AreaPage:
    """One area with its techniques, or why to keep off it."""

    name: str
    anatomical_name: str
    why: str
    where: str
    glyph: Glyph
    is_avoid: bool
    cards: tuple[Card, ...]


def area_page(area: TargetArea, rows: Iterable[Technique], standing: Standing) -> AreaPage:
    """Build the page of one area."""
    return AreaPage(
        name=area.plain_name,
        anatomical_name=area.anatomical_name,
        why=area.why_it_matters,
        where=area.map_region,
        glyph=glyph_for([(area.map_view, area.map_points)]),
        is_avoid=area.role == "avoid",
        cards=tuple(card_for(row, standing) for row in rows),
    )


@dataclass(frozen=True, kw_only=True)
class ToolPage:
    """One tool: how to use it, what to use instead, what needs it."""

    name: str
    how_to_use: str
    swap: str
    price: str
    cautions: tuple[str, ...]
    limits: tuple[str, ...]
    note: str
    is_used: bool
    cards: tuple[Card, ...]


def tool_page(tool: Tool, rows: Iterable[Technique], standing: Standing) -> ToolPage:
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
        cards=tuple(card_for(row, standing) for row in rows),
    )
