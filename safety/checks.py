"""System checks: the server says no before anyone is screened with broken rules."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from safety import content


@register(Tags.compatibility)
def rules_are_sound(**kwargs: Any) -> list[CheckMessage]:
    """Report every fault in the rule set as safety.E001."""
    try:
        content.current()
    except content.ContentError as error:
        return [
            Error(problem, hint="See docs/safety-model.md.", id="safety.E001")
            for problem in error.problems
        ]
    return []
