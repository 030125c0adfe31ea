"""Why nothing is stored, by name; each has its sentence in the views."""

from typing import Literal

Obstacle = Literal[
    "no_plan",
    "plan_closed",
    "several_plans",
    "not_permitted",
    "identity",
    "nothing_said",
    "nothing_to_undo",
    "undo_late",
    "undo_overtaken",
    "undo_done",
    "not_yours",
    "before_last",
    "not_asked",
    "answered",
    "lapsed",
    "not_administrator",
    "end_before_start",
    "bad_usage",
    "reason_needed",
    "said_why",
]
