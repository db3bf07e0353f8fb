"""Following a plan, what happened in it, and how it was."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from routines.models.routine import Pack, Routine
from routines.player import Phase


class Session(models.Model):
    """Following a plan once. The plan is frozen; the state is the replay of the events."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions_followed"
    )
    routine = models.ForeignKey(
        Routine, models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    # Whose hands follow the plan when they are not the person's own; they see the player.
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions_given",
    )
    name = models.CharField(_("name"), max_length=120)
    plan = models.JSONField(_("plan"))
    pack = models.CharField(_("tones"), max_length=5, choices=Pack, default=Pack.PHONE)
    state = models.JSONField(_("state"))
    phase = models.CharField(_("phase"), max_length=10, default=Phase.READY)
    started_at = models.DateTimeField(_("started"))
    touched_at = models.DateTimeField(_("last event"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")

    # On rows from `access.sessions_with` only: what a giver calls the person, whether the
    # person's yes still counts, and whether they answer on the giver's device.
    receiver_name: str | None
    has_consent: bool
    is_handed_over: bool

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "-pk"]
        verbose_name = _("session")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-started_at"], name="session_newest")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M}"


class SessionEvent(models.Model):
    """One thing that happened in a session; appended, once by key."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="events")
    key = models.CharField(_("key"), max_length=64)
    kind = models.CharField(_("kind"), max_length=10)
    segment = models.CharField(_("segment"), max_length=40, blank=True)
    to = models.CharField(_("entered"), max_length=40, blank=True)
    left_ms = models.PositiveIntegerField(_("milliseconds left"))
    delta_ms = models.IntegerField(_("milliseconds added"), default=0)
    sign = models.CharField(_("sign noticed"), max_length=20, blank=True)
    at = models.DateTimeField(_("happened"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("session event")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "key"], name="event_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.segment}"


class StopSign(models.Model):
    """A sign somebody noticed in a session; some are asked about again ten minutes later."""

    class Outcome(models.TextChoices):
        GONE = "gone", _("gone")
        STAYED = "stayed", _("still there")
        WEAK = "weak", _("a leg or foot is weak")

    session = models.ForeignKey(Session, models.CASCADE, related_name="signs")
    sign = models.CharField(_("sign"), max_length=20)
    step = models.PositiveSmallIntegerField(_("step"))
    technique = models.CharField(_("technique"), max_length=60, blank=True)
    noticed_at = models.DateTimeField(_("noticed"))
    outcome = models.CharField(_("later"), max_length=8, choices=Outcome.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-noticed_at", "-pk"]
        verbose_name = _("stop sign")

    def __str__(self) -> str:
        return f"{self.sign} {self.noticed_at:%Y-%m-%d %H:%M}"


class CheckIn(models.Model):
    """How it was: asked once after a session, and once more the next day."""

    class Feel(models.TextChoices):
        LOOSER = "looser", _("Looser")
        SAME = "same", _("The same")
        WORSE = "worse", _("Worse")

    session = models.OneToOneField(Session, models.CASCADE, related_name="check_in")
    feel = models.CharField(_("how it was"), max_length=8, choices=Feel.choices)
    before = models.PositiveSmallIntegerField(_("before, 0-10"), null=True, blank=True)
    after = models.PositiveSmallIntegerField(_("after, 0-10"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"))
    leg = models.BooleanField(_("new leg sign"), default=False)
    bruise = models.BooleanField(_("large or spreading bruise"), default=False)
    dark_pee = models.BooleanField(_("dark pee"), default=False)
    emergency = models.BooleanField(_("sign on the emergency list"), default=False)
    next_day = models.PositiveSmallIntegerField(_("next day, 0-10"), null=True, blank=True)
    sore = models.PositiveSmallIntegerField(_("tenderness, 0-10"), null=True, blank=True)
    sore_hours = models.PositiveSmallIntegerField(
        _("hours of tenderness"), null=True, blank=True
    )
    next_answered_at = models.DateTimeField(_("next day answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("check-in")

    def __str__(self) -> str:
        return str(self.get_feel_display())
