"""The player in a real browser: its clock, its tones, how soon a tap is seen."""

from __future__ import annotations

import base64
import re
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.chromium import Chromium, Tab

WATCHING = (Path(__file__).parent / "watching.js").read_text()
HEARING = (Path(__file__).parent / "hearing.js").read_text()
STEPS = (
    "ball-wall-lower-back",
    "stretch-gentle-twist",
    "stretch-chair-forward-lean",
    "stretch-knee-to-chest",
    "stretch-seated-figure-four",
)
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
SLOWER = 6
TAPS = 30
TONES_FOR = 75  # seconds: a get ready, a hold, an ease off
# Answers the ready check, where it asks, and starts.
START = """(async () => {
  const press = (what) => document.querySelector(what)?.click();
  for (let tries = 0; tries < 20; tries += 1) {
    press("[data-do=tone]");
    await new Promise((done) => setTimeout(done, 300));
    press("[data-answer=yes]");
    press("[data-do=start]");
    if (document.querySelector("session-player").dataset.phase === "running") return true;
  }
  throw new Error("it does not start");
})()"""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A session that waits to be started, and the cookie of its person."""

    url: str
    cookie: str

    @property
    def number(self) -> int:
        """Return the key of the session."""
        return int(self.url.rstrip("/").rpartition("/")[2])


def tables(write: Callable[[str], object], *, minutes: float) -> None:
    """Print all measured numbers; the long ones are watched at the same time."""
    with server() as (base, stop):
        ready = [_ready(base, STEPS) for _ in range(4)]
        alone = _ready(base, ("mobility-walk",), seconds=round(minutes * 60))
        write(f"\nclock, watched for {minutes:g} min           seconds  budget\n")
        with ThreadPoolExecutor() as pool:
            watched = [
                pool.submit(_slow, ready[0], minutes),
                pool.submit(_hidden, alone, minutes),
                pool.submit(_hidden_and_heard, ready[1], minutes),
            ]
            for one in watched:
                for name, number in one.result().items():
                    write(f"  {name:<36} {number:>6.3f}   0.300\n")
        write("\ntones on the audio clock               ms  budget\n")
        for name, number in _tones(ready[2]).items():
            write(f"  {name:<32} {number:>6.2f}    5.00\n")
        write(f"\na tap at {SLOWER}×, server stopped            ms  budget\n")
        for name, number in _taps(ready[3], stop).items():
            budget = "50.0" if name.startswith("stage") else "-"
            write(f"  {name:<36} {number:>6.1f}    {budget:>4}\n")


# The server and its sessions


@contextmanager
def server() -> Iterator[tuple[str, Callable[[], None]]]:
    """Serve the throw-away database; give the address and a way to stop serving."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}", thread.terminate
    if thread.is_alive():
        thread.terminate()


def _ready(base: str, slugs: tuple[str, ...], seconds: int = 0) -> Ready:
    """Start a session of a new person, with these techniques."""
    from tests.bench.pages import signed_in
    from tests.factories import RoutineFactory

    client = signed_in()
    owner = client.session["_auth_user_id"]
    routine = RoutineFactory(owner_id=owner, technique_slugs=slugs)
    if seconds:
        routine.steps.update(seconds=seconds)
    path = client.post(f"/routines/{routine.pk}/start/")["Location"]
    return Ready(url=base + path, cookie=client.cookies["sessionid"].value)


def _open(browser: Chromium, ready: Ready, *, heard: bool = False) -> Tab:
    """Open the page of a session and watch it; a session that is heard goes on hidden."""
    tab = browser.open()
    if heard:
        browser.heard["Fetch.requestPaused"] = partial(_say_heard, browser)
        one = {"urlPattern": "*/lib/runner*.js", "requestStage": "Response"}
        tab.ask("Fetch.enable", patterns=[one])
    tab.ask("Page.enable")
    tab.ask("Emulation.setDeviceMetricsOverride", **PHONE)
    tab.ask("Page.setBypassCSP", enabled=True)  # for the ear of this measurement alone
    tab.ask("Network.setCookie", name="sessionid", value=ready.cookie, url=ready.url)
    tab.ask("Page.navigate", url=ready.url)
    loaded = (
        "document.querySelector('[data-part=ready]:not([hidden]) [data-do=start]') !== null"
    )
    _until(lambda: tab.run(loaded), 30)
    tab.run(WATCHING)
    return tab


def _until(is_so: Callable[[], object], seconds: float, every: float = 0.2) -> None:
    ends = time.monotonic() + seconds
    while not is_so() and time.monotonic() < ends:
        time.sleep(every)


# The clock


def _slow(ready: Ready, minutes: float) -> dict[str, float]:
    """Walk with a processor six times slower."""
    with Chromium() as browser:
        tab = _open(browser, ready)
        tab.slow_down(SLOWER)
        tab.run(START)
        return _errors(f"{SLOWER}× slower", _walked(tab, minutes))


