"""Something gentle for one person: techniques that fit, then starters that stand. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from routines.adapting import Inputs, Wish, natural_sides
from routines.catalogue import StarterRow
from routines.facts import SWITCH_S, Facts
from routines.planning import Plan, plan

# Level 1 is offered: it can be done from the first session (clinical vocabulary, level).
GENTLE_LEVEL = 1
FEWEST_TECHNIQUES = 2
MOST_TECHNIQUES = 4
MOST_STARTERS = 2
# The session cap of that level in seconds (D_SESSION); longer ones come last.
LONG_S = 600
# Setting up eases nothing, and a partner is not always there.
NOT_ALONE = frozenset({"preparation", "partner"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A starter as this person would follow it; it stands inside their limits."""

    slug: str
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Ids, gentlest first; `is_last_resort` when nothing but the last resort fits."""

    techniques: tuple[str, ...]
    starters: tuple[str, ...]
    is_last_resort: bool = False


def offer(
    named: Sequence[Sequence[str]],
    ready: Iterable[Ready],
    inputs: Inputs,
    *,
    last_resort: Sequence[str],
) -> Offer:
    """Return what to offer inside a person's limits.

    `named` holds the alternatives of each reason for limits. `last_resort` is what the
    clinical rule set offers when no technique is left (filter, "if_nothing_left").
    """
    kind = {slug for reason in named for slug in reason} - {*last_resort}
    starters = _gentlest_starters(ready, kind, inputs)
    techniques = _techniques(named, inputs, last_resort)
    if not starters and {*techniques} <= {*last_resort}:
        left = tuple(one for one in last_resort if fits(one, inputs))
        return Offer(techniques=left, starters=(), is_last_resort=True)
    return Offer(techniques=techniques, starters=starters)


def for_places(
    wanted: Sequence[str],
    worked: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    inputs: Inputs,
) -> tuple[str, ...]:
    """Return what works the wanted areas and fits: most of them first, then the gentlest.

    `worked` holds what each technique works mainly and what besides, by its id.
    """
    asked = {*wanted}

    def rank(slug: str) -> tuple[int, ...]:
        mainly, besides = (len(asked & {*areas}) for areas in worked[slug])
        return -mainly, -besides, *_strain(inputs.techniques[slug])[1:]

    near = [
        slug
        for slug, areas in worked.items()
        if (one := inputs.techniques.get(slug))
        and one.kind not in NOT_ALONE
        and asked & {*areas[0], *areas[1]}
    ]
    fitting = (slug for slug in sorted(near, key=rank) if fits(slug, inputs))
    return tuple(islice(fitting, MOST_TECHNIQUES))


def fits(slug: str, inputs: Inputs) -> bool:
    """Say whether a technique can be followed alone, as itself."""
    facts = inputs.techniques.get(slug)
    if facts is None or facts.level > GENTLE_LEVEL:
        return False
    return [step.technique for step in plan([_alone(facts)], inputs).steps] == [slug]


def wishes_of(starter: StarterRow, techniques: Mapping[str, Facts]) -> list[Wish]:
    """Return the steps of a starter as asked for."""
    return [
        Wish(
            facts=techniques[step.technique],
            position=step.position,
            sides=("left", "right") if len(step.sides) == 2 else ("",),
            seconds=step.seconds_per_side,
            rest=step.rest_after_s,
            switch=step.side_change_s,
        )
        for step in starter.steps
    ]


def _techniques(
    named: Sequence[Sequence[str]], inputs: Inputs, last_resort: Sequence[str]
) -> tuple[str, ...]:
    """Return what most reasons name and fits, filled up with the gentlest of the rest."""
    times = Counter(slug for reason in named for slug in dict.fromkeys(reason))
    chosen = [slug for slug in times if fits(slug, inputs)]
    chosen.sort(key=lambda slug: (-times[slug], *_strain(inputs.techniques[slug])))
    chosen = chosen[:MOST_TECHNIQUES]
    if missing := max(0, FEWEST_TECHNIQUES - len(chosen)):
        chosen += _others({*chosen, *last_resort}, inputs)[:missing]
    return tuple(sorted(chosen, key=lambda slug: _strain(inputs.techniques[slug])))


def _others(but: Set[str], inputs: Inputs) -> list[str]:
    """Return everything else that eases and fits, gentlest first."""
    rows = sorted(inputs.techniques.values(), key=_strain)
    easing = [one.slug for one in rows if one.kind not in NOT_ALONE and one.slug not in but]
    return [slug for slug in easing if fits(slug, inputs)]


def _strain(facts: Facts) -> tuple[bool, int, int, int]:
    """Return a sort key, gentlest first: without a partner, pressure, what moves or reaches."""
    reach = len(facts.movements) + len(facts.flags)
    return "partner" in facts.tools, facts.pressure_max, facts.pressure_start, reach


def _gentlest_starters(
    ready: Iterable[Ready], kind: Set[str], inputs: Inputs
) -> tuple[str, ...]:
    """Return starters that press little, in easy range, with much of what is named."""

    def strain(one: Ready) -> tuple[int, int, int, bool, int, int]:
        made = one.plan
        used = {step.technique for step in made.steps}
        return (
            sum(step.is_pressing for step in made.steps),
            sum(len(inputs.techniques[slug].movements) for slug in used),
            -len(used & kind),
            made.total_seconds > LONG_S,
            len(made.changes),
            made.total_seconds,
        )

    return tuple(one.slug for one in sorted(ready, key=strain)[:MOST_STARTERS])


def _alone(facts: Facts) -> Wish:
    return Wish(
        facts=facts,
        position=facts.position,
        sides=natural_sides(facts),
        seconds=facts.timer_seconds,
        rest=0,
        switch=SWITCH_S,
    )
