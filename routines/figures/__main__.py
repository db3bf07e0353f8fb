"""Write the sheet of all figures: python -m routines.figures [folder]."""

from __future__ import annotations

import sys
from pathlib import Path

from routines.figures.sheet import page

FOLDER = Path("sheets")


def main(arguments: list[str]) -> None:
    """Write figures.html into a folder and say where it is."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "figures.html"
    target.write_text(page())
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
