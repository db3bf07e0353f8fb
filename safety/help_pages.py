"""Pages that are the same for everybody and read no rows: how the screen works, and
the one a browser keeps for when there is no network."""

from __future__ import annotations

from dataclasses import dataclass

from safety import how_blocks, how_frame
from safety.blocks import Block
from safety.countries import Numbers, numbers_for
from safety.ruleset import Ruleset


@dataclass(frozen=True, kw_only=True)
class HowPage:
    """Purpose, version, reviewer, and the whole rule set in blocks."""

    purpose: str
    version: str
    reviewer: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class OfflinePage:
    """When to get help, as it is kept for when there is no network."""

    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    numbers: Numbers


def how_page(ruleset: Ruleset) -> HowPage:
    """Build the page."""
    return HowPage(
        purpose=ruleset.frame["purpose"],
        version=ruleset.version,
        reviewer=ruleset.reviewer,
        blocks=blocks_of(ruleset),
    )


def offline_page(ruleset: Ruleset) -> OfflinePage:
    """Build the page that fits any country."""
    frame = ruleset.frame["help_page"]
    return OfflinePage(
        emergency=tuple(frame["emergency"]),
        same_day=tuple(frame["same_day"]),
        numbers=numbers_for(ruleset, ""),
    )


def blocks_of(ruleset: Ruleset, *, full: bool = False) -> tuple[Block, ...]:
    """Return the rule set in reading order; `full` adds what is for reviewers only."""
    return (
        how_frame.outcomes(ruleset),
        how_blocks.questions(ruleset, full=full),
        how_blocks.facts(ruleset),
        how_blocks.rules(ruleset, full=full),
        how_blocks.tips(ruleset, full=full),
        how_blocks.conditions(ruleset, full=full),
        how_frame.for_everybody(ruleset, full=full),
        how_frame.precheck(ruleset),
        how_frame.for_today(ruleset, full=full),
        how_frame.stop_signs(ruleset, full=full),
        *how_frame.after(ruleset, full=full),
        how_frame.partners(ruleset),
        how_frame.again(ruleset),
        how_blocks.advice(ruleset),
        how_frame.countries(ruleset),
        how_blocks.words(ruleset),
        how_frame.sources(ruleset, full=full),
    )
