"""Who is behind a request: guests, accounts, and somebody the device was handed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from safety.access import Visitor, open_screening_of
from safety.actions import create_guest, end_screening, merge_guest
from safety.models import Person

ERRAND = "screen_errand"  # the key in the browser's session


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A guest who signs up keeps their row; a guest who signs in brings their rows along."""

    def new_user(self, request: HttpRequest) -> Any:
        """Return the guest's own row to be given an e-mail, or a new person."""
        return guest_of(request) or super().new_user(request)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in, then move what the guest saved to the account.

        Whoever signs in has the device in their own hands again.
        """
        end_errand(request)
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


def mark_of(visitor: Visitor | None) -> str:
    """Return the mark by which a browser tells whose things it keeps, "" for nobody.

    It says nothing about the person and stays the same when a guest gets an account.
    """
    if not isinstance(visitor, Person):
        return ""
    return salted_hmac("easeback.person", str(visitor.pk)).hexdigest()[:16]


def person_for(request: HttpRequest) -> Person:
    """Return the person behind a request; a first save makes a guest of a stranger."""
    if isinstance(request.user, Person):
        return request.user
    guest = create_guest()
    login(request, guest, backend="django.contrib.auth.backends.ModelBackend")
    return guest


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Why the questions are answered in this browser, and where to go on after them.

    `person_pk` is somebody the device was handed to, under `name`; None for the visitor
    themself. `since` is the moment it began.
    """

    next_url: str
    since: datetime
    person_pk: int | None = None
    name: str = ""

    def hides(self, given_at: datetime) -> bool:
        """Say whether a result is from before: on a shared device it is nobody's to see."""
        return self.person_pk is not None and given_at < self.since


def begin_errand(
    request: HttpRequest, *, next_url: str, person: Person | None = None, name: str = ""
) -> None:
    """Ask the questions for a purpose: of the visitor, or of `person` on this device."""
    request.session[ERRAND] = {
        "next_url": next_url,
        "since": timezone.now().isoformat(),
        "person_pk": person.pk if person else None,
        "name": name,
    }


def errand_of(request: HttpRequest) -> Errand | None:
    """Return the errand of this browser, None when there is none."""
    kept = request.session.get(ERRAND) if hasattr(request, "session") else None
    if not kept:
        return None
    return Errand(**{**kept, "since": datetime.fromisoformat(kept["since"])})


def end_errand(request: HttpRequest) -> None:
    """Give the device back: answers under way of the other person are dropped."""
    errand = errand_of(request)
    if errand is None:
        return
    now, other = timezone.now(), screened(request)
    is_other = errand.person_pk is not None
    if is_other and (unfinished := open_screening_of(other, now=now)):
        end_screening(screening=unfinished, now=now)
    del request.session[ERRAND]


def screened(request: HttpRequest) -> Visitor:
    """Return whom the questions are about: who holds the device now, or the visitor.

    Every page of the screen asks here and never `request.user`. Somebody handed over to
    who is no longer there is nobody: their answers must not become the visitor's.
    """
    errand = errand_of(request)
    if errand is None or errand.person_pk is None:
        return request.user
    return Person.objects.filter(pk=errand.person_pk).first() or AnonymousUser()


def screened_person(request: HttpRequest) -> Person:
    """Return the same for the start of a screen, where a stranger becomes a guest.

    Raise Http404 when the one the device was handed to is gone.
    """
    errand = errand_of(request)
    if errand is None or errand.person_pk is None:
        return person_for(request)
    return get_object_or_404(Person, pk=errand.person_pk)
