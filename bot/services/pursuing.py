"""Follow-ups in the daily message: what waits on somebody, and what went up to them as it is late.

A step upwards is an entry of its own, written with the message that tells of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from bot.rules import turns
from bot.rules.book import Book
from bot.rules.follow_ups import FOLLOW_UP, TOLD, word
from bot.rules.outcomes import Change
from bot.rules.said import Said
from bot.rules.turns import Line, Named, Up
from bot.services import following, ledger, noticing
from bot.views import follow_ups as says
from bot.views.blocks import Block
from models.entry import SAY
from models.member import LEFT, members


@dataclass
class Pursued:
    """One person's follow-ups on a day: what waits on them, and what went up to them.

    `speaks`: something of it is to be said on that day.
    """

    lines: list[Line] = field(default_factory=list)
    ups: list[tuple[Named, Up]] = field(default_factory=list)
    speaks: bool = False

    def blocks(self, plan_id: int, day: date) -> list[Block]:
        """As they stand in a message."""
        return says.gone_up(self.ups, plan_id, day) + says.waiting(self.lines, plan_id, day)

    @property
    def headline(self) -> str:
        """In a few words."""
        return says.headline(len(self.lines), len(self.ups))


def pursued(
    session: Session, book: Book, day: date, after: date | None, now: datetime
) -> Mapping[str, Pursued]:
    """Whom follow-ups concern on a day. Lateness goes to whose turn it is, and one step up."""
    gone = {user for user, one in members(session).items() if one.kind == LEFT}
    found: dict[str, Pursued] = {}
    for case in following.open_cases(session, book, now):
        of = noticing.case_line(case)
        for task in case.tasks:
            reader = _reader(book, task, day)
            if reader and turns.is_near(book.policy, task, day):
                mine = found.setdefault(reader, Pursued())
                mine.lines.append(Line(of, task))
                mine.speaks = mine.speaks or turns.is_spoken_of(book.policy, task, day, after)
            if up := turns.goes_up(book, task, day, gone):
                theirs = found.setdefault(up.user, Pursued())
                theirs.ups.append((of, up))
                theirs.speaks = True
    return found


def _reader(book: Book, task: turns.Task, day: date) -> str | None:
    return book.reader(task.role.id, day) if task.role and task.role.id is not None else None


def record(session: Session, plan_id: int, ups: Iterable[Up], key: str, now: datetime) -> None:
    """Put on record which role was told of what is late; apart from the entry, like all of it."""
    said = Said(noticing.BOT, "", now, now, "clock", key)
    for up in ups:
        given = word(TOLD, up.task.what, up.role.key, "; ".join(up.passed_over))
        words = ledger.keep_words(session, "", None, given=given)
        change = Change("word", None, None)
        ledger.write(session, said, plan_id, SAY, FOLLOW_UP, up.task.follow_up.key, [change], words)
