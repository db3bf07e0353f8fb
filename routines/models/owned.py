"""Which tools somebody has."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from routines.models.content import Tool


class OwnedTool(models.Model):
    """A person said they have a tool. Twice is the same as once: rows of a guest move along."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="owned_tools"
    )
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="owned_by")
    since = models.DateTimeField(_("since"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("tool somebody has")

    def __str__(self) -> str:
        return self.tool_id
