"""The check that stands before every start: five answers, and what they do to the session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from routines.actions import end_session
from routines.models import Routine, Session
from routines.player import EventKind
from safety.access import gate_for
from safety.clearance import Closed, Open, Refusal
from safety.models import Clearance, Precheck
from safety.vocabulary import Pressure, Restrictions, Tier
from tests.factories import ClearanceFactory, PrecheckFactory, RoutineFactory
from tests.routines.conftest import session_of
from tests.routines.pages import HTMX, text_of, url

RUB, FLOOR, BALL = "hand-gentle-rub", "stretch-knee-to-chest", "ball-wall-lower-back"
CALM = {
    "precheck": "1",
    "p_new_signs": "no",
    "p_ill": "no",
    "p_changed": "no",
    "p_pain": "2",
    "p_today": ["none"],
}
START, RESULT = reverse("safety:start"), reverse("safety:result")


@pytest.fixture
def unchecked(alice, gate_open):
    """Alice with an open gate, before she has answered the check."""
    Precheck.objects.all().delete()
    return alice


@pytest.fixture
def where(unchecked, routine):
    """The address that starts Alice's routine."""
    return url("routine-start", routine.pk)


def test_starting_asks_first_and_starts_nothing(as_alice, where, routine):
    starter = Routine.objects.get(slug="office-wall")
    for address in (where, url("routine-start", starter.pk), url("technique-try", RUB)):
        response = as_alice.post(address)
        assert response.status_code == 200
        assertContains(response, f'action="{address}"')
        assertContains(response, "new numbness between the legs")
        assertContains(response, "Any new sign from the help list since last time?")
        assertNotContains(response, " checked")
    assert not Session.objects.exists()
    assert not Precheck.objects.exists()


def test_one_post_checks_and_starts(as_alice, where):
    response = as_alice.post(where, {**CALM, "time_zone": "Asia/Tokyo"})
    row = Session.objects.get()
    assertRedirects(response, url("session", row.pk))
    assert row.time_zone == "Asia/Tokyo"
    assert Precheck.objects.get().outcome == "go"


def test_what_was_posted_to_start_is_carried_along(as_alice, where):
    page = as_alice.post(where, {"time_zone": "Asia/Tokyo", "more": ["1", "2"]})
    for name, value in (("time_zone", "Asia/Tokyo"), ("more", "1"), ("more", "2")):
        assertContains(page, f'<input type="hidden" name="{name}" value="{value}">', html=True)
    assertContains(page, "csrfmiddlewaretoken", count=1)


def test_within_two_hours_it_is_not_asked_again(as_alice, where):
    as_alice.post(where, CALM)
    assert as_alice.post(where).status_code == 302
    Precheck.objects.update(answered_at=timezone.now() - timedelta(hours=2))
    Clearance.objects.update(granted_at=timezone.now() - timedelta(hours=3))
    assertContains(as_alice.post(where), "How are you today?")


MISSING = [name for name in CALM if name != "precheck"]
BAD = [
    *(({name: []}, name) for name in MISSING),
    ({"p_new_signs": "perhaps"}, "p_new_signs"),
    ({"p_ill": "not_sure"}, "p_ill"),
    ({"p_pain": "11"}, "p_pain"),
    ({"p_pain": "-1"}, "p_pain"),
    ({"p_pain": "a lot"}, "p_pain"),
    ({"p_today": ["none", "big_meal"]}, "p_today"),
    ({"p_today": ["nap"]}, "p_today"),
    ({"p_today": ["new_skin_mark"]}, "p_where"),
    ({"p_today": ["cream_on_skin"], "p_where": []}, "p_where"),
    ({"p_today": ["cream_on_skin"], "p_where": ["moon"]}, "p_where"),
    ({"p_today": ["cream_on_skin"], "p_where": ["nowhere_now"]}, "p_where"),
]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize(("changes", "name"), BAD)
def test_an_answer_that_is_missing_or_wrong_is_told_beside_it(
    as_alice, where, changes, name, headers
):
    response = as_alice.post(where, {**CALM, "p_pain": "5", **changes}, headers=headers)
    assert response.status_code == 422
    assertContains(response, "There is a problem", status_code=422)
    assertContains(response, f'id="{name}-error"', status_code=422)
    assertContains(response, f'href="#id_{name}"', status_code=422)
    assertContains(response, f'id="id_{name}"', status_code=422)
    if "p_pain" not in changes:
        assertContains(response, 'value="5" checked', status_code=422)
    assert not Session.objects.exists()
    assert not Precheck.objects.exists()


