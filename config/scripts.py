"""Our script modules joined into one file, as they are served. Pure.

A browser that loads modules one by one asks anew at each level of imports, which takes
seconds on a bad line; one file also compresses a third better. Sources stay modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

IMPORT = re.compile(r'^import\s*(?:\{([^}]*)\}\s*from\s*)?"(\.[^"]+)";\n', re.M)
DECLARED = re.compile(r"^export ((?:async function|function|class|const) (\w+))", re.M)
LISTED = re.compile(r"^export \{([^}]*)\};\n", re.M)
OTHER = re.compile(r"^(?:import|export)\b.*$", re.M)


class CannotJoin(ValueError):
    """A module imports or exports in another way than ours do, or in a circle."""


def joined(modules: Mapping[str, str], entry: str) -> str:
    """Return one script that does what the module `entry` and its imports do, in order.

    `modules` holds sources by address ("js/lib/clock.js"). Each becomes a function that is
    called once, so that equal names in two of them stay apart. Raise CannotJoin.
    """
    order = list(_in_order(modules, entry, ()))
    places = {name: f"$module{number}" for number, name in enumerate(dict.fromkeys(order))}
    return "".join(_closed(name, modules[name], places) for name in places)


def _in_order(modules: Mapping[str, str], name: str, above: tuple[str, ...]) -> Iterator[str]:
    """Yield a module after everything it imports."""
    if name in above or name not in modules:
        raise CannotJoin(" → ".join((*above, name)))
    for found in IMPORT.finditer(modules[name]):
        yield from _in_order(modules, _address(name, found[2]), (*above, name))
    yield name


def _address(importer: str, relative: str) -> str:
    """Return the address that "../lib/clock.js" names, seen from another module."""
    parts: list[str] = []
    for part in (PurePosixPath(importer).parent / relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _closed(name: str, source: str, places: Mapping[str, str]) -> str:
    """Return a module as a function called once; it returns what the module exports."""

    def imported(found: re.Match[str]) -> str:
        names = (found[1] or "").replace(" as ", ": ")
        return f"const {{{names}}} = {places[_address(name, found[2])]};\n" if found[1] else ""

    exports = [one[2] for one in DECLARED.finditer(source)]
    exports += [one for found in LISTED.finditer(source) for one in _listed(found[1])]
    body = IMPORT.sub(imported, LISTED.sub("", DECLARED.sub(r"\1", source)))
    if left := OTHER.search(body):
        raise CannotJoin(f"{name}: {left[0]}")
    given = f"return {{ {', '.join(exports)} }};"
    return f"const {places[name]} = (() => {{\n{body}\n{given}\n}})();\n"


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]
