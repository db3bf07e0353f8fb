"""A plain Chromium over its debugging pipe. Playwright keeps pages visible and switches
throttling off, so a tab that is really hidden needs the browser as people have it.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
PRESS = 0.08  # seconds a finger stays on the glass
NAMES = ("chromium", "chromium-browser", "google-chrome")


class Chromium:
    """One browser with a profile of its own; a context manager that ends it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._numbers = itertools.count(1)
        self._rest = b""
        self._answers: dict[int, dict[str, Any]] = {}
        self.heard: dict[str, Callable[[str, dict[str, Any]], None]] = {}

    def __enter__(self) -> Chromium:
        path = os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, NAMES)))
        theirs_in, ours_out = _pipe()
        ours_in, theirs_out = _pipe()

        def place() -> None:
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        self._process = subprocess.Popen(  # noqa: S603  a browser found on the path
            [path, *FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=place,
            pass_fds=(3, 4),
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = ours_in, ours_out
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._folder.cleanup()

    def ask(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Send one command and return its answer; what happens meanwhile is heard."""
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": parameters}
        asked |= {"sessionId": session} if session else {}
        os.write(self._out, json.dumps(asked).encode() + b"\0")
        while number not in self._answers:
            said = self._read()
            if "id" in said:
                self._answers[said["id"]] = said
            elif act := self.heard.get(said["method"]):
                act(said["sessionId"], said["params"])  # may ask, and read our answer
        answer = self._answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self) -> Tab:
        """Open a tab and put it in front."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Tab(self, target, session)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            self._rest += os.read(self._in, 1 << 20)
        one, _zero, self._rest = self._rest.partition(b"\0")
        return json.loads(one)


class Tab:
    """One page of it."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self._browser, self._target, self.session = browser, target, session

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command about this page."""
        return self._browser.ask(method, self.session, **parameters)

    def run(self, script: str) -> Any:
        """Return what an expression gives, as if a person had tapped."""
        done = self.ask(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in done:
            raise RuntimeError(done["exceptionDetails"])
        return done["result"].get("value")

    def show(self) -> None:
        """Put this tab in front; the others are hidden then."""
        self._browser.ask("Target.activateTarget", targetId=self._target)

    def slow_down(self, times: float) -> None:
        """Make the processor seem this many times slower."""
        self.ask("Emulation.setCPUThrottlingRate", rate=times)

    def tap(self, x: float, y: float) -> None:
        """Touch a place with a finger and let go, no faster than a hand can."""
        self.ask("Emulation.setTouchEmulationEnabled", enabled=True)
        self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        time.sleep(PRESS)
        self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])


def _pipe() -> tuple[int, int]:
    """Return a pipe whose ends are not where the browser's are to be put."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]
