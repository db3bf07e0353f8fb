"""Whether the tools somebody has are enough for a technique. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from routines.catalogue import TechniqueRow, ToolRow


def can_be_done(
    technique: TechniqueRow, tools: Mapping[str, ToolRow], owned: frozenset[str]
) -> bool:
    """Say whether everything a technique requires is there, or a stand-in of its family.

    `owned` holds tool ids; what nearly every home has (`at_home`) counts as there. A
    stand-in of another family does not count: it may be off for the person.
    """
    return all(
        _is_there(name, technique.tool_substitute_ids, tools, owned)
        for name in technique.tools_required
    )


def _is_there(
    name: str,
    stand_ins: tuple[str, ...],
    tools: Mapping[str, ToolRow],
    owned: frozenset[str],
) -> bool:
    wanted = tools[name]
    same = [
        one
        for one in (*stand_ins, *wanted.substitute_ids)
        if tools[one].family == wanted.family
    ]
    return any(one in owned or tools[one].at_home for one in (name, *same))


def can_be_owned(tool: ToolRow) -> bool:
    """Say whether people are asked about a tool: one we use, and not every home has."""
    return tool.use_in_app and not tool.at_home
