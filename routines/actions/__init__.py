"""Every write of routines: people's routines, sessions, check-ins. Keyword-only, atomic."""

from routines.actions.builder import (
    LONGEST_NAME,
    MOST_STEPS,
    TooManySteps,
    add_step,
    change_step,
    copy_routine,
    create_routine,
    delete_routine,
    duplicate_step,
    move_step,
    remove_step,
    rename_routine,
)
from routines.actions.following import (
    Posted,
    end_session,
    is_time_zone,
    record_events,
    save_check_in,
    start_session,
)
from routines.actions.owning import give_up_tool, own_tool

__all__ = [
    "LONGEST_NAME",
    "MOST_STEPS",
    "Posted",
    "TooManySteps",
    "add_step",
    "change_step",
    "copy_routine",
    "create_routine",
    "delete_routine",
    "duplicate_step",
    "end_session",
    "give_up_tool",
    "is_time_zone",
    "move_step",
    "own_tool",
    "record_events",
    "remove_step",
    "rename_routine",
    "save_check_in",
    "start_session",
]
