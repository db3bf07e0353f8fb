"""Words for kinds, positions, sides and times; all through gettext."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from routines import content
from routines.adapting import Change, Why
from routines.facts import Against, Objection
from routines.frozen import thaw_plan, thaw_state
from routines.models import Session
from routines.planning import Kind, Plan
from routines.player import sequence_of
from safety.vocabulary import Pressure

KINDS = {
    "massage": gettext_lazy("Hands"),
    "ball": gettext_lazy("Ball"),
    "roller": gettext_lazy("Roller"),
    "tool": gettext_lazy("Tool"),
    "stretch": gettext_lazy("Stretch"),
    "strengthening": gettext_lazy("Strength"),
    "mobility": gettext_lazy("Movement"),
    "thermal": gettext_lazy("Warm and cold"),
    "partner": gettext_lazy("With a partner"),
    "preparation": gettext_lazy("Getting ready"),
}
FAMILIES = {
    "none": gettext_lazy("No tool"),
    "hands": gettext_lazy("Hands"),
    "ball": gettext_lazy("Ball"),
    "peanut": gettext_lazy("Peanut"),
    "roller": gettext_lazy("Roller"),
    "gun": gettext_lazy("Massage gun"),
    "massager": gettext_lazy("Powered massager"),
    "heat": gettext_lazy("Warmth"),
    "cold": gettext_lazy("Cold"),
    "oil": gettext_lazy("Oil"),
    "partner": gettext_lazy("A partner"),
}
POSITIONS = {
    "any": gettext_lazy("Any position"),
    "chair": gettext_lazy("On a chair"),
    "standing": gettext_lazy("Standing"),
    "walking": gettext_lazy("Walking"),
    "wall": gettext_lazy("Against a wall"),
    "kneeling": gettext_lazy("Kneeling"),
    "floor_sitting": gettext_lazy("Sitting on the floor"),
    "floor_supine": gettext_lazy("On the back, on the floor"),
    "floor_prone": gettext_lazy("Face down, on the floor"),
    "side_lying": gettext_lazy("On the side, on the floor"),
    "bed_supine": gettext_lazy("On the back, in bed"),
    "bed_prone": gettext_lazy("Face down, in bed"),
    "bed_side": gettext_lazy("On the side, in bed"),
    "bath": gettext_lazy("In the bath"),
}
PHASES = {
    Kind.PREP: gettext_lazy("Get ready"),
    Kind.HOLD: gettext_lazy("Hold"),
    Kind.EASE: gettext_lazy("Ease off"),
    Kind.SWITCH: gettext_lazy("Change side"),
    Kind.REST: gettext_lazy("Rest"),
}
SIDES = {
    ("left", ""): gettext_lazy("Left"),
    ("right", ""): gettext_lazy("Right"),
    ("left", "side"): gettext_lazy("Left side"),
    ("right", "side"): gettext_lazy("Right side"),
    ("left", "leg"): gettext_lazy("Left leg"),
    ("right", "leg"): gettext_lazy("Right leg"),
    ("left", "foot"): gettext_lazy("Left foot"),
    ("right", "foot"): gettext_lazy("Right foot"),
    ("left", "arm"): gettext_lazy("Left arm"),
    ("right", "arm"): gettext_lazy("Right arm"),
}
# Out of 10: up to 2, up to 4, up to 5 (clinical vocabulary, pressure).
PRESSURE = {
    Pressure.NONE: (0, gettext_lazy("No pressure.")),
    Pressure.LIGHT: (2, gettext_lazy("Light, up to 2 out of 10. You could nap.")),
    Pressure.MEDIUM: (4, gettext_lazy("Up to 4 out of 10: a mild, good ache. You can chat.")),
    Pressure.FIRM: (
        5,
        gettext_lazy("Up to 5 out of 10, the strongest we allow. Breathing stays easy."),
    ),
}
PRICES = {
    "free": gettext_lazy("costs nothing"),
    "cheap": gettext_lazy("cheap"),
    "expensive": gettext_lazy("costs more"),
}
STATUS = {
    "advanced": gettext_lazy("For experienced people: read its warning first."),
    "reference_only": gettext_lazy("For reading only; we do not offer it."),
}


def minutes(seconds: int) -> str:
    """Return a length in words: "45 s", "5 min", "6 min 52 s"."""
    whole, rest = divmod(seconds, 60)
    if not whole:
        return _("%(s)s s") % {"s": rest}
    if not rest:
        return _("%(m)s min") % {"m": whole}
    return _("%(m)s min %(s)s s") % {"m": whole, "s": rest}


def about_minutes(seconds: int) -> str:
    """Return a length rounded to whole minutes, at least one."""
    return _("%(m)s min") % {"m": max(1, round(seconds / 60))}


def clock(seconds: int) -> str:
    """Return "1:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def side(name: str, label: str) -> str:
    """Return "Left leg" and the like; "" for no side."""
    return str(SIDES[name, label]) if name else ""


def dose(seconds: int, sides: int) -> str:
    """Return "2 × 40 s" or "1 min"."""
    if sides > 1:
        return f"{sides} × {minutes(seconds)}"
    return minutes(seconds)


def plan_text(plan: Plan) -> str:
    """Return one line on a plan for a picture's text alternative."""
    steps = ngettext("%(n)s step", "%(n)s steps", len(plan.steps)) % {"n": len(plan.steps)}
    return _("%(steps)s in %(time)s") % {"steps": steps, "time": minutes(plan.total_seconds)}