@pytest.mark.parametrize(
    ("changes", "restricts"),
    [
        ({"p_pain": "6"}, {"session_max_min": 10, "pressure_max": "light"}),
        ({"p_today": ["big_meal"]}, {"positions": ["bed_prone", "floor_prone"]}),
        ({"p_today": ["new_skin_mark"], "p_where": ["calf"]}, {"areas": ["calf"]}),
        ({"p_today": ["new_skin_mark"], "p_where": ["elsewhere"]}, {"areas": []}),
        ({"p_where": ["calf"]}, {"areas": []}),
    ],
)
def test_what_the_day_limits_is_stored(as_alice, where, changes, restricts):
    assert as_alice.post(where, {**CALM, **changes}).status_code == 302
    stored = Precheck.objects.get().restrictions
    assert {name: stored[name] for name in restricts} == restricts


def test_the_session_stays_inside_the_limits_of_the_day(as_alice, unchecked):
    row = RoutineFactory(owner=unchecked, technique_slugs=[RUB, BALL])
    where = url("routine-start", row.pk)
    as_alice.post(where, {**CALM, "p_today": ["alcohol_or_strong_pills"]})
    steps = Session.objects.get().plan["steps"]
    assert steps[0]["technique"] == RUB
    assert BALL not in {step["technique"] for step in steps}
    assert not {"wall", "standing", "bath"} & {step["position"] for step in steps}
    assert all(step["pressure"] <= Pressure.LIGHT for step in steps)


def test_limits_of_the_day_never_relax_those_of_the_result(as_alice, alice, routine):
    narrow = Restrictions(tools=frozenset({"ball"}), session_max_min=1)
    ClearanceFactory(person=alice, tier=Tier.LIMITS, limits=narrow)
    as_alice.post(url("routine-start", routine.pk), {**CALM, "p_pain": "5"})
    steps = Session.objects.get().plan["steps"]
    assert "ball-wall-upper-glute" not in {step["technique"] for step in steps}
    assert sum(step["seconds"] for step in steps) <= 60


def test_the_routine_page_shows_the_plan_that_would_be_followed(as_alice, unchecked):
    row = RoutineFactory(owner=unchecked, technique_slugs=[RUB, BALL])
    page = url("routine", row.pk)
    assert "not for you now" not in text_of(as_alice.get(page)).lower()
    PrecheckFactory(
        person=unchecked, limits=Restrictions(positions=frozenset({"wall", "standing"}))
    )
    text = text_of(as_alice.get(page))
    assert "Because you told us: what you told us just before" in text


AGAIN = [
    {"p_new_signs": "yes"},
    {"p_new_signs": "not_sure"},
    {"p_ill": "yes"},
    {"p_changed": "yes"},
    {"p_changed": "yes", "p_pain": "9"},
]


@pytest.mark.parametrize("changes", AGAIN)
def test_a_change_leads_to_the_full_questions(as_alice, unchecked, where, changes):
    response = as_alice.post(where, {**CALM, **changes})
    assertRedirects(response, START)
    assert gate_for(unchecked, now=timezone.now()) == Closed(refusal=Refusal.WITHDRAWN)
    assert as_alice.post(where, CALM).status_code == 403
    assert not Session.objects.exists()


def test_strong_pain_means_not_today_also_on_the_next_try(as_alice, unchecked, where):
    for form in ({**CALM, "p_pain": "7"}, {}, CALM):
        response = as_alice.post(where, form)
        assert response.status_code == 403
        text = text_of(response)
        assert "Your pain is strong today, so we will not start." in text
        assert "your pain now: 7 out of 10" in text
        assert "{" not in text
    assert Precheck.objects.count() == 1
    assert isinstance(gate_for(unchecked, now=timezone.now()), Open)
    assert not Session.objects.exists()


