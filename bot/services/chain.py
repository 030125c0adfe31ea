"""What people say of a follow-up: a step taken, sent back, ticked, a re-audit, an action."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.rules import turns
from bot.rules.book import Book
from bot.rules.follow_ups import (
    ACTION,
    BACK,
    CLOSE,
    FOLLOW_UP,
    RE_AUDIT,
    RE_AUDITED,
    TAKE,
    TICK,
    Followed,
    missing,
    word,
)
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import following, guarding, ledger, making, noticing
from bot.services.books import Books, book_with
from bot.services.closing import administers, needs_administrator
from bot.services.following import Case
from bot.views import follow_ups as says
from models import plan as plans
from models.entry import SAY, UNDO, Entry, entries_of_request
from models.heard import first_time

Say = Callable[[Session, Book, Said, Case, str, str], Outcome]


def speak(session: Session, books: Books, said: Said, target: str, does: str, text: str) -> Outcome:
    """Act on one word on a follow-up; `target` is the plan's number and its key.

    `does` is what the form offers: `take:0`, `tick:1`, `back` and so on. Refused with nothing
    stored, or what stands on record.
    """
    number, _, key = target.partition(":")
    book = book_with(session, books, said, int(number)) if number.isdigit() else None
    if book is None:
        return Refused("plan_closed")
    plans.hold(session, book.plan_id)
    if again := outcome_of(session, book, said.request):
        return again
    day = local_day(said.at, book.zone)
    case = following.find(session, book, key, day)
    if case is None:
        return _why(says.nothing_to_follow())
    if not following.may_see(book, case, said.user, day):
        return _why(says.not_your_business())
    verb, _, which = does.partition(":")
    return _SAYS[verb](session, book, said, case, which, text.strip())


def _why(sentence: str) -> Refused:
    return Refused("said_why", sentence=sentence)


def _take(session: Session, book: Book, said: Said, case: Case, which: str, text: str) -> Outcome:
    """The step that is next, taken by whoever's turn it is."""
    it, day = case.follow_up, local_day(said.at, book.zone)
    number = int(which)
    if it.step is None or number < len(it.taken):
        return _why(says.taken_already())
    turn = next(one for one in case.tasks if one.kind == "step")
    if number > len(it.taken):
        return _why(says.skipped(it.steps[number].name, turn))
    if not _is_turn(book, said, turn, day):
        return _why(says.not_your_turn(turn))
    if it.is_weak and number == 0 and not text:
        return _why(says.what_was_done())
    role = turn.role.key if turn.role else it.role
    return _keep(session, book, said, case, word(TAKE, it.step.name, role, text))


def _is_turn(book: Book, said: Said, turn: turns.Task, day: date) -> bool:
    """Whether it is somebody's turn; an administrator's where nobody is there at all."""
    people = turns.readers(book, turn.role, day)
    return said.user in people or (not people and administers(book, said))


def _back(session: Session, book: Book, said: Said, case: Case, _which: str, text: str) -> Outcome:
    """Back to the beginning, with a reason, by whoever's turn it is."""
    turn = next((one for one in case.tasks if one.kind == "step"), None)
    if turn is None or not case.follow_up.taken:
        return _why(says.nothing_to_send_back())
    if not _is_turn(book, said, turn, local_day(said.at, book.zone)):
        return _why(says.not_your_turn(turn))
    if not text:
        return _why(says.why_back())
    return _keep(session, book, said, case, word(BACK, turn.what, text=text))


def _tick(session: Session, book: Book, said: Said, case: Case, which: str, text: str) -> Outcome:
    """Something that has to be there before it is closed."""
    it = case.follow_up
    name = it.ticks[int(which)]
    if name in it.ticked:
        return _why(says.taken_already())
    return _keep(session, book, said, case, word(TICK, name, text=text))


def _close(
    _session: Session, _book: Book, _said: Said, case: Case, _which: str, _text: str
) -> Outcome:
    """It is closed as soon as nothing is missing; before that, what is missing."""
    left = list(missing(case.follow_up))
    return _why(says.cannot_close(left, case.tasks)) if left else Told(says.closed_already())


def _re_audit(
    session: Session, book: Book, said: Said, case: Case, _which: str, text: str
) -> Outcome:
    """A finding that asks for the case to be audited again, by somebody of the chain."""
    it, day = case.follow_up, local_day(said.at, book.zone)
    chain = [turns.by_role(book, it, step.by, day) for step in it.steps]
    people = {user for role in chain for user in turns.readers(book, role, day)}
    if said.user not in people and not administers(book, said):
        return _why(says.chain_asks())
    if not text:
        return _why(says.which_finding())
    return _keep(session, book, said, case, word(RE_AUDIT, text=text))


