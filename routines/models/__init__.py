"""Rows of the catalogue, of people's routines, and of their sessions."""

from routines.models.content import (
    TargetArea,
    Technique,
    TechniqueArea,
    TechniqueTool,
    Tool,
)
from routines.models.routine import Routine, RoutineStep, Sides
from routines.models.session import CheckIn, Session, SessionEvent

__all__ = [
    "CheckIn",
    "Routine",
    "RoutineStep",
    "Session",
    "SessionEvent",
    "Sides",
    "TargetArea",
    "Technique",
    "TechniqueArea",
    "TechniqueTool",
    "Tool",
]
