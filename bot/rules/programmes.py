"""A programme as data: who owes what, how often, by when, with which grades and questions.

One TOML file a programme; `docs/programmes.md` says what may stand in it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.rules.role_names import role_key
from models.errors import PlainError

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
GOOD_OR_BETTER, WEAK = GRADES[:2], GRADES[2:]
KEY = re.compile(r"[a-z][a-z0-9-]{1,59}")
MONTHS = {"month": 1, "two months": 2, "quarter": 3, "six months": 6, "year": 12}
Text = Field(min_length=1, max_length=200)


class ProgrammeError(PlainError):
    """A programme that cannot be kept to; the message says which line of its file and why."""


class Part(BaseModel):
    """What stands in a programme's file: nothing else may, and nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Notice(Part):
    """How long before (or, negative, after) a day that another question names this is due.

    `days` are calendar days, working days where it says so. `only`: where another question has
    that answer.
    """

    of: str
    days: int = Field(default=0, ge=-366, le=366)
    months: int = Field(default=0, ge=-60, le=60)
    working: bool = False
    only: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_a_span(self) -> "Notice":
        if self.months and self.days:
            raise ValueError("a notice is of days or of months, not of both")
        return self


class Question(Part):
    """One question of a return's form.

    `must`: a yes/no that has to be yes. `needed_with`: needed where another question's answer is
    or holds a word. `measure`: the share of yes feeds it. `when`: its notice period. A number lies
    between `least` and `most`. `part`: one of several inputs; those without a yes are named.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    label: str = Text
    kind: Literal["yes_no", "choice", "choices", "date", "number", "text"] = "yes_no"
    options: tuple[str, ...] = ()
    needed: bool = False
    must: bool = False
    needed_with: Mapping[str, str] = Field(default_factory=dict)
    measure: str | None = None
    when: Notice | None = None
    part: bool = False
    least: int | None = None
    most: int | None = None

    @model_validator(mode="after")
    def _has_options(self) -> "Question":
        if (self.kind in ("choice", "choices")) != bool(self.options):
            raise ValueError("a choice needs its options, and nothing else has any")
        if self.kind != "number" and (self.least, self.most) != (None, None):
            raise ValueError("only a number has a least and a most")
        return self


class Step(Part):
    """One step of what a weak result goes through: who takes it, and in how many working days.

    `by` is "manager" for the one above whoever stood before it, or a role.
    """

    name: str = Text
    by: str = Text
    days: int = Field(default=10, ge=1, le=366)


class Closing(Part):
    """What has to be ticked before a return is closed, and in how many working days."""

    ticks: tuple[str, ...] = ()
    days: int = Field(default=10, ge=1, le=366)


class Dated(Part):
    """One round of a programme that has a list of them."""

    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    title: str = Text
    due: date | None = None
    follows: str | None = None  # the title of a round that has to come before it


class Programme(Part):
    """A programme. Where `rounds` are listed it has those, otherwise one `every` so often.

    `owed_by` are roles, or patterns of their names such as "Team Manager *". `wanted` is how many
    each owes in a round, times `heads` of the role where they are given. `months_to_return` is how
    long an allocated case takes; a round is otherwise due on its last day, `days_after` later.
    `most` is how many of `wanted` and more still fit. `cases`: each return is of a case, by its
    code; a graded one is anyway.
    """

    key: str = ""
    name: str = Text
    called: tuple[str, ...] = ()
    owed_by: tuple[str, ...] = Field(min_length=1)
    wanted: int = Field(default=1, ge=1, le=999)
    most: int | None = Field(default=None, ge=1, le=999)
    heads: Mapping[str, int] = Field(default_factory=dict)
    areas: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)  # that a role audits in
    every: Literal["month", "two months", "quarter", "six months", "year"] = "month"
    rounds: tuple[Dated, ...] = ()
    begins: date
    ends: date | None = None
    days_after: int = Field(default=0, ge=0, le=366)
    months_to_return: int = Field(default=2, ge=1, le=24)
    graded: bool = False
    cases: bool = False
    asks: tuple[Question, ...] = ()
    weak: tuple[Step, ...] = ()
    sample_good: int = Field(default=0, ge=0, le=100)  # percent, for a second read
    read_by: str = ""  # the role that reads the sample; where empty, that of the last weak step
    reaudit_weeks: int = Field(default=6, ge=1, le=104)
    feeds: Mapping[Literal["compliance", "good", "held"], str] = Field(default_factory=dict)
    closing: Closing = Closing()
    told: tuple[str, ...] = ()  # of each graded return: roles, "manager" for the one above
    seen_by: tuple[str, ...] = ()  # roles that may see returns, beside who made them and managers
    marking: str = "restricted"
    keep_years: int = Field(default=3, ge=1, le=25)

    @property
    def is_monthly(self) -> bool:
        """Whether it goes by the calendar alone, not by a list of rounds."""
        return not self.rounds

    @property
    def of_cases(self) -> bool:
        """Whether each return is of one case."""
        return self.graded or self.cases

    @property
    def names(self) -> tuple[str, ...]:
        """What people call it, its name first."""
        return (self.name, *self.called)

    def owes(self, role: str) -> bool:
        """Whether the role of that name owes returns."""
        key = role_key(role)
        return any(fnmatchcase(key, role_key(pattern)) for pattern in self.owed_by)

    def owed(self, role: str) -> int:
        """How many the role of that name owes in a round."""
        heads = {role_key(name): number for name, number in self.heads.items()}
        return self.wanted * heads.get(role_key(role), 1)

    def room(self, owed: int) -> int | None:
        """How many fit where so many are owed; None where there is no limit."""
        return None if self.most is None else self.most * owed // self.wanted

    def question(self, name: str) -> Question | None:
        """The question of that name."""
        return next((one for one in self.asks if one.name == name), None)


def programme_of(key: str, settings: Mapping[str, Any]) -> Programme:
    """The programme that a file's settings make. Raises ProgrammeError with the first fault."""
    if not KEY.fullmatch(key):
        raise ProgrammeError(
            f"“{key[:60]}” is no name for a programme's file; use small letters, digits and hyphens"
        )
    try:
        made = Programme(**{**settings, "key": key})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the programme"
        reason = first["msg"].removeprefix("Value error, ")
        raise ProgrammeError(f"{key}: {place}: {reason[0].lower()}{reason[1:]}") from error
    _refuse_doubles(made)
    return made


