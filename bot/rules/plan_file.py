"""What a plan file says, as values: nothing here has been checked against a plan already kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.rules.intents import Rag, Status
from models.errors import PlainError

Kind = Literal["at_least", "no_more_than", "yes_no", "count", "monitoring", "pair"]


@dataclass(frozen=True, slots=True)
class Where:
    """The file or sheet a value came from, and its row as a spreadsheet numbers it, from 1."""

    source: str
    row: int


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """An issue or a work stream; its title is None where the file gives it none."""

    ref: str
    title: str | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. None: the file has no such column, or an empty cell in it.

    `theme` is the reference of a ThemeRow, `leads` are names of RoleRows, the first one first.
    """

    ref: str
    theme: str
    title: str
    leads: tuple[str, ...]
    start: date | None
    end: date | None
    status: Status | None
    rag: Rag | None
    percent: int | None
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What a series should come to: version 1 is the original, 2 its revision.

    `value` is 1.0 for a yes and None where no figure was given ("top quartile"); `due` is None
    where the file gives no day.
    """

    due: date | None
    value: float | None
    printed: str
    version: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What a series came to: `on` is None where the file gives no day."""

    on: date | None
    value: float | None
    printed: str
    source: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One line of figures under a label; its name is empty where the label holds only one.

    Targets that several named series share stand in an unnamed series beside them. A baseline
    that was promised and never given has no value, the day it was promised for, and is printed
    "due ...".
    """

    name: str
    baseline: float | None
    baseline_on: date | None
    baseline_printed: str | None
    targets: tuple[TargetRow, ...]
    readings: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure's label under an action; the same label may stand under two actions."""

    ref: str
    action: str
    title: str
    unit: str
    kind: Kind
    series: tuple[SeriesRow, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, and the name of the role it reports to."""

    name: str
    reports_to: str | None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan, in the file's own order.

    `as_of` is the day from which its statuses are on record, where the file says so. `remarks`
    are sentences on what the file holds and was not read.
    """

    as_of: date | None
    zone: str | None
    themes: tuple[ThemeRow, ...]
    actions: tuple[ActionRow, ...]
    measures: tuple[MeasureRow, ...]
    roles: tuple[RoleRow, ...]
    remarks: tuple[str, ...] = field(default=(), compare=False)
    policy: Mapping[str, Any] | None = None  # when its reminders speak, where the file says so
    programmes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by their keys


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a file cannot be read; row 0 and column "" where there is none to name."""

    where: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = self.where
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", {self.column}"
        return f"{place}: {self.reason}."


class PlanFileError(PlainError):
    """A file that was refused, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
