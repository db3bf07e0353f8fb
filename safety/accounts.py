"""How sign-up and sign-in treat a guest: nothing they saved is lost."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from safety.actions import create_guest, merge_guest
from safety.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A guest who signs up keeps their row; a guest who signs in brings their rows along."""

    def new_user(self, request: HttpRequest) -> Any:
        """Return the guest's own row to be given an e-mail, or a new person."""
        return guest_of(request) or super().new_user(request)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in, then move what the guest saved to the account."""
        guest = guest_of(request)
        super().login(request, user)
        if guest and guest.pk != user.pk:
            merge_guest(guest=guest, into=user, now=timezone.now())


def guest_of(request: HttpRequest) -> Person | None:
    """Return the guest behind a request, None for accounts and unknown visitors."""
    if not request.user.is_authenticated:
        return None
    person = Person.objects.get(pk=request.user.pk)
    return person if person.is_guest else None


def person_for(request: HttpRequest) -> Person:
    """Return the person behind a request; a first save makes a guest of a stranger."""
    if isinstance(request.user, Person):
        return request.user
    guest = create_guest()
    login(request, guest, backend="django.contrib.auth.backends.ModelBackend")
    return guest
