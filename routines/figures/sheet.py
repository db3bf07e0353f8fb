"""One page with every picture, light and dark, to look at them together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from routines.figures.content import current
from routines.figures.figure import figure_for

CSS = Path(__file__).parents[2] / "static" / "css"
STYLESHEETS = ("figures.css", "figures-motion.css")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>
<meta name="viewport" content="width=device-width"><style>{css}
body {{ margin: 0; font: 13px/1.4 system-ui; }}
section {{ padding: 24px; background: oklch(0.985 0.006 95); color: oklch(0.25 0.02 225); }}
.dark {{ background: oklch(0.19 0.012 215); color: oklch(0.95 0.005 95); }}
ul {{ list-style: none; margin: 0; padding: 0; display: grid; gap: 20px;
  grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); }}
.plate {{ background: oklch(0.955 0.022 188); border-radius: 22px; overflow: hidden;
  --figure-play: paused; }}
.plate:hover {{ --figure-play: running; }}
.dark .plate {{ background: oklch(0.29 0.035 195); }}
</style>{sections}</html>
"""


def page(names: Iterable[str] = ()) -> str:
    """Return the sheet as HTML, with the named techniques or all of them."""
    chosen = list(names) or sorted(current().figures)
    items = "".join(_item(name) for name in chosen)
    sections = "".join(
        f'<section class="{ground}"><ul>{items}</ul></section>' for ground in ("light", "dark")
    )
    return PAGE.format(css=_css(), sections=sections)


def _item(name: str) -> str:
    figure = figure_for(name)
    return f'<li><div class="plate">{figure.svg}</div><b>{name}</b><br>{figure.text}</li>'


def _css() -> str:
    """Return the figures' own style, its dark half bound to the dark section."""
    text = "".join((CSS / name).read_text() for name in STYLESHEETS)
    return text.replace("@media (prefers-color-scheme: dark)", "@scope (.dark)")
