"""One cast for all tests: Alice owns, Bob is a stranger, nobody is signed out."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import settings

from routines.models import Technique
from safety import content
from safety.models import Clearance, Person
from tests.factories import ClearanceFactory, PersonFactory, PrecheckFactory

# The second engine has a command of its own, make test-webkit.
collect_ignore = [] if "WEBKIT_DRIVER" in os.environ else ["webkit"]

# A busy machine is no reason for a property to fail.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Fail a test that talks to anything but this machine."""
    connect = socket.socket.connect

    def only_here(self, address):
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in ("127.0.0.1", "::1", "localhost", "local"):
            raise AssertionError(f"a test must not talk to {host}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True)
def empty_cache():
    """Start each test without sessions or counters of another."""
    cache.clear()


@pytest.fixture
def now() -> datetime:
    """A fixed moment; views use the real clock, rules get this."""
    return datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def ruleset():
    """The shipped rule set."""
    return content.current()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the real content once for all tests with a database."""
    with django_db_blocker.unblock():
        call_command("load_catalogue", verbosity=0)
    yield
    with django_db_blocker.unblock():
        _close_late_connections()


def _close_late_connections() -> None:
    """Let go of what a closing page still sent: PostgreSQL drops no database in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def catalogue(db) -> None:
    """The real content, also after a test that emptied the tables."""
    if not Technique.objects.exists():
        call_command("load_catalogue", verbosity=0)


@pytest.fixture
def alice(catalogue) -> Person:
    """Owns what the test is about. She has answered the check before a session."""
    return _checked(PersonFactory(email="alice@example.com"))


@pytest.fixture
def bob(catalogue) -> Person:
    """A stranger, who has answered the check before a session."""
    return _checked(PersonFactory(email="bob@example.com"))


@pytest.fixture
def as_alice(alice) -> Client:
    """Alice's browser; her gate is closed until `gate_open` is asked for."""
    return _signed_in(alice)


@pytest.fixture
def as_bob(bob) -> Client:
    """Bob's browser, with an open gate of his own."""
    ClearanceFactory(person=bob)
    return _signed_in(bob)


@pytest.fixture
def as_nobody(catalogue) -> Client:
    """A browser that is signed out."""
    return Client()


@pytest.fixture
def gate_open(alice) -> Clearance:
    """Alice has answered everything with no sign at all."""
    return ClearanceFactory(person=alice)


def _checked(person: Person) -> Person:
    PrecheckFactory(person=person)
    return person


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
