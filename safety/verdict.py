"""What a set of answers comes to: findings, and the verdict they add up to. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from safety.reading import Told
from safety.ruleset import AdviceRef, Rule
from safety.vocabulary import Restrictions, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that fired: its id (RULE or RULE:condition), tier after attestation, and why."""

    id: str
    rule: Rule
    tier: Tier
    attested: bool
    condition: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome of one set of answers. Validity is None and limits count only when open."""

    tier: Tier
    is_complete: bool
    findings: tuple[Finding, ...]
    advisories: tuple[str, ...]
    conditions: tuple[str, ...]
    advice: tuple[str, ...]
    days: int
    limits: Restrictions

    @property
    def is_locked(self) -> bool:
        """Say whether routines stay closed: by tier, or because an answer is missing."""
        return self.tier.is_locked or not self.is_complete

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Return the findings at the verdict's own tier."""
        return tuple(one for one in self.findings if one.tier is self.tier)

    @property
    def validity_days(self) -> int | None:
        """Return how long the result counts, None when locked."""
        return None if self.is_locked else self.days

    @property
    def restrictions(self) -> Restrictions | None:
        """Return the merged limits, None when locked."""
        return None if self.is_locked else self.limits


# What sessions, not answers, bring up: each is put to a health worker like any other
# tier C reason (clinical rule set, attestation.keys, after_session decision D3).
BROUGHT_UP = {
    "not_improving": Rule(
        id="D3",
        tier=Tier.CHECK_FIRST,
        when="always",
        advice=(AdviceRef(id="ADV_D_FOUR_WEEKS"),),
        attest_key="not_improving",
        source="clinical rule set, after_session, D3",
    ),
}


def brought_up(key: str, *, attested: bool) -> Finding:
    """Return the finding for something that sessions brought up; raise KeyError."""
    rule = BROUGHT_UP[key]
    return Finding(
        id=rule.id,
        rule=rule,
        tier=Tier.LIMITS if attested else Tier.CHECK_FIRST,
        attested=attested,
        condition="",
        told=(Told(rule.id, ""),),
    )
