"""The body beside a question about places, for templates that know nothing of routines."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from routines import content
from routines.figures.bodymap import atlas, zone_map
from safety import content as safety_content

register = template.Library()


@register.simple_tag
def body_zones() -> list[tuple[str, SafeString]]:
    """Return each part of the body with its name, its zones drawn as the content has them."""
    return [
        (row.label, mark_safe(zone_map(zones(), view=view)))  # noqa: S308  we drew it ourselves
        for view, row in atlas().views.items()
    ]


def zones() -> dict[str, str]:
    """Return the zone the screen asks for by area: its own, or the one it lies in."""
    asked = {one.zone for one in safety_content.current().question["local_areas"].options}
    areas = content.current().areas
    found = {}
    for row in areas.values():
        own = (row.zone, areas[row.parent].zone if row.parent else "")
        found[row.id] = next((zone for zone in own if zone and zone in asked), "")
    return found
