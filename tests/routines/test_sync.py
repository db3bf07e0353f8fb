"""Loading the catalogue: rows mirror files, in few queries, and nothing is ever deleted."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from routines import content
from routines.models import Routine, RoutineStep, Session, TargetArea, Technique, Tool
from routines.sync import sync_catalogue
from tests.factories import RoutineFactory
from tests.routines.broken import change_row, copy_of_catalogue, load, without_row
from tests.routines.builders import MORNING
from tests.routines.pages import said, text_of, url

FILE, HEAD = "techniques-massage.toml", "hand-head-massage"
MOST_QUERIES = 12
TABLES = (TargetArea, Tool, Technique, Routine, RoutineStep)


def everything() -> list[list[dict]]:
    """Return every row of the catalogue."""
    return [[*model.objects.order_by("pk").values()] for model in TABLES]


@pytest.fixture
def smaller(catalogue, tmp_path):
    """A catalogue without one technique that no starter, and no other one, needs."""
    folder = copy_of_catalogue(tmp_path)
    without_row(folder, FILE, HEAD)
    return folder


def test_loading_again_changes_nothing_and_asks_little(
    catalogue, django_assert_max_num_queries
):
    before = everything()
    with django_assert_max_num_queries(MOST_QUERIES):
        report = sync_catalogue(content.current(), now=MORNING)
    assert not report.has_drift
    assert everything() == before


def test_a_hundred_changed_rows_take_few_more_queries_than_one(catalogue):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            report = sync_catalogue(content.current(), now=MORNING)
        assert report.has_drift
        return len(found)

    Technique.objects.filter(pk=HEAD).update(name="Changed")
    one = queries()
    Technique.objects.update(name="Changed")
    assert one <= MOST_QUERIES
    assert queries() <= one + 5


def test_a_changed_name_updates_its_row_alone(catalogue, tmp_path):
    folder = copy_of_catalogue(tmp_path)
    change_row(folder, FILE, HEAD, 'name = "', 'name = "Gently: ')
    before = Technique.objects.values().get(pk=HEAD)
    others = [*Technique.objects.exclude(pk=HEAD).order_by("pk").values()]
    report = sync_catalogue(content.read(folder), now=MORNING)
    assert (report.updated, report.created, report.retired) == ((HEAD,), (), ())
    after = Technique.objects.values().get(pk=HEAD)
    assert {name for name in after if after[name] != before[name]} == {"name", "search_text"}
    assert after["name"] == f"Gently: {before['name']}"
    assert [*Technique.objects.exclude(pk=HEAD).order_by("pk").values()] == others


def test_a_technique_that_is_gone_is_retired_and_comes_back(smaller):
    count = Technique.objects.count()
    load(smaller)
    row = Technique.objects.get(pk=HEAD)
    assert row.retired_at is not None
    assert Technique.objects.count() == count
    load(smaller)
    assert Technique.objects.get(pk=HEAD).retired_at == row.retired_at
    load(content.DATA)
    assert Technique.objects.get(pk=HEAD).retired_at is None
    assert Technique.objects.filter(area_links__role="primary", pk=HEAD).exists()


def test_a_retired_technique_is_neither_listed_nor_shown_nor_tried(
    smaller, as_alice, gate_open
):
    load(smaller)
    assert HEAD not in as_alice.get(url("catalogue")).content.decode()
    assert as_alice.get(url("technique", HEAD)).status_code == 404
    assert as_alice.post(url("technique-try", HEAD)).status_code == 404
    assert as_alice.post(url("technique-add", HEAD)).status_code == 404


def test_a_routine_with_a_retired_technique_opens_and_is_followed_without_it(
    smaller, as_alice, alice, gate_open
):
    both = RoutineFactory(owner=alice, technique_slugs=[HEAD, "hand-gentle-rub"])
    alone = RoutineFactory(owner=alice, technique_slugs=[HEAD])
    load(smaller)
    for routine in (both, alone):
        text = text_of(as_alice.get(url("routine", routine.pk)))
        assert Technique.objects.get(pk=HEAD).name in text
        assert "Not for you now" in text
    assert as_alice.get(url("routines")).status_code == 200
    as_alice.post(url("routine-start", both.pk))
    steps = [step["technique"] for step in Session.objects.get().plan["steps"]]
    assert HEAD not in steps
    assert "hand-gentle-rub" in steps
    assert said(as_alice, as_alice.post(url("routine-copy", both.pk)))


def test_a_session_goes_on_when_its_technique_is_retired(smaller, as_alice, alice, gate_open):
    routine = RoutineFactory(owner=alice, technique_slugs=["hand-gentle-rub", HEAD])
    as_alice.post(url("routine-start", routine.pk))
    session = Session.objects.get()
    load(smaller)
    response = as_alice.get(url("session", session.pk))
    assert response.status_code == 200
    assert session.plan["steps"][-1]["name"] in text_of(response)


def test_rows_that_were_touched_by_hand_are_set_right(catalogue):
    before = everything()
    Technique.objects.filter(pk=HEAD).update(flags=["odd"], level=3, retired_at=MORNING)
    Tool.objects.filter(pk="wall").update(household_alternative="")
    step = RoutineStep.objects.filter(routine__slug="office-wall").first()
    RoutineStep.objects.filter(pk=step.pk).update(seconds=999)
    load(content.DATA)
    assert everything()[:-1] == before[:-1]
    seconds = RoutineStep.objects.filter(routine__slug="office-wall", order=step.order)
    assert seconds.get().seconds == step.seconds


@pytest.mark.parametrize("drift", ["changed", "missing", "retired", "extra step"])
def test_check_fails_on_drift_and_writes_nothing(catalogue, drift):
    if drift == "changed":
        Technique.objects.filter(pk=HEAD).update(cue="Something else")
    elif drift == "missing":
        Technique.objects.filter(pk=HEAD).delete()
    elif drift == "retired":
        Technique.objects.filter(pk=HEAD).update(retired_at=MORNING)
    else:
        step = RoutineStep.objects.filter(routine__slug="office-wall").first()
        step.pk, step.order = None, 99
        step.save()
    before = everything()
    with pytest.raises(CommandError, match="differ"):
        call_command("load_catalogue", check=True, verbosity=0)
    assert everything() == before


def test_check_is_content_when_nothing_differs(catalogue):
    said_of_it = StringIO()
    call_command("load_catalogue", check=True, stdout=said_of_it)
    assert "created: 0\nupdated: 0\nretired: 0\n" in said_of_it.getvalue()


def test_routines_of_people_are_never_touched(smaller, alice):
    routine = RoutineFactory(owner=alice, technique_slugs=[HEAD])
    before = [*RoutineStep.objects.filter(routine=routine).values()]
    load(smaller)
    assert [*RoutineStep.objects.filter(routine=routine).values()] == before
    assert Routine.objects.get(pk=routine.pk).retired_at is None