def _refuse_doubles(made: Programme) -> None:
    for kind, names in (
        ("question", [one.name for one in made.asks]),
        ("round", [one.month for one in made.rounds]),
        ("step", [one.name for one in made.weak]),
    ):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ProgrammeError(f"{made.key}: there are two {kind}s “{twice}”")
    known = {one.name for one in made.asks}
    leans = [(one, {*one.needed_with, *(one.when.only if one.when else ())}) for one in made.asks]
    unknown = next((name for _, names in leans for name in names if name not in known), None)
    if unknown:
        raise ProgrammeError(f"{made.key}: it leans on no question of that name: “{unknown}”")
    days = {one.name for one in made.asks if one.kind == "date"}
    dated = next((one.when.of for one in made.asks if one.when and one.when.of not in days), None)
    if dated:
        raise ProgrammeError(f"{made.key}: when is of no question that asks a date: “{dated}”")
    if made.weak and not made.graded:
        raise ProgrammeError(f"{made.key}: steps for weak results need grades (graded = true)")
    for one in made.rounds:
        _refuse_before(made, one)


def _refuse_before(made: Programme, one: Dated) -> None:
    """A deep dive follows its survey: one that is dated before it cannot be."""
    if one.follows is None:
        return
    first = next((it for it in made.rounds if it.title == one.follows), None)
    if first is None:
        raise ProgrammeError(
            f"{made.key}: “{one.title}” follows “{one.follows}”, which is no round"
        )
    if one.month <= first.month:
        raise ProgrammeError(f"{made.key}: “{one.title}” is dated before “{first.title}”")


@dataclass(frozen=True, slots=True)
class Audience:
    """Which programmes a set of role names owes returns in."""

    programmes: tuple[Programme, ...]

    def of(self, roles: Iterable[str]) -> list[Programme]:
        """The programmes in which one of these roles owes something, in their order."""
        names = list(roles)
        return [one for one in self.programmes if any(one.owes(name) for name in names)]
