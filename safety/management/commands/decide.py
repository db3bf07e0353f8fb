"""Run the after-session rules over a file of diaries."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safety import content
from safety.diaries import decide_line
from safety.management.lines import answer_lines


class Command(BaseCommand):
    """Read JSON lines, print one decision a line; exit 1 if a line could not be read."""

    help = 'Decide JSON lines {"id": …, "screen_pain": …, "sessions": […]}; "-" reads stdin.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        ruleset = content.current()
        answer_lines(self, options["file"], lambda line: decide_line(ruleset, line), "decided")
