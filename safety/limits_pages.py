"""What "Your limits" receives, in every state a person can be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from safety import wording
from safety.clearance import LOCKED_BY, Closed, Open, Refusal, may_say_fever_free
from safety.clearance import Gate as Answer
from safety.lifecycle_wording import WHAT_IS_NEW, unlock_text, withdrawn_text
from safety.limit_words import Group, groups_of
from safety.limits import Source, Standing
from safety.models import Clearance, Precheck
from safety.precheck import Outcome
from safety.result_pages import OUTCOMES
from safety.ruleset import Ruleset
from safety.vocabulary import Tier


@dataclass(frozen=True, kw_only=True)
class LimitReason:
    """One reason: the answers behind it, what it limits, what to mind, what opens it."""

    because: str
    groups: tuple[Group, ...] = ()
    cautions: tuple[str, ...] = ()
    unlock: str = ""


@dataclass(frozen=True, kw_only=True)
class Today:
    """What the check before a session adds for a while."""

    texts: tuple[str, ...]
    until: str


@dataclass(frozen=True, kw_only=True)
class LimitsPage:
    """What a person may do now, why, how long, and what changes it."""

    outcome: str
    label: str
    heading: str
    text: str
    is_open: bool
    was_screened: bool
    ends_on: str
    groups: tuple[Group, ...]
    reasons: tuple[LimitReason, ...]
    agreed: tuple[str, ...]
    today: Today | None
    what_is_new: tuple[str, ...]
    action_url: str
    action_label: str


def limits_page(
    ruleset: Ruleset,
    standing: Standing,
    rows: list[Clearance],
    row: Clearance | None,
    check: Precheck | None,
    *,
    now: datetime,
) -> LimitsPage:
    """Build the page; `row` is the result that stands among all `rows`, newest first."""
    gate = standing.gate
    label, heading, text = _headline(gate, row)
    opens_by_result = isinstance(gate, Closed) and gate.refusal in LOCKED_BY.values()
    if opens_by_result:
        action = reverse("safety:result"), _("See what to do")
    else:
        action = reverse("safety:start"), _("Answer the questions again")
    return LimitsPage(
        outcome=_outcome(gate, row),
        label=label,
        heading=heading,
        text=text,
        is_open=isinstance(gate, Open),
        was_screened=row is not None,
        ends_on=_day(gate.expires_at) if isinstance(gate, Open) else "",
        groups=_groups(ruleset, gate),
        reasons=_reasons(ruleset, standing, rows, row, now=now),
        agreed=_agreed(ruleset, gate, row),
        today=_today(ruleset, check),
        what_is_new=tuple(map(str, WHAT_IS_NEW)),
        action_url=action[0],
        action_label=action[1] if row else _("Answer the questions"),
    )


def _headline(gate: Answer, row: Clearance | None) -> tuple[str, str, str]:
    """Return label, heading and sentence of a state."""
    if isinstance(gate, Open):
        tier = gate.tier
        text = _("Start gently, and stop if anything feels wrong.")
        return wording.outcome_label(tier), wording.outcome_heading(tier), text
    heading, text = wording.refusal_text(gate.refusal)
    if gate.refusal is Refusal.WITHDRAWN and row:
        text = f"{withdrawn_text(row.withdrawal.reason)} {text}".strip()
    label = wording.outcome_label(Tier(row.tier)) if row and _is_locked(row) else _("Paused")
    return label, heading, text


def _outcome(gate: Answer, row: Clearance | None) -> str:
    if isinstance(gate, Open):
        return OUTCOMES[gate.tier]
    return OUTCOMES[Tier(row.tier)] if row and _is_locked(row) else "check-first"


def _is_locked(row: Clearance) -> bool:
    return Tier(row.tier).is_locked


def _groups(ruleset: Ruleset, gate: Answer) -> tuple[Group, ...]:
    if not isinstance(gate, Open):
        return ()
    return groups_of(ruleset.vocabulary["areas"], gate.restrictions)


def _reasons(
    ruleset: Ruleset,
    standing: Standing,
    rows: list[Clearance],
    row: Clearance | None,
    *,
    now: datetime,
) -> tuple[LimitReason, ...]:
    if isinstance(standing.gate, Open):
        return tuple(_limiting(ruleset, one) for one in standing.sources)
    if row is None or standing.gate.refusal not in LOCKED_BY.values():
        return ()
    may_say = may_say_fever_free([one.as_result() for one in rows], now=now)
    found = [_locking(ruleset, row, one, may_say) for one in row.deciding_reasons]
    if not found:  # an open outcome with an answer missing
        return (LimitReason(because="", unlock=_("Answer all the questions.")),)
    return tuple(dict.fromkeys(found))


def _limiting(ruleset: Ruleset, source: Source) -> LimitReason:
    return LimitReason(
        because=source.told or source.label,
        groups=groups_of(ruleset.vocabulary["areas"], source.restrictions),
        cautions=source.cautions,
    )


def _locking(
    ruleset: Ruleset, row: Clearance, reason: dict[str, Any], may_say: bool
) -> LimitReason:
    unlock = unlock_text(ruleset, Tier(row.tier), reason["finding"])
    if may_say:
        fever = _("Or, once you have had no fever for two days and your back is no worse.")
        unlock = f"{unlock} {fever}"
    return LimitReason(because=wording.because(ruleset, reason["told"]), unlock=unlock)


def _agreed(ruleset: Ruleset, gate: Answer, row: Clearance | None) -> tuple[str, ...]:
    """Return what a person said a health worker has agreed to."""
    if row is None or not isinstance(gate, Open):
        return ()
    found = [one for one in row.reasons if one["attested"]]
    return tuple(dict.fromkeys(wording.because(ruleset, one["told"]) for one in found))


def _today(ruleset: Ruleset, check: Precheck | None) -> Today | None:
    if check is None or not check.conditions or check.outcome == Outcome.ASK_AGAIN:
        return None
    known = ruleset.precheck.conditions
    texts = [known[name].text for name in check.conditions if name in known]
    if check.outcome == Outcome.NOT_TODAY:
        texts = [_("No session for now: your pain was %(n)s out of 10.") % {"n": check.pain}]
    until = timezone.localtime(check.answered_at + ruleset.precheck.valid)
    return Today(texts=tuple(texts), until=formats.date_format(until, "H:i"))


def _day(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j F Y")
