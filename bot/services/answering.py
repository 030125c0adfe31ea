"""What is said in a conversation: an answer to what was asked, or something about its subject."""

import re
from dataclasses import replace

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.choices import Choice
from bot.rules.identity import identifies
from bot.rules.outcomes import Outcome, Recorded, Refused, Told, each, together
from bot.rules.said import Said
from bot.services import asking, checkins, hearing, undoing, updating
from bot.services.acting import act
from bot.services.books import Books
from bot.views.questions import YES, label, left_as_it_is
from models import outbox
from models import question as questions
from models.plan import plan_with
from models.question import Question

_WORDS = re.compile(r"[\w.%]+")
LONGEST_ANSWER = 80
NO = frozenset({"no", "nope", "leave it", "no thanks", "no thank you", "neither", "none"})


def converse(session: Session, books: Books, said: Said) -> Outcome | None:
    """What came of a message: words that answer the last question here, or anything else.

    None where it said nothing, or was not for the bot.
    """
    if identifies(said.text):
        return hearing.hear(session, books, said)
    asked = questions.open_question(session, said.user, said.place, said.thread, said.at)
    number = _meant(asked, said.text) if asked else None
    if asked and number is not None:
        return _answer(session, books, said, asked, number)
    checkin = checkins.current(session, said)
    if checkin and (done := checkins.by_words(session, books, said, checkin)):
        return done
    about = _about(session, said, asked) or (checkin.ref if checkin else None)
    outcome = hearing.hear(session, books, replace(said, about=about))
    if checkin and outcome:
        book = books.of(session, plan_with(session, checkin.plan_id))
        checkins.heard(session, book, said, checkin, outcome)
    if asked and any(isinstance(one, Recorded) for one in each(outcome)):
        questions.close(session, asked, said.request, said.at)
    return outcome


def overhear(session: Session, books: Books, said: Said) -> Outcome | None:
    """As `converse`, for people who talk under a post of ours: what names no action is left alone.

    A thread that is about one action names it by being about it.
    """
    said = replace(said, about=_about(session, said, None))
    book = hearing.find_book(session, books, said)
    if isinstance(book, Refused) or not hearing.actions_in(book, said):
        return None
    return converse(session, books, said)


def press(session: Session, books: Books, said: Said, token: str, number: int) -> Outcome:
    """Answer a question with one of its buttons; the second press of one is told so."""
    asked = questions.question_with(session, token)
    if asked is None:
        return Refused("lapsed")
    if asked.user != said.user:
        return Refused("not_asked")
    if asked.closed_at:
        return _closed(session, books, said, asked)
    if asked.lapses_at <= said.at:
        return Refused("lapsed")
    return _answer(session, books, said, asked, number)


def _closed(session: Session, books: Books, said: Said, asked: Question) -> Outcome:
    """The same press delivered again gets the same answer; another one is too late."""
    book = books.of(session, plan_with(session, asked.plan_id))
    same = asked.request == said.request
    done = together(updating.outcomes_of(session, book, said.request)) if same else None
    return done or Refused("answered")


def _answer(session: Session, books: Books, said: Said, asked: Question, number: int) -> Outcome:
    choices = asking.kept_choices(asked)
    if not 0 <= number < len(choices):
        return Refused("lapsed")
    words = asked.words
    if not questions.close(session, asked, said.request, said.at):
        return Refused("answered")
    book = books.of(session, plan_with(session, asked.plan_id))
    told = replace(said, text=words, message=asked.message)
    return _choose(session, book, told, choices[number])


def _choose(session: Session, book: Book, said: Said, choice: Choice) -> Outcome:
    """Carry out one answer: take back what it takes back, then record what it records."""
    if choice.undo:
        undone = undoing.undo(session, book, said, choice.undo)
        refused = any(isinstance(one, Refused) for one in each(undone))
        if refused or not choice.updates:
            return undone
    begun = choice.undo is not None
    return act(session, book, said, choice.updates, begun) or Told(left_as_it_is())


def _meant(asked: Question, text: str) -> int | None:
    """Which of the answers words stand for: a button's own words, its action, yes or no."""
    choices = asking.kept_choices(asked)
    said = _folded(text)
    if not choices or len(text) > LONGEST_ANSWER or not said:
        return None
    labels = [_folded(label(choice, choices)) for choice in choices]
    if said in labels:
        return labels.index(said)
    if said in NO:
        return len(choices) - 1
    refs = [choice.updates[0].action if choice.updates else "" for choice in choices]
    if refs.count(said) == 1:
        return refs.index(said)
    return 0 if said in YES and len(choices) == 2 else None


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold())).rstrip(".")


def _about(session: Session, said: Said, asked: Question | None) -> str | None:
    """The one action that a conversation is about: its thread's, or the question's."""
    if said.about:
        return said.about
    if asked and asked.about:
        return asked.about
    if said.place and said.thread:
        refs = outbox.spoken_of(session, said.place, said.thread)
        return refs.pop() if len(refs) == 1 else None
    return None
