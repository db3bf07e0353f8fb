"""Load the content files into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from routines import content
from routines.sync import sync_catalogue
from safety import content as safety_content
from safety.content import ContentError
from safety.sync import SyncReport, sync_conditions


class Command(BaseCommand):
    """Read everything, report every problem, then mirror it; `--check` only compares."""

    help = "Load conditions, areas, tools, techniques and starter routines from TOML files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="exit 1 if rows differ")
        parser.add_argument("--safety", type=Path, default=safety_content.DATA)
        parser.add_argument("--routines", type=Path, default=content.DATA)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ruleset, catalogue = content.read_both(options["safety"], options["routines"])
        except ContentError as error:
            for problem in error.problems:
                self.stderr.write(problem)
            raise CommandError(f"{len(error.problems)} problem(s); nothing loaded") from error
        now, check = timezone.now(), options["check"]
        with transaction.atomic():
            report = sync_conditions(ruleset, now=now, dry_run=check)
            report |= sync_catalogue(catalogue, now=now, dry_run=check)
        if options["verbosity"]:
            self._print(report)
        if check and report.has_drift:
            raise CommandError("database and content files differ; run load_catalogue")

    def _print(self, report: SyncReport) -> None:
        for word in ("created", "updated", "retired"):
            names = getattr(report, word)
            self.stdout.write(f"{word}: {len(names)}")
            if 0 < len(names) <= 20:
                self.stdout.write("  " + ", ".join(names))
        self.stdout.write(f"unchanged: {report.unchanged}")
