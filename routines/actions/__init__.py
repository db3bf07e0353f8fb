"""Every write of routines: people's routines, sessions, check-ins. Keyword-only, atomic."""

from routines.actions.after import (
    CHANGED,
    choose_step,
    decide_session,
    save_check_in,
    save_next_day,
)
from routines.actions.builder import (
    LONGEST_NAME,
    MOST_STEPS,
    TooManySteps,
    add_step,
    change_step,
    choose_pack,
    copy_routine,
    create_routine,
    delete_routine,
    duplicate_step,
    move_step,
    remove_step,
    rename_routine,
)
from routines.actions.following import (
    end_session,
    is_time_zone,
    record_events,
    start_session,
)
from routines.actions.late import Posted
from routines.actions.marking import clear_spot, mark_spot
from routines.actions.owning import give_up_tool, own_tool
from routines.actions.partner import (
    NotTheirs,
    agree,
    ask_receiver,
    hand_over,
    withdraw_pairing,
)
from routines.actions.stopping import answer_sign
from routines.actions.warnings import accept_warning

__all__ = [
    "CHANGED",
    "LONGEST_NAME",
    "MOST_STEPS",
    "NotTheirs",
    "Posted",
    "TooManySteps",
    "accept_warning",
    "add_step",
    "agree",
    "answer_sign",
    "ask_receiver",
    "change_step",
    "choose_pack",
    "choose_step",
    "clear_spot",
    "copy_routine",
    "create_routine",
    "decide_session",
    "delete_routine",
    "duplicate_step",
    "end_session",
    "give_up_tool",
    "hand_over",
    "is_time_zone",
    "mark_spot",
    "move_step",
    "own_tool",
    "record_events",
    "remove_step",
    "rename_routine",
    "save_check_in",
    "save_next_day",
    "start_session",
    "withdraw_pairing",
]
