"""Make the catalogue's rows mirror its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from routines.catalogue import Catalogue, StarterRow, StarterStep, TechniqueRow
from routines.models import (
    Routine,
    RoutineStep,
    Sides,
    TargetArea,
    Technique,
    TechniqueArea,
    TechniqueTool,
    Tool,
)
from safety.sync import SyncReport, sync_rows


@transaction.atomic
def sync_catalogue(catalogue: Catalogue, *, now: datetime, dry_run: bool = False) -> SyncReport:
    """Mirror areas, tools, techniques with their links, and starter routines."""
    report = SyncReport()
    for model, rows in (
        (TargetArea, _areas(catalogue)),
        (Tool, _tools(catalogue)),
        (Technique, _techniques(catalogue)),
    ):
        report |= sync_rows(
            model._default_manager.all(), "slug", rows, now=now, dry_run=dry_run
        )
    starters = Routine.objects.filter(owner=None)
    report |= sync_rows(starters, "slug", _starters(catalogue), now=now, dry_run=dry_run)
    for links in (_area_links(catalogue), _tool_links(catalogue), _starter_steps(catalogue)):
        report |= _sync_links(links, dry_run=dry_run)
    return report


def _plain(value: Any) -> Any:
    """Return tuples and mappings as the lists and dicts a JSON column gives back."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _fields(row: Any, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _areas(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    for order, row in enumerate(catalogue.areas.values()):
        yield {
            "slug": row.id,
            "order": order,
            "parent_slug": row.parent,
            **_fields(row, "plain_name", "anatomical_name", "why_it_matters", "zone", "role"),
            **_fields(row, "body_region", "map_view", "map_region", "map_points", "seed_lines"),
        }


def _tools(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    for order, row in enumerate(catalogue.tools.values()):
        yield {
            "slug": row.id,
            "order": order,
            **_fields(row, "name", "family", "extra_families", "tool_class", "price_class"),
            **_fields(row, "seed_price", "how_to_use", "cautions", "household_alternative"),
            **_fields(row, "substitute_ids", "substitute_notes", "limits", "use_in_app"),
            **_fields(row, "origin", "note", "seed_lines"),
        }


def _techniques(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    for order, row in enumerate(catalogue.techniques.values()):
        facts = row.facts
        yield {
            "slug": row.id,
            "order": order,
            **_fields(row, "name", "kind", "status", "filled_in", "origin", "cue", "pose"),
            **_fields(row, "one_sided", "side_label", "steps", "breathing", "breathing_source"),
            **_fields(row, "picture", "note", "alt_position_notes", "tool_substitute_notes"),
            **_fields(row, "seed_lines", "seed_rule_ids"),
            **_fields(facts, "position", "alt_positions", "movements", "flags", "spot_seconds"),
            **_fields(facts, "timer_seconds", "per_side", "level", "needs_floor", "partner"),
            **_fields(facts, "requires_tier", "counts_to_session", "warm_up", "dose_ids"),
            "way_out": row.exit,
            "way_out_source": row.exit_source,
            "cautions": [{"text": one.text, "source": one.source} for one in row.cautions],
            "tool_families": list(facts.tools),
            "zones": list(facts.areas),
            "pressure_start": facts.pressure.start,
            "pressure_max": facts.pressure.max,
            "dosage": _fields(row.dosage, *row.dosage.__slots__),
            "easier_text": row.easier.text if row.easier else "",
            "easier_slug": row.easier.technique if row.easier else "",
            "harder_text": row.harder.text if row.harder else "",
            "harder_slug": row.harder.technique if row.harder else "",
            "search_text": _search_text(row, catalogue),
        }


def _search_text(row: TechniqueRow, catalogue: Catalogue) -> str:
    """Return everything an editor might type to find it in the admin, in lower case."""
    areas = [catalogue.areas[name] for name in (*row.primary_areas, *row.secondary_areas)]
    tools = [catalogue.tools[name].name for name in (*row.tools_required, *row.optional_tools)]
    places = [f"{area.plain_name} {area.anatomical_name}" for area in areas]
    return " ".join([row.name, row.kind, row.cue, *row.steps, *places, *tools]).lower()


def _starters(catalogue: Catalogue) -> Iterable[dict[str, Any]]:
    for order, row in enumerate(catalogue.starters.values()):
        yield {
            "slug": row.id,
            "order": order,
            "lead_in_slug": row.optional_lead_in,
            **_fields(row, "name", "mode", "level", "suits", "tools_required"),
        }


Links = tuple[models.QuerySet[Any], tuple[str, ...], list[models.Model]]


def _area_links(catalogue: Catalogue) -> Links:
    wanted: list[models.Model] = [
        TechniqueArea(technique_id=row.id, area_id=area, role=role, order=order)
        for row in catalogue.techniques.values()
        for role, areas in (("primary", row.primary_areas), ("secondary", row.secondary_areas))
        for order, area in enumerate(areas)
    ]
    keys = ("technique_id", "area_id", "role", "order")
    return TechniqueArea.objects.all(), keys, wanted


def _tool_links(catalogue: Catalogue) -> Links:
    wanted: list[models.Model] = [
        TechniqueTool(technique_id=row.id, tool_id=tool, role=role, order=order)
        for row in catalogue.techniques.values()
        for role, tools in (
            ("required", row.tools_required),
            ("optional", row.optional_tools),
            ("substitute", row.tool_substitute_ids),
        )
        for order, tool in enumerate(tools)
    ]
    keys = ("technique_id", "tool_id", "role", "order")
    return TechniqueTool.objects.all(), keys, wanted


def _starter_steps(catalogue: Catalogue) -> Links:
    ids = dict(Routine.objects.filter(owner=None).values_list("slug", "pk"))
    wanted: list[models.Model] = [
        _starter_step(ids[row.id], step) for row in _known(catalogue, ids) for step in row.steps
    ]
    step = ("technique_id", "order", "position", "sides", "seconds", "rest", "switch")
    keys = ("routine_id", *step, "reps", "hold", "gap", "note")
    return RoutineStep.objects.filter(routine__owner=None), keys, wanted


def _known(catalogue: Catalogue, ids: Mapping[str | None, int]) -> list[StarterRow]:
    """Return the starters that have a row; in a dry run a new one has none yet."""
    return [row for row in catalogue.starters.values() if row.id in ids]


def _starter_step(routine_id: int, step: StarterStep) -> RoutineStep:
    sides = Sides.BOTH if len(step.sides) == 2 else Sides.ONCE
    return RoutineStep(
        routine_id=routine_id,
        technique_id=step.technique,
        order=step.order,
        position=step.position,
        sides=sides,
        seconds=step.seconds_per_side,
        rest=step.rest_after_s,
        switch=step.side_change_s,
        reps=step.reps,
        hold=step.hold_s,
        gap=step.gap_between_reps_s,
        note=step.note,
    )


def _sync_links(links: Links, *, dry_run: bool) -> SyncReport:
    """Replace links that differ; nobody's history points at a link."""
    standing, keys, wanted = links
    rows = {tuple(getattr(row, key) for key in keys): row for row in standing}
    names = {tuple(getattr(row, key) for key in keys): row for row in wanted}
    new = [row for name, row in names.items() if name not in rows]
    gone = [row.pk for name, row in rows.items() if name not in names]
    if not dry_run:
        if gone:
            standing.model._default_manager.filter(pk__in=gone).delete()
        standing.model._default_manager.bulk_create(new)
    return SyncReport(
        created=tuple(str(row) for row in new),
        retired=tuple(f"{standing.model.__name__} {pk}" for pk in gone),
        unchanged=len(rows) - len(gone),
    )
