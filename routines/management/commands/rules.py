"""Print all rules, limits and texts for people who review them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from routines import content as routines_content
from routines.times_pages import blocks_of as times_of
from safety import content as safety_content
from safety.blocks import WIDTH, as_text, paragraph
from safety.help_pages import blocks_of


class Command(BaseCommand):
    """The same every time for the same files, at most 80 columns wide."""

    help = "Print every question, rule, condition, limit and text, with reasons and sources."

    def handle(self, *args: Any, **options: Any) -> None:
        ruleset = safety_content.current()
        reviewer = ruleset.reviewer or "not yet reviewed by a clinician"
        head = [
            "HOW THE SCREEN WORKS",
            "=" * WIDTH,
            *paragraph(ruleset.frame["purpose"]),
            f"Version {ruleset.version}; {reviewer}",
            "For reviewers: reasons and sources here name illnesses; pages do not.",
            "",
        ]
        times = times_of(ruleset, routines_content.current(), full=True)
        self.stdout.write("\n".join(head))
        self.stdout.write(as_text([*blocks_of(ruleset, full=True), *times]))
