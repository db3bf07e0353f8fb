"""Between two tests: the server comes to rest, and the tables are emptied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import CommandError
from django.db import connections
from django.test import TransactionTestCase


def wait_for_late_requests() -> None:
    """Let the server finish what a closing page still sent, before the tables are emptied."""
    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    busy += " AND pid <> pg_backend_pid() AND state <> 'idle'"
    with connections["default"].cursor() as cursor:
        for _try in range(2000 if connections["default"].vendor == "postgresql" else 0):
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_in_the_end() -> Iterator[None]:
    """Try again where the last words of a page that closed hold a table just then.

    PostgreSQL ends one of the two; what comes after finds no session and stores nothing.
    """
    empty = TransactionTestCase._fixture_teardown

    def patiently(case: TransactionTestCase, tries: int = 5) -> None:
        try:
            empty(case)
        except CommandError:
            if not tries:
                raise
            patiently(case, tries - 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", patiently)
        yield
