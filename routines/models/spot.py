"""Where somebody is tight."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from routines.models.content import TargetArea


class TightSpot(models.Model):
    """A person marked a place. Twice is the same as once: rows of a guest move along."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tight_spots"
    )
    area = models.ForeignKey(TargetArea, models.CASCADE, related_name="tight_for")
    side = models.CharField(_("side"), max_length=5, blank=True)
    since = models.DateTimeField(_("since"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("tight spot")

    def __str__(self) -> str:
        return f"{self.area_id} {self.side}".strip()
