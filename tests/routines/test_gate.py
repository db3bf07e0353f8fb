"""What each tier opens, asked of every address of the app."""

from __future__ import annotations

import pytest
from django.urls import reverse

from routines.models import Routine
from routines.urls import urlpatterns
from safety.vocabulary import Restrictions, Tier
from tests.factories import ClearanceFactory, RoutineFactory

# A session belongs to somebody: its own page closes it (test_session_views).
OPEN_TO_ALL = {"account", "times", "session", "session-events", "session-end", "finish"}
OPEN_TO_ALL |= {"figure"}  # the same for everybody, whoever asks
OPEN_TO_ALL |= {"session-stop", "after-stop"}
# A yes can be taken back, and a device handed back, whatever else is closed.
OPEN_TO_ALL |= {"partner-link", "partner-back", "received-end", "pairing-end"}
BUILDING = {
    "technique-add": ["hand-gentle-rub"],
    "routine-new": [],
    "routine-copy": None,
    "routine-delete": None,
    "routine": None,
}
LOCKED = [tier for tier in Tier if tier.is_locked]


def address(name: str, routine: Routine) -> str:
    """Return an address of the app with arguments that exist."""
    pattern = next(one for one in urlpatterns if one.name == name)
    values = {
        "slug": "office-wall" if name == "starter" else "hand-gentle-rub",
        "pk": routine.pk,
        "step_pk": 1,
        "token": "unknown",
        "person": 1,
        "mark": "unknown",
    }
    needed = pattern.pattern.converters
    return reverse(f"routines:{name}", kwargs={key: values[key] for key in needed})


@pytest.mark.parametrize("name", [one.name for one in urlpatterns])
def test_nothing_but_account_and_help_is_open_below_eighteen(as_alice, alice, name):
    ClearanceFactory(person=alice, tier=Tier.NOT_ELIGIBLE)
    url = address(name, RoutineFactory(owner=alice))
    answers = {as_alice.get(url).status_code, as_alice.post(url).status_code}
    assert answers <= ({200, 302, 404, 405} if name in OPEN_TO_ALL else {403})


@pytest.mark.parametrize("tier", LOCKED)
@pytest.mark.parametrize("name", BUILDING)
def test_a_locked_result_makes_routines_read_only(as_alice, alice, tier, name):
    routine = RoutineFactory(owner=alice, name="Evening")
    ClearanceFactory(person=alice, tier=tier)
    answer = as_alice.post(address(name, routine), {"name": "Other", "routine": routine.pk})
    assert answer.status_code == 403
    assert Routine.objects.filter(owner=alice, name="Evening").count() == 1
    assert not routine.steps.exists()


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT])
def test_the_way_to_help_stands_above_every_reading_page(as_alice, alice, tier):
    ClearanceFactory(person=alice, tier=tier)
    text = as_alice.get(reverse("routines:catalogue")).content.decode()
    assert "Because of what you told us, please get help first." in text


def test_a_starter_that_lost_too_much_is_not_started(as_alice, alice):

    everything = Restrictions(
        movements=frozenset({"ext", "flex", "rot", "hip_cross", "hip_deep"})
    )
    ClearanceFactory(person=alice, tier=Tier.LIMITS, limits=everything)
    starter = Routine.objects.get(slug="yoga-loosen-up")
    answer = as_alice.post(reverse("routines:routine-start", args=[starter.pk]))
    assert answer.url == reverse("safety:limits")
    assert not alice.sessions_followed.exists()
