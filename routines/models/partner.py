"""Two people and one back: who may follow a routine for whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pairing(models.Model):
    """A giver asked a receiver; it counts from the receiver's yes until they take it back."""

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="pairings_given"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pairings_received",
    )
    name = models.CharField(_("the receiver's name"), max_length=40)
    # As the receiver knows them; a link without a name would look like a trick.
    giver_name = models.CharField(_("the giver's name"), max_length=40, blank=True)
    # The receiver is a row of their own that was made for, and lives on, the giver's device.
    handed_over = models.BooleanField(_("answered on the giver's device"), default=False)
    token = models.CharField(_("token of the link"), max_length=64, unique=True)
    asked_at = models.DateTimeField(_("asked"))
    expires_at = models.DateTimeField(_("link ends"))
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        verbose_name = _("pairing")

    def __str__(self) -> str:
        return self.name
