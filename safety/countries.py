"""Emergency numbers by chosen country; a row nobody has checked is never shown as fact."""

from __future__ import annotations

from dataclasses import dataclass

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
