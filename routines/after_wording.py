"""What was decided after a session, in words; all through gettext."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines import content
from routines.models import Decision
from routines.progress import STOPS, Step
from safety import content as safety_content

NERVE_SIGN = gettext_lazy(
    "you noticed sharp or spreading pain, tingling or numbness, and it went away"
)
SAME_PLAN = gettext_lazy("Same plan again.")
CHOSEN = {
    Step.TIME: gettext_lazy("You chose two minutes more."),
    Step.PRESSURE: gettext_lazy("You chose one step more pressure."),
    Step.TECHNIQUE: gettext_lazy("You chose one new technique."),
    Step.LEVEL: gettext_lazy("You chose the next level."),
}


def decided_text(row: Decision, *, is_latest: bool = True) -> str:
    """Return what a decision means for the next session; an old offer has passed."""
    if row.decision in STOPS:
        return _("We have paused the routines.")
    match row.decision:
        case "REDUCE":
            return _reduce_text(row)
        case "PROGRESS" if row.chosen:
            return str(CHOSEN[Step(row.chosen)])
        case "PROGRESS" if is_latest:
            return _("There is room for one small change, if you like.")
        case "HOLD_A10":
            tip = safety_content.current().advice["ADV_A10"].text
            return f"{SAME_PLAN} {tip}"
        case _:
            return str(SAME_PLAN)


def because_text(row: Decision) -> str:
    """Return why, in the words of the reasons; "" when there is nothing to add."""
    if not row.reasons:
        return ""
    return _("Because %(reasons)s.") % {"reasons": "; ".join(row.reasons)}


def step_texts(step: Step, returning: str) -> tuple[str, str]:
    """Return name and explanation of one change that is offered."""
    rows = content.current().techniques
    back = rows[returning].name if returning in rows else ""
    new = _("“%(name)s” comes back.") % {"name": back} if back else _("Try one, and only one.")
    return {
        Step.TIME: (_("Two minutes more"), _("The whole session may be a little longer.")),
        Step.PRESSURE: (_("One step more pressure"), _("Still 5 out of 10 at the most.")),
        Step.TECHNIQUE: (_("One new technique"), new),
        Step.LEVEL: (_("The next level"), _("Longer sessions, and more to choose from.")),
    }[step]


def tip_text(name: str) -> str:
    """Return a tip of the after-session rules; raise KeyError when there is none."""
    return {tip.id: tip.text for tip in safety_content.current().after.tips}[name]


def _reduce_text(row: Decision) -> str:
    text = _("Rest for two days. Next time: half the time and one step lighter.")
    dropped = content.current().techniques.get(row.dropped)
    if dropped is None:
        return text
    return f"{text} " + _("“%(name)s” is left out for now.") % {"name": dropped.name}
