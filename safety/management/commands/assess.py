"""Run the screen's rules over a file of answer sets."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safety import content
from safety.management.lines import answer_lines
from safety.review import assess_line


class Command(BaseCommand):
    """Read JSON lines, print one outcome a line; exit 1 if a line could not be read."""

    help = 'Assess JSON lines {"id": …, "answers": {…}}; "-" reads standard input.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        ruleset = content.current()
        default = ruleset.frame["all_clear"]
        answer_lines(
            self,
            options["file"],
            lambda line: assess_line(ruleset, line, default),
            "assessed",
        )
