"""What the page of one area receives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routines.catalogue_pages import Card, card_for
from routines.glyph import Glyph, glyph_for
from routines.models import TargetArea, Technique
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
