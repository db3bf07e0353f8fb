"""Where Back leads in the list of techniques: to filters, not to every letter typed."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import QueryDict

from routines.facets import WORD

Asked = dict[str, list[str]]


def history_header(before: str | None, path: str, query: QueryDict) -> dict[str, str]:
    """Return the header that tells htmx what to do with the address; {} leaves a step.

    `before` is the address shown until now, None when unknown. The same filters again
    leave no step, and going on typing changes the step there is.
    """
    address = urlsplit(before or "")
    if address.path != path:
        return {}
    old, new = _asked(QueryDict(address.query)), _asked(query)
    if old == new:
        return {"HX-Push-Url": "false"}
    if old.pop(WORD, None) and new.pop(WORD, None) and old == new:
        return {"HX-Replace-Url": f"{path}?{query.urlencode()}"}
    return {}


def _asked(query: QueryDict) -> Asked:
    """Return what is asked for; an empty field of the form asks for nothing."""
    found = {name: sorted(filter(None, values)) for name, values in query.lists()}
    return {name: values for name, values in found.items() if values}
