"""What the pages of a session for two receive. Nothing here tells a giver why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines import content, wording
from routines.access_partner import pairings_of
from routines.adapting import Change
from routines.frozen import thaw_plan
from routines.models import Session
from routines.partner import Back
from routines.planning import Plan
from routines.player_figures import ways_of
from routines.session_pages import PartnerPart, SessionPage, SheetStep
from safety.access import Visitor
from safety.clearance import Closed, Refusal
from safety.countries import Numbers
from safety.pages import RefusedPage

# The partner rules of the clinical rule set, one by one, in plain words.
RULES = (
    gettext_lazy("The person whose back it is has answered the questions about it."),
    gettext_lazy("Clean, warm hands."),
    gettext_lazy("Ask every minute: more, less or the same? Ease off when anything hurts."),
    gettext_lazy("Start light, go up slowly. Muscle only, never the spine or the hip bones."),
    gettext_lazy("Stop if it hurts badly, and tell them to ask a health worker."),
    gettext_lazy("No walking or kneeling on the back, no sudden push, no cracking."),
    gettext_lazy("Oil only without an allergy. Try a small spot first."),
    gettext_lazy("They can say stop at any time."),
)
# Their own answers can open it again; anything else is "not today".
ASKS_AGAIN = frozenset(
    {
        Refusal.NEVER_SCREENED,
        Refusal.WITHDRAWN,
        Refusal.QUESTIONS_CHANGED,
        Refusal.EXPIRED,
        Refusal.LONG_PAUSE,
        Refusal.SIGN_UNANSWERED,
    }
)


def rules() -> tuple[str, ...]:
    """Return the partner rules as they are read."""
    return tuple(str(one) for one in RULES)


def refused_for(back: Back, numbers: Numbers) -> RefusedPage | None:
    """Return the page a giver gets instead of a session; None for the visitor's own back."""
    gate = back.standing.gate
    if not back.name or not isinstance(gate, Closed):
        return None
    name = {"name": back.name}
    asks = gate.refusal in ASKS_AGAIN
    heading = _("%(name)s answers first") if asks else _("Not today for %(name)s")
    text = (
        _("Before anyone works on their back, %(name)s answers the questions and says yes.")
        if asks
        else _("What %(name)s told us does not open this today. Please leave it for now.")
    )
    return RefusedPage(
        heading=heading % name,
        text=text % name,
        action_url=reverse("routines:routines"),
        action_label=_("Choose a routine"),
        numbers=numbers,
        is_emergency=False,
    )


def for_two(page: SessionPage, row: Session, viewer: Visitor) -> SessionPage:
    """Return the page of a session with what two people need; one for oneself as it is."""
    plan = thaw_plan(row.plan)
    if row.giver_id is None and not _uses_a_partner(plan):
        return page
    name = row.receiver_name or "" if row.person_id != viewer.pk else ""
    question = minute_question(name)
    return replace(
        page,
        changes=tuple(changes_for(plan.changes, name)) if name else page.changes,
        sheet=tuple(
            _with_checks(step, one.work_seconds, question)
            for step, one in zip(page.sheet, plan.steps, strict=True)
        ),
        partner=PartnerPart(
            name=name,
            question=question,
            rules=rules(),
            most=tuple(_most(plan)),
        ),
    )


def minute_question(name: str) -> str:
    """Return what is asked every minute; without a name it is the giver who reads along."""
    asked = _("Ask %(name)s: more, less or the same? Still fine to go on?") % {"name": name}
    return asked if name else _("Ask: more, less or the same? Still fine to go on?")


def changes_for(changes: Iterable[Change], name: str) -> Iterable[str]:
    """Yield what a plan leaves out or changes for a receiver, never why."""
    names = {slug: one.name for slug, one in content.current().techniques.items()}
    for one in changes:
        words = {"step": one.name, "other": names.get(one.became, ""), "name": name}
        if not one.became:
            yield _("“%(step)s” is not for %(name)s today.") % words
        elif one.became != one.technique:
            yield _("“%(other)s” instead of “%(step)s”, not for %(name)s today.") % words
        else:
            yield _("“%(step)s” is changed for %(name)s today.") % words


def _uses_a_partner(plan: Plan) -> bool:
    known = content.current().techniques
    rows = [known[step.technique] for step in plan.steps if step.technique in known]
    return any(row.facts.partner for row in rows)


def _with_checks(step: SheetStep, seconds: int, question: str) -> SheetStep:
    """Return the step on paper with a line for every minute of it, at least one."""
    minutes = [wording.minutes(60 * n) for n in range(1, seconds // 60 + 1)]
    at = ", ".join(minutes) or _("the end")
    return replace(
        step, ask=_("At %(times)s: %(question)s") % {"times": at, "question": question}
    )


def _most(plan: Plan) -> Iterable[tuple[str, str]]:
    """Yield the most pressure of every step, by the id of its figure."""
    for step in plan.steps:
        for way, mark in ways_of(step):
            yield f"{step.number}{mark}", str(wording.PRESSURE[way.pressure][1])


@dataclass(frozen=True, kw_only=True)
class TheirsPage:
    """The end of a session for its giver: whose it is, and where to go on."""

    name: str
    url: str
    after_worse: str


def for_giver(row: Session, viewer: Visitor) -> TheirsPage | None:
    """Return what the giver sees at the end; None for the one whose back it was."""
    if row.person_id == viewer.pk:
        return None
    name = row.receiver_name or _("the other person")
    pairing = pairings_of(viewer).filter(receiver=row.person_id).first()
    rest = _("That was a bit much. Leave %(name)s's back alone for two days, then go lighter.")
    home = reverse("routines:home")
    url = reverse("routines:pairing", args=[pairing.pk]) if pairing else home
    return TheirsPage(name=name, url=url, after_worse=rest % {"name": name})
