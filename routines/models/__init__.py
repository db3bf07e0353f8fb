"""Rows of the catalogue, of people's routines, and of their sessions."""

from routines.models.content import (
    TargetArea,
    Technique,
    TechniqueArea,
    TechniqueTool,
    Tool,
)
from routines.models.owned import OwnedTool
from routines.models.partner import Pairing
from routines.models.progress import AcceptedWarning, Decision
from routines.models.routine import Pack, Routine, RoutineStep, Sides
from routines.models.session import CheckIn, Session, SessionEvent, StopSign
from routines.models.spot import TightSpot

__all__ = [
    "AcceptedWarning",
    "CheckIn",
    "Decision",
    "OwnedTool",
    "Pack",
    "Pairing",
    "Routine",
    "RoutineStep",
    "Session",
    "SessionEvent",
    "Sides",
    "StopSign",
    "TargetArea",
    "Technique",
    "TechniqueArea",
    "TechniqueTool",
    "TightSpot",
    "Tool",
]
