"""Rows that mirror the catalogue's files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentRow(models.Model):
    """A row that mirrors a content file; retired when it disappears, never deleted."""

    slug = models.SlugField(_("id"), max_length=60, primary_key=True)
    order = models.PositiveIntegerField(_("order"))
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["order"]


class TargetArea(ContentRow):
    """A place of the body people look for, or one to keep off."""

    plain_name = models.CharField(_("name"), max_length=60)
    anatomical_name = models.CharField(_("anatomical name"), max_length=120)
    why_it_matters = models.TextField(_("why it matters"))
    zone = models.CharField(_("zone"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=10)
    parent_slug = models.CharField(_("part of"), max_length=60, blank=True)
    body_region = models.CharField(_("region"), max_length=20)
    map_view = models.CharField(_("side of the map"), max_length=10)
    map_region = models.CharField(_("where on the map"), max_length=200)
    map_points = models.JSONField(_("points on the map"))
    seed_lines = models.JSONField(_("source lines"))

    class Meta(ContentRow.Meta):
        verbose_name = _("target area")

    def __str__(self) -> str:
        return self.plain_name


class Tool(ContentRow):
    """Something to use, with its household swap."""

    name = models.CharField(_("name"), max_length=80)
    family = models.CharField(_("family"), max_length=20, blank=True)
    extra_families = models.JSONField(_("further families"))
    tool_class = models.CharField(_("class"), max_length=20)
    price_class = models.CharField(_("price"), max_length=12)
    seed_price = models.CharField(_("price in the source"), max_length=80, blank=True)
    how_to_use = models.TextField(_("how to use"))
    cautions = models.JSONField(_("cautions"))
    household_alternative = models.TextField(_("household swap"))
    substitute_ids = models.JSONField(_("substitutes"))
    substitute_notes = models.JSONField(_("notes on substitutes"))
    limits = models.JSONField(_("limits"))
    use_in_app = models.BooleanField(_("used in the app"))
    origin = models.CharField(_("origin"), max_length=12)
    note = models.TextField(_("note"), blank=True)
    seed_lines = models.JSONField(_("source lines"))

    class Meta(ContentRow.Meta):
        verbose_name = _("tool")

    def __str__(self) -> str:
        return self.name


class Technique(ContentRow):
    """One way to ease a place: what you do, for how long, and what it asks of a body."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20)
    status = models.CharField(_("status"), max_length=20)
    filled_in = models.CharField(_("steps filled in"), max_length=10)
    origin = models.CharField(_("origin"), max_length=12)
    cue = models.CharField(_("cue"), max_length=160)
    pose = models.CharField(_("pose"), max_length=40)
    one_sided = models.BooleanField(_("one-sided"))
    side_label = models.CharField(_("name of a side"), max_length=10, blank=True)
    steps = models.JSONField(_("steps"))
    breathing = models.TextField(_("breathing"))
    breathing_source = models.CharField(_("source of breathing"), max_length=10)
    way_out = models.TextField(_("way out"))
    way_out_source = models.CharField(_("source of the way out"), max_length=10)
    cautions = models.JSONField(_("cautions"))
    picture = models.TextField(_("picture"))
    note = models.TextField(_("note"), blank=True)
    tool_families = models.JSONField(_("tool families"))
    position = models.CharField(_("position"), max_length=20)
    alt_positions = models.JSONField(_("other positions"))
    alt_position_notes = models.JSONField(_("notes on other positions"))
    movements = models.JSONField(_("movements"))
    zones = models.JSONField(_("zones touched"))
    flags = models.JSONField(_("flags"))
    pressure_start = models.CharField(_("least pressure"), max_length=8)
    pressure_max = models.CharField(_("most pressure"), max_length=8)
    spot_seconds = models.PositiveIntegerField(_("seconds on a spot"), null=True, blank=True)
    timer_seconds = models.PositiveIntegerField(_("seconds"))
    per_side = models.BooleanField(_("seconds are per side"))
    level = models.PositiveSmallIntegerField(_("level"))
    needs_floor = models.BooleanField(_("needs the floor"))
    partner = models.BooleanField(_("needs a partner"))
    requires_tier = models.CharField(_("only with outcome"), max_length=1, blank=True)
    counts_to_session = models.BooleanField(_("counts to the session"))
    warm_up = models.CharField(_("warms up by"), max_length=8, blank=True)
    dose_ids = models.JSONField(_("doses"))
    dosage = models.JSONField(_("dosage"))
    tool_substitute_notes = models.JSONField(_("household swaps"))
    easier_text = models.CharField(_("easier"), max_length=160, blank=True)
    easier_slug = models.CharField(_("easier technique"), max_length=60, blank=True)
    harder_text = models.CharField(_("harder"), max_length=160, blank=True)
    harder_slug = models.CharField(_("harder technique"), max_length=60, blank=True)
    seed_lines = models.JSONField(_("source lines"))
    seed_rule_ids = models.JSONField(_("source rules"))
    search_text = models.TextField(_("words to find it by"))

    class Meta(ContentRow.Meta):
        verbose_name = _("technique")

    def __str__(self) -> str:
        return self.name


class TechniqueArea(models.Model):
    """Which area a technique is good for."""

    technique = models.ForeignKey(Technique, models.CASCADE, related_name="area_links")
    area = models.ForeignKey(TargetArea, models.PROTECT, related_name="technique_links")
    role = models.CharField(_("role"), max_length=10)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["technique", "area"], name="area_once_a_technique")
        ]

    def __str__(self) -> str:
        return f"{self.technique_id}: {self.area_id}"


class TechniqueTool(models.Model):
    """Which tool a technique needs, may use, or can do with instead."""

    technique = models.ForeignKey(Technique, models.CASCADE, related_name="tool_links")
    tool = models.ForeignKey(Tool, models.PROTECT, related_name="technique_links")
    role = models.CharField(_("role"), max_length=10)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["technique", "tool", "role"], name="tool_once_a_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.technique_id}: {self.tool_id}"
