"""The only way to the tools a person has."""

from __future__ import annotations

from routines.models import OwnedTool
from safety.access import Visitor
from safety.models import Person


def owned_tools_of(visitor: Visitor) -> frozenset[str]:
    """Return the ids of the tools a person said they have."""
    if not isinstance(visitor, Person):
        return frozenset()
    rows = OwnedTool.objects.filter(person=visitor, tool__retired_at=None)
    return frozenset(rows.values_list("tool_id", flat=True))
