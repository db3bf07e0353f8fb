"""Admin of safety: results and screens are records, so they can be read, not edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from safety.models import Clearance, Contraindication, Person, Precheck, Screening, Withdrawal


class ReadOnly(admin.ModelAdmin):
    """Records and content: content is edited in its files, records never."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["__str__", "country", "joined_at", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active", "country"]
    search_fields = ["email"]
    fields = [
        "email",
        "country",
        "time_zone",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
    ]
    readonly_fields = ["email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Contraindication)
class ContraindicationAdmin(ReadOnly):
    list_display = ["name", "slug", "gate", "severity", "time_changing", "retired_at"]
    list_filter = ["gate", "severity", "time_changing", "asks_where"]
    search_fields = ["name", "slug"]


@admin.register(Screening)
class ScreeningAdmin(ReadOnly):
    list_display = ["person", "started_at", "ended_at", "ruleset_version", "corrected"]
    list_filter = ["ruleset_version", "corrected", "checked_role"]
    search_fields = ["person__email"]
    date_hierarchy = "started_at"
    # Answers under way belong to the person alone.
    exclude = ["answers", "attested"]


@admin.register(Clearance)
class ClearanceAdmin(ReadOnly):
    list_display = ["person", "tier", "origin", "granted_at", "expires_at", "ruleset_version"]
    list_filter = ["tier", "origin", "ruleset_version"]
    search_fields = ["person__email"]
    date_hierarchy = "granted_at"


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnly):
    list_display = ["clearance", "reason", "withdrawn_at"]
    list_filter = ["reason"]
    search_fields = ["clearance__person__email"]
    date_hierarchy = "withdrawn_at"


@admin.register(Precheck)
class PrecheckAdmin(ReadOnly):
    list_display = ["person", "answered_at", "pain", "outcome"]
    list_filter = ["outcome"]
    search_fields = ["person__email"]
    date_hierarchy = "answered_at"
