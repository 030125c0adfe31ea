"""What a weak result, or a good one that is read again, goes through: folded from the ledger.

A follow-up is not opened by anybody: it is there as soon as, and as long as, the return's grade
asks for it. What its grade was is among the details that are destroyed, so nothing in an entry
says that there was one: what people did is kept apart, like the return itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.rules.periods import re_audit
from bot.rules.programmes import Programme, Step
from bot.rules.returns import RETURNED, Return, Row, with_row

FOLLOW_UP, SAMPLE = "follow_up", "second_read"
TAKE, BACK, TICK, RE_AUDIT, RE_AUDITED = "take", "back", "tick", "re_audit", "re_audited"
ACTION, TOLD, CLOSE = "action", "told", "close"
READ_DAYS = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: which, as which role, by whom, when, and what they wrote."""

    step: str
    role: str
    who: str
    day: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class WentUp:
    """A step upwards: which role was told that something waits, and on which day."""

    role: str
    day: date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What one return goes through; `since` is the day from which it waits where it is now."""

    returned: Return
    steps: tuple[Step, ...]
    ticks: tuple[str, ...]
    since: date
    taken: tuple[Taken, ...] = ()
    ticked: tuple[str, ...] = ()
    sent_back: str = ""
    found: str = ""  # what a re-audit is to look at
    re_audit: date | None = None
    re_audited: bool = False
    action: str = ""  # of the plan, that it was made
    told: tuple[WentUp, ...] = ()

    @property
    def key(self) -> str:
        """The key of the return that it follows."""
        return self.returned.key

    @property
    def role(self) -> str:
        """The key of the role whose return it is."""
        return self.key.split("/")[2]

    @property
    def step(self) -> Step | None:
        """The step that is next; None once all were taken."""
        left = self.steps[len(self.taken) :]
        return left[0] if left else None

    @property
    def unticked(self) -> tuple[str, ...]:
        """What has still to be ticked."""
        return tuple(one for one in self.ticks if one not in self.ticked)

    @property
    def actions(self) -> str:
        """The actions that were taken, in the words of whoever took the first step."""
        return self.taken[0].text if self.taken else ""

    @property
    def is_weak(self) -> bool:
        """Whether it follows a weak result."""
        return self.returned.is_weak

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do."""
        to_audit = self.re_audit is not None and not self.re_audited
        return self.step is None and not self.unticked and not to_audit


def steps_of(programme: Programme, one: Return, sampled: bool) -> tuple[Step, ...]:
    """The steps that a return goes through: those of a weak one, or of one in the sample."""
    if one.is_weak:
        return programme.weak
    by = programme.read_by or (programme.weak[-1].by if programme.weak else "")
    if not sampled or not by or one.grade is None:
        return ()
    return (Step(name="Second read", by=by, days=READ_DAYS),)


def follow_ups_in(programme: Programme, rows: Iterable[Row]) -> list[FollowUp]:
    """What there is to follow up among some returns, by their order; what is closed, too."""
    found = list(rows)
    sampled = {
        key: one.day
        for one in found
        if one.noun == SAMPLE
        for key in (one.words or {}).get("keys", ())
    }
    undone = {one.undoes for one in found if one.undoes is not None}
    under: dict[str, list[Row]] = {}
    for one in found:
        if one.id not in undone and one.undoes is None and one.noun in (RETURNED, FOLLOW_UP):
            under.setdefault(one.key, []).append(one)
    made = (_follow_up(programme, it, sampled.get(key)) for key, it in under.items())
    return [one for one in made if one is not None]


def _follow_up(programme: Programme, rows: list[Row], drawn: date | None) -> FollowUp | None:
    """One return's, begun anew whenever it becomes weak or ceases to be."""
    now: FollowUp | None = None
    one = Return(rows[0].key, {})
    for row in rows:
        if row.noun == RETURNED:
            if row.field == "swapped":
                return None
            was, one = one, with_row(one, row)
            begins = now is None or was.is_weak != one.is_weak
            now = _begun(programme, one, row.day, drawn) if begins else _regraded(now, one)
        elif now is not None and row.words:
            now = _told(programme, now, row, row.words)
    if now is None or one.destroyed or not (now.steps or now.ticks):
        return None
    return now


def _begun(programme: Programme, one: Return, day: date, drawn: date | None) -> FollowUp | None:
    if one.returned_at is None or one.grade is None:
        return None
    steps = steps_of(programme, one, drawn is not None)
    since = max(day, drawn) if drawn and not one.is_weak else day
    return FollowUp(one, steps, programme.closing.ticks, since)


def _regraded(now: FollowUp | None, one: Return) -> FollowUp | None:
    return now and replace(now, returned=one)


def _told(programme: Programme, now: FollowUp, row: Row, it: Mapping[str, Any]) -> FollowUp:
    """A follow-up after one more word on it."""
    text = str(it.get("text") or "")
    match it["does"]:
        case "take":
            step = Taken(it["step"], it["role"], row.who, row.day, text)
            return replace(now, taken=(*now.taken, step), since=row.day, sent_back="", told=())
        case "back":
            return replace(now, taken=(), since=row.day, sent_back=text, told=())
        case "tick":
            return replace(now, ticked=(*now.ticked, it["step"]))
        case "re_audit":
            due = re_audit(row.day, programme.reaudit_weeks)
            return replace(now, re_audit=due, found=text, re_audited=False)
        case "re_audited":
            return replace(now, re_audited=True)
        case "action":
            return replace(now, action=it["step"])
        case _:
            return replace(now, told=(*now.told, WentUp(it["role"], row.day)))


def word(does: str, step: str = "", role: str = "", text: str = "") -> dict[str, Any]:
    """What is kept of one word on a follow-up."""
    return {"does": does, "step": step, "role": role, "text": text}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many weak results were followed up, how many are open, and how many of those late."""

    weak: int
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A word on a follow-up that is on record, and where it stands now.

    `turn` is the role whose turn it is, by when `due`; both are empty once it is closed.
    """

    request: str
    plan: str
    zone: str
    at: datetime
    programme: str
    period: str
    role: str
    number: int
    does: str
    step: str
    text: str
    turn: str = ""
    what: str = ""
    due: date | None = None
    taken_back: bool = False


def missing(it: FollowUp) -> Iterator[str]:
    """What keeps a follow-up open: `actions`, `check`, what is not ticked, `re_audit`."""
    if it.steps and it.is_weak and not it.taken:
        yield "actions"
    if it.step is not None:
        yield "check"
    yield from it.unticked
    if it.re_audit is not None and not it.re_audited:
        yield "re_audit"
