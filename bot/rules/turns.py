"""Whose turn it is in a follow-up, by when, whom it goes up to; and the draw for a second read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from bot.rules.book import Book
from bot.rules.follow_ups import Counts, FollowUp, WentUp
from bot.rules.policy import DEFAULT, Policy
from bot.rules.programmes import Programme
from bot.rules.reminding import Standing, horizon, speaks
from bot.rules.role_names import role_key
from bot.rules.times import working_days_after, working_days_between
from models.role import Role

MANAGER = "manager"
Kind = Literal["step", "ticks", "re_audit"]


@dataclass(frozen=True, slots=True)
class Task:
    """What waits in a follow-up: a step, what is to be ticked, or a re-audit.

    `role` is whose turn it is, a vacant one's passed up; None where nobody is there at all.
    """

    follow_up: FollowUp
    kind: Kind
    what: str
    role: Role | None
    since: date
    due: date

    def late(self, day: date) -> bool:
        """Whether it is overdue on a day."""
        return day > self.due


@dataclass(frozen=True, slots=True)
class Named:
    """What a follow-up is called: its programme and round, and whose return of what number."""

    programme: str
    round: str
    role: str
    number: int
    is_weak: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits in a follow-up, as it stands in a list."""

    of: Named
    task: Task

    @property
    def key(self) -> str:
        """The follow-up's key."""
        return self.task.follow_up.key

    def as_json(self, day: date) -> dict[str, object]:
        """It as the command prints it: posts, and neither names nor case codes."""
        role = self.task.role
        return {
            "programme": self.of.programme,
            "round": self.of.round,
            "role": self.of.role,
            "return": self.of.number,
            "what": self.task.what,
            "with": role.name if role else None,
            "due": self.task.due.isoformat(),
            "late": self.task.late(day),
            "action": self.task.follow_up.action or None,
        }


def tasks_of(book: Book, programme: Programme, it: FollowUp, day: date) -> list[Task]:
    """What waits in a follow-up on a day; nothing where it is closed."""
    found: list[Task] = []
    for kind, due in dues_of(book.policy, programme, it):
        if kind == "step" and it.step is not None:
            role = by_role(book, it, it.step.by, day)
            found.append(Task(it, kind, it.step.name, role, it.since, due))
        else:
            what = ", ".join(it.unticked) if kind == "ticks" else "Re-audit"
            found.append(Task(it, kind, what, _held(book, it.role, day), it.since, due))
    return found


def dues_of(policy: Policy, programme: Programme, it: FollowUp) -> list[tuple[Kind, date]]:
    """What waits in a follow-up, whoever's turn it is, and by when."""
    found: list[tuple[Kind, date]] = []
    if it.step is not None:
        found.append(("step", working_days_after(it.since, it.step.days, policy.holidays)))
    elif it.unticked:
        found.append(
            ("ticks", working_days_after(it.since, programme.closing.days, policy.holidays))
        )
    if it.re_audit is not None and not it.re_audited:
        found.append(("re_audit", it.re_audit))
    return found


def by_role(book: Book, it: FollowUp, by: str, day: date) -> Role | None:
    """Whose step it is: a role, or the one above whoever stood before; a vacant one passes up."""
    if by != MANAGER:
        return _held(book, role_key(by), day)
    stood = it.taken[-1].role if it.taken else it.role
    role = _with_key(book, stood)
    if role is None or role.id is None:
        return None
    return book.manager(role.id, day) or role


def roles_told(book: Book, it: FollowUp, names: Iterable[str], day: date) -> list[Role]:
    """The roles that are told of a return, each once, a vacant one's manager in its place."""
    own = _with_key(book, it.role)
    above = book.manager(own.id, day) if own and own.id is not None else None
    found = [above if name == MANAGER else _held(book, role_key(name), day) for name in names]
    return list({role.key: role for role in found if role}.values())


def _held(book: Book, key: str, day: date) -> Role | None:
    """The role of that key, or while it is vacant the nearest above that somebody holds."""
    role = _with_key(book, key)
    if role is None or role.id is None or book.holder(role.id, day):
        return role
    return book.manager(role.id, day) or role


def _with_key(book: Book, key: str) -> Role | None:
    return next((role for role in book.roles.values() if role.key == key), None)


def readers(book: Book, role: Role | None, day: date) -> set[str]:
    """Who may act for a role on a day: its holder, and who stands in for them."""
    if role is None or role.id is None:
        return set()
    return {user for user in (book.holder(role.id, day), book.reader(role.id, day)) if user}


# ---- reminding and going up


def is_spoken_of(policy: Policy, task: Task, day: date, after: date | None) -> bool:
    """Whether a task is brought up on a day, as an action's end is."""
    return speaks(policy, Standing(task.due, task.since), day, after)


def is_near(policy: Policy, task: Task, day: date) -> bool:
    """Whether a task is close enough to stand in a list: what is far off does not."""
    return task.due <= horizon(policy, day)


@dataclass(frozen=True, slots=True)
class Up:
    """A task that goes up: to which role and person, and past whom."""

    task: Task
    role: Role
    user: str
    passed_over: tuple[str, ...] = ()


def goes_up(book: Book, task: Task, day: date, gone: Collection[str] = ()) -> Up | None:
    """Where a late task goes up to on a day: the next role only, once it has waited long enough.

    A role that nobody reads for is passed over, and named.
    """
    told: Sequence[WentUp] = task.follow_up.told
    waited_from = told[-1].day if told else task.due
    stood = _with_key(book, told[-1].role) if told else task.role
    late = (
        task.late(day)
        and working_days_between(waited_from, day, book.policy.holidays) >= book.policy.up_after
    )
    if not late or stood is None or stood.id is None:
        return None
    below = {book.reader(one.id, day) for one in (stood, task.role) if one and one.id is not None}
    passed: list[str] = []
    for role in book.line(stood.id):
        user = book.reader(role.id or 0, day)
        if user and user not in below and user not in gone:
            return Up(task, role, user, tuple(passed))
        passed.append(role.name)
    return None


def counts(
    programme: Programme, found: Iterable[FollowUp], day: date, policy: Policy = DEFAULT
) -> Counts:
    """The follow-ups of weak results in figures."""
    weak = [one for one in found if one.is_weak]
    still = [one for one in weak if not one.closed]
    late = [one for one in still if any(day > due for _, due in dues_of(policy, programme, one))]
    return Counts(len(weak), len(still), len(late))


# ---- the sample of the good ones


def drawn(keys: Iterable[str], share: int) -> list[str]:
    """The returns that are read again: so many percent, rounded up, and one at the least.

    The draw is by a hash of each key, so that whoever draws gets the same.
    """
    found = sorted(keys, key=_lot)
    return sorted(found[: -(-share * len(found) // 100)]) if share else []


def _lot(key: str) -> str:
    return sha256(key.encode()).hexdigest()
