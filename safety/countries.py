"""Emergency numbers by chosen country; a row nobody has checked is never shown as fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from safety.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Call:
    """A number to dial: digits to show, and the tel: form."""

    label: str
    tel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What the emergency and urgent lines are called here."""

    emergency: str
    calls: tuple[Call, ...]
    urgent: str
    urgent_short: str
    urgent_tel: str
    is_checked: bool


# The one number the default text names (countries.toml, default.emergency_text).
MOBILE_EMERGENCY = Call("112", "112")


def numbers_for(ruleset: Ruleset, country: str) -> Numbers:
    """Return the numbers of a country, or the general text while its row is unchecked.

    Unknown and empty codes give the general text.
    """
    row = next((one for one in ruleset.countries["countries"] if one["code"] == country), None)
    general = ruleset.countries["default"]
    if row is None or not row.get("verified_on"):
        return Numbers(
            emergency=general["emergency_text"],
            calls=(MOBILE_EMERGENCY,),
            urgent=general["urgent_text"],
            urgent_short=general["urgent_after_doctor"],
            urgent_tel="",
            is_checked=False,
        )
    labels = " / ".join(call["label"] for call in row["emergency"])
    return Numbers(
        emergency=f"{labels} or your local emergency number",
        calls=tuple(Call(call["label"], call["tel"]) for call in row["emergency"]),
        urgent=row["urgent_text"],
        urgent_short=row["urgent_text"],
        urgent_tel=row.get("urgent_tel", ""),
        is_checked=True,
    )


def country_codes(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the codes a person can choose from, in file order."""
    return tuple(row["code"] for row in ruleset.countries["countries"])


def faults(countries: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the rows, as "countries.toml: code: reason"."""
    codes = [row.get("code", "?") for row in countries.get("countries", ())]
    for row in countries.get("countries", ()):
        where = f"countries.toml: {row.get('code', '?')}"
        if codes.count(row.get("code", "?")) > 1:
            yield f"{where}: stands more than once"
        for reason in _row_faults(row):
            yield f"{where}: {reason}"


def _row_faults(row: Mapping[str, Any]) -> Iterator[str]:
    calls = row.get("emergency", ())
    if not calls or not row.get("urgent_text") or not row.get("status"):
        yield "emergency, urgent_text and status are all needed"
    for call in calls:
        if not re.fullmatch(r"\d{2,5}", call["tel"]) or call["label"] != call["tel"]:
            yield f"an emergency number is shown as it is dialled, not {call['label']!r}"
    urgent = row.get("urgent_tel", "")
    if urgent in [call["tel"] for call in calls] or re.search(r"[^#\d]", urgent):
        yield f"urgent_tel {urgent!r} is an emergency number or no number"
    if "verified_on" in row and type(row["verified_on"]) is not date:
        yield "verified_on is a date without quotes, such as 2026-11-30"