def _re_audited(
    session: Session, book: Book, said: Said, case: Case, _which: str, text: str
) -> Outcome:
    """The re-audit is done, by whoever's turn that is."""
    turn = next((one for one in case.tasks if one.kind == "re_audit"), None)
    if turn is None:
        return _why(says.no_re_audit())
    if not _is_turn(book, said, turn, local_day(said.at, book.zone)):
        return _why(says.not_your_turn(turn))
    return _keep(session, book, said, case, word(RE_AUDITED, text=text))


def _action(
    session: Session, book: Book, said: Said, case: Case, _which: str, text: str
) -> Outcome:
    """Make it an action of the plan, linked both ways. Administrators only."""
    if not administers(book, said):
        return needs_administrator(book)
    if case.follow_up.action:
        return _why(says.an_action_already(case.follow_up.action))
    ref, _, title = text.partition(" ")
    due = max((one.due for one in case.tasks), default=None)
    lead = next((one.role for one in case.tasks if one.role), None)
    fault = making.fault(session, book, ref, title)
    if fault:
        return _why(fault)
    done = _keep(session, book, said, case, word(ACTION, ref, text=text))
    if isinstance(done, Followed):
        note = says.from_audit(case.programme.name, case.round)
        making.make(session, book, said, ref, title.strip(), lead, due, note)
    return done


_SAYS: dict[str, Say] = {
    TAKE: _take,
    BACK: _back,
    TICK: _tick,
    CLOSE: _close,
    RE_AUDIT: _re_audit,
    RE_AUDITED: _re_audited,
    ACTION: _action,
}


def _keep(session: Session, book: Book, said: Said, case: Case, given: dict[str, str]) -> Outcome:
    """Put a word on record, apart from the entry, and tell whose turn it is now."""
    if refused := guarding.refusal(session, said, given["text"]):
        return refused
    if not first_time(session, said.request, said.at, said.message):
        return outcome_of(session, book, said.request) or Refused("nothing_said")
    words = ledger.keep_words(session, "", None, given=given)
    change = Change("word", None, None)
    ledger.write(session, said, book.plan_id, SAY, FOLLOW_UP, case.follow_up.key, [change], words)
    noticing.turn(session, book, said, case.follow_up.key)
    return outcome_of(session, book, said.request) or Refused("nothing_said")


def outcome_of(session: Session, book: Book, request: str) -> Followed | None:
    """What a request put on record of a follow-up; None where it put nothing there."""
    rows = [row for row in entries_of_request(session, request) if row.noun == FOLLOW_UP]
    return _followed(session, book, rows[-1]) if rows else None


def _followed(session: Session, book: Book, row: Entry) -> Followed | None:
    day = local_day(row.at, book.zone)
    case = following.find(session, book, row.key, day)
    if case is None:
        return None
    words = [one for one in following.rows(session, book, row.key) if one.id == row.id]
    it = (words[0].words if words else None) or {}
    turn = next(iter(case.tasks), None)
    return Followed(
        request=row.request,
        plan=book.name,
        zone=book.zone,
        at=row.at,
        programme=case.programme.name,
        period=case.round,
        role=case.role,
        number=case.follow_up.returned.number,
        does=str(it.get("does", "")),
        step=str(it.get("step", "")),
        text=str(it.get("text", "")),
        turn=turn.role.name if turn and turn.role else "",
        what=turn.what if turn else "",
        due=turn.due if turn else None,
        taken_back=row.act == UNDO,
    )


def take_back(session: Session, book: Book, said: Said, row: Entry) -> Outcome:
    """Take back a word on a follow-up that nothing has been said after."""
    plans.hold(session, book.plan_id)
    stands = [one for one in following.rows(session, book, row.key) if one.who != noticing.BOT]
    last = stands[-1] if stands else None
    if last is None or last.id != row.id:
        return _why(says.overtaken())
    if (last.words or {}).get("does") == ACTION:
        return _why(says.action_stays())
    if not first_time(session, said.request, said.at, said.message):
        return outcome_of(session, book, said.request) or Refused("nothing_to_undo")
    back = [Change(row.field, None, None)]
    ledger.write(session, said, book.plan_id, UNDO, FOLLOW_UP, row.key, back, undoes=[row.id or 0])
    done = outcome_of(session, book, said.request)
    return replace(done, taken_back=True) if done else Told(says.taken_back())
