"""Sentences of the screen that are ours, not the rule set's; all through gettext."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safety.clearance import Refusal
from safety.lifecycle_wording import told_outside_the_screen
from safety.ruleset import Gate, Ruleset
from safety.stop_signs import SIGN_WORDS, told_sign
from safety.vocabulary import Tier

COUNTRY_NAMES = {
    "GB": gettext_lazy("United Kingdom"),
    "IE": gettext_lazy("Ireland"),
    "EU": gettext_lazy("Another country of the EU"),
    "DE": gettext_lazy("Germany"),
    "AT": gettext_lazy("Austria"),
    "FR": gettext_lazy("France"),
    "NL": gettext_lazy("Netherlands"),
    "ES": gettext_lazy("Spain"),
    "IT": gettext_lazy("Italy"),
    "CH": gettext_lazy("Switzerland"),
    "US": gettext_lazy("United States"),
    "CA": gettext_lazy("Canada"),
    "AU": gettext_lazy("Australia"),
    "NZ": gettext_lazy("New Zealand"),
    "IN": gettext_lazy("India"),
    "ZA": gettext_lazy("South Africa"),
    "JP": gettext_lazy("Japan"),
    "SG": gettext_lazy("Singapore"),
    "BR": gettext_lazy("Brazil"),
    "MX": gettext_lazy("Mexico"),
}
AFTER = "after"  # told after a session; the answer is a reason in words already
ROLES = {
    "doctor": gettext_lazy("Doctor"),
    "nurse": gettext_lazy("Nurse"),
    "midwife": gettext_lazy("Midwife"),
    "physio": gettext_lazy("Physio"),
    "pharmacist": gettext_lazy("Pharmacist"),
}


def why_we_ask(block: int) -> str:
    """Return one plain line on what the questions of a block are for."""
    return {
        1: _("Some signs need help before anything else."),
        2: _("Age, pregnancy and past illness change what is gentle for you."),
        3: _("Your answer tells us if today is a day to start, and how gently."),
        4: _("We leave out whatever does not suit you."),
    }[block]


def gate_words(gate: Gate) -> str:
    """Return what a condition does to the outcome."""
    return {
        "BLOCK": _("Routines stay closed until the answer changes."),
        "OK": _("Routines stay closed until a health worker agrees; then limits."),
        "R": _("Limits only."),
    }[gate]


def outcome_label(tier: Tier) -> str:
    """Return the short line above a result's heading."""
    return {
        Tier.EMERGENCY: _("Emergency"),
        Tier.URGENT: _("Today"),
        Tier.NOT_ELIGIBLE: _("Adults only"),
        Tier.CHECK_FIRST: _("Check first"),
        Tier.LIMITS: _("Go ahead with limits"),
        Tier.READY: _("Ready to start"),
    }[tier]


def outcome_heading(tier: Tier) -> str:
    """Return the heading of a result: what to do."""
    return {
        Tier.EMERGENCY: _("Get emergency help now"),
        Tier.URGENT: _("Get medical advice today"),
        Tier.NOT_ELIGIBLE: _("Easeback is for people aged 18 or over"),
        Tier.CHECK_FIRST: _("Please check with a health worker first"),
        Tier.LIMITS: _("You can go ahead, gently and with limits"),
        Tier.READY: _("You can start, gently"),
    }[tier]


def refusal_text(refusal: Refusal) -> tuple[str, str]:
    """Return heading and sentence of the page shown instead of a session."""
    return {
        Refusal.NEVER_SCREENED: (
            _("First, a few questions"),
            _("Before the first session we ask how you are. It takes about two minutes."),
        ),
        Refusal.WITHDRAWN: (
            _("Please answer the questions again"),
            _("Something has changed since you last answered, so we have paused routines."),
        ),
        Refusal.EMERGENCY: (
            _("Not today"),
            _("Because of what you told us, please get emergency help first."),
        ),
        Refusal.URGENT: (
            _("Not today"),
            _("Because of what you told us, please get medical advice today."),
        ),
        Refusal.NOT_ELIGIBLE: (
            _("Easeback is for adults"),
            _("Because you told us your age, routines stay closed."),
        ),
        Refusal.CHECK_FIRST: (
            _("Please check first"),
            _("Because of what you told us, a health worker should agree before you start."),
        ),
        Refusal.QUESTIONS_CHANGED: (
            _("Our questions have changed"),
            _("We have changed the questions since you answered. Please answer them again."),
        ),
        Refusal.SIGN_UNANSWERED: (
            _("First, how is it now?"),
            _("Because you told us about a sign in your last session, we ask about it first."),
        ),
        Refusal.EXPIRED: (
            _("Time to ask again"),
            _("Bodies change, so your answers count for a few weeks only."),
        ),
        Refusal.LONG_PAUSE: (
            _("Welcome back"),
            _("Your last session is more than two weeks ago, so we ask how you are again."),
        ),
    }[refusal]


def attest_label(key: str) -> str:
    """Return what a health worker is asked about, for a key that is no condition."""
    return {
        "old_nerve_signs": _("The signs in your legs or between your legs"),
        "big_accident": _("The accident"),
        "weight_loss": _("The weight you lost"),
        "night_sweats": _("The night sweats"),
        "infection_risk": _("What raises your risk of infection"),
        "pain_pattern": _("The kind of pain you have"),
        "pregnancy_high_risk": _("Your pregnancy"),
        "not_improving": _("Four weeks of sessions without a real change"),
    }[key]


def told_label(ruleset: Ruleset, question: str, answer: str) -> str:
    """Return an answer in the words the person saw; numbers are put into a phrase.

    What no screen asked - signs, the short check, how sessions went - is put into words too.
    """
    if question == AFTER:
        return answer
    if question == "age_years":
        return _("your age")
    if question == "pain_now":
        return _("pain now: %(number)s out of 10") % {"number": answer}
    if question in SIGN_WORDS:
        return told_sign(question, answer)
    asked = ruleset.question.get(question)
    if asked is None or answer not in {one.id for one in asked.options}:
        return told_outside_the_screen(ruleset, question, answer)
    label = asked.label(answer)
    if asked.takes_many and answer not in ("not_sure", "none"):
        return label
    return f"{asked.text} {label}"


def because(ruleset: Ruleset, told: list[list[str]]) -> str:
    """Return the labels of the answers behind a reason, without repeats."""
    labels = [told_label(ruleset, question, answer) for question, answer in told]
    return "; ".join(dict.fromkeys(labels))
