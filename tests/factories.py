"""Rows for tests; nothing random."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone

from routines.models import Routine, RoutineStep, Technique
from safety import content
from safety.models import Clearance, Person, Precheck, Screening
from safety.vocabulary import Restrictions, Tier


class PersonFactory(factory.django.DjangoModelFactory):
    """An account; `email=None` makes a guest."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")


class ScreeningFactory(factory.django.DjangoModelFactory):
    """A screen that has ended."""

    class Meta:
        model = Screening

    person = factory.SubFactory(PersonFactory)
    ruleset_version = factory.LazyFunction(lambda: content.current().version)
    fingerprint = factory.LazyFunction(lambda: content.current().fingerprint)
    started_at = factory.LazyFunction(timezone.now)
    ended_at = factory.LazyFunction(timezone.now)


class ClearanceFactory(factory.django.DjangoModelFactory):
    """A result without limits, given just now; `limits` takes Restrictions."""

    class Meta:
        model = Clearance

    class Params:
        limits = Restrictions()

    person = factory.SubFactory(PersonFactory)
    screening = factory.SubFactory(ScreeningFactory, person=factory.SelfAttribute("..person"))
    tier = Tier.READY
    rules = factory.LazyFunction(list)
    reasons = factory.LazyFunction(list)
    conditions = factory.LazyFunction(list)
    zones = factory.LazyFunction(list)
    advice = factory.LazyFunction(list)
    restrictions = factory.LazyAttribute(lambda row: row.limits.as_json())
    ruleset_version = factory.LazyFunction(lambda: content.current().version)
    granted_at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
    expires_at = factory.LazyAttribute(
        lambda row: None if Tier(row.tier).is_locked else row.granted_at + timedelta(days=28)
    )


class PrecheckFactory(factory.django.DjangoModelFactory):
    """A check answered just now that lets a session begin; `limits` takes Restrictions."""

    class Meta:
        model = Precheck

    class Params:
        limits = Restrictions()

    person = factory.SubFactory(PersonFactory)
    answered_at = factory.LazyFunction(timezone.now)
    pain = 2
    restrictions = factory.LazyAttribute(lambda row: row.limits.as_json())
    outcome = Precheck.Outcome.GO


class RoutineFactory(factory.django.DjangoModelFactory):
    """An own routine without steps; `technique_slugs` adds some with their own times."""

    class Meta:
        model = Routine
        skip_postgeneration_save = True

    owner = factory.SubFactory(PersonFactory)
    name = "Evening"

    @factory.post_generation
    def technique_slugs(self, create, extracted, **kwargs):
        """Add steps for existing techniques."""
        for order, slug in enumerate(extracted or (), 1):
            technique = Technique.objects.get(pk=slug)
            RoutineStep.objects.create(
                routine=self,
                technique=technique,
                order=order,
                position=technique.position,
                sides="both" if technique.per_side else "once",
                seconds=technique.timer_seconds,
            )