def test_not_today_ends_a_session_that_is_still_open(as_alice, unchecked, where):
    session = session_of(unchecked)
    as_alice.post(where, {**CALM, "p_pain": "8"})
    session.refresh_from_db()
    assert session.phase == "ended"
    assertRedirects(as_alice.get(url("session", session.pk)), url("finish", session.pk))


def test_strong_pain_over_a_day_locks_and_ends_an_open_session(as_alice, unchecked, where):
    Clearance.objects.update(granted_at=timezone.now() - timedelta(days=3))
    long_ago = timezone.now() - timedelta(hours=25)
    PrecheckFactory(person=unchecked, answered_at=long_ago, pain=8, outcome="not-today")
    session = session_of(unchecked)
    assertRedirects(as_alice.post(where, {**CALM, "p_pain": "7"}), RESULT)
    assertContains(as_alice.get(RESULT), "Your pain is strong today")
    assert gate_for(unchecked, now=timezone.now()) == Closed(refusal=Refusal.CHECK_FIRST)
    assert as_alice.get(url("session", session.pk)).status_code == 403
    session.refresh_from_db()
    assert session.phase == "ended"


@pytest.mark.parametrize("age", [49, 64, 69])
def test_near_a_birthday_one_more_question_is_asked(as_alice, unchecked, where, age):
    Clearance.objects.update(age_years=age)
    assertContains(as_alice.post(where), f"Have you had your {age + 1}th birthday")
    assert as_alice.post(where, CALM).status_code == 422
    assertRedirects(as_alice.post(where, {**CALM, "p_birthday": "yes"}), START)
    assert not Session.objects.exists()


def test_before_the_birthday_the_session_starts(as_alice, unchecked, where):
    Clearance.objects.update(age_years=49)
    assert as_alice.post(where, {**CALM, "p_birthday": "no"}).status_code == 302
    assert Session.objects.exists()


def test_at_another_age_no_birthday_is_asked(as_alice, unchecked, where):
    Clearance.objects.update(age_years=50)
    assertNotContains(as_alice.post(where), "birthday")
    assert as_alice.post(where, {**CALM, "p_birthday": "yes"}).status_code == 302


@pytest.mark.parametrize(
    ("age", "slug", "suggests"),
    [(65, FLOOR, True), (64, FLOOR, False), (None, FLOOR, False), (80, RUB, False)],
)
def test_the_first_time_on_the_floor_asks_whether_anybody_is_near(
    as_alice, unchecked, age, slug, suggests
):
    Clearance.objects.update(age_years=age)
    page = as_alice.post(url("technique-try", slug))
    assert ("Are you alone?" in text_of(page)) == suggests


def test_later_times_on_the_floor_ask_no_more(as_alice, unchecked):
    Clearance.objects.update(age_years=70)
    as_alice.post(url("technique-try", FLOOR), {**CALM})
    end_session(session=Session.objects.get(), kind=EventKind.PAPER, now=timezone.now())
    Precheck.objects.all().delete()
    assert "Are you alone?" not in text_of(as_alice.post(url("technique-try", FLOOR)))


def test_somebody_signed_out_and_a_stranger_are_kept_away(as_nobody, as_bob, where):
    assert as_nobody.post(where, CALM).status_code == 404
    assert as_bob.post(where, CALM).status_code == 404
    assert as_nobody.post(url("technique-try", RUB), CALM).status_code == 403
    assert not Precheck.objects.filter(person__email="alice@example.com").exists()


def test_a_closed_gate_is_not_asked_past(as_alice, unchecked, where):
    ClearanceFactory(person=unchecked, tier=Tier.CHECK_FIRST)
    assert as_alice.post(where, CALM).status_code == 403
    assert not Precheck.objects.exists()


def test_a_wrong_method_and_a_post_without_a_token_are_refused(as_alice, unchecked, where):
    assert as_alice.get(where).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(unchecked, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(where, CALM).status_code == 403
    assert not Precheck.objects.exists()
