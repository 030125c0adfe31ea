"""Check-ins: ahead of a reporting date each lead is asked about their actions, one at a time.

All of it is kept, so that it goes on where it stopped: after a restart, on another replica, after
a week.
"""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.checkins import word_of
from bot.rules.intents import Update
from bot.rules.outcomes import (
    Outcome,
    Progress,
    Recorded,
    Refused,
    Told,
    Undone,
    each,
    together,
)
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import hearing, undoing, updating
from bot.services.acting import act
from bot.services.announcing import Opening
from bot.services.books import Books
from bot.services.looking import card
from bot.services.rounds import waits_for
from bot.views import checkins as says
from models import action as actions
from models import checkin as kept
from models import outbox
from models.checkin import Checkin
from models.heard import insert_once

# What the buttons record, whichever action they are about.
ANSWERS = {
    "green": Update("", rag="green"),
    "amber": Update("", rag="amber"),
    "red": Update("", rag="red"),
    "completed": Update("", "completed"),
}


def begin(session: Session, book: Book, opening: Opening, now: datetime) -> bool:
    """Open a check-in with its first question; False where another replica has."""
    values = {
        "plan_id": book.plan_id,
        "reporting_id": opening.reporting,
        "user": opening.user,
        "refs": list(opening.refs),
        "step": 0,
        "waits_for_note": False,
        "answered": [],
        "opened_at": now,
    }
    if not insert_once(session, Checkin, values):
        return False
    for checkin in kept.held(session, opening.user, now):
        if checkin.reporting_id == opening.reporting:
            unasked = waits_for(session, book, opening.user, now)
            _ask(session, book, checkin, _as_said(checkin, now), **unasked)
    return True


def _as_said(checkin: Checkin, now: datetime) -> Said:
    return Said(checkin.user, "", now, now, "check-in", f"checkin:{checkin.id}")


def current(session: Session, said: Said) -> Checkin | None:
    """The check-in that a direct message may belong to: the one that asked last."""
    if not (said.place or "").startswith("D"):
        return None
    running = [one for one in kept.held(session, said.user, said.at) if one.ref]
    return max(running, key=lambda one: _asked_at(session, one), default=None)


def _asked_at(session: Session, checkin: Checkin) -> tuple[datetime, int]:
    """When the question that is open was asked."""
    post = outbox.post_with_key(session, _key(checkin))
    return (post.created_at, post.id or 0) if post else (checkin.opened_at, 0)


def subject(session: Session, said: Said, checkin: Checkin | None) -> str | None:
    """The action that words without a number are about, while the talk is of nothing else.

    A reminder in between, or an answer about another action, has changed the subject; so has a
    thread that hangs under something else.
    """
    if checkin is None or said.place is None:
        return None
    if said.thread:
        spoken = outbox.spoken_of(session, said.place, said.thread)
        return checkin.ref if spoken == {checkin.ref} else None
    since, _ = _asked_at(session, checkin)
    spoken_since = outbox.spoken_since(session, said.user, said.place, None, since)
    return checkin.ref if spoken_since <= {checkin.ref} else None


def press(session: Session, books: Books, said: Said, mark: str, word: str) -> Outcome:
    """Answer the question that is open with one of its buttons; `mark` is which one it was."""
    number, _, step = mark.partition(":")
    found = kept.checkin_with(session, int(number)) if number.isdigit() else None
    if found is None or found.user != said.user:
        return Refused("not_asked")
    checkin = next((one for one in kept.held(session, said.user, said.at) if one is found), None)
    if found.closed_at or found.ref is None or step != str(found.step):
        return Refused("answered")
    book = hearing.book_with(session, books, said, found.plan_id)
    if checkin is None or book is None:
        return Refused("lapsed" if book else "plan_closed")
    if word in ("skip", "no_note"):
        return _leave(session, book, said, checkin, skipped=word == "skip")
    update = ANSWERS.get(word)
    if update is None:
        return Refused("lapsed")
    return _rated(session, book, said, checkin, replace(update, action=found.ref))


def _rated(session: Session, book: Book, said: Said, checkin: Checkin, update: Update) -> Outcome:
    """Record what was pressed, and wait for a word about it."""
    outcome = act(session, book, said, (update,))
    if not isinstance(outcome, Recorded):
        return outcome or Refused("answered")
    if not outcome.heard_before:
        _count(checkin, said.request)
        _keep(session, checkin, waits_for_note=True)
    return Progress(outcome, f"{checkin.id}:{checkin.step}")


def _leave(session: Session, book: Book, said: Said, checkin: Checkin, skipped: bool) -> Outcome:
    """Leave the action that was asked about as it is, or as it has just been recorded."""
    ref, last = checkin.ref or "", checkin.answered[-1:]
    waited = checkin.waits_for_note
    _go_on(session, book, said, checkin)
    if skipped or not waited:
        return Told(says.skipped(ref))
    done = updating.outcomes_of(session, book, last[0])
    told = [replace(o, heard_before=False) if isinstance(o, Recorded) else o for o in done]
    return together(told) or Told(says.skipped(ref))


