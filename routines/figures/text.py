"""The text alternative of a picture: view, body position, tool and place."""

from __future__ import annotations

from routines.figures.poses import FigureRow, PoseRow

VIEWS = {"side": "Side view", "front": "Front view", "back": "Back view"}
OTHER = {"right": "left", "left": "right"}
ABOVE = {"mat-above", "sheet"}  # what shows that one looks down


def text_for(row: FigureRow, poses: tuple[PoseRow, ...], side: str) -> str:
    """Return what the picture shows in one sentence; `side` is left or right."""
    position = row.position or (poses[0].words if poses else "")
    words = "; ".join(part for part in (position, row.words) if part)
    said = words.format(side=side, other=OTHER[side])
    if not poses:
        return f"{said}."
    is_above = ABOVE & {prop.kind for prop in row.props}
    return f"{'View from above' if is_above else VIEWS[poses[0].view]}: {said}."
