"""Another case for one that somebody had a part in, and roles that are excused from a round."""

import json
from collections.abc import Sequence

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.drawing import Auditor, Case, areas_of, draw
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.periods import Period, return_due
from bot.rules.programmes import Programme
from bot.rules.returns import OWED, RETURNED, Owed, Return
from bot.rules.role_names import role_key
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import guarding, ledger, opening, returning
from bot.services.allocating import DRAW, allocate, had, last_draw, round_at, tell
from bot.services.closing import administers, needs_administrator
from bot.views import allocating as says
from bot.views.auditing import round_name
from models.entry import CHANGE, payload_text
from models.heard import first_time


def _why(sentence: str) -> Refused:
    return Refused("said_why", sentence=sentence)


def involved(session: Session, book: Book, said: Said, key: str) -> Outcome:
    """An auditor has had a part in a case: they get another one."""
    mine = {book.roles[one].key for one in returning.roles_of(book, said)}
    if key.count("/") != 3 or key.split("/")[2] not in mine:
        return _why(says.no_such_case())
    return _swap(session, book, said, key, "involved")


def swap(session: Session, book: Book, said: Said, code: str, reason: str) -> Outcome:
    """Give who has a case another one instead; `code` is found in the rounds of the plan."""
    if not administers(book, said):
        return needs_administrator(book)
    if not reason.strip():
        return _why(says.reason_needed())
    if refused := guarding.refusal(session, said, reason):
        return refused
    for one in book.programmes:
        for row in reversed(opening.rows_of(session, book, one.key)):
            if row.noun == RETURNED and (row.words or {}).get("case") == code.strip().upper():
                return _swap(session, book, said, row.key, reason)
    return _why(says.no_such_case())


def _swap(session: Session, book: Book, said: Said, key: str, reason: str) -> Outcome:
    programme, period, role = returning.place_of(book, key)
    opening.open_round(session, book, said, programme, period)
    owed = opening.owed_in(session, book, programme, period)
    mine = next((one for one in owed if one.role == role), None)
    was = next((one for one in mine.returns if one.key == key), None) if mine else None
    if mine is None or was is None or was.returned_at:
        return _why(says.no_such_case())
    if not first_time(session, said.request, said.at, said.message):
        return _why(says.no_such_case())
    words = ledger.keep_words(session, "", reason)
    change = Change("swapped", None, True)
    ledger.write(session, said, book.plan_id, CHANGE, RETURNED, key, [change], words)
    other = _another(session, book, programme, period, mine, owed, said.request)
    if other:
        made = allocate(session, book, said, programme, mine, other)
        tell(session, book, said, programme, period, role, [(other, made)])
    return _after_swap(book, said, programme, role, was, other)


def _after_swap(
    book: Book, said: Said, programme: Programme, role: str, was: Return, other: str | None
) -> Told:
    day = local_day(said.at, book.zone)
    if said.via == "button":
        due = return_due(day, programme.months_to_return)
        return Told(says.swapped(str(was.case), other, due))
    name = next(one.name for one in book.roles.values() if one.key == role)
    return Told(says.swapped_for(name, other is not None))


def _another(
    session: Session,
    book: Book,
    programme: Programme,
    period: Period,
    mine: Owed,
    owed: Sequence[Owed],
    seed: str,
) -> str | None:
    """A case of the list that nobody has, and that fits."""
    where = opening.round_key(programme, period)
    row = next((one for one in last_draw(session, book, where) if one.noun == DRAW), None)
    text = payload_text(session, row.payload_id) if row and row.payload_id else None
    cases = [Case(*one) for one in json.loads(text)["given"]["cases"]] if text else []
    taken = {it.case for one in owed for it in one.returns}
    barred = had(opening.rows_of(session, book, where))[mine.role]
    names = {one.key: one.name for one in book.roles.values()}
    auditor = Auditor(
        mine.role, 1, areas_of(programme, names.get(mine.role, "")), frozenset(barred)
    )
    free = [one for one in cases if one.code not in taken]
    return next(iter(draw(free, [auditor], seed).given[mine.role]), None)


# ---- excusing


def excuse(
    session: Session,
    book: Book,
    said: Said,
    where: str,
    role: str,
    reason: str,
    back: bool = False,
) -> Outcome:
    """Excuse a role from a round, with a reason; or take that back."""
    found = round_at(book, said, where)
    if isinstance(found, Refused):
        return found
    if not reason.strip():
        return _why(says.reason_needed())
    if refused := guarding.refusal(session, said, reason):
        return refused
    opening.open_round(session, book, said, *found)
    owed = opening.owed_in(session, book, *found)
    one = next((it for it in owed if it.role == role_key(role)), None)
    if one is None:
        return _why(says.no_such_role())
    if one.excused == back and first_time(session, said.request, said.at, said.message):
        words = ledger.keep_words(session, reason, reason)
        change = Change("excused", one.excused, not back)
        ledger.write(session, said, book.plan_id, CHANGE, OWED, one.key, [change], words)
    name = next((it.name for it in book.roles.values() if it.key == one.role), role)
    return Told(says.excused(name, round_name(found[1]), back))
