"""What is said in a conversation: an answer to what was asked, or something about its subject."""

import re
from dataclasses import replace

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.choices import Choice
from bot.rules.outcomes import Outcome, Recorded, Refused, Told, each, together
from bot.rules.said import Said
from bot.services import asking, checkins, guarding, hearing, undoing, updating
from bot.services.acting import act
from bot.services.books import Books
from bot.views.questions import YES, label, left_as_it_is
from models import outbox
from models import question as questions
from models.entry import has_spoken_since
from models.heard import was_changed
from models.question import Question

_WORDS = re.compile(r"[\w.%]+")
LONGEST_ANSWER = 80
NO = frozenset({"no", "nope", "leave it", "no thanks", "no thank you", "neither", "none"})


def listen(session: Session, books: Books, said: Said) -> Outcome | None:
    """As `converse`; None for a message that comes after word that it was edited or deleted."""
    if said.message and was_changed(session, said.message):
        return None
    return converse(session, books, said)


def converse(session: Session, books: Books, said: Said) -> Outcome | None:
    """What came of a message: words that answer the last question here, or anything else.

    None where it said nothing, or was not for the bot.
    """
    refused = guarding.refusal(session, said, said.text)
    if refused:
        return refused
    checkin = checkins.current(session, said)
    asked = _last_asked(session, said)
    waits = asked if asked and _still_waits(session, said, asked) else None
    number = _meant(waits, said.text) if waits else None
    if waits and number is not None:
        return _answer(session, books, said, waits, number)
    if checkin and (done := checkins.by_words(session, books, said, checkin)):
        return done
    about = _about(session, said, waits) or checkins.subject(session, said, checkin)
    outcome = hearing.heed(session, books, replace(said, about=about))
    if asked and _speaks_of(outcome, asked):
        questions.close(session, asked, said.request, said.at)
    return outcome


def overhear(session: Session, books: Books, said: Said) -> Outcome | None:
    """As `listen`, for people who talk under a post of ours: what names no action is left alone.

    A thread that is about one action names it by being about it; but who may not report on that
    is talking to somebody else. Words that answer a question of ours are for us.
    """
    asked = _last_asked(session, said)
    if asked and _meant(asked, said.text) is not None:
        return listen(session, books, said)
    about = _about(session, said, None)
    book = hearing.find_book(session, books, replace(said, about=about))
    if isinstance(book, Refused):
        return None
    if hearing.actions_in(book, said):
        return listen(session, books, said)
    if about and hearing.may_report(book, said, about):
        return listen(session, books, replace(said, about=about))
    return None


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
    book = hearing.book_with(session, books, said, asked.plan_id)
    same = book and asked.request == said.request
    done = together(updating.outcomes_of(session, book, said.request)) if book and same else None
    return done or Refused("answered")


def _answer(session: Session, books: Books, said: Said, asked: Question, number: int) -> Outcome:
    choices = asking.kept_choices(asked)
    if not 0 <= number < len(choices):
        return Refused("lapsed")
    book = hearing.book_with(session, books, said, asked.plan_id)
    if book is None:
        return Refused("plan_closed")
    words = asked.words
    if not questions.close(session, asked, said.request, said.at):
        return Refused("answered")
    told = replace(said, text=words, message=asked.message)
    if choices[number].plan:
        again = hearing.heed(session, books, replace(told, plan=choices[number].plan))
        return again or Told(left_as_it_is())
    return _choose(session, book, told, choices[number])


def _choose(session: Session, book: Book, said: Said, choice: Choice) -> Outcome:
    """Carry out one answer: take back what it takes back, then record what it records."""
    if not choice.undo:
        return act(session, book, said, choice.updates) or Told(left_as_it_is())
    undone = undoing.undo(session, book, said, *choice.undo)
    refused = [one for one in each(undone) if isinstance(one, Refused)]
    if len(refused) == len(each(undone)) or not choice.updates:
        return undone
    kept = {one.action for one in refused}
    updates = [one for one in choice.updates if one.action not in kept]
    done = act(session, book, said, updates, begun=True)
    return together([*refused, *each(done)]) or undone


def _meant(asked: Question, text: str) -> int | None:
    """Which of the answers words stand for: a button's own words, its action, yes or no."""
    choices = asking.kept_choices(asked)
    said = _folded(text)
    if not choices or len(text) > LONGEST_ANSWER or not said:
        return None
    names = [{_folded(label(choice, choices)), *_rating(choice)} for choice in choices]
    if sum(said in one for one in names) == 1:
        return next(number for number, one in enumerate(names) if said in one)
    if said in NO:
        return len(choices) - 1
    refs = [choice.updates[0].action if choice.updates else "" for choice in choices]
    if refs.count(said) == 1:
        return refs.index(said)
    return 0 if said in YES and len(choices) == 2 else None


def _rating(choice: Choice) -> set[str]:
    """The colour that a choice sets and nothing else, as people say it."""
    return {str(one.rag) for one in choice.updates if one.rag and not one.status}


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold())).rstrip(".")


def _last_asked(session: Session, said: Said) -> Question | None:
    """What was asked last here; None where two things were asked at once, or nothing."""
    found = questions.open_questions(session, said.user, said.place, said.thread, said.at)
    if len(found) > 1 and found[0].asked_at == found[1].asked_at:
        return None
    return found[0] if found else None


def _still_waits(session: Session, said: Said, asked: Question) -> bool:
    """Whether words may be the answer: nothing else was said since, by us or by them.

    A reminder that came in between, or an update by a command, has changed the subject. The
    question's buttons answer it all the same.
    """
    place, since = said.place or said.user, asked.asked_at
    if outbox.spoken_since(session, said.user, place, said.thread, since):
        return False
    return not has_spoken_since(session, asked.plan_id, said.user, since)


def _speaks_of(outcome: Outcome | None, asked: Question) -> bool:
    """Whether something was recorded of what a question is about."""
    updates = (update for choice in asking.kept_choices(asked) for update in choice.updates)
    refs = {asked.about, *(update.action for update in updates)}
    return any(isinstance(one, Recorded) and one.action in refs for one in each(outcome))


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
