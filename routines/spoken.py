"""What a voice says in a stage, where somebody wants one. Nothing is only said."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from routines import wording
from routines.planning import Kind, PlannedStep, Segment


def spoken(way: PlannedStep, segment: Segment, *, is_last_step: bool) -> str:
    """Return ways to say one segment, the fullest first; "" where a tone is enough."""
    side = wording.side(segment.side, way.side_label)
    if segment.kind is Kind.PREP:
        facts = [one for one in (way.name, side, _seconds(way.seconds)) if one]
        whole = [[_("Last one"), *facts]] if is_last_step else []
        return "|".join(f"{'. '.join(one)}." for one in (*whole, facts, facts[1:]))
    if segment.kind is Kind.SWITCH:
        return _("Switch to the %(side)s.") % {"side": side.lower()}
    said = {Kind.HOLD: _("Halfway."), Kind.EASE: _("Ease off.")}
    return said.get(segment.kind, "")


def _seconds(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes > 1 and not rest:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
