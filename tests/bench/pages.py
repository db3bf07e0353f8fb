"""Page budgets: queries and compressed size, with the real content and with copies of
every technique, to see that the number of queries does not grow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.bench.sizes import packed

MOST_QUERIES = {"catalogue": 8, "technique": 6, "session": 6}
MOST_HTML = 20_000


def tables(write: Callable[[str], object]) -> None:
    """Print queries and size of every measured page."""
    write("page                       queries  budget  HTML gz  budget\n")
    for name, path, client in pages():
        write(line(name, path, client))
    for factor in (3, 10):
        grow(factor)
        write(line(f"catalogue ×{factor}", "/techniques/", signed_in()))


def pages() -> Iterator[tuple[str, str, object]]:
    """Yield name, path and browser of every measured page."""
    from django.test import Client

    person = signed_in()
    start = person.post(f"/routines/{starter_pk()}/start/")
    copied = person.post(f"/routines/{starter_pk()}/copy/")
    yield "home, first visit", "/", Client()
    yield "catalogue, signed out", "/techniques/", Client()
    yield "catalogue, signed in", "/techniques/", person
    yield "technique, signed out", "/techniques/ball-wall-lower-back/", Client()
    yield "technique, signed in", "/techniques/ball-wall-lower-back/", person
    yield "routines, signed in", "/routines/", person
    yield "starter, signed in", "/routines/starter/glutes-first/", person
    yield "builder, signed in", copied["Location"], person
    yield "session, signed in", start["Location"], person
    yield "history, signed in", "/history/", person


def signed_in() -> object:
    """Return the browser of somebody with an open gate."""
    from django.test import Client

    from tests.factories import ClearanceFactory, PrecheckFactory

    clearance = ClearanceFactory()
    PrecheckFactory(person=clearance.person)
    client = Client()
    client.force_login(clearance.person, "django.contrib.auth.backends.ModelBackend")
    return client


def starter_pk() -> int:
    """Return the longest starter's key."""
    from routines.models import Routine

    return Routine.objects.get(slug="glutes-first").pk


def line(name: str, path: str, client: object) -> str:
    """Return one line: queries and compressed size of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)  # the session store is warm on every page but the first
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    budget = MOST_QUERIES.get(re.split(r"\W", name)[0], "")
    size = packed(response.content)
    return f"{name:<26} {len(queries):>7} {budget:>7} {size:>8} {MOST_HTML:>7}\n"


def grow(factor: int) -> None:
    """Copy every technique with its links until there are `factor` times as many."""
    from routines.models import Technique, TechniqueArea, TechniqueTool

    originals = list(Technique.objects.exclude(slug__contains="-copy-"))
    for number in range(1, factor):
        for row in originals:
            links = [*row.area_links.all(), *row.tool_links.all()]
            slug = f"{row.pk[:40]}-copy-{number}"
            if Technique.objects.filter(pk=slug).exists():
                continue
            copy = Technique.objects.get(pk=row.pk)
            copy.pk = slug
            copy.save(force_insert=True)
            for link in links:
                link.pk, link.technique_id = None, slug
            for model in (TechniqueArea, TechniqueTool):
                model.objects.bulk_create(one for one in links if isinstance(one, model))
