"""Page budgets as a table: queries and compressed size. Run with `make bench`; asserts nothing.

Works on a throw-away SQLite database with the real content, then with copies of every
technique, to see that the number of queries does not grow.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from tests import environment  # noqa: F401  settings come from the environment

FOLDER = tempfile.TemporaryDirectory(prefix="easeback-bench-")
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
STATIC = Path(__file__).resolve().parent.parent / "static"
MOST_QUERIES = {"catalogue": 8, "technique": 6, "session": 6}
MOST_HTML = 20_000
MOST_FIRST_VISIT = 120_000


def main() -> None:
    """Print the tables."""
    import django

    warnings.filterwarnings("ignore", "No directory at")  # static files come from their source
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    write("page                       queries  budget  HTML gz  budget\n")
    for name, path, client in pages():
        report(name, path, client)
    for factor in (3, 10):
        grow(factor)
        report(f"catalogue ×{factor}", "/techniques/", signed_in())
    write("\nfirst visit (compressed)          bytes  budget\n")
    visit = first_visit()
    for part, size in visit.items():
        write(f"  {part:<28} {size:>8}\n")
    write(f"  {'all':<28} {sum(visit.values()):>8}  {MOST_FIRST_VISIT}\n")


def write(text: str) -> None:
    """Print without a newline of its own."""
    sys.stdout.write(text)


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


def report(name: str, path: str, client: object) -> None:
    """Print one line: queries and compressed size of a page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)  # the session store is warm on every page but the first
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    budget = MOST_QUERIES.get(re.split(r"\W", name)[0], "")
    size = len(gzip.compress(response.content, 6))
    write(f"{name:<26} {len(queries):>7} {budget:>7} {size:>8} {MOST_HTML:>7}\n")


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


def first_visit() -> dict[str, int]:
    """Return compressed sizes of everything the first page loads."""
    from django.contrib.staticfiles import finders
    from django.test import Client

    scripts = (STATIC / "js").rglob("*.js")
    return {
        "HTML": packed(Client().get("/").content),
        "CSS": sum(packed(path.read_bytes()) for path in (STATIC / "css").glob("*.css")),
        "JavaScript (ours)": sum(packed(path.read_bytes()) for path in scripts),
        "htmx": packed(Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()),
        "icons and body": sum(
            packed((STATIC / "img" / name).read_bytes())
            for name in ("icons.svg", "body.svg", "favicon.svg")
        ),
    }


def packed(content: bytes) -> int:
    """Return the size after compression."""
    return len(gzip.compress(content, 9))


if __name__ == "__main__":
    main()
