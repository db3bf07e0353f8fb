"""What the page of one area receives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from routines.body_pages import why_of
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
    list_url: str
    cards: tuple[Card, ...]


def area_page(area: TargetArea, rows: Iterable[Technique], standing: Standing) -> AreaPage:
    """Build the page of one area."""
    return AreaPage(
        name=area.plain_name,
        anatomical_name=area.anatomical_name,
        why=why_of(area.why_it_matters),
        where=area.map_region,
        glyph=glyph_for([(area.map_view, area.map_points)]),
        is_avoid=area.role == "avoid",
        list_url=reverse("routines:catalogue") + f"?area={area.pk}",
        cards=tuple(card_for(row, standing) for row in rows),
    )
