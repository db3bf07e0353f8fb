"""What pages ask for: the picture of a technique and its text alternative."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from routines.figures.content import current
from routines.figures.people import person_for
from routines.figures.poses import FigureRow
from routines.figures.scene import Scene, label
from routines.figures.text import text_for

KEPT = 512  # every technique on both sides with a few people


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: an SVG element without ids or styles, and the same in words."""

    svg: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.svg)

    @property
    def silent(self) -> str:
        """Return the picture without its words, for where they stand beside it."""
        return self.svg.replace(label(self.text), ' aria-hidden="true"', 1)


def figure_for(
    technique_id: str, *, side: str = "", person_seed: str = "", is_still: bool = False
) -> Figure:
    """Return the picture of a technique; an empty one for an unknown technique.

    Drawn for the person's right; `side="left"` mirrors it. The same seed (a routine's id,
    say) gives the same person; without one, each technique has its own. A still picture
    has the first frame only: for lists, where many stand together.
    """
    seen = "left" if side == "left" else "right"
    person = person_for(person_seed or technique_id).number
    return drawn(technique_id, seen, person, is_still=is_still)


@lru_cache(maxsize=KEPT)
def drawn(technique_id: str, side: str, person: int, *, is_still: bool) -> Figure:
    """Return the picture with one of the cast, named by number."""
    figures = current()
    row = figures.figures.get(technique_id)
    if row is None:
        return Figure(svg="", text="")
    poses = figures.bodies[technique_id]
    if is_still:
        row, poses = _stilled(row), tuple(replace(pose, end=None) for pose in poses)
    text = text_for(row, poses, side)
    scene = Scene(row=row, poses=poses, person=person)
    svg = scene.svg(text, is_mirrored=side == "left", is_still=is_still)
    return Figure(svg=svg, text=text)


def _stilled(row: FigureRow) -> FigureRow:
    """Return a figure whose things stay where they are in the first frame."""
    props = (replace(prop, along=(prop.along[0],) * 2, to=None) for prop in row.props)
    return replace(row, props=tuple(props))
