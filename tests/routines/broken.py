"""Copies of the content folders with one thing put wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.core.management import call_command

from routines import content
from safety import content as safety_content


def copy_of_catalogue(tmp_path: Path) -> Path:
    """Return a copy of the shipped catalogue's folder."""
    return Path(shutil.copytree(content.DATA, tmp_path / "routines"))


def copy_of_rules(tmp_path: Path) -> Path:
    """Return a copy of the shipped rule set's folder."""
    return Path(shutil.copytree(safety_content.DATA, tmp_path / "safety"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text; it must be there."""
    path = folder / file
    text = path.read_text()
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1))


def change_row(folder: Path, file: str, row: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text after a row's id."""
    path = folder / file
    before, id_line, after = path.read_text().partition(f'id = "{row}"\n')
    assert id_line, f"{file} no longer holds {row}"
    assert old in after, f"{row} no longer holds {old!r}"
    path.write_text(before + id_line + after.replace(old, new, 1))


def empty_list(folder: Path, file: str, row: str, name: str) -> None:
    """Empty a row's list of that name."""
    path = folder / file
    before, _id_line, after = path.read_text().partition(f'id = "{row}"\n')
    lists = re.compile(rf"^{name} = \[.*?\]$", re.MULTILINE | re.DOTALL)
    text, times = lists.subn(f"{name} = []", after, count=1)
    assert times == 1, f"{row} no longer holds {name}"
    path.write_text(f'{before}id = "{row}"\n{text}')


def without_row(folder: Path, file: str, row: str) -> None:
    """Take a whole row out of an array of tables."""
    path = folder / file
    parts = path.read_text().split("\n[[techniques]]\n")
    kept = [part for part in parts if not part.startswith(f'id = "{row}"\n')]
    assert len(kept) == len(parts) - 1, f"{file} no longer holds {row}"
    path.write_text("\n[[techniques]]\n".join(kept))


def load(folder: Path, **options) -> None:
    """Load a catalogue from a folder, quietly."""
    call_command("load_catalogue", routines=folder, verbosity=0, **options)
