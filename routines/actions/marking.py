"""Writes of the places people marked as tight: keyword-only, atomic."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from routines.models import TargetArea, TightSpot
from safety.models import Person


@transaction.atomic
def mark_spot(*, person: Person, area: TargetArea, side: str, now: datetime) -> None:
    """Remember that it is tight somewhere; marking it again changes nothing."""
    if not TightSpot.objects.filter(person=person, area=area, side=side).exists():
        TightSpot.objects.create(person=person, area=area, side=side, since=now)


def clear_spot(*, person: Person, area: TargetArea, side: str) -> None:
    """Forget a place."""
    TightSpot.objects.filter(person=person, area=area, side=side).delete()
