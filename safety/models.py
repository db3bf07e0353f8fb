"""People, their screens and results. Results are appended, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from safety.clearance import Result
from safety.vocabulary import Restrictions, Tier


class People(BaseUserManager["Person"]):
    """Create people; a guest has no e-mail and no password."""

    def create_guest(self) -> Person:
        """Return a new row without any way to sign in but its cookie."""
        guest = self.model(email=None)
        guest.set_unusable_password()
        guest.save()
        return guest

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Person:
        """Return a person with an account; raise ValueError without an e-mail."""
        if not email:
            raise ValueError("an account needs an e-mail")
        person = self.model(email=self.normalize_email(email), **extra)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None) -> Person:
        """Return a person who may use the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True)


class Person(AbstractBaseUser, PermissionsMixin):
    """The one whose back is worked on. A guest becomes an account by gaining an e-mail."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    country = models.CharField(_("country"), max_length=8, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("since"), auto_now_add=True)
    last_session_at = models.DateTimeField(_("last session"), null=True, blank=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.email or f"guest {self.pk}"

    @property
    def is_guest(self) -> bool:
        """Say whether only a cookie leads back to this row."""
        return self.email is None


class Contraindication(models.Model):
    """A condition of the rule set, kept as a row so that others can point at it."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    severity = models.CharField(_("severity"), max_length=16)
    gate = models.CharField(_("gate"), max_length=8)
    set_by = models.TextField(_("set by"))
    time_changing = models.BooleanField(_("changes with time"))
    asks_where = models.BooleanField(_("asks where"))
    restrictions = models.JSONField(_("restrictions"))
    cautions = models.JSONField(_("cautions"))
    alternative = models.TextField(_("alternative"))
    alternative_ids = models.JSONField(_("alternative techniques"))
    source = models.TextField(_("source"))
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("contraindication")

    def __str__(self) -> str:
        return self.name


class Screening(models.Model):
    """One walk through the questions. Answers live only while it is under way."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="screenings")
    ruleset_version = models.CharField(_("version of the questions"), max_length=32)
    fingerprint = models.CharField(_("content fingerprint"), max_length=64)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    answers = models.JSONField(_("answers under way"), default=dict)
    attested = models.JSONField(_("what a health worker said"), default=dict)
    interrupted_at_block = models.PositiveSmallIntegerField(default=0)
    last_question = models.CharField(_("last question answered"), max_length=40, blank=True)
    asked_again = models.JSONField(_("questions asked a second time"), default=list)
    corrected = models.BooleanField(_("corrected a slip"), default=False)
    checked_role = models.CharField(_("checked by"), max_length=16, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    # Attest keys that sessions brought up before this screen began.
    pending = models.JSONField(_("brought up by sessions"), default=list, blank=True)

    class Meta:
        verbose_name = _("screening")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="one_screening_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class Clearance(models.Model):
    """One outcome: appended, never edited. Restrictions have real areas.

    Most come from a screen; a sign before, in or after a session can lock without one.
    """

    class Origin(models.TextChoices):
        SCREEN = "screen", _("the questions")
        BEFORE = "before", _("the check before a session")
        SESSION = "session", _("a sign in a session")
        AFTER = "after", _("how sessions went")

    person = models.ForeignKey(Person, models.CASCADE, related_name="clearances")
    screening = models.ForeignKey(
        Screening, models.PROTECT, null=True, blank=True, related_name="clearances"
    )
    origin = models.CharField(
        _("from"), max_length=8, choices=Origin.choices, default=Origin.SCREEN
    )
    # Kept for the birthdays that ask again (50, 65, 70); None when nobody asked.
    age_years = models.PositiveSmallIntegerField(_("age when asked"), null=True, blank=True)
    tier = models.CharField(_("outcome"), max_length=1, choices=[(t, t.name) for t in Tier])
    rules = models.JSONField(_("rules that fired"))
    reasons = models.JSONField(_("answers behind them"))
    conditions = models.JSONField(_("conditions"))
    zones = models.JSONField(_("marked places"))
    advice = models.JSONField(_("advice shown"))
    restrictions = models.JSONField(_("restrictions"))
    given = models.JSONField(_("limits a health worker gave"), default=dict, blank=True)
    ruleset_version = models.CharField(_("version of the questions"), max_length=32)
    granted_at = models.DateTimeField(_("given"))
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-granted_at", "-pk"]
        verbose_name = _("clearance")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-granted_at", "-id"], name="clearance_newest")
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.granted_at:%Y-%m-%d}"

    @property
    def deciding_reasons(self) -> list[dict[str, Any]]:
        """Return the reasons at the outcome's own tier."""
        return [one for one in self.reasons if one["tier"] == self.tier]

    def as_result(self) -> Result:
        """Return the value the gate decides on; needs withdrawal and screening loaded."""
        return Result(
            tier=Tier(self.tier),
            restrictions=Restrictions.from_json(self.restrictions),
            ruleset_version=self.ruleset_version,
            granted_at=self.granted_at,
            expires_at=self.expires_at,
            is_withdrawn=hasattr(self, "withdrawal"),
            follows_a_check=bool(self.screening and self.screening.checked_role),
            deciding=frozenset(one["finding"] for one in self.deciding_reasons),
        )


class Withdrawal(models.Model):
    """A clearance taken back before its time: a row with when and why."""

    clearance = models.OneToOneField(Clearance, models.CASCADE, related_name="withdrawal")
    reason = models.CharField(_("reason"), max_length=40)
    withdrawn_at = models.DateTimeField(_("withdrawn"))

    class Meta:
        verbose_name = _("withdrawal")

    def __str__(self) -> str:
        return self.reason


class Precheck(models.Model):
    """The five short questions before a session, and what they allow for two hours."""

    class Outcome(models.TextChoices):
        GO = "go", _("go on")
        NOT_TODAY = "not-today", _("no session")
        ASK_AGAIN = "ask-again", _("all questions again")

    person = models.ForeignKey(Person, models.CASCADE, related_name="prechecks")
    answered_at = models.DateTimeField(_("answered"))
    pain = models.PositiveSmallIntegerField(_("pain, 0-10"))
    conditions = models.JSONField(_("session-only conditions"), default=list)
    zones = models.JSONField(_("marked places"), default=list)
    restrictions = models.JSONField(_("restrictions"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)

    class Meta:
        ordering: ClassVar[list[str]] = ["-answered_at", "-pk"]
        verbose_name = _("check before a session")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-answered_at"], name="precheck_newest")
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.answered_at:%Y-%m-%d %H:%M}"
