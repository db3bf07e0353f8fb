"""Answer a file of JSON lines, one line each: what the commands for reviewers share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safety.review import BadLine


def answer_lines(
    command: BaseCommand, name: str, answer: Callable[[str], dict[str, Any]], verb: str
) -> None:
    """Print the answer to each line; raise CommandError (exit 1) when one was bad.

    A bad line is named by its number on standard error and the others are answered.
    """
    bad = 0
    for number, line in enumerate(lines_of(name), 1):
        if not line.strip():
            continue
        try:
            outcome = answer(line)
        except BadLine as error:
            bad += 1
            command.stderr.write(f"line {number}: {error}")
        else:
            command.stdout.write(json.dumps(outcome, ensure_ascii=False))
    if bad:
        raise CommandError(f"{bad} line(s) could not be {verb}", returncode=1)


def lines_of(name: str) -> Iterator[str]:
    """Yield the lines of a file, of standard input for "-"; raise CommandError."""
    if name == "-":
        yield from sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {name}: {error}") from error
