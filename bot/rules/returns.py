"""What is owed in a round and what came of it, folded from the ledger; and what it adds up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.rules.percent import percent
from bot.rules.programmes import GOOD_OR_BETTER, GRADES, WEAK

OWED, RETURNED = "owed", "returned"


@dataclass(frozen=True, slots=True)
class Return:
    """One case or form under what a role owes: allocated, or returned, or both.

    `given` holds what was said of it: case, grade, on, note, actions, answers; it is empty once it
    was destroyed.
    """

    key: str
    given: Mapping[str, Any]
    returned_at: datetime | None = None
    who: str | None = None
    destroyed: bool = False

    @property
    def number(self) -> int:
        """Its number under what is owed."""
        return int(self.key.rpartition("/")[2])

    @property
    def grade(self) -> str | None:
        """One of the four, or none."""
        return self.given.get("grade")

    @property
    def case(self) -> str | None:
        """Its case code."""
        return self.given.get("case")

    @property
    def is_weak(self) -> bool:
        """Whether it goes to a follow-up."""
        return self.grade in WEAK


@dataclass(frozen=True, slots=True)
class Owed:
    """What one role owes in one round, and how far it has come."""

    key: str
    role: str  # its key
    wanted: int
    due: date
    told: int | None = None
    done_at: datetime | None = None
    done_on: date | None = None
    excused: bool = False
    returns: tuple[Return, ...] = ()

    @property
    def done(self) -> int:
        """How many are done: as counted by the role, or as returned singly, whichever is more."""
        return max(self.told or 0, len([one for one in self.returns if one.returned_at]))

    @property
    def complete(self) -> bool:
        """Two of three is not complete."""
        return self.done >= self.wanted

    def late(self, today: date) -> bool:
        """Whether it came, or is still missing, after it was due; never where it was excused."""
        if self.excused:
            return False
        return (self.done_on or today) > self.due if self.complete else today > self.due


@dataclass(frozen=True, slots=True)
class Totals:
    """A round in figures. Excused roles are in no denominator.

    `returned` are roles that are complete, `cases` single returns or what was counted, `grades`
    how many of each grade; percentages are whole, and None where there is nothing to divide by.
    """

    expected: int = 0
    returned: int = 0
    late: int = 0
    excused: int = 0
    cases: int = 0
    grades: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # name: yes, answered

    @property
    def compliance(self) -> int | None:
        """Complete of expected; 0 for a round in which nothing came."""
        return percent(self.returned, self.expected) if self.expected else None

    @property
    def graded(self) -> int:
        """How many have a grade."""
        return sum(self.grades.values())

    @property
    def good(self) -> int | None:
        """Good or better of those graded; None, never 0, where none was."""
        some = sum(self.grades.get(one, 0) for one in GOOD_OR_BETTER)
        return percent(some, self.graded) if self.graded else None

    @property
    def weak(self) -> int:
        """How many go to a follow-up."""
        return sum(self.grades.get(one, 0) for one in WEAK)

    @property
    def empty(self) -> bool:
        """Whether no audit came at all."""
        return not self.cases

    def as_json(self) -> dict[str, object]:
        """The figures by name, those worked out among them."""
        return {
            "expected": self.expected,
            "returned": self.returned,
            "late": self.late,
            "excused": self.excused,
            "compliance": self.compliance,
            "cases": self.cases,
            "grades": dict(self.grades),
            "good_or_better": self.good,
            "answers": {name: list(of) for name, of in self.answers.items()},
        }


def totals_of(owed: Iterable[Owed], today: date, kept: Totals | None = None) -> Totals:
    """What a round adds up to; `kept` is what was left of it when its returns were destroyed."""
    rows = list(owed)
    if not any(it.destroyed for one in rows for it in one.returns):
        kept = None  # as at a moment before any of them came
    asked = [one for one in rows if not one.excused]
    returns = [it for one in rows for it in one.returns if it.returned_at and not it.destroyed]
    return Totals(
        expected=len(asked),
        returned=sum(one.complete for one in asked),
        late=sum(one.late(today) for one in asked),
        excused=len(rows) - len(asked),
        cases=sum(one.done for one in rows),
        grades=_added(_grades(returns), kept.grades if kept else {}),
        answers=_answers(returns, kept.answers if kept else {}),
    )


def _grades(returns: Sequence[Return]) -> dict[str, int]:
    found = [one.grade for one in returns]
    return {grade: found.count(grade) for grade in GRADES if grade in found}


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    both = {grade: one.get(grade, 0) + other.get(grade, 0) for grade in GRADES}
    return {grade: number for grade, number in both.items() if number}


def _answers(
    returns: Sequence[Return], kept: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """For each yes/no question: how many said yes, of how many that were answered."""
    found = dict(kept)
    for one in returns:
        for name, it in (one.given.get("answers") or {}).items():
            if isinstance(it, bool):
                yes, of = found.get(name, (0, 0))
                found[name] = (yes + it, of + 1)
    return found


def share(answers: tuple[int, int]) -> int:
    """Yes of those answered, as a whole percentage."""
    return percent(*answers)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the ledger as a round needs it; `words` is what was kept apart, None if gone."""

    id: int
    at: datetime
    day: date
    who: str
    act: str
    noun: str
    key: str
    field: str
    new: Any
    undoes: int | None = None
    words: Mapping[str, Any] | None = None


def folded(rows: Iterable[Row]) -> list[Owed]:
    """What is owed in the rounds that the rows are of, in the order in which it was opened."""
    found = list(rows)
    undone = {one.undoes for one in found if one.undoes is not None}
    owed: dict[str, Owed] = {}
    for one in found:
        if one.id in undone or one.undoes is not None:
            continue
        under = one.key if one.noun == OWED else one.key.rpartition("/")[0]
        was = owed.get(under)
        if was is None and one.noun == OWED:
            owed[under] = opened(one.key, one.new)
        elif was is not None:
            owed[under] = _timed(_owed(was, one) if one.noun == OWED else _taken(was, one), one)
    return list(owed.values())


def opened(key: str, it: Mapping[str, Any]) -> Owed:
    """What is owed as it was opened: `wanted`, and when it is `due`."""
    return Owed(key, key.split("/", 2)[2], it["wanted"], date.fromisoformat(it["due"]))


def _owed(was: Owed, row: Row) -> Owed:
    if row.field == "excused":
        return replace(was, excused=bool(row.new))
    if row.field == "due":
        return replace(was, due=date.fromisoformat(row.new))
    if row.field in ("told", "wanted"):
        return replace(was, **{row.field: row.new})
    return was


def _taken(was: Owed, row: Row) -> Owed:
    """A case that was allocated, returned, set right, or given to somebody else."""
    before = next((one for one in was.returns if one.key == row.key), None)
    others = [one for one in was.returns if one.key != row.key]
    if row.field == "swapped":
        return replace(was, returns=tuple(others))
    made = with_row(before or Return(row.key, {}), row)
    return replace(was, returns=tuple(sorted((*others, made), key=lambda it: it.number)))


def with_row(before: Return, row: Row) -> Return:
    """A return with what one more entry says of it."""
    given = {**before.given, **(row.words or {})}
    gone = row.words is None or before.destroyed
    if not row.new.get("returned"):
        return replace(before, given=given, destroyed=gone)
    first = before.returned_at or row.at
    return Return(row.key, given, first, before.who or row.who, destroyed=gone)


def _timed(now: Owed, row: Row) -> Owed:
    """When it first came to be complete, if it still is."""
    if not now.complete:
        return replace(now, done_at=None, done_on=None)
    return now if now.done_at else replace(now, done_at=row.at, done_on=row.day)
