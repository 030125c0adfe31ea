"""The desk that everything said comes over: what the handlers, the ticks and the commands share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.language.day import day_said
from bot.rules.form import Form, Opened, Picker, Typed, Wrong
from bot.rules.home import Home
from bot.rules.outcomes import Outcome, Refused, each
from bot.rules.reminding import of_person
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import (
    answering,
    bodies,
    checkins,
    correcting,
    forms,
    hearing,
    home,
    posting,
    pressing,
    reminding,
    ruling,
)
from bot.services.books import Books
from bot.services.digesting import digest
from bot.services.members import Roster
from bot.services.replying import reply
from bot.views.blocks import Message
from bot.views.digest import digest_message
from bot.views.outcomes import answer
from bot.views.reminders import personal_reminder
from models import outbox
from models.plan import Plan, adopt_plans, open_plans, refuse_others
from models.pulse import HEARD, TICKED, beat
from models.store import Store

Work = Callable[[Session, Books, Said], Outcome | None]


@dataclass
class Desk:
    """The store, the books and the clock. Each method is one transaction."""

    store: Store
    clock: Callable[[], datetime]
    workspace: str | None = None
    wake: Callable[[], None] = lambda: None  # says that something waits in the outbox
    books: Books = field(default_factory=Books)
    roster: Roster | None = None  # who is listened to; everybody where nobody keeps one
    last_heard: datetime | None = None

    # ---- what is said

    def hear(self, said: Said) -> Outcome | None:
        """Act on what was said; None where it said nothing. The caller answers."""
        with self.store.writing() as session:
            return hearing.hear(session, self.books, said)

    def hear_and_reply(self, said: Said) -> None:
        """Act on a message and put the answer in the outbox, both or neither."""
        self._replied(said, answering.converse)

    def edited(self, said: Said) -> None:
        """A message was changed after it had been heard; what follows is asked in its place."""
        self._replied(said, correcting.edit)

    def deleted(self, said: Said) -> None:
        """A message was deleted after it had been heard."""
        self._replied(said, correcting.delete)

    def overhear(self, said: Said) -> None:
        """A reply in a thread that does not mention us: it is for us under a post of ours alone."""
        with self.store.reading() as session:
            ours = outbox.is_ours(session, said.place or "", said.thread or "")
        if ours:
            self._replied(said, answering.overhear)

    def _replied(self, said: Said, work: Work) -> None:
        with self.store.writing() as session:
            outcome = work(session, self.books, said)
            if outcome is not None:
                reply(session, said, outcome)
                checkins.ask_next(session, self.books, said)
        self.wake()

    # ---- what is pressed

    def undo(self, said: Said, request: str, response_url: str | None) -> Outcome:
        """Take back what a request recorded; the answer replaces the message it stood in."""
        return self.pressed(
            said, response_url, lambda session: hearing.undo(session, self.books, said, request)
        )

    def press(self, said: Said, token: str, number: int, response_url: str | None) -> Outcome:
        """Answer a question; what came of it replaces the question."""
        return self.pressed(
            said,
            response_url,
            lambda session: answering.press(session, self.books, said, token, number),
        )

    def quick(self, said: Said, target: str, word: str, response_url: str | None) -> Outcome:
        """Record one word about an action; the answer stands beside the button's message."""
        return self.pressed(
            said,
            response_url,
            lambda session: pressing.quick(session, self.books, said, target, word),
            replaces=False,
        )

    def show_history(self, said: Said, target: str, response_url: str | None) -> Outcome:
        """What happened to an action, beside the message whose button was pressed."""
        return self.pressed(
            said,
            response_url,
            lambda session: pressing.show_history(session, self.books, said, target),
            replaces=False,
        )

    def grant(self, said: Said, target: str, response_url: str | None) -> Outcome:
        """Grant what was asked for; what came of it replaces the question."""
        return self.pressed(
            said, response_url, lambda session: ruling.grant(session, self.books, said, target)
        )

    def refuse(self, said: Said, target: str, why: str, response_url: str | None) -> Outcome:
        """Refuse what was asked for, with a reason; it replaces the question."""
        return self.pressed(
            said,
            response_url,
            lambda session: ruling.refuse(session, self.books, said, target, why),
        )

    def pressed(
        self,
        said: Said,
        response_url: str | None,
        work: Callable[[Session], Outcome],
        replaces: bool = True,
    ) -> Outcome:
        """Act on a press, and put the answer in the outbox where there is a message to answer.

        A refusal never replaces anything: it is for whoever pressed.
        """
        with self.store.writing() as session:
            outcome = work(session)
            refused = all(isinstance(one, Refused) for one in each(outcome))
            if response_url:
                reply(session, said, outcome, response_url, replaces and not refused)
            checkins.ask_next(session, self.books, said)
        self.wake()
        return outcome

    def answer_checkin(self, said: Said, mark: str, word: str, response_url: str | None) -> Outcome:
        """Answer a check-in's question; what came of it replaces the question."""
        return self.pressed(
            said,
            response_url,
            lambda session: checkins.press(session, self.books, said, mark, word),
        )

    # ---- forms and the home tab

    def form_wanted(self, said: Said) -> Form | Picker | None:
        """The form that a command asks for, if it asks for one."""
        with self.store.reading() as session:
            return forms.wanted(session, self.books, said)

    def form(self, said: Said, target: str) -> Form | Refused:
        """The form about an action whose button was pressed."""
        with self.store.reading() as session:
            return pressing.open_form(session, self.books, said, target)

    def form_of_message(self, said: Said) -> Form | Picker | Outcome:
        """The form with somebody's message read into it."""
        with self.store.reading() as session:
            return forms.of_message(session, self.books, said)

    def submit(self, said: Said, opened: Opened, typed: Typed) -> Outcome | Form | Wrong | None:
        """Record what was touched in a form."""
        with self.store.writing() as session:
            return forms.submit(session, self.books, said, opened, typed)

    def home(self, said: Said) -> Home | Refused:
        """What somebody's home tab shows."""
        with self.store.reading() as session:
            return home.home(session, self.books, said)

    # ---- channels

    def subscribe(self, said: Said, receives: str, active: bool) -> Outcome:
        """Let a channel receive something, or stop it."""
        with self.store.writing() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return book
            return bodies.subscribe(session, book, said, receives, active)

    def announce(self, said: Said) -> Outcome:
        """Have leads asked ahead of a reporting date, or call that off."""
        verb, _, rest = said.text.strip().partition(" ")
        stops = verb.casefold() == "stop"
        with self.store.writing() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return book
            day = day_said(rest if stops else said.text, local_day(said.at, book.zone))
            return checkins.announce(session, book, said, day, active=not stops)

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

    # ---- the workspace and the ticks

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
            book = self.books.of(session, plan)
            work = posting.work_out(session, book, plan, now)
            openings = checkins.due(session, book, now)
        if not work.posts and not work.rounds and not openings:
            return 0
        with self.store.writing() as session:
            begun = [checkins.begin(session, book, one, now) for one in openings]
            return posting.queue(session, work, now) + sum(begun)

    def tick(self) -> int:
        """All that a tick does, at once."""
        return sum(self.tick_plan(plan) for plan in self.begin_tick())
