"""Admin of routines: content and records are read-only; people can be helped with routines."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from routines.models import (
    AcceptedWarning,
    CheckIn,
    Decision,
    Pairing,
    Routine,
    RoutineStep,
    Session,
    SessionEvent,
    StopSign,
    TargetArea,
    Technique,
    TechniqueArea,
    TechniqueTool,
    Tool,
)
from safety.admin import ReadOnly


class AreaLinks(admin.TabularInline):
    model = TechniqueArea
    extra = 0


class ToolLinks(admin.TabularInline):
    model = TechniqueTool
    extra = 0


@admin.register(TargetArea)
class TargetAreaAdmin(ReadOnly):
    list_display = ["plain_name", "slug", "anatomical_name", "zone", "role", "retired_at"]
    list_filter = ["role", "zone", "body_region"]
    search_fields = ["plain_name", "anatomical_name", "slug"]


@admin.register(Tool)
class ToolAdmin(ReadOnly):
    list_display = ["name", "slug", "family", "price_class", "use_in_app", "retired_at"]
    list_filter = ["family", "price_class", "use_in_app"]
    search_fields = ["name", "slug"]


@admin.register(Technique)
class TechniqueAdmin(ReadOnly):
    list_display = ["name", "slug", "kind", "status", "level", "position", "retired_at"]
    list_filter = ["kind", "status", "level", "position", "needs_floor"]
    search_fields = ["name", "slug", "search_text"]
    inlines = [AreaLinks, ToolLinks]


class Steps(admin.TabularInline):
    model = RoutineStep
    extra = 0
    raw_id_fields = ["technique"]


@admin.register(Routine)
class RoutineAdmin(admin.ModelAdmin):
    list_display = ["name", "owner", "slug", "level", "mode", "pack", "changed_at"]
    list_filter = ["mode", "level", "pack", ("slug", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug", "owner__email"]
    raw_id_fields = ["owner"]
    inlines = [Steps]


class Events(admin.TabularInline):
    model = SessionEvent
    extra = 0
    can_delete = False


@admin.register(Session)
class SessionAdmin(ReadOnly):
    list_display = ["name", "person", "phase", "started_at", "ended_at"]
    list_filter = ["phase"]
    search_fields = ["name", "person__email"]
    date_hierarchy = "started_at"
    inlines = [Events]


@admin.register(SessionEvent)
class SessionEventAdmin(ReadOnly):
    list_display = ["session", "kind", "segment", "at", "received_at"]
    list_filter = ["kind"]
    search_fields = ["session__person__email", "key"]
    date_hierarchy = "received_at"


@admin.register(CheckIn)
class CheckInAdmin(ReadOnly):
    list_display: list[Any] = ["session", "feel", "before", "after", "answered_at"]
    list_filter = ["feel"]
    search_fields = ["session__person__email"]
    date_hierarchy = "answered_at"


@admin.register(StopSign)
class StopSignAdmin(ReadOnly):
    list_display = ["sign", "session", "technique", "noticed_at", "outcome"]
    list_filter = ["sign", "outcome"]
    search_fields = ["session__person__email", "technique"]
    date_hierarchy = "noticed_at"


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    list_display = ["person", "rule", "decision", "made_at", "chosen"]
    list_filter = ["decision", "rule", "chosen"]
    search_fields = ["person__email"]
    date_hierarchy = "made_at"


@admin.register(AcceptedWarning)
class AcceptedWarningAdmin(ReadOnly):
    list_display = ["person", "technique", "accepted_at"]
    search_fields = ["person__email", "technique__name"]
    date_hierarchy = "accepted_at"


@admin.register(Pairing)
class PairingAdmin(ReadOnly):
    list_display = ["giver", "receiver", "asked_at", "agreed_at", "withdrawn_at"]
    search_fields = ["giver__email", "receiver__email"]
    date_hierarchy = "asked_at"
    exclude = ["token"]
