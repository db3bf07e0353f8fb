"""Sentences on what closes, what opens again, and on what no screen asked."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safety.precheck import BIRTHDAY, PAIN
from safety.ruleset import Ruleset
from safety.vocabulary import Tier

# What counts as new (clinical rule set, reopen_full_screen_when).
WHAT_IS_NEW = (
    gettext_lazy("a fall, a crash or a knock"),
    gettext_lazy("a new illness a health worker has found, an operation or an injection"),
    gettext_lazy("a new medicine"),
    gettext_lazy("a pregnancy, or a new stage of it"),
    gettext_lazy("pain in a new place, or pain below the knee"),
)
DECISIONS = {
    "D0": gettext_lazy("a sign after your last session"),
    "D1": gettext_lazy("how your back felt after your last session"),
    "D2": gettext_lazy("how your back felt over your last sessions"),
    "D3": gettext_lazy("no real change after four weeks of sessions"),
}
WITHDRAWN = {
    "something-new": gettext_lazy("You told us that something is new."),
    "before-session": gettext_lazy("You told us about a change just before a session."),
    "after-session": gettext_lazy("You told us how your back felt after your last session."),
    "brought-up": gettext_lazy("There is one more thing we need to ask you about."),
}
# Rules of tier C that no health worker's word opens: the answer itself must change.
CHANGES = {
    "C07": gettext_lazy("When your pain is 6 out of 10 or less, answer the questions again."),
    "C08": gettext_lazy(
        "See a doctor or physio about your leg first. Then answer the questions again."
    ),
    "C11": gettext_lazy(
        "Follow the plan from your hospital or clinic. When it is over, answer the questions"
        " again."
    ),
    "s_nerve": gettext_lazy(
        "See a doctor or physio about this sign first. Then answer the questions again."
    ),
}


def told_outside_the_screen(ruleset: Ruleset, name: str, answer: str) -> str:
    """Return a sign, an answer of the short check or a decision in words.

    Anything else, such as a question we no longer ask, gets a plain general phrase.
    """
    if name == PAIN:
        return _("your pain before a session: %(number)s out of 10") % {"number": answer}
    if name == BIRTHDAY:
        return _("your birthday")
    signs = {row["id"]: row["sign"] for row in ruleset.limits["stop_conditions"]}
    if name in signs:
        return _("in a session: %(sign)s") % {"sign": signs[name]}
    for question in ruleset.precheck.questions:
        if question.id == name:
            boxes = {one.id: one.label for one in question.options}
            return boxes.get(answer, question.text)
    return str(DECISIONS.get(name, _("what you told us")))


def withdrawn_text(reason: str) -> str:
    """Return why a result was taken back; "" for reasons that need no words."""
    return str(WITHDRAWN.get(reason, ""))


def unlock_text(ruleset: Ruleset, tier: Tier, finding: str) -> str:
    """Return what opens a locked result again, for one of its reasons."""
    if tier is Tier.NOT_ELIGIBLE:
        return _("You can come back when you are 18.")
    if tier in (Tier.URGENT, Tier.EMERGENCY):
        return _("When a health worker has checked this, answer the questions again.")
    rule = finding.partition(":")[0]
    if rule in CHANGES:
        return str(CHANGES[rule])
    if _is_attestable(ruleset, rule):
        return _(
            "When a health worker who knows about it says gentle massage and stretching is"
            " fine for you, answer the questions again and tell us."
        )
    return _("Answer the questions again.")


def _is_attestable(ruleset: Ruleset, rule: str) -> bool:
    listed = {row["rule"] for row in ruleset.attestation.keys}
    return rule in listed or any(one.id == rule and one.attest_key for one in ruleset.rules)
