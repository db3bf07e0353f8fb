"""System checks: the catalogue reads, and fits the rule set's words."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from routines import content
from safety.content import ContentError


@register(Tags.compatibility)
def catalogue_is_sound(**kwargs: Any) -> list[CheckMessage]:
    """Report every fault in the catalogue as routines.E001."""
    try:
        content.current()
    except ContentError as error:
        return [
            Error(problem, hint="See docs/content-guide.md.", id="routines.E001")
            for problem in error.problems
        ]
    return []
