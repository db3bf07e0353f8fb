"""What a catalogue must hold to before anyone is shown it.

Names resolve, cues fit on a phone, global limits (GL01 …) are kept, starter
routines add up and are ordered as the sequence rules ask, no forbidden word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from routines.catalogue import Catalogue, StarterRow, TechniqueRow
from routines.facts import facts_of
from routines.guide_checks import guide_problems
from routines.search_checks import word_faults
from routines.sequence import Step, faults_of
from routines.text_checks import text_faults
from safety.ruleset import Ruleset
from safety.vocabulary import Pressure

CUE_WORDS = 18  # what can be read while lying on a ball (docs/content-guide.md)


def problems_of(catalogue: Catalogue, ruleset: Ruleset) -> list[str]:
    """Return every fault as "file: id: reason"; an empty list is a sound catalogue."""
    found = [
        *_missing_rules(catalogue),
        *_area_faults(catalogue, ruleset),
        *_tool_faults(catalogue, ruleset),
        *_alternative_faults(catalogue, ruleset),
        *guide_problems(catalogue, ruleset),
        *word_faults(catalogue),
    ]
    for technique in catalogue.techniques.values():
        where = f"techniques-{technique.kind}.toml: {technique.id}"
        found += [
            f"{where}: {fault}" for fault in _technique_faults(technique, catalogue, ruleset)
        ]
    if found:
        return found
    for starter in catalogue.starters.values():
        where = f"routines.toml: {starter.id}"
        found += [f"{where}: {fault}" for fault in _starter_faults(starter, catalogue)]
    return found + list(text_faults(catalogue, ruleset))


def _missing_rules(catalogue: Catalogue) -> Iterator[str]:
    """Rules and doses the code asks for by name."""
    for name in ("SEQ02", "SEQ03", "SEQ09"):
        if name not in catalogue.sequence:
            yield f"sequence.toml: {name}: missing"
    if "D_SESSION" not in catalogue.doses:
        yield "doses.toml: D_SESSION: missing"


def _alternative_faults(catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    """What the rule set names as gentle is a technique people can follow."""
    followed = {one.id for one in catalogue.techniques.values() if one.status == "active"}
    for condition in ruleset.conditions.values():
        for fault in _unknown("alternative", condition.alternative_ids, followed):
            yield f"conditions.toml: {condition.id}: {fault}"
    last_resort = ruleset.frame["nothing_left"]["offer"]
    for fault in _unknown("alternative", last_resort, followed):
        yield f"ruleset.toml: nothing_left: {fault}"


def _unknown(what: str, values: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    allowed = set(known)
    yield from (f"unknown {what} {one!r}" for one in values if one not in allowed)


def _area_faults(catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    zones = ruleset.vocabulary["areas"]
    for area in catalogue.areas.values():
        if area.zone not in zones and not (area.role == "avoid" and not area.zone):
            yield f"areas.toml: {area.id}: unknown zone {area.zone!r}"
        if area.parent and area.parent not in catalogue.areas:
            yield f"areas.toml: {area.id}: unknown parent {area.parent!r}"
        if not area.map_points:
            yield f"areas.toml: {area.id}: no point on the map"


def _tool_faults(catalogue: Catalogue, ruleset: Ruleset) -> Iterator[str]:
    families = ["", *ruleset.vocabulary["tools"]]
    for tool in catalogue.tools.values():
        faults = [
            *_unknown("family", [tool.family, *tool.extra_families], families),
            *_unknown("substitute", tool.substitute_ids, catalogue.tools),
        ]
        yield from (f"tools.toml: {tool.id}: {fault}" for fault in faults)


def _technique_faults(
    technique: TechniqueRow, catalogue: Catalogue, ruleset: Ruleset
) -> Iterator[str]:
    words, facts = ruleset.vocabulary, technique.facts
    tools = (*technique.tools_required, *technique.optional_tools)
    yield from _unknown("tool", (*tools, *technique.tool_substitute_ids), catalogue.tools)
    areas = (*technique.primary_areas, *technique.secondary_areas)
    yield from _unknown("area", areas, catalogue.areas)
    yield from _unknown("tool family", facts.tools, words["tools"])
    yield from _unknown("position", (facts.position, *facts.alt_positions), words["positions"])
    yield from _unknown("movement", facts.movements, words["movements"])
    yield from _unknown("zone", facts.areas, words["areas"])
    yield from _unknown("flag", facts.flags, words["flags"])
    yield from _unknown("dose", facts.dose_ids, catalogue.doses)
    yield from _unknown("pose", [technique.pose], catalogue.poses)
    variants = [one for one in (technique.easier, technique.harder) if one and one.technique]
    yield from _unknown("technique", (one.technique for one in variants), catalogue.techniques)
    yield from _shape_faults(technique)
    yield from _limit_faults(technique, ruleset)


def _shape_faults(technique: TechniqueRow) -> Iterator[str]:
    facts = technique.facts
    words = len(technique.cue.split())
    if words > CUE_WORDS:
        yield f"the cue has {words} words, {CUE_WORDS} at most"
    if not technique.steps:
        yield "no steps"
    for word in (facts.pressure.start, facts.pressure.max):
        if word.upper() not in Pressure.__members__:
            yield f"unknown pressure {word!r}"
            return
    if Pressure.of(facts.pressure.start) > Pressure.of(facts.pressure.max):
        yield "pressure starts above its maximum"
    if facts.partner != ("partner" in facts.tools):
        yield "partner and tool families disagree"
    if technique.status == "active" and facts.timer_seconds <= 0:
        yield "no timer"


def _limit_faults(technique: TechniqueRow, ruleset: Ruleset) -> Iterator[str]:
    """Global limits that can be read off the facts; reading matter is not held to them."""
    if technique.status == "reference_only":
        return
    for limit in ruleset.limits["global_limits"]:
        if not _keeps(technique, limit.get("check", {})):
            yield f"{limit['id']}: {limit['text']}"


def _keeps(technique: TechniqueRow, check: Mapping[str, Any]) -> bool:
    """Say whether a technique keeps one global limit, as far as facts can tell."""
    facts, tools = technique.facts, set(technique.facts.tools)
    if set(check.get("tool_ids", ())) & set(technique.tools_required):
        return technique.id in check["only_techniques"]
    if "firm_only_areas" in check and facts.pressure.max == "firm":
        return set(facts.areas) <= set(check["firm_only_areas"])
    if check.get("area") not in facts.areas:
        return True
    if tools & set(check.get("tools_never", ())):
        return False
    if tools & set(check.get("tools", ())):
        return technique.status == check["status"] or technique.id in check["except"]
    if check.get("tool") in tools:
        is_deep_enough = facts.level >= int(check["min_level"])
        return is_deep_enough and facts.requires_tier == str(check["requires_tier"])
    return True


def _starter_faults(starter: StarterRow, catalogue: Catalogue) -> Iterator[str]:
    total = active = 0
    steps = []
    for step in starter.steps:
        technique = catalogue.techniques.get(step.technique)
        if technique is None:
            yield f"unknown technique {step.technique!r}"
            return
        facts = technique.facts
        if technique.status != "active" or facts.level > starter.level:
            yield f"{technique.id} does not suit a starter of level {starter.level}"
        if facts.position != "any" and step.position not in (
            facts.position,
            *facts.alt_positions,
        ):
            yield f"{technique.id} is not done in {step.position}"
        if step.work_seconds != step.seconds_per_side * len(step.sides):
            yield f"{technique.id}: work_seconds do not add up"
        length = step.work_seconds + step.side_change_s + step.rest_after_s
        total += length
        active += length if facts.counts_to_session else 0
        steps.append(Step(facts=facts_of(technique), seconds=step.work_seconds))
    if (total, active) != (starter.total_seconds, starter.active_seconds):
        yield f"totals are {total} and {active}"
    most = catalogue.doses["D_SESSION"].limits["max_s_by_level"][str(starter.level)]
    if active > most:
        yield f"{active} s is too long for level {starter.level}"
    yield from (
        f"{fault.rule}: {fault.technique}" for fault in faults_of(steps, catalogue.sequence)
    )
