"""What sessions so far mean for the next one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from routines.models.content import Technique
from routines.models.session import Session


class Decision(models.Model):
    """What the after-session rules decided on one session; the last one counts."""

    class Step(models.TextChoices):
        TIME = "time", _("two minutes more")
        PRESSURE = "pressure", _("one pressure step")
        TECHNIQUE = "technique", _("one new technique")
        LEVEL = "level", _("the next level")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="decisions"
    )
    session = models.OneToOneField(Session, models.CASCADE, related_name="decision")
    rule = models.CharField(_("rule"), max_length=4)
    decision = models.CharField(_("decision"), max_length=12)
    reasons = models.JSONField(_("reasons"), default=list)
    # What the session held, for the next plan: pressure, spot, time, hands, wall.
    followed = models.JSONField(_("what was followed"), default=dict)
    dropped = models.CharField(_("technique left out"), max_length=60, blank=True)
    made_at = models.DateTimeField(_("decided"))
    chosen = models.CharField(
        _("change chosen"), max_length=10, choices=Step.choices, blank=True
    )
    chosen_at = models.DateTimeField(_("chosen"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        verbose_name = _("decision")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-made_at"], name="decision_newest")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.decision}"


class AcceptedWarning(models.Model):
    """A person read the warning of an advanced technique and wants it offered."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="accepted_warnings"
    )
    technique = models.ForeignKey(Technique, models.CASCADE, related_name="accepted_by")
    accepted_at = models.DateTimeField(_("accepted"))

    class Meta:
        verbose_name = _("accepted warning")

    def __str__(self) -> str:
        return self.technique_id
