"""Every address of the project, walked as a stranger and as a locked person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from routines.models import Routine, Session
from safety.vocabulary import Tier
from tests.factories import ClearanceFactory
from tests.routines.pages import HTMX, text_of
from tests.routines.pairs import agreed

SLUGS = {
    "technique": "hand-gentle-rub",
    "area": "lower-back",
    "tool": "tennis-ball",
    "spot": "sacrum",
}
SLUGS |= {"guide": "everyday-habits", "spot": "sacrum"}
OF_A_SESSION = {"session", "session-events", "session-end", "finish"}
OF_A_SESSION |= {"session-stop", "after-stop", "next-day", "progress"}
PRIVATE = {"routine", "step", *OF_A_SESSION}
PRIVATE |= {
    "routine-sound",
    "routine-copy",
    "routine-delete",
    "routine-start",
    "routine-whose",
    "sheet",
}
PAIRING = {"pairing", "pairing-start", "pairing-hand-over", "pairing-end", "received-end"}
PRIVATE |= PAIRING


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every named address of the project with its namespace."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from patterns(one, inner)
        elif one.name:
            yield space + one.name, one


def address(name: str, pattern: URLPattern, ids: dict[str, int]) -> str:
    """Return an address with Alice's ids put in; unknown parts get a harmless word."""
    bare = name.rpartition(":")[2]
    values: dict[str, object] = {}
    for part in pattern.pattern.regex.groupindex:
        if part == "pk" and bare in OF_A_SESSION:
            values[part] = ids["session"]
        elif part == "pk" and bare in PAIRING:
            values[part] = ids["pairing"]
        elif part in ("pk", "step_pk"):
            values[part] = ids["step" if part == "step_pk" else "routine"]
        elif part == "slug":
            kind = bare.partition("-")[0]
            values[part] = SLUGS.get(kind, "office-wall")
        elif part == "name":
            values[part] = "emergency_signs"
        else:
            values[part] = "1"
    return reverse(name, kwargs=values)


EVERY = [one for one in patterns(get_resolver()) if not one[0].startswith("admin:")]
# Pages of the account library draw its own templates, which are not as strict as ours.
LOOSE = pytest.mark.ignore_template_errors
CASES = [
    pytest.param(*one, id=one[0], marks=LOOSE if one[0].startswith("account_") else ())
    for one in EVERY
]


@pytest.fixture
def ids(alice, routine, session) -> dict[str, int]:
    """The numbers of what Alice owns."""
    return {
        "routine": routine.pk,
        "step": routine.steps.first().pk,
        "session": session.pk,
        "pairing": agreed(alice).pk,
    }


def asked(client: Client, where: str) -> Iterator:
    """Yield the answers to every way of asking an address."""
    client.raise_request_exception = False
    for headers in ({}, HTMX):
        yield client.get(where, headers=headers)
        yield client.post(where, {"do": "save"}, headers=headers)


def test_the_walk_reaches_the_whole_project():
    names = {name for name, _pattern in EVERY}
    assert len(names) >= 40
    assert {f"routines:{one}" for one in PRIVATE} <= names
    assert {"safety:start", "safety:question", "account_login"} <= names


@pytest.mark.parametrize(("name", "pattern"), CASES)
def test_a_stranger_never_sees_an_error_or_anything_of_alices(
    as_bob, as_nobody, alice, ids, name, pattern
):
    where = address(name, pattern, ids)
    for client in (as_bob, as_nobody):
        for response in asked(client, where):
            assert response.status_code < 500, (response.request["REQUEST_METHOD"], where)
            if name.removeprefix("routines:") in PRIVATE:
                is_unknown = client is as_nobody and name.endswith("session-events")
                wanted = (401, 405) if is_unknown else (404, 405)  # a script reads it
                assert response.status_code in wanted, where
    assert Session.objects.get(pk=ids["session"]).phase == "ready"
    assert Routine.objects.get(pk=ids["routine"]).steps.count() == 3


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.NOT_ELIGIBLE], ids=str)
@pytest.mark.parametrize(("name", "pattern"), CASES)
def test_a_locked_person_meets_no_error_and_nothing_to_follow(
    as_alice, alice, ids, name, pattern, tier
):
    ClearanceFactory(person=alice, tier=tier)
    where = address(name, pattern, ids)
    count = Session.objects.count()
    for response in asked(as_alice, where):
        assert response.status_code < 500, where
        if response.status_code == 200:
            assert b"data-stage" not in response.content
            assert b"<session-player" not in response.content
            assert "sheet-steps" not in response.content.decode()
        if name in ("routines:routine-start", "routines:technique-try", "routines:session"):
            assert response.status_code != 200 or response.headers.get("HX-Redirect")
    assert Session.objects.count() == count
    assert not Session.objects.filter(phase__in=["running", "paused", "finished"]).exists()


def test_the_refused_page_says_what_to_do(as_alice, alice, ids):
    ClearanceFactory(person=alice, tier=Tier.EMERGENCY)
    response = as_alice.get(reverse("routines:session", args=[ids["session"]]))
    assert response.status_code == 403
    assert "help" in text_of(response).lower()
