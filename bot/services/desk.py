"""The desk that everything said comes over: what the handlers, the ticks and the commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.rules.cadence import Wishes
from bot.rules.form import Form, Opened, Picker, Typed, Wrong
from bot.rules.home import Home
from bot.rules.nudging import Nudged
from bot.rules.outcomes import Outcome, Recorded, Refused, Undone, each
from bot.rules.reminding import of_person
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import (
    announcing,
    answering,
    bodies,
    checkins,
    correcting,
    forms,
    guarding,
    hearing,
    home,
    nudging,
    pressing,
    promising,
    reminding,
)
from bot.services.books import Books
from bot.services.digesting import digest
from bot.services.replying import is_answered, reply
from bot.services.snoozing import Snoozed
from bot.services.ticking import Ticking
from bot.views.blocks import Message
from bot.views.digest import digest_message
from bot.views.nudging import headline, nudge_blocks
from bot.views.outcomes import answer
from bot.views.reminders import Also, personal_reminder
from models import outbox
from models.heard import requests_of
from models.plan import plan_with

Work = Callable[[Session, Books, Said], Outcome | None]


class Desk(Ticking):
    """What is said comes over here. Each method is one transaction."""

    # ---- what is said

    def hear(self, said: Said) -> Outcome | None:
        """Act on what was said; None where it said nothing. The caller answers."""
        with self.store.writing() as session:
            outcome = hearing.hear(session, self.books, said)
            self._follow(session, said, outcome)
        self._wake_for(session)
        return outcome

    def _follow(self, session: Session, said: Said, outcome: Outcome | None) -> None:
        """A word by a command or a form leads a check-in on as a message does."""
        if any(isinstance(one, Recorded | Undone) for one in each(outcome)):
            checkins.follow(session, self.books, said, outcome)

    def _wake_for(self, session: Session) -> None:
        """Wakes the sender where something was queued: who decides is asked, who asked is told."""
        if session.info.get(outbox.QUEUED):
            self.wake()

    def hear_and_reply(self, said: Said) -> None:
        """Act on a message and put the answer in the outbox, both or neither."""
        self._replied(said, answering.listen)

    def edited(self, said: Said, to_us: bool) -> None:
        """A message was changed; `to_us`: it speaks to the bot. Others count if they did before."""
        if to_us or self._acted_on(said):
            self._replied(said, correcting.edit)

    def deleted(self, said: Said, to_us: bool) -> None:
        """As `edited`, for a message that was deleted."""
        if to_us or self._acted_on(said):
            self._replied(said, correcting.delete)

    def _acted_on(self, said: Said) -> bool:
        with self.store.reading() as session:
            return bool(requests_of(session, said.message or ""))

    def overhear(self, said: Said) -> None:
        """A reply in a thread that does not mention us: it is for us under a post of ours alone."""
        with self.store.reading() as session:
            ours = outbox.is_ours(session, said.place or "", said.thread or "")
        if ours:
            self._replied(said, answering.overhear)

    def _replied(self, said: Said, work: Work) -> None:
        with self.store.writing() as session:
            if is_answered(session, said):
                return
            outcome = work(session, self.books, said)
            if outcome is not None:
                reply(session, said, outcome)
                checkins.follow(session, self.books, said, outcome)
        self.wake()

    def tell(self, said: Said, outcome: Outcome, response_url: str | None = None) -> None:
        """Put an answer in the outbox that Slack would not show where it belongs."""
        with self.store.writing() as session:
            reply(session, said, outcome, response_url)
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

    def show_more(self, said: Said, value: str, response_url: str | None) -> Outcome:
        """A history, or what comes next in it or in a list, beside the button's message."""
        return self.pressed(
            said,
            response_url,
            lambda session: pressing.show_more(session, self.books, said, value),
            replaces=False,
        )

    def pressed(
        self,
        said: Said,
        response_url: str | None,
        work: Callable[[Session], Outcome],
        replaces: bool = True,
    ) -> Outcome:
        """Act on a press, and put the answer in the outbox where there is a message to answer.

        A refusal never replaces anything: it is for whoever pressed. The guard has sent its own.
        """
        with self.store.writing() as session:
            outcome = work(session)
            refused = all(isinstance(one, Refused) for one in each(outcome))
            if response_url and not (said.via == guarding.FORM and guarding.refuses(outcome)):
                reply(session, said, outcome, response_url, replaces and not refused)
            checkins.follow(session, self.books, said, outcome)
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
        """The form about an action that was chosen, with what is said read into it."""
        with self.store.reading() as session:
            return pressing.open_form(session, self.books, said, target)

    def form_of_message(self, said: Said) -> Form | Picker | Outcome:
        """The form with somebody's message read into it."""
        with self.store.reading() as session:
            return forms.of_message(session, self.books, said)

    def submit(self, said: Said, opened: Opened, typed: Typed) -> Outcome | Form | Wrong | None:
        """Record what was touched in a form."""
        with self.store.writing() as session:
            done = forms.submit(session, self.books, said, opened, typed)
            if not isinstance(done, Form | Wrong):
                self._follow(session, said, done)
        self._wake_for(session)  # what the guard refused is answered in a message, too
        return done

    def home(self, said: Said) -> Home | Refused:
        """What somebody's home tab shows."""
        with self.store.reading() as session:
            return home.home(session, self.books, said)

    def snooze_form(self, said: Said, target: str) -> dict[str, Any]:
        """The form that asks until when, and why, to be quiet about an action."""
        with self.store.reading() as session:
            return pressing.open_snooze(session, self.books, said, target)

    def snooze(self, said: Said, target: str, until: date, reason: str) -> Snoozed:
        """Be quiet about an action until a day."""
        with self.store.writing() as session:
            done = pressing.snooze(session, self.books, said, target, until, reason)
        self.wake()
        return done

    # ---- channels

    def subscribe(
        self, said: Said, receives: str, active: bool, wishes: Wishes = bodies.NO_WISHES
    ) -> Outcome:
        """Let a channel receive something, or stop it."""
        with self.store.writing() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return book
            return bodies.subscribe(session, book, said, receives, active, wishes)

    def announce(self, said: Said) -> Outcome:
        """Have leads asked ahead of a reporting date, or call that off."""
        with self.store.writing() as session:
            return announcing.hear(session, self.books, said)

    def digest_now(self, said: Said) -> Message:
        """The digest as it stands, for one person."""
        with self.store.reading() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return answer(book)
            return digest_message(digest(session, plan_with(session, book.plan_id), said.at))

    def reminders_now(self, said: Said) -> Message | None:
        """What is in front of one person; None where there is nothing."""
        with self.store.reading() as session:
            book = hearing.find_book(session, self.books, said)
            if isinstance(book, Refused):
                return answer(book)
            day = local_day(said.at, book.zone)
            mine = of_person(reminding.reminders(session, book, day), said.user)
            tasks = promising.baselines(session, book, day).get(said.user, ())
            owed = nudging.nudged(session, book, day).get(said.user, Nudged())
            also = Also(headline(owed, day), nudge_blocks(owed, book.plan_id, day))
            if not mine and not tasks and not also.blocks:
                return None
            return personal_reminder(book.name, day, mine, book.plan_id, tasks=tasks, also=also)
