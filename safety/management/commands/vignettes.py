"""Compare worked cases with the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safety import content
from safety.review import mismatches


class Command(BaseCommand):
    """Print every mismatch between a vignettes file and the rules; exit 1 on any."""

    help = "Check worked cases: each mismatch is printed with what was expected and got."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            vignettes = json.loads(Path(options["file"]).read_text(encoding="utf-8"))
            found = list(mismatches(content.current(), vignettes))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{options['file']} is no vignettes file: {error!r}") from error
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} mismatch(es)", returncode=1)
        self.stdout.write(f"{len(vignettes['vignettes'])} cases agree")
