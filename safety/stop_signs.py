"""The signs that stop a session, in plain words; facts and texts are in limits.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safety.ruleset import Ruleset

GENERAL, NERVE = "ADV_E_GENERAL", "ADV_E_NERVE"

# What somebody taps. "s_more" is the plain way: nothing else than too strong.
SIGN_WORDS: dict[str, str | Promise] = {
    "s_emerg": gettext_lazy(
        "Numb between the legs, a toilet change, both legs, new weakness, chest pain, "
        "hard to breathe, faint, or sudden tearing pain"
    ),
    "s_more": gettext_lazy("It is just too strong"),
    "s_nerve": gettext_lazy(
        "Sharp, shooting, electric or spreading pain, or new tingling or numbness"
    ),
    "s_extreme": gettext_lazy("Extreme pain when I press"),
    "s_bone": gettext_lazy("It feels like it is on bone"),
    "s_dizzy": gettext_lazy("I feel dizzy, sick or hot"),
    "s_breath": gettext_lazy("I hold my breath or brace"),
    "s_cramp": gettext_lazy("A muscle cramps"),
    "s_skin": gettext_lazy(
        "My skin: blister, burning, blotchy red, welts, bruise; white, grey, hard or numb"
    ),
    "s_floor": gettext_lazy("I cannot get up"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencySign:
    """One of the signs behind s_emerg, and the advice it leads to."""

    words: str | Promise
    advice: str


# "nerve signs show ADV_E_NERVE, others ADV_E_GENERAL" (stop conditions, s_emerg).
EMERGENCY_SIGNS = {
    "numb_between_legs": EmergencySign(
        words=gettext_lazy("Numb between the legs"), advice=NERVE
    ),
    "toilet_change": EmergencySign(
        words=gettext_lazy("A change in peeing or pooing"), advice=NERVE
    ),
    "both_legs": EmergencySign(
        words=gettext_lazy("Pain, tingling or weakness in both legs"), advice=NERVE
    ),
    "new_weakness": EmergencySign(
        words=gettext_lazy("New weakness in a leg or foot"), advice=NERVE
    ),
    "chest_pain": EmergencySign(words=gettext_lazy("Chest pain"), advice=GENERAL),
    "breathless": EmergencySign(words=gettext_lazy("Hard to breathe"), advice=GENERAL),
    "faint": EmergencySign(words=gettext_lazy("Faint, or about to faint"), advice=GENERAL),
    "tearing_pain": EmergencySign(words=gettext_lazy("Sudden tearing pain"), advice=GENERAL),
}


def condition_of(ruleset: Ruleset, sign: str) -> dict[str, Any]:
    """Return the stop condition of a sign as the rule set has it; raise KeyError."""
    rows: list[dict[str, Any]] = ruleset.limits["stop_conditions"]
    return {row["id"]: row for row in rows}[sign]


def told_sign(sign: str, answer: str) -> str:
    """Return what was noticed, as a reason: the second answer makes it closer."""
    if answer in EMERGENCY_SIGNS:
        return str(EMERGENCY_SIGNS[answer].words)
    words = str(SIGN_WORDS[sign])
    return _("%(sign)s, still there later") % {"sign": words} if answer == "stayed" else words
