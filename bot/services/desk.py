"""The desk that everything said comes over: what the handlers, the ticks and the commands share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.rules.outcomes import Outcome, Refused, Undone
from bot.rules.reminding import of_person
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import bodies, hearing, posting, reminding
from bot.services.books import Books
from bot.services.digesting import digest
from bot.views.blocks import Message
from bot.views.digest import digest_message
from bot.views.outcomes import answer
from bot.views.reminders import personal_reminder
from models import outbox
from models.plan import Plan, adopt_plans, open_plans, refuse_others
from models.pulse import HEARD, TICKED, beat
from models.store import Store


@dataclass
class Desk:
    """The store, the books and the clock. Each method is one transaction."""

    store: Store
    clock: Callable[[], datetime]
    workspace: str | None = None
    wake: Callable[[], None] = lambda: None  # says that something waits in the outbox
    books: Books = field(default_factory=Books)
    last_heard: datetime | None = None

    def hear(self, said: Said) -> Outcome | None:
        """Act on what was said; None where it said nothing. The caller answers."""
        with self.store.writing() as session:
            return hearing.hear(session, self.books, said)

    def hear_and_reply(self, said: Said, thread: str | None) -> None:
        """Act on a message and put the answer in the outbox, both or neither."""
        with self.store.writing() as session:
            outcome = hearing.hear(session, self.books, said)
            if outcome is not None:
                _reply(session, said, answer(outcome), thread=thread)
        self.wake()

    def undo(self, said: Said, request: str, response_url: str | None) -> None:
        """Take back what a request recorded, and put the answer in the outbox, both or neither.

        It replaces the message that the button stands in; a refusal is for whoever pressed it.
        """
        with self.store.writing() as session:
            outcome = hearing.undo(session, self.books, said, request)
            replaces = isinstance(outcome, Undone)
            _reply(session, said, answer(outcome), response_url=response_url, replaces=replaces)
        self.wake()

    def subscribe(self, said: Said, receives: str, active: bool) -> Outcome:
        """Let a channel receive something, or stop it."""
        with self.store.writing() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return book
            return bodies.subscribe(session, book, said, receives, active)

    def digest_now(self, said: Said) -> Message:
        """The digest as it stands, for one person."""
        with self.store.reading() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return answer(book)
            plan = session.get_one(Plan, book.plan_id)
            return digest_message(digest(session, plan, said.at))

    def reminders_now(self, said: Said) -> Message | None:
        """What is in front of one person; None where there is nothing."""
        with self.store.reading() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return answer(book)
            day = local_day(said.at, book.zone)
            mine = of_person(reminding.reminders(session, book, day), said.user)
            return personal_reminder(book.name, day, mine, book.plan_id) if mine else None

    def meet(self, workspace: str) -> None:
        """Learn which workspace this is; plans that were waiting for one belong to it.

        Raises OtherWorkspaceError where all the plans kept here belong to another.
        """
        self.workspace = workspace
        with self.store.writing() as session:
            adopt_plans(session, workspace)
            refuse_others(session, workspace)

    def begin_tick(self) -> list[Plan]:
        """Note the signs of life; returns the plans that may have something to say."""
        now = self.clock()
        with self.store.writing() as session:
            beat(session, TICKED, now)
            if self.workspace:  # plans may have come in since the start
                adopt_plans(session, self.workspace)
            if self.last_heard:
                beat(session, HEARD, self.last_heard)
        with self.store.reading() as session:
            return open_plans(session, self.workspace)

    def tick_plan(self, plan: Plan) -> int:
        """Queue what a plan has to say by now; returns how many posts were queued."""
        now = self.clock()
        with self.store.reading() as session:
            work = posting.work_out(session, self.books.of(session, plan), plan, now)
        if not work.posts and not work.rounds:
            return 0
        with self.store.writing() as session:
            return posting.queue(session, work, now)

    def tick(self) -> int:
        """All that a tick does, at once."""
        return sum(self.tick_plan(plan) for plan in self.begin_tick())


def _reply(
    session: Session,
    said: Said,
    message: Message,
    thread: str | None = None,
    response_url: str | None = None,
    replaces: bool = False,
) -> None:
    """Put an answer in the outbox, once for each thing said."""
    outbox.enqueue(
        session,
        key=f"{outbox.REPLY}{said.request}",
        channel=said.place or said.user,
        thread=thread,
        response_url=response_url,
        replaces=replaces,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
    )
