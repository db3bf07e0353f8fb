"""Every write of safety: people, screens, results, checks. Keyword-only, atomic."""

from safety.actions.people import (
    choose_country,
    create_guest,
    merge_guest,
    note_session,
)
from safety.actions.prechecks import record_precheck
from safety.actions.results import (
    lock,
    withdraw,
    withdraw_standing,
)
from safety.actions.screens import (
    MayNotScreen,
    begin_screening,
    correct_slip,
    drop_stale_screenings,
    end_screening,
    finish_screening,
    pass_interruption,
    record_answer,
)

__all__ = [
    "MayNotScreen",
    "begin_screening",
    "choose_country",
    "correct_slip",
    "create_guest",
    "drop_stale_screenings",
    "end_screening",
    "finish_screening",
    "lock",
    "merge_guest",
    "note_session",
    "pass_interruption",
    "record_answer",
    "record_precheck",
    "withdraw",
    "withdraw_standing",
]
