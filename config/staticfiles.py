"""Hashed static files, with the imports of our own modules rewritten too."""

from __future__ import annotations

from typing import Any, ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage plus `import … from "./x.js";` under js/.

    Django's own switch rewrites every script and stumbles over a doc comment in
    the vendored htmx extensions, so the pattern is limited to our folder.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns: ClassVar[tuple[str, Any]] = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