def _go_on(session: Session, book: Book, said: Said, checkin: Checkin) -> None:
    """To the next action that there is still something to ask about; after the last one it ends."""
    step = checkin.step + 1
    while step < len(checkin.refs) and not _asks_about(session, book, said, checkin, step):
        step += 1
    closed_at = said.at if step == len(checkin.refs) else None
    _keep(session, checkin, step=step, waits_for_note=False, closed_at=closed_at)


def _asks_about(session: Session, book: Book, said: Said, checkin: Checkin, step: int) -> bool:
    """Whether an action is still open, still theirs, and has not been reported on meanwhile."""
    ref = checkin.refs[step]
    if not _is_theirs(book, said, ref):
        return False
    action = actions.locked(session, book.plan_id, ref)
    heard = action.last_update is not None and action.last_update >= checkin.opened_at
    return action.is_open and not heard


def _is_theirs(book: Book, said: Said, ref: str) -> bool:
    day = local_day(said.at, book.zone)
    return ref in book.known.actions and book.leads_it(said.user, ref, day)


def _count(checkin: Checkin, request: str) -> None:
    """Among what the check-in ends with."""
    checkin.answered = list(dict.fromkeys([*checkin.answered, request]))


def _keep(session: Session, checkin: Checkin, **values: object) -> None:
    for name, value in values.items():
        setattr(checkin, name, value)
    session.add(checkin)
    session.flush()


def by_words(session: Session, books: Books, said: Said, checkin: Checkin) -> Outcome | None:
    """What "skip" and "nothing to add" mean in a check-in; None for any other words."""
    word = word_of(said.text)
    if word is None or (word == "no_note" and not checkin.waits_for_note):
        return None
    return press(session, books, said, f"{checkin.id}:{checkin.step}", word)


def follow(session: Session, books: Books, said: Said, outcome: Outcome | None) -> None:
    """What an answer of any kind means for somebody's check-ins; what is next is asked behind it.

    A word on the action that is asked about leads on, and one that was taken back is asked again.
    """
    for checkin in kept.held(session, said.user, said.at):
        book = hearing.book_with(session, books, said, checkin.plan_id)
        if book is None:
            continue
        if checkin.ref:
            _follow(session, book, said, checkin, outcome)
        if not outbox.post_with_key(session, _key(checkin)):
            _ask(session, book, checkin, said)


def _follow(
    session: Session, book: Book, said: Said, checkin: Checkin, outcome: Outcome | None
) -> None:
    asked = checkin.ref
    new = {
        one.action
        for one in each(outcome)
        if isinstance(one, Recorded) and one.request == said.request and not one.heard_before
    }
    if new & set(checkin.refs):
        _count(checkin, said.request)
        _keep(session, checkin)
    if asked in new or (asked and not _is_theirs(book, said, asked)):
        _go_on(session, book, said, checkin)
    elif checkin.waits_for_note and any(
        isinstance(one, Undone) and one.action == asked for one in each(outcome)
    ):
        again = [*checkin.refs[: checkin.step + 1], *checkin.refs[checkin.step :]]
        _keep(session, checkin, refs=again, step=checkin.step + 1, waits_for_note=False)


def _key(checkin: Checkin) -> str:
    return f"checkin:{checkin.id}:{checkin.step}"


def _ask(session: Session, book: Book, checkin: Checkin, said: Said, **unasked: object) -> None:
    """A question about one action, or what came of the check-in."""
    if checkin.ref is None:
        told = _answers(session, book, checkin)
        message = says.ended(told, _left(session, book, said, checkin))
    else:
        distinct = list(dict.fromkeys(checkin.refs))
        message = says.question(
            card(session, book, said, checkin.ref),
            f"{checkin.id}:{checkin.step}",
            (distinct.index(checkin.ref) + 1, len(distinct)),
        )
    outbox.enqueue(
        session,
        key=_key(checkin),
        plan_id=book.plan_id,
        channel=checkin.user,
        about=checkin.ref,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
        **unasked,
    )


def _answers(session: Session, book: Book, checkin: Checkin) -> tuple[Outcome, ...]:
    """What was recorded, and not taken back since."""
    found: list[Outcome] = []
    for request in checkin.answered:
        if not undoing.is_undone(session, request):
            found += updating.outcomes_of(session, book, request)
    return tuple(found)


def _left(session: Session, book: Book, said: Said, checkin: Checkin) -> list[str]:
    """The actions that there would still be something to ask about."""
    found = [
        ref
        for step, ref in enumerate(checkin.refs)
        if _asks_about(session, book, said, checkin, step)
    ]
    return list(dict.fromkeys(found))
