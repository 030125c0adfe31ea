"""What a person may mean by a message, as values: `docs/language.md` is the contract.

An intent says what was read, never what is allowed or what was done; services decide that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["not_started", "in_progress", "completed", "residual"]
Rag = Literal["green", "amber", "red"]
Grade = Literal["outstanding", "good", "requires_improvement", "inadequate"]
About = Literal[
    "action", "mine", "overdue", "due", "plan", "audits", "measure", "silent", "history", "changes"
]
Reason = Literal[
    "negated",
    "conditional",
    "future",
    "near_miss",
    "hearsay",
    "no_reference",
    "unknown_reference",
    "ambiguous",
    "bad_date",
    "bad_number",
    "bad_grade",
    "bulk",
]


@dataclass(frozen=True, slots=True)
class Update:
    """One action, and only what was said about it: None is "not said"."""

    action: str
    status: Status | None = None
    rag: Rag | None = None
    percent: int | None = None
    end: date | None = None
    note: str | None = None
    kind: Literal["update"] = "update"


@dataclass(frozen=True, slots=True)
class Audit:
    """A round's count (`done`, `of`), or one case with its grade; a period is "2015-03"."""

    programme: str | None = None
    done: int | None = None
    of: int | None = None
    period: str | None = None
    case: str | None = None
    grade: Grade | None = None
    note: str | None = None
    kind: Literal["audit"] = "audit"


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a measure: true or false for a yes/no measure, `second` for a pair's half."""

    measure: str
    value: float | bool
    unit: str | None = None
    on: date | None = None
    series: str | None = None
    second: float | None = None
    action: str | None = None
    note: str | None = None
    kind: Literal["reading"] = "reading"


@dataclass(frozen=True, slots=True)
class Query:
    """A question that is answered from what is kept."""

    about: About
    action: str | None = None
    measure: str | None = None
    days: int | None = None
    since: date | None = None
    from_: date | None = None
    to: date | None = None
    kind: Literal["query"] = "query"


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last thing this person wrote."""

    kind: Literal["undo"] = "undo"


@dataclass(frozen=True, slots=True)
class Help:
    """What can be said here."""

    kind: Literal["help"] = "help"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing is written: `question` goes back to the person; `read` is what it might have been.

    `unknown` is a reference that the plan does not have, `nearest` those most like it.
    """

    reason: Reason
    question: str
    read: tuple["Intent", ...] = ()
    unknown: str = ""
    nearest: tuple[str, ...] = ()
    kind: Literal["unclear"] = "unclear"


Intent = Update | Audit | Reading | Query | Undo | Help | Unclear


@dataclass(frozen=True, slots=True)
class KnownAction:
    """What a reader must know of an action to recognise it: its end, and the theme it stands in."""

    ref: str
    theme: str
    end: date | None = None


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure's label, the action it belongs to, its unit and the names of its series.

    Two measures may carry one label; the action tells them apart.
    """

    ref: str
    action: str
    unit: str = "%"
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The plan as far as reading needs it: references exactly as the plan numbers them.

    `programmes` are the names under which audits are asked for ("supervision audit").
    """

    actions: Mapping[str, KnownAction] = field(default_factory=dict)
    measures: tuple[KnownMeasure, ...] = ()
    programmes: tuple[str, ...] = ()
