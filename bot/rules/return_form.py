"""The form of a return: which round it is for, what was typed, and what of that cannot be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

from bot.rules.programmes import WEAK, Notice, Programme, Question
from bot.rules.times import ENGLAND, working_days_after, working_days_before

CASE, GRADE, ACTIONS, NOTE = "case", "grade", "actions", "note"
CODE = re.compile(
    r"(?!(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP|SEPT|OCT|NOV|DEC|MAY|JUNE|JULY)-)[A-Z]{2,4}-\d{3,6}"
)
Why = Literal["needed", "must", "code", "grade", "weak", "one_only", "option", "date", "number"]


@dataclass(frozen=True, slots=True)
class Place:
    """What a form is for, as it travels through Slack: `asked` is what its programme asked then."""

    plan_id: int
    programme: str
    month: str
    role: str
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form held: the answers by their questions, everything else by its name."""

    case: str = ""
    grade: str = ""
    actions: str = ""
    note: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Everything that was typed by hand, with the field that it stands in."""
        for name in (CASE, ACTIONS, NOTE):
            yield name, getattr(self, name)
        for name, it in self.answers.items():
            if isinstance(it, str):
                yield name, it

    def given(self, programme: Programme) -> dict[str, Any]:
        """A return's details, as they are kept."""
        known = {one.name: one for one in programme.asks}
        answers = {
            name: _kept(known[name], it) for name, it in self.answers.items() if not _empty(it)
        }
        return {
            CASE: self.case.strip().upper() or None,
            GRADE: self.grade or None,
            ACTIONS: self.actions.strip() or None,
            NOTE: self.note.strip() or None,
            "answers": answers or None,
        }


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """What is shown: what the programme asks of the round, and why the form is back."""

    place: Place
    programme: Programme
    period: str
    role: str
    done: int
    wanted: int
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that cannot be kept as it stands, and why; `question` where it is one's answer."""

    field: str
    why: Why
    question: Question | None = None


def asked_by(programme: Programme) -> str:
    """What a programme's form asks, in short: another text once its file asks something else."""
    parts = (*(one.name for one in programme.asks), programme.graded, programme.of_cases)
    return ",".join(str(one) for one in parts)


def faults(programme: Programme, typed: Typed) -> list[Fault]:
    """What cannot be kept: in the order of the form, one for each field."""
    return [*_of_case(programme, typed), *_of_answers(programme, typed.answers)]


def _of_case(programme: Programme, typed: Typed) -> Iterator[Fault]:
    code = typed.case.strip().upper()
    if programme.of_cases and not CODE.fullmatch(code):
        yield Fault(CASE, "code")
    if programme.graded and not typed.grade:
        yield Fault(GRADE, "grade")
    if typed.grade in WEAK and not typed.actions.strip():
        yield Fault(ACTIONS, "weak")


def _of_answers(programme: Programme, answers: Mapping[str, Any]) -> Iterator[Fault]:
    for one in programme.asks:
        why = _why(one, answers)
        if why:
            yield Fault(one.name, why, one)


def _why(one: Question, answers: Mapping[str, Any]) -> Why | None:
    it = answers.get(one.name)
    if _empty(it):
        if one.must:
            return "must"
        return "needed" if one.needed or _is(one.needed_with, answers) else None
    if one.must and it is not True:
        return "must"
    if one.kind == "date":
        return None if _day(it) else "date"
    return _FAULT[one.kind](one, it) if one.kind in _FAULT else None


def _is(wanted: Mapping[str, str], answers: Mapping[str, Any]) -> bool:
    """Whether another question's answer is, or holds, one of these words."""
    for name, word in wanted.items():
        it = answers.get(name)
        said = it if isinstance(it, list | tuple) else ["yes" if it is True else it]
        if word in said:
            return True
    return False


def _empty(it: Any) -> bool:
    return it is None or it == [] or (isinstance(it, str) and not it.strip())


def _of_choice(one: Question, it: Any) -> Why | None:
    if isinstance(it, list | tuple):
        return "one_only"
    return None if it in one.options else "option"


def _of_choices(one: Question, it: Any) -> Why | None:
    chosen = it if isinstance(it, list | tuple) else [it]
    return None if set(chosen) <= set(one.options) else "option"


def _of_number(one: Question, it: Any) -> Why | None:
    number = _number(it)
    if number is None:
        return "number"
    low = one.least is not None and number < one.least
    high = one.most is not None and number > one.most
    return "number" if low or high else None


_FAULT = {"choice": _of_choice, "choices": _of_choices, "number": _of_number}


def _kept(one: Question, it: Any) -> Any:
    if one.kind == "number":
        return _number(it)
    return list(it) if isinstance(it, tuple) else it


def _number(it: Any) -> float | None:
    text = str(it).strip().removeprefix("£").replace(",", "")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
        return None
    return float(text) if "." in text else int(text)


def _day(it: Any) -> date | None:
    try:
        return date.fromisoformat(str(it))
    except ValueError:
        return None


def missing(programme: Programme, answers: Mapping[str, Any]) -> list[Question]:
    """The inputs that are not there."""
    return [one for one in programme.asks if one.part and answers.get(one.name) is not True]


# ---- notice periods


def due_by(
    programme: Programme, answers: Mapping[str, Any], nation: str = ENGLAND
) -> list[tuple[Question, date]]:
    """The days by which something has to be there, as far as the dates given say them."""
    found = []
    for one in programme.asks:
        day = _day(answers.get(one.when.of)) if one.when else None
        if one.when and day and (not one.when.only or _is(one.when.only, answers)):
            found.append((one, notice_day(one.when, day, nation)))
    return found


def notice_day(notice: Notice, day: date, nation: str = ENGLAND) -> date:
    """The day that lies so long before a day, or after it where the notice is negative."""
    if notice.months:
        return day - relativedelta(months=notice.months)
    if notice.working and notice.days < 0:
        return working_days_after(day, -notice.days, nation)
    if notice.working:
        return working_days_before(day, notice.days, nation)
    return day - relativedelta(days=notice.days)
