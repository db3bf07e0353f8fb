"""What Alice owns, for tests of views."""

from __future__ import annotations

import pytest
from django.utils import timezone

from routines.actions import start_session
from routines.models import Routine, Session
from safety.models import Person
from tests.factories import RoutineFactory
from tests.routines.builders import plan_of

STEPS = ["hand-gentle-rub", "ball-wall-upper-glute", "mobility-stand-up-break"]


@pytest.fixture
def routine(alice) -> Routine:
    """Alice's routine of three steps."""
    return RoutineFactory(owner=alice, technique_slugs=STEPS)


@pytest.fixture
def session(alice) -> Session:
    """Alice's session, begun just now and waiting for its start."""
    return session_of(alice)


def session_of(person: Person) -> Session:
    """Return a new session of somebody."""
    return start_session(
        person=person,
        plan=plan_of(*STEPS),
        name="Evening",
        routine=None,
        time_zone="",
        now=timezone.now(),
    )
