"""Run the screen's rules over a file of answer sets."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safety import content
from safety.review import BadLine, assess_line


class Command(BaseCommand):
    """Read JSON lines, print one outcome a line; exit 1 if a line could not be read."""

    help = 'Assess JSON lines {"id": …, "answers": {…}}; "-" reads standard input.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        ruleset = content.current()
        default = ruleset.frame["all_clear"]
        bad = 0
        for number, line in enumerate(_lines(options["file"]), 1):
            if not line.strip():
                continue
            try:
                outcome = assess_line(ruleset, line, default)
            except BadLine as error:
                bad += 1
                self.stderr.write(f"line {number}: {error}")
            else:
                self.stdout.write(json.dumps(outcome, ensure_ascii=False))
        if bad:
            raise CommandError(f"{bad} line(s) could not be assessed", returncode=1)


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {name}: {error}") from error