def _hidden(ready: Ready, minutes: float) -> dict[str, float]:
    """Hold in a tab that is really hidden; back, what is left must be right."""
    with Chromium() as browser:
        tab = _open(browser, ready)
        tab.run(START)
        _until(lambda: len(tab.run("watch.stages")) > 1, 30)
        browser.open().show()
        time.sleep(1)
        hidden = tab.run("document.visibilityState")
        time.sleep(minutes * 60 - 5)
        tab.show()
        _until(lambda: tab.run("watch.phases.at(-1)[0]") == "paused", 5)
        began, paused = tab.run("watch.stages")[-1][1], tab.run("watch.phases")[-1][1]
        ran = tab.run("watch.lengths")["1-hold"] * 1000 - _left(ready)
        return {f"one hold in a tab that is {hidden}": abs(ran - (paused - began)) / 1000}


def _left(ready: Ready) -> int:
    """Return the milliseconds left where the server heard of a pause."""
    from routines.models import SessionEvent

    pauses = SessionEvent.objects.filter(session=ready.number, kind="pause")
    _until(pauses.exists, 10)
    return pauses.get().left_ms


def _hidden_and_heard(ready: Ready, minutes: float) -> dict[str, float]:
    """Walk in a hidden tab, as a session does that is heard as one track."""
    with Chromium() as browser:
        tab = _open(browser, ready, heard=True)
        tab.run(START)
        tab.run(
            """(() => {
              const audio = new AudioContext();
              const [tone, soft] = [audio.createOscillator(), audio.createGain()];
              soft.gain.value = 0.05;
              tone.connect(soft).connect(audio.destination);
              tone.start();
            })()"""
        )
        browser.open().show()
        return _errors("hidden and heard", _walked(tab, minutes))


def _say_heard(browser: Chromium, session: str, paused: dict[str, Any]) -> None:
    """Let the runner believe that the session is heard while hidden."""
    name = paused["requestId"]
    body = browser.ask("Fetch.getResponseBody", session, requestId=name)["body"]
    text = base64.b64decode(body).decode()
    text = re.sub(r"isHeardHidden = [^;]+;", "isHeardHidden = () => true;", text)
    browser.ask(
        "Fetch.fulfillRequest",
        session,
        requestId=name,
        responseCode=200,
        responseHeaders=[{"name": "content-type", "value": "text/javascript"}],
        body=base64.b64encode(text.encode()).decode(),
    )


def _walked(tab: Tab, minutes: float) -> tuple[list[tuple[str, float]], dict[str, float]]:
    """Wait; return when each stage was shown, and how long each should take."""
    _until(lambda: tab.run("watch.stages.at(-1)?.[0] === 'done'"), minutes * 60, every=5)
    return tab.run("watch.stages"), tab.run("watch.lengths")


def _errors(
    name: str, walked: tuple[list[tuple[str, float]], dict[str, float]]
) -> dict[str, float]:
    """Return the worst errors of one stage, and of all together at any moment."""
    shown, lengths = walked
    one = [
        (later - earlier) / 1000 - lengths[stage]
        for (stage, earlier), (_next, later) in pairwise(shown)
    ]
    if not one:
        return {f"{name}: it paused at once": float("nan")}
    total = [abs(sum(one[:number])) for number in range(1, len(one) + 1)]
    return {
        f"{name}: worst stage of {len(one)}": max(map(abs, one)),
        f"{name}: worst total": max(total),
        f"{name}: total at the end": total[-1],
    }


# Tones and taps


def _tones(ready: Ready) -> dict[str, float]:
    """Compare when tones were planned with when they were heard, on the audio clock."""
    with Chromium() as browser:
        tab = _open(browser, ready)
        tab.run(HEARING)
        tab.run(START)
        time.sleep(TONES_FOR)
        planned, heard = tab.run("watch.planned"), tab.run("watch.heard")
        late = []
        for at in heard:
            meant = min(planned, key=lambda one: abs(at - one["at"]))
            if meant["isAhead"]:  # what is to sound at once cannot be on time
                late.append(1000 * abs(at - meant["at"]))
        return {f"worst of {len(late)} tones": max(late), "median": statistics.median(late)}


def _taps(ready: Ready, stop: Callable[[], None]) -> dict[str, float]:
    """Press "Next" and "Back" and see how soon the screen shows it."""
    with Chromium() as browser:
        tab = _open(browser, ready)
        tab.run(START)
        stop()
        time.sleep(2)  # what comes once, at the start, is over
        tab.run("watch.stagesSeen.disconnect()")  # watching costs time too
        tab.run("watch.taps.length = watch.changes.length = 0")
        tab.run("watch.stage = watch.stages.at(-1)[0]")
        tab.slow_down(SLOWER)
        for number in range(TAPS):
            verb = "next" if number % 4 < 2 else "back"
            box = tab.run(
                f"document.querySelector('[data-do={verb}]').getBoundingClientRect().toJSON()"
            )
            tab.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            time.sleep(1)
        changes, taps = tab.run("watch.changes"), tab.run("watch.taps")
        return {
            f"stage change to new pixels, of {len(changes)}": statistics.median(changes),
            "stage change, nine of ten within": statistics.quantiles(changes, n=10)[-1],
            "stage change to new pixels, worst": max(changes),
            "finger off the glass to new pixels": statistics.median(taps),
            "the same, worst": max(taps),
        }