def objection_text(objection: Objection) -> str:
    """Return what of a technique does not suit, without saying why."""
    match objection.kind:
        case Against.STATUS:
            return str(STATUS[objection.word])
        case Against.TIER:
            return _("Only for people without any limits.")
        case Against.TOOL:
            return _("Not with this tool.")
        case Against.POSITION:
            return _("Not in this position.")
        case Against.PRESSURE:
            return _("It cannot be done lightly enough.")
        case Against.MOVEMENT:
            return _("Not with this movement.")
        case Against.AREA | Against.PAIR:
            return _("Not on this part of the body.")
        case Against.FLAG:
            return _("Not with this use of the hands.")


def change_text(change: Change, names: dict[str, str]) -> str:
    """Return one sentence on what a plan changed and why."""
    name = {"name": change.name, "other": names.get(change.became, "")}
    match change.why, bool(change.became):
        case Why.NOT_FOR_YOU, True:
            return _("“%(other)s” instead of “%(name)s”, which is not for you now.") % name
        case Why.NOT_FOR_YOU, False:
            return _("“%(name)s” is left out: it is not for you now.") % name
        case Why.OTHER_POSITION, _:
            return _("“%(name)s” is done in another position, because of your limits.") % name
        case Why.LONGEST, _:
            return _("“%(name)s” is shorter: more is not good for you now.") % name
        case Why.ORDER, _:
            return _("“%(name)s” is left out: its warm-up is missing now.") % name
        case Why.SESSION_FULL, True:
            return _("“%(name)s” is shorter: the session has reached its longest time.") % name
        case Why.SESSION_FULL, False:
            return _("“%(name)s” is left out: the session has reached its longest time.") % name
        case Why.DAY_FULL, True:
            return _("“%(name)s” is shorter: that is what is left of today's time.") % name
        case Why.DAY_FULL, False:
            return _("“%(name)s” is left out: today's time for sessions is used up.") % name
        case Why.GAP | Why.TIMES_TODAY | Why.RESTING | Why.LIGHTER, _:
            return _dose_change(change, name)
        case Why.SPENT_TODAY, True:
            return _("“%(name)s” is shorter: that is what is left for today.") % name
        case Why.LATER, True:
            return _("“%(other)s” instead of “%(name)s”, which comes later.") % name
        case Why.LATER, False:
            return _("“%(name)s” is left out: it comes later, after easier sessions.") % name
        case Why.SIGN_LATELY, _:
            return _("“%(name)s” is left out: you noticed a sign with it lately.") % name
        case Why.NEWEST, _:
            return _("“%(name)s” is left out: the last session was a bit much.") % name
        case _:
            return _("“%(name)s” is left out: today's time for it is used up.") % name


def today_text(change: Change) -> str:
    """Return one or two words on what a change makes of a step today; "" for limits."""
    match change.why:
        case Why.NOT_FOR_YOU | Why.OTHER_POSITION:
            return ""
        case Why.LIGHTER:
            return _("Lightly today")
        case Why.LATER if not change.became:
            return _("Comes later")
        case _ if not change.became:
            return _("Not today")
        case _ if change.became != change.technique:
            return _("Swapped for now")
        case _:
            return _("Shorter today")


def _dose_change(change: Change, name: dict[str, str]) -> str:
    """Return one sentence on a step that has to wait, or is lighter because of a rest."""
    when = {**name, "time": _clock_time(change)}
    match change.why:
        case Why.GAP if change.until:
            return _("“%(name)s” comes again after %(time)s: ") % when + _gap_text(change)
        case Why.GAP:
            return _("“%(name)s” is left out: ") % name + _gap_text(change)
        case Why.TIMES_TODAY:
            return _("“%(name)s” is left out: it was done often enough today.") % name
        case Why.LIGHTER:
            return _("“%(name)s” is done lightly: we pressed there less than a day ago.") % name
        case _ if change.became:
            return _("“%(other)s” instead of “%(name)s”, which may rest until %(time)s.") % when
        case _:
            return (
                _("“%(name)s” comes again after %(time)s: the place rests until then.") % when
            )


def _gap_text(change: Change) -> str:
    """Return why two packs need time between them; the hours come from the dose."""
    hours = int(content.current().doses[change.dose].limits["gap_s"]) // 3600
    if change.dose == "D_COLD":
        text = ngettext(
            "an hour between two cold packs.", "%(n)s hours between two cold packs.", hours
        )
    else:
        text = ngettext(
            "an hour between two warm packs.", "%(n)s hours between two warm packs.", hours
        )
    return text % {"n": hours}


def _clock_time(change: Change) -> str:
    """Return "15:40", with the day for a rest of a day."""
    if change.until is None:
        return ""
    shape = "H:i" if change.why is Why.GAP else "l H:i"
    return formats.date_format(timezone.localtime(change.until), shape)


def rest_text(until: datetime) -> str:
    """Return the sentence that asks for a rest before anything is followed."""
    when = formats.date_format(timezone.localtime(until), "l j F, H:i")
    return _("Your back rests until %(when)s. Walk and move as you like until then.") % {
        "when": when
    }


def technique_names() -> dict[str, str]:
    """Return the names of all techniques by their ids."""
    return {slug: one.name for slug, one in content.current().techniques.items()}


def where_in_session(session: Session) -> str:
    """Return "step 3 of 7, left side" for the bar on every page."""
    plan, state = thaw_plan(session.plan), thaw_state(session.state)
    order = {one.id: one for one in sequence_of(plan, state.gentler_steps)}
    here = order.get(state.segment)
    if here is None:
        return session.name
    text = _("step %(n)s of %(total)s") % {"n": here.step, "total": len(plan.steps)}
    place = side(here.side, plan.steps[here.step - 1].side_label)
    return f"{text}, {place.lower()}" if place else text
