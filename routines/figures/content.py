"""Read the figures from their folder, whole, and report every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from routines.figures.body import ARM, LEG, SPINE
from routines.figures.muscles import FRONTAL
from routines.figures.muscles import SIDE as SIDE_MUSCLES
from routines.figures.poses import FigureRow, Figures, PoseRow
from routines.figures.scene import DRAWN
from safety.content import ContentError, Folder

DATA = Path(__file__).parent.parent / "data" / "figures"
PARTS = {*SPINE, *(f"{side}_{bone}" for side in ("near", "far") for bone in (*ARM, *LEG))}


def read(path: Path = DATA) -> Figures:
    """Return the figures of a folder; raise ContentError with all problems."""
    folder = Folder(path)
    raw_poses = _raw(folder, "poses")
    figures = [
        row for name in _files(folder) for row in folder.rows(name, "figures", FigureRow)
    ]
    bodies = {row.id: tuple(_bodies(folder, row, raw_poses)) for row in figures}
    for row in figures:
        folder.problems += [f"{row.id}: {fault}" for fault in _faults(row, bodies[row.id])]
    if len(bodies) < len(figures):
        folder.problems.append("a figure stands twice")
    if folder.problems:
        raise ContentError(folder.problems)
    return Figures(figures={row.id: row for row in figures}, bodies=bodies)


@cache
def current() -> Figures:
    """Return the shipped figures, read once per process."""
    return read()


def _files(folder: Folder) -> list[str]:
    return sorted(name for name in folder.tables if name.startswith("figures-"))


def _raw(folder: Folder, key: str) -> dict[str, dict[str, Any]]:
    tables = [table for name, table in folder.tables.items() if name.startswith(key)]
    return {str(row.get("id")): row for table in tables for row in table.get(key, [])}


def _bodies(folder: Folder, row: FigureRow, poses: Mapping[str, Any]) -> Iterator[PoseRow]:
    for name, start, end in ((row.pose, row.start, row.end), (row.giver, None, None)):
        if name and name not in poses:
            folder.problems.append(f"{row.id}: unknown pose {name!r}")
        elif name:
            folder.tables["figure"] = {"pose": [_filled(poses, name, start or {}, end or {})]}
            yield from folder.rows("figure", "pose", PoseRow)


def _filled(
    poses: Mapping[str, Any], name: str, start: Mapping[str, Any], end: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a pose with a figure's own changes; the second frame keeps what it leaves out."""
    raw = _inherited(poses, name)
    raw["start"] = {**raw.get("start", {}), **start}
    second = {**raw.get("end", {}), **end}
    return {**raw, "end": {**raw["start"], **second}} if second else raw


def _inherited(poses: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a pose laid over the one it stands on (`like`)."""
    raw = dict(poses[name])
    if not (like := raw.pop("like", "")):
        return raw
    parent = _inherited(poses, like)
    frames = {key: {**parent.get(key, {}), **raw.get(key, {})} for key in ("start", "end")}
    return {**parent, **raw, **{key: frame for key, frame in frames.items() if frame}}


def _faults(row: FigureRow, bodies: tuple[PoseRow, ...]) -> Iterator[str]:
    if not (row.pose or row.props):
        yield "nothing to draw"
    for prop in row.props:
        if prop.kind not in DRAWN:
            yield f"unknown thing {prop.kind!r}"
        if (part := prop.part or prop.held) and part not in PARTS:
            yield f"unknown part {part!r}"
        if not (part or prop.at or prop.x):
            yield f"{prop.kind} stands nowhere"
    if bodies:
        known = SIDE_MUSCLES if bodies[0].view == "side" else FRONTAL
        yield from (f"unknown muscle {one!r}" for one in row.muscles if one not in known)
