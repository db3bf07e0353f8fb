"""Static files: hashed names, and our own scripts as one file without comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.scripts import joined

SCRIPTS = "js/"
ENTRY = "js/app.js"


def has_address(name: str) -> bool:
    """Say whether a file of ours can be asked for by itself; a joined module cannot."""
    is_module = name.startswith(SCRIPTS) and name != ENTRY
    return not (is_module and isinstance(storages["staticfiles"], HashedStatic))


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, with our modules joined (config/scripts.py) and made small.

    A phone on a bad line loads them first; what is in the repository stays readable.
    """

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Put one script in the place of our modules before hashes are made."""
        ours = {} if dry_run else {name: paths[name] for name in paths if _is_ours(name)}
        if ours:
            sources = {name: _read(*found) for name, found in ours.items()}
            for name in ours:
                Path(self.path(name)).unlink(missing_ok=True)
            Path(self.path(ENTRY)).write_text(jsmin(joined(sources, ENTRY)))
        # Hashes are made from what is named here, by default from the sources.
        rest = {name: found for name, found in paths.items() if name not in ours}
        yield from super().post_process(
            rest | ({ENTRY: (self, ENTRY)} if ours else {}), dry_run, **options
        )


def _is_ours(name: str) -> bool:
    return name.startswith(SCRIPTS) and name.endswith(".js")


def _read(storage: Any, path: str) -> str:
    with storage.open(path) as file:
        text: str = file.read().decode()
    return text
