"""Writes of people: keyword-only, atomic."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from safety.access import open_screening_of, pending_of
from safety.actions.results import withdraw_standing
from safety.actions.screens import drop_stale_screenings, end_screening
from safety.models import Person


def create_guest() -> Person:
    """Return a new person without an account."""
    return Person.objects.create_guest()


def note_session(*, person: Person, now: datetime) -> None:
    """Remember when somebody last followed something: a long pause asks again.

    A session told of late does not take a later one back.
    """
    person.last_session_at = max(now, person.last_session_at or now)
    person.save(update_fields=["last_session_at"])


def choose_country(*, person: Person, country: str) -> None:
    """Remember whose emergency numbers to show."""
    person.country = country
    person.save(update_fields=["country"])


@transaction.atomic
def merge_guest(*, guest: Person, into: Person, now: datetime) -> None:
    """Move every row of a guest to their account and remove the empty guest.

    The account's own unfinished screen is dropped in favour of the guest's.
    """
    drop_stale_screenings(now=now)
    if open_screening_of(guest, now=now) and (older := open_screening_of(into, now=now)):
        end_screening(screening=older, now=now)
    for relation in Person._meta.related_objects:
        if relation.one_to_many and relation.related_model is not Person:
            owned = relation.related_model._default_manager
            owned.filter(**{relation.field.name: guest}).update(**{relation.field.name: into})
    moments = [one.last_session_at for one in (guest, into) if one.last_session_at]
    if moments:
        note_session(person=into, now=max(moments))
    guest.delete()
    if pending_of(into):
        # A guest's screen never asked about it, so nothing it opened counts.
        withdraw_standing(person=into, reason="brought-up", now=now)
