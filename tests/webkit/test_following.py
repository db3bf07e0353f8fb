"""A session in the second engine: the network fails, and nothing is lost or doubled."""

from __future__ import annotations

from django.db import connection
from selenium.webdriver.common.by import By

from routines.models import Session
from tests.browser.steps import SHOWN
from tests.factories import RoutineFactory
from tests.webkit.conftest import press, until

SLUGS = ("mobility-pelvic-tilt", "ball-wall-lower-back")


def stage(driver) -> str:
    """Return the name of the stage that is shown."""
    found = driver.find_elements(By.CSS_SELECTOR, SHOWN)
    shown = [one.get_attribute("data-stage") for one in found if one.is_displayed()]
    return shown[0] if shown else ""


def when_next_is_pressed_until(driver, name: str) -> None:
    """Press Next as often as it takes; a press too soon after another counts once."""

    def there(now) -> bool:
        if stage(now) == name:
            return True
        press(now, "[data-do=next]")
        return False

    until(driver, there)


def given_a_started_session(driver, server, person) -> Session:
    """Follow a routine as far as its first stage."""
    routine = RoutineFactory(owner=person, technique_slugs=SLUGS)
    driver.get(f"{server.url}/routines/{routine.pk}/")
    press(driver, f"form[action$='/routines/{routine.pk}/start/'] button")
    answer_the_ready_check(driver)
    press(driver, "[data-do=start]")
    until(driver, lambda now: stage(now) == "1-prep")
    return Session.objects.get()


def answer_the_ready_check(driver) -> None:
    """Say, as somebody new is asked, that no tone was heard."""
    press(driver, "[data-do=tone]")
    press(driver, "[data-answer=no]")


def kinds(session: Session) -> list[str]:
    """Return what the server has stored, in its order."""
    connection.close()  # the server writes in another process
    return list(session.events.values_list("kind", flat=True))


def then_is_stored(driver, session: Session, expected: list[str]) -> None:
    """Wait until the server knows just this."""
    until(driver, lambda _now: len(kinds(session)) >= len(expected))
    assert kinds(session) == expected


def test_a_server_that_is_killed_and_comes_back_stores_each_event_once(
    signed_in, server, person
):
    session = given_a_started_session(signed_in, server, person)
    then_is_stored(signed_in, session, ["start"])
    server.kill()
    when_next_is_pressed_until(signed_in, "1-hold")
    when_next_is_pressed_until(signed_in, "1-rest")
    when_next_is_pressed_until(signed_in, "2-prep-left")
    server.start()
    then_is_stored(signed_in, session, ["start", "enter", "enter", "enter"])


def test_loaded_again_without_a_server_it_goes_on_where_it_was(signed_in, server, person):
    session = given_a_started_session(signed_in, server, person)
    then_is_stored(signed_in, session, ["start"])
    when_this_page_is_kept(signed_in)
    server.kill()
    when_next_is_pressed_until(signed_in, "1-hold")
    when_next_is_pressed_until(signed_in, "1-rest")
    signed_in.refresh()
    until(signed_in, lambda now: stage(now) == "1-rest")
    when_next_is_pressed_until(signed_in, "2-prep-left")
    server.start()
    until(signed_in, lambda _now: len(kinds(session)) >= 4)
    told = [kind for kind in kinds(session) if kind != "leave"]
    assert told == ["start", "enter", "enter", "enter"]


def when_this_page_is_kept(driver) -> None:
    """Wait until the page lies in its cache and a worker is there to show it.

    WebKit may leave a page that was loading while the worker woke up out of its charge; the
    next time it is loaded it goes through the worker all the same.
    """
    kept = """const done = arguments[0];
    const ready = [navigator.serviceWorker.getRegistration(), caches.match(location.href)];
    Promise.all(ready).then(
      ([worker, found]) => done(worker?.active?.state === "activated" && Boolean(found)),
      () => done(false));"""
    until(driver, lambda now: now.execute_async_script(kept))
