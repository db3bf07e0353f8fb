"""The names of the catalogue's facets and of their values."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from routines import wording
from routines.facets import TIMES
from routines.models import Technique


def labels_of(rows: Sequence[Technique]) -> dict[str, dict[str, str]]:
    """Return the values of every facet with their names, in the order shown."""
    areas = {link.area_id: link.area for row in rows for link in row.area_links.all()}
    ordered = sorted(areas.values(), key=lambda area: area.order)
    return {
        "area": {area.slug: area.plain_name for area in ordered},
        "kind": {key: str(label) for key, label in wording.KINDS.items()},
        "tool": {key: str(label) for key, label in wording.FAMILIES.items()},
        "pos": {key: str(label) for key, label in wording.POSITIONS.items()},
        "floor": {"no": _("Without the floor"), "yes": _("On the floor")},
        "time": dict(
            zip(
                TIMES,
                (_("Up to 1 minute"), _("1 to 3 minutes"), _("More than 3 minutes")),
                strict=True,
            )
        ),
        "suits": {"1": _("Suits me now")},
        "have": {"1": _("Only with what I have")},
    }


def titles() -> dict[str, str]:
    """Return the heading of every facet, in the order shown."""
    return {
        "suits": _("For me"),
        "have": _("My tools"),
        "area": _("Where"),
        "kind": _("How"),
        "tool": _("Tool"),
        "pos": _("Position"),
        "floor": _("Floor"),
        "time": _("Time"),
    }
