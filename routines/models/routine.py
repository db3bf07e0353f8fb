"""Routines and their steps: people's own, and starters."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from routines.models.content import Technique


class Pack(models.TextChoices):
    """The tones a routine is followed with; a phone has a choice of its own."""

    PHONE = "phone", _("As on this phone")
    CALM = "calm", _("Calm")
    CLEAR = "clear", _("Clear, louder")
    OFF = "off", _("Off")


class Routine(models.Model):
    """A list of steps: somebody's own, or a starter (without an owner, with a slug)."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="routines"
    )
    slug = models.SlugField(_("id"), max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80)
    mode = models.CharField(_("mode"), max_length=10, default="self")
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    suits = models.TextField(_("suits"), blank=True)
    pack = models.CharField(_("tones"), max_length=5, choices=Pack, default=Pack.PHONE)
    order = models.PositiveIntegerField(_("order"), default=0)
    tools_required = models.JSONField(_("tools"), default=list)
    lead_in_slug = models.CharField(_("lead-in"), max_length=60, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "pk"]
        verbose_name = _("routine")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(owner=None) ^ models.Q(slug=None), name="own_or_starter"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_starter(self) -> bool:
        """Say whether it belongs to everybody."""
        return self.owner_id is None


class Sides(models.TextChoices):
    """Which sides a step is done on."""

    ONCE = "once", _("No sides")
    BOTH = "both", _("Both sides, left first")
    LEFT = "left", _("Left only")
    RIGHT = "right", _("Right only")


class RoutineStep(models.Model):
    """One step of a routine; seconds are per side."""

    routine = models.ForeignKey(Routine, models.CASCADE, related_name="steps")
    technique = models.ForeignKey(Technique, models.PROTECT, related_name="routine_steps")
    order = models.PositiveIntegerField(_("order"))
    position = models.CharField(_("position"), max_length=20)
    sides = models.CharField(_("sides"), max_length=5, choices=Sides.choices)
    seconds = models.PositiveIntegerField(_("seconds a side"))
    rest = models.PositiveIntegerField(_("rest after"), default=5)
    switch = models.PositiveIntegerField(_("change-over"), default=8)
    reps = models.PositiveIntegerField(_("repetitions"), default=1)
    hold = models.PositiveIntegerField(_("seconds a repetition"), null=True, blank=True)
    gap = models.PositiveIntegerField(_("seconds between repetitions"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "pk"]
        verbose_name = _("step")

    def __str__(self) -> str:
        return f"{self.order}. {self.technique_id}"
