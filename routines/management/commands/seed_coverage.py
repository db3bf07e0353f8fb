"""Write down where every rule, technique and feature of the collected guides lives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from routines import content
from routines.coverage import coverage

FILE = Path(settings.BASE_DIR) / "docs" / "seed-coverage.md"


class Command(BaseCommand):
    """Write docs/seed-coverage.md; `--check` only compares."""

    help = "Write docs/seed-coverage.md from the content files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit 1 if the file differs")
        parser.add_argument("--file", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        path, text = options["file"], coverage(content.current())
        if not options["check"]:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            raise CommandError(f"{path.name} is not current; run manage.py seed_coverage")
