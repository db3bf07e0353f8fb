"""The clock of the player: full holds, no lateness that adds up, no harm in a set clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from routines.models import RoutineStep
from tests.browser import steps
from tests.browser.steps import do, hide, pass_time
from tests.browser.test_unheard import then_held, then_it_says
from tests.factories import RoutineFactory

pytestmark = pytest.mark.browser
HOUR = 3600
SLEPT = "This device slept, or its clock was set."


def set_clock(page: Page, seconds: float) -> None:
    """Set the clock of the device forward, or back; no timer runs for it."""
    now = datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC)
    page.clock.set_system_time(now + timedelta(seconds=seconds))


# Somebody, or the network, sets the clock


def test_set_back_in_a_hold_nothing_changes(holding):
    set_clock(holding, -HOUR)
    pass_time(holding, 10)
    steps.then_phase_is(holding, "running")
    assert steps.digits(holding) == "0:30"
    pass_time(holding, 30)
    steps.then_stage_is(holding, "1-rest")
    steps.then_events_are_stored(holding, "start", "enter", "enter")
    then_held(holding, _1_hold=45_000)


def test_set_forward_in_a_hold_it_pauses_and_loses_nothing(holding):
    set_clock(holding, HOUR)
    pass_time(holding, 1)
    steps.then_phase_is(holding, "paused")
    then_it_says(holding, "Paused at Pelvic tilt, 0:39 left.", SLEPT)
    do(holding, "toggle")
    pass_time(holding, 4 + 39)
    steps.then_stage_is(holding, "1-rest")
    steps.then_events_are_stored(holding, "start", "enter", "pause", "resume", "enter")
    then_held(holding, _1_hold=45_000)


@pytest.mark.parametrize("seconds", [-HOUR, HOUR])
def test_set_in_a_pause_nothing_changes(holding, seconds):
    do(holding, "toggle")
    set_clock(holding, seconds)
    pass_time(holding, 10)
    then_it_says(holding, "Paused.")
    do(holding, "toggle")
    pass_time(holding, 4)
    steps.then_phase_is(holding, "running")
    assert steps.digits(holding) == "0:40"


def test_set_back_in_a_lead_in_nothing_changes(holding):
    do(holding, "toggle")
    do(holding, "toggle")
    set_clock(holding, -HOUR)
    pass_time(holding, 4 + 10)
    steps.then_phase_is(holding, "running")
    assert steps.digits(holding) == "0:30"


def test_set_forward_in_a_lead_in_it_pauses(holding):
    do(holding, "toggle")
    do(holding, "toggle")
    set_clock(holding, HOUR)
    pass_time(holding, 4)
    steps.then_phase_is(holding, "paused")
    then_it_says(holding, "Paused at Pelvic tilt, 0:40 left.", SLEPT)


def test_set_back_out_of_sight_the_time_away_is_told_right(holding):
    hide(holding)
    set_clock(holding, -HOUR)
    pass_time(holding, 10)
    hide(holding, False)
    then_it_says(holding, "Paused at Pelvic tilt, 0:30 left.", "You were away 10 s.")


def test_ahead_out_of_sight_it_was_a_sleep(holding):
    hide(holding)
    set_clock(holding, 300)
    hide(holding, False)
    then_it_says(holding, "Pelvic tilt is over. Paused before Rest.", "You were away 5 min.")
    then_held(holding, _1_hold=45_000)


def test_set_by_less_than_two_seconds_nobody_notices(holding):
    set_clock(holding, 1.5)
    pass_time(holding, 1)
    set_clock(holding, -1.5)
    pass_time(holding, 9)
    steps.then_phase_is(holding, "running")
    assert steps.digits(holding) == "0:30"


def test_taps_count_after_the_clock_was_set_back(holding):
    do(holding, "next")
    set_clock(holding, -HOUR)
    do(holding, "next")
    steps.then_stage_is(holding, "2-prep-left")


@pytest.mark.parametrize(
    "moment",
    [
        "2027-03-28T00:59:20+00:00",  # clocks go forward in Berlin
        "2027-10-31T00:59:20+00:00",  # and back
        "2027-06-01T21:59:20+00:00",  # midnight there
    ],
)
def test_summer_time_and_midnight_change_nothing(new_context, person, sign_in, moment):
    page = new_context(timezone_id="Europe/Berlin").new_page()
    sign_in(page.context, person)
    steps.given_a_ready_session(page, person)
    steps.when_it_is_started(page)
    page.clock.install(time=datetime.fromisoformat(moment))
    page.clock.pause_at(datetime.fromisoformat(moment) + timedelta(seconds=1))
    page.reload()
    do(page, "toggle")
    pass_time(page, 4 + 15 + 45)
    steps.then_stage_is(page, "1-rest")


# Each side has its hold, and the whole takes as long as the builder said

LATE = """() => {
  const set = window.setTimeout;
  let last = 7;
  window.setTimeout = (act, wait, ...rest) => {
    last = (last * 16807) % 2147483647;  // the same lateness in every run
    return set(act, wait + (act.name === "look" ? last % 250 : 0), ...rest);
  };
}"""
SLUGS = {
    "a ball, both sides": ["mobility-pelvic-tilt", "ball-wall-lower-back"],
    "stretches": ["stretch-knee-to-chest", "stretch-seated-figure-four"],
    "no rests": ["ball-wall-lower-back", "stretch-gentle-twist", "stretch-chair-forward-lean"],
}
SLUGS["long"] = [
    "mobility-cat-cow",
    *SLUGS["no rests"],
    *SLUGS["stretches"],
    "stretch-seated-side",
]


def listen(page: Page) -> dict[str, dict]:
    """Return a collection of all events the page sends, by key."""
    told: dict[str, dict] = {}

    def keep(request):
        if request.url.endswith("/events/") and request.method == "POST":
            for one in json.loads(parse_qs(request.post_data)["events"][0]):
                told[one["key"]] = one

    page.on("request", keep)
    return told


def given_a_routine(page: Page, person, name: str) -> int:
    """Open a session of one of the routines; return the seconds the builder tells."""
    row = RoutineFactory(owner=person, technique_slugs=SLUGS[name])
    if name == "no rests":
        RoutineStep.objects.filter(routine=row).update(rest=0)
    page.goto(f"/routines/{row.pk}/")
    told = steps.total_shown(page)
    steps.given_a_still_clock(page)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()
    return told


def walked(page: Page, seconds: int) -> dict[str, float]:
    """Walk all stages; return the seconds each took by the page's own clock."""
    told = listen(page)
    lengths = {
        one["id"]: one["seconds"]
        for one in page.evaluate(
            """() => [...document.querySelectorAll("[data-stage]")].map(
              ({ dataset }) => ({ id: dataset.stage, seconds: Number(dataset.seconds) }))"""
        )
    }
    do(page, "start")
    steps.then_phase_is(page, "running")
    pass_time(page, seconds + 2)
    expect(page.locator("[data-part=done]")).to_be_visible()
    steps.then_the_server_knows(page, "finished")
    events = sorted(told.values(), key=lambda one: one["at"])
    took = {
        later["segment"]: (later["at"] - earlier["at"]) / 1000
        for earlier, later in pairwise(events)
    }
    assert {name: lengths[name] for name in took} == pytest.approx(took, abs=0.3)
    return took


