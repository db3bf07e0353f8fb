"""A server of a test's own: hashed files as in earnest, and it can be stopped and changed."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import override_settings

from safety import offline


class _Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadedWSGIServer):
    """Lets go of the database with each thread, and of every browser when it stops."""

    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._open: set[socket.socket] = set()
        self.answers = threading.Event()
        self.answers.set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember who is connected."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget one who went."""
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End all connections: a browser would go on using them."""
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def process_request_thread(self, *args: object) -> None:
        """Answer one connection, then close its database."""
        self.answers.wait()
        try:
            super().process_request_thread(*args)
        finally:
            connections.close_all()

    def handle_error(self, *args: object) -> None:
        """Say nothing about browsers that hang up."""


class OwnServer:
    """Collected, hashed files and the whole project, on one port that stays the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = folder / "source"
        shutil.copytree(settings.BASE_DIR / "static", self._source)
        self._override: override_settings | None = None
        self._server: _Server | None = None
        self._versions = 0
        self._port = 0
        self.deploy()

    @property
    def url(self) -> str:
        """Return where it answers."""
        return f"http://localhost:{self._port}"

    def deploy(self, change: Callable[[Path], None] = lambda source: None) -> None:
        """Change the static sources, collect them anew, and serve only those."""
        self.stop()
        change(self._source)
        self._restore()
        self._versions += 1
        self._override = override_settings(
            STATICFILES_DIRS=[self._source],
            WHITENOISE_SKIP_COMPRESS_EXTENSIONS=("css", "js", "map", "svg", "txt"),
            STATIC_ROOT=str(self._folder / f"collected-{self._versions}"),
            STORAGES={
                **settings.STORAGES,
                "staticfiles": {"BACKEND": "config.staticfiles.HashedStatic"},
            },
        )
        self._override.enable()
        others = ["admin", "account", "ext", "*.map"]
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=others)
        offline.offline_html.cache_clear()
        offline.worker_script.cache_clear()
        self.start()

    def start(self) -> None:
        """Answer, on the port of before."""
        self._server = _Server(("localhost", self._port), _Quiet)
        self._port = self._server.server_address[1]
        self._server.set_app(get_wsgi_application())
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Answer nothing any more."""
        if self._server:
            self._server.shutdown()
            self.thaw()
            self._server.hang_up()
            self._server.server_close()
            self._server = None

    def freeze(self) -> None:
        """Take requests and never answer, as a line with no end does."""
        if self._server:
            self._server.answers.clear()
            self._server.hang_up()

    def thaw(self) -> None:
        """Answer again."""
        if self._server:
            self._server.answers.set()

    def close(self) -> None:
        """Stop, and serve other tests as before."""
        self.stop()
        self._restore()
        offline.offline_html.cache_clear()
        offline.worker_script.cache_clear()

    def _restore(self) -> None:
        if self._override:
            self._override.disable()
            self._override = None


def another_version(source: Path) -> None:
    """Change one of our scripts, so that it gets another name."""
    with (source / "js/lib/walk.js").open("a") as file:
        file.write("\nexport const more = 1;\n")
