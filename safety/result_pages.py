"""What the page of an outcome receives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import formats, timezone

from safety import wording
from safety.countries import Numbers
from safety.models import Clearance, Screening
from safety.ruleset import Ruleset
from safety.vocabulary import Tier

# "… your doctor or a doctor or …" would stumble, so the second doctor is left out.
AFTER_DOCTOR = "your doctor or {urgent_line}"

# "28 days after the result (own rule)" (clinical rule set, advice_rules.recheck_date).
RECHECK = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why something is locked or limited: the answers behind it, and what to mind."""

    because: str
    caution: str


@dataclass(frozen=True, kw_only=True)
class ResultPage:
    """The outcome of a screen, in words."""

    tier: Tier
    outcome: str
    label: str
    heading: str
    advice: tuple[str, ...]
    reasons: tuple[Reason, ...]
    numbers: Numbers
    ends_on: str
    is_open: bool
    shows_urgent_first: bool
    may_correct_url: str
    what_to_ask: tuple[str, ...]
    marked: tuple[str, ...]
    country: str


OUTCOMES = {
    Tier.EMERGENCY: "emergency",
    Tier.URGENT: "urgent",
    Tier.NOT_ELIGIBLE: "check-first",
    Tier.CHECK_FIRST: "check-first",
    Tier.LIMITS: "limits",
    Tier.READY: "ready",
}


def result_page(
    ruleset: Ruleset,
    clearance: Clearance,
    numbers: Numbers,
    country: str,
    screening: Screening | None,
) -> ResultPage:
    """Build the page of one outcome."""
    tier = Tier(clearance.tier)
    is_own = screening is not None and screening.pk == clearance.screening_id
    slip = _slip_url(ruleset, screening) if tier is Tier.EMERGENCY and is_own else ""
    words = ruleset.vocabulary["areas"]
    return ResultPage(
        tier=tier,
        outcome=OUTCOMES[tier],
        label=wording.outcome_label(tier),
        heading=wording.outcome_heading(tier),
        advice=tuple(
            advice_text(ruleset, name, clearance.granted_at, numbers)
            for name in _advice(ruleset, clearance, tier)
        ),
        reasons=_reasons(ruleset, clearance, tier),
        numbers=numbers,
        ends_on=_day(clearance.expires_at),
        is_open=not tier.is_locked,
        shows_urgent_first=tier is Tier.URGENT,
        may_correct_url=slip,
        what_to_ask=tuple(ruleset.frame["lists"]["what_to_ask"]),
        marked=tuple(words[zone] for zone in clearance.zones),
        country=str(wording.COUNTRY_NAMES.get(country, "")),
    )


def _advice(ruleset: Ruleset, clearance: Clearance, tier: Tier) -> list[str]:
    """Return what to show. Where a health worker has agreed, advice to ask one is over."""
    known = [ruleset.advice[name] for name in clearance.advice if name in ruleset.advice]
    if tier.is_locked:
        return [one.id for one in known]
    kept = [one.id for one in known if one.tier is None or not one.tier.is_locked]
    default = "ADV_G" if tier is Tier.READY else "ADV_R_GENERAL"
    return kept or [default]


def _slip_url(ruleset: Ruleset, screening: Screening | None) -> str:
    """Return where the last question is asked in other words, "" when it may not be."""
    if screening is None or not screening.answers:
        return ""
    last = [one for one in ruleset.questions if one.id in screening.answers][-1]
    name = screening.last_question or last.id
    asked = ruleset.question[name]
    if not asked.reask or name in screening.asked_again:
        return ""
    return reverse("safety:again", args=[name])


def advice_text(ruleset: Ruleset, name: str, given_at: datetime, numbers: Numbers) -> str:
    """Return an advice text with the numbers of a country and the day to ask again."""
    text = ruleset.advice[name].text.replace(
        AFTER_DOCTOR, f"your doctor or {numbers.urgent_short}"
    )
    return text.format(
        emergency_number=numbers.emergency,
        urgent_line=numbers.urgent,
        recheck_date=_day(given_at + RECHECK),
    )


def _reasons(ruleset: Ruleset, clearance: Clearance, tier: Tier) -> tuple[Reason, ...]:
    """Return the deciding reasons; at an open tier also every limit."""
    rows = [row for row in clearance.reasons if row["tier"] == tier or not tier.is_locked]
    found = {}
    for row in rows:
        condition = row["finding"].partition(":")[2]
        because = wording.because(ruleset, row["told"])
        known = ruleset.conditions.get(condition)
        caution = " ".join(known.cautions) if known and not tier.is_locked else ""
        found[because, caution] = Reason(because=because, caution=caution)
    return tuple(found.values())


def _day(moment: datetime | None) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y") if moment else ""
