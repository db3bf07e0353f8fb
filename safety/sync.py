"""Make rows mirror content files: create, update, retire, revive; never delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from safety.models import Contraindication
from safety.ruleset import Condition, RestrictionTable, Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a sync did, or would do."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def has_drift(self) -> bool:
        """Say whether rows and files differed."""
        return bool(self.created or self.updated or self.retired)

    def __or__(self, other: SyncReport) -> SyncReport:
        return SyncReport(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            retired=self.retired + other.retired,
            unchanged=self.unchanged + other.unchanged,
        )


def sync_rows(
    standing: models.QuerySet[Any],
    key: str,
    wanted: Iterable[Mapping[str, Any]],
    *,
    now: datetime,
    dry_run: bool,
) -> SyncReport:
    """Make the rows of a queryset equal the wanted values, in at most three statements.

    A row that is no longer wanted is retired; one that returns is revived.
    """
    model = standing.model
    rows = {getattr(row, key): row for row in standing}
    new, changed, same = [], [], 0
    fields: set[str] = {"retired_at"}
    seen = set()
    for values in wanted:
        seen.add(values[key])
        row = rows.get(values[key])
        if row is None:
            new.append(model(**values))
            continue
        fields |= values.keys()
        if _apply(row, {**values, "retired_at": None}):
            changed.append(row)
        else:
            same += 1
    gone = [row for name, row in rows.items() if name not in seen and not row.retired_at]
    for row in gone:
        row.retired_at = now
    if not dry_run:
        model._default_manager.bulk_create(new)
        model._default_manager.bulk_update(
            [*changed, *gone],
            sorted(fields - {model._meta.pk.name}),
        ) if changed or gone else None
    return SyncReport(
        created=tuple(str(getattr(row, key)) for row in new),
        updated=tuple(str(getattr(row, key)) for row in changed),
        retired=tuple(str(getattr(row, key)) for row in gone),
        unchanged=same,
    )


def sync_conditions(ruleset: Ruleset, *, now: datetime, dry_run: bool) -> SyncReport:
    """Mirror the conditions of the rule set."""
    wanted = [_condition(one) for one in ruleset.conditions.values()]
    return sync_rows(Contraindication.objects.all(), "slug", wanted, now=now, dry_run=dry_run)


def _apply(row: models.Model, values: Mapping[str, Any]) -> bool:
    """Set the values; say whether any of them was new."""
    changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


def _condition(one: Condition) -> dict[str, Any]:
    return {
        "slug": one.id,
        "name": one.name,
        "severity": one.severity,
        "gate": one.gate,
        "set_by": one.set_by,
        "time_changing": one.time_changing,
        "asks_where": one.asks_where,
        "restrictions": table_as_json(one.restrictions),
        "cautions": list(one.cautions),
        "alternative": one.alternative,
        "alternative_ids": list(one.alternative_ids),
        "source": one.source,
    }


def table_as_json(table: RestrictionTable) -> dict[str, Any]:
    """Return a restriction table as plain values, without what it leaves open."""
    default = RestrictionTable()
    values = {name: getattr(table, name) for name in RestrictionTable.__slots__}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value != getattr(default, name)
    }
