"""How often the pages people open most ask the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from routines.models import Routine, Technique
from tests.factories import RoutineFactory
from tests.routines.pages import url


def queries_of(client, address: str) -> int:
    """Return how many queries a page takes once sessions are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        (("catalogue",), 8),
        (("technique", "ball-wall-lower-back"), 6),
        (("area", "lower-back"), 8),
        (("tools",), 5),
        (("guide",), 3),
        (("guide-page", "what-the-studies-show"), 3),
        (("tool", "tennis-ball"), 8),
        (("starter", "office-wall"), 10),
        (("routines",), 12),
        (("history",), 4),
        (("home",), 10),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_page_asks_no_more_than_its_budget(
    as_alice, gate_open, routine, django_assert_max_num_queries, page, most
):
    with django_assert_max_num_queries(most):
        assert as_alice.get(url(*page)).status_code == 200


def test_the_player_asks_no_more_than_its_budget(
    as_alice, gate_open, session, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        assert as_alice.get(url("session", session.pk)).status_code == 200


@pytest.mark.parametrize(
    ("events", "most"),
    [("[]", 6), ('[{"key": "a", "kind": "start", "left_ms": 0, "at": 0}]', 9)],
    ids=["nothing", "a start"],
)
def test_telling_the_server_reads_little_and_writes_twice(
    as_alice, gate_open, session, events, most
):
    as_alice.get(url("session", session.pk))
    with CaptureQueriesContext(connection) as found:
        page = as_alice.post(url("session-events", session.pk), {"events": events})
    assert page.status_code == 200
    assert len([one for one in found if "SAVEPOINT" not in one["sql"]]) <= most


def test_more_sessions_today_do_not_ask_more(as_alice, alice, gate_open, session):
    pages = [url("technique", "ball-wall-lower-back"), url("session", session.pk)]
    one = [queries_of(as_alice, page) for page in pages]
    for _ in range(3):
        session.pk, session.phase = None, "ended"
        session.save()
    assert [queries_of(as_alice, page) for page in pages] == one


def test_the_catalogue_does_not_ask_more_for_more_techniques(as_alice, gate_open):
    whole = queries_of(as_alice, url("catalogue"))
    Technique.objects.filter(order__gte=5).update(retired_at="2026-01-01T00:00Z")
    assert queries_of(as_alice, url("catalogue")) == whole


def test_the_list_of_routines_does_not_ask_more_for_more_routines(as_alice, alice, gate_open):
    RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub"])
    one = queries_of(as_alice, url("routines"))
    for _ in range(10):
        RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub", "mobility-walk"])
    assert queries_of(as_alice, url("routines")) == one


def test_the_builder_does_not_ask_more_for_more_steps(as_alice, alice, gate_open):
    short = RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub"])
    long = RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub"] * 30)
    pages = [url("routine", row.pk) for row in (short, long)]
    assert queries_of(as_alice, pages[0]) == queries_of(as_alice, pages[1])
    assert Routine.objects.exclude(owner=None).count() == 2
