"""Measured numbers as tables. Run with `make bench`; asserts nothing.

Works on a throw-away SQLite database with the real content. `pages` counts queries and
bytes, `player` drives a real browser; the numbers are kept in docs/benchmarks.md.
"""

from __future__ import annotations

import os
import tempfile

from tests import environment  # noqa: F401  settings come from the environment

FOLDER = tempfile.TemporaryDirectory(prefix="easeback-bench-")
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
