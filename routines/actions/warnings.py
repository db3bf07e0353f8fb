"""Writes of accepted warnings: keyword-only, atomic, idempotent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from routines.models import AcceptedWarning, Technique
from safety.models import Person


@transaction.atomic
def accept_warning(*, person: Person, technique: Technique, now: datetime) -> AcceptedWarning:
    """Remember once that somebody read a technique's warning and wants it offered."""
    Person.objects.select_for_update().get(pk=person.pk)
    row, _created = AcceptedWarning.objects.get_or_create(
        person=person, technique=technique, defaults={"accepted_at": now}
    )
    return row
