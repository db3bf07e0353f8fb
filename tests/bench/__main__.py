"""`python -m tests.bench`: print the tables of pages, then those of the player."""

from __future__ import annotations

import argparse
import sys
import warnings


def main() -> None:
    """Prepare a database with the real content and print the tables."""
    import django

    asked = _asked()
    warnings.filterwarnings("ignore", "No directory at")  # static files come from their source
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    from tests.bench import pages, player, scrolling, sizes

    if asked.only != "player":
        scrolling.table(sys.stdout.write)  # before the techniques are copied
        pages.tables(sys.stdout.write)
    sizes.table(sys.stdout.write)
    if asked.only != "pages":
        player.tables(sys.stdout.write, minutes=asked.minutes)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=("pages", "player"), help="one part alone")
    parser.add_argument(
        "--minutes", type=float, default=10, help="how long the clock is watched (default 10)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
