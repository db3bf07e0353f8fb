"""A second engine, WebKitGTK, on a real server process that can be killed.

Not part of `make test`: it needs Debian's driver and a screen (`make test-webkit`).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.conftest import catalogue, content_rows, person  # noqa: F401  fixtures

PATIENCE = 30  # seconds; WebKit starts a process of its own for each page


class Server:
    """Easeback as it is served, in a process of its own."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and return once it answers."""
        database = connections["default"].settings_dict["NAME"]
        hashed = {"STATICFILES": "config.staticfiles.HashedStatic"}
        environment = {**os.environ, **hashed, "DATABASE_URL": f"sqlite:///{database}"}
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += [
            "--port",
            str(self.port),
            "--log-level",
            "warning",
            "config.wsgi:application",
        ]
        self.process = subprocess.Popen(  # noqa: S603  our own server
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True
        )
        WebDriverWait(None, PATIENCE, poll_frequency=0.1).until(lambda _none: self._answers())

    def kill(self) -> None:
        """End it as a failing machine would: at once, in the middle of anything."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture
def server(catalogue) -> Iterator[Server]:  # noqa: F811  the fixture
    """A server on the test's own database."""
    running = Server()
    running.start()
    yield running
    running.kill()


@pytest.fixture
def driver() -> Iterator[WebKitGTK]:
    """A fresh browser, nobody signed in."""
    options = Options()
    options.binary_location = os.environ["WEBKIT_BROWSER"]
    options.add_argument("--automation")
    started = WebKitGTK(options=options, service=Service(os.environ["WEBKIT_DRIVER"]))
    started.set_window_size(390, 844)
    yield started
    started.quit()


@pytest.fixture
def signed_in(driver: WebKitGTK, server: Server, person) -> WebKitGTK:  # noqa: F811
    """The browser of somebody with an open gate."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    driver.get(f"{server.url}/help/offline/")
    driver.add_cookie({"name": "sessionid", "value": client.cookies["sessionid"].value})
    return driver


def until(driver: WebKitGTK, found: object) -> object:
    """Wait for what a function of the browser finds."""
    return WebDriverWait(driver, PATIENCE, poll_frequency=0.1).until(found)


def press(driver: WebKitGTK, selector: str) -> None:
    """Press what can be seen under a selector, as soon as it is there."""
    until(driver, lambda now: _shown(now, selector)).click()


def _shown(driver: WebKitGTK, selector: str) -> object:
    found = driver.find_elements(By.CSS_SELECTOR, selector)
    return next((one for one in found if one.is_displayed()), None)
