"""Writes of the tools people have: keyword-only, atomic."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from routines.models import OwnedTool, Tool
from safety.models import Person


@transaction.atomic
def own_tool(*, person: Person, tool: Tool, now: datetime) -> None:
    """Remember that somebody has a tool; saying so again changes nothing."""
    if not OwnedTool.objects.filter(person=person, tool=tool).exists():
        OwnedTool.objects.create(person=person, tool=tool, since=now)


def give_up_tool(*, person: Person, tool: Tool) -> None:
    """Forget that somebody has a tool."""
    OwnedTool.objects.filter(person=person, tool=tool).delete()