@pytest.mark.parametrize("name", ["a ball, both sides", "stretches", "no rests"])
def test_the_builder_told_how_long_it_takes(signed_in, person, name):
    told = given_a_routine(signed_in, person, name)
    took = walked(signed_in, told)
    assert sum(took.values()) == pytest.approx(told, abs=1)
    assert any("-hold-right" in one for one in took)
    assert any(one.endswith("-rest") for one in took) == (name != "no rests")


def test_late_timers_do_not_add_up(signed_in, person):
    given_a_routine(signed_in, person, "long")
    planned = steps.seconds_in(signed_in.locator("[data-part=sheet] .lede").text_content())
    signed_in.evaluate(LATE)
    took = walked(signed_in, planned)
    assert planned > 9 * 60
    assert sum(took.values()) == pytest.approx(planned, abs=0.3)


def test_a_countdown_that_is_over_waits_for_no_further_second(signed_in):
    signed_in.goto("/help/")
    found = signed_in.evaluate(
        """async () => {
          const { Countdown } = await import("/static/js/lib/clock.js");
          let now = 0;
          const clock = new Countdown(() => now);
          clock.set(2000);
          clock.run();
          return [0, 0.5, 1999.5, 2000, 2300].map((at) => ((now = at), clock.untilNextSecond));
        }"""
    )
    assert found == [1000, 999.5, 0.5, 0, 0]
