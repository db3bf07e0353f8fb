"""Plans and states as JSON and back: what a session keeps."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from routines.planning import Plan
from routines.player import SessionState


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def freeze(value: Plan | SessionState) -> dict[str, Any]:
    """Return plain JSON values."""
    adapter = _adapter(type(value))  # type: ignore[arg-type]  # a class is hashable; mypy asks its instances
    data: dict[str, Any] = adapter.dump_python(value, mode="json")
    return data


def thaw_plan(data: dict[str, Any]) -> Plan:
    """Rebuild a plan; raise pydantic's ValidationError on another shape."""
    plan: Plan = _adapter(Plan).validate_python(data)
    return plan


def thaw_state(data: dict[str, Any]) -> SessionState:
    """Rebuild a state; raise pydantic's ValidationError on another shape."""
    state: SessionState = _adapter(SessionState).validate_python(data)
    return state
