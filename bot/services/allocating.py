"""Drawing a round of cases, and taking a draw back. The codes lie apart from the ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.drawing import Auditor, Case, Drawn, areas_of, draw, read_cases
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.periods import Period, first_of, period_of, return_due
from bot.rules.programmes import Programme, ProgrammeError
from bot.rules.returns import OWED, RETURNED, Owed, Row
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import guarding, ledger, opening, returning
from bot.services.closing import administers, needs_administrator
from bot.views import allocating as says
from bot.views.auditing import no_such_round, round_name
from models import outbox
from models.entry import CHANGE, CREATE, Entry, entries_of_request
from models.heard import first_time

DRAW = "draw"


def draw_round(
    session: Session, book: Book, said: Said, where: str, text: str, seed: str, dry: bool = False
) -> Outcome:
    """Give everybody in a round the cases that they owe, from a list; `where` is PROGRAMME/MONTH.

    Raises ProgrammeError where the list cannot be read.
    """
    found = round_at(book, said, where)
    if isinstance(found, Refused):
        return found
    programme, period = found
    cases = read_cases(text, {one.key: one.key for one in book.roles.values()})
    if not dry and (refused := guarding.refusal(session, said, text)):
        return refused
    owed = _owed(session, book, said, programme, period, dry)
    auditors = _auditors(session, book, programme, period, owed)
    if not any(one.wanted for one in auditors):
        return _why(says.all_have_theirs(round_name(period)))
    taken = {it.case for one in owed for it in one.returns}
    it = draw([one for one in cases if one.code not in taken], auditors, seed)
    if not dry and first_time(session, said.request, said.at, said.message):
        _keep_draw(session, book, said, where, cases, seed, it)
        _give(session, book, said, programme, period, owed, it)
    return _told(book, said, programme, period, it, seed, dry)


def _told(
    book: Book, said: Said, programme: Programme, period: Period, it: Drawn, seed: str, dry: bool
) -> Told:
    names = {one.key: one.name for one in book.roles.values()}
    day = local_day(said.at, book.zone)
    vacant = [
        names[role] for role, codes in it.given.items() if codes and not _user(book, role, day)
    ]
    due = return_due(day, programme.months_to_return)
    told = says.drawn(round_name(period), it, seed, due, vacant, dry)
    return Told(f"{told}\n{says.each_drawn(names, it)}" if dry else told)


def _why(sentence: str) -> Refused:
    return Refused("said_why", sentence=sentence)


def round_at(book: Book, said: Said, where: str) -> tuple[Programme, Period] | Refused:
    """The round of cases that an administrator speaks of."""
    if not administers(book, said):
        return needs_administrator(book)
    key, _, month = where.partition("/")
    programme = next((one for one in book.programmes if one.key == key), None)
    if programme is None:
        known = ", ".join(one.key for one in book.programmes) or "none yet"
        raise ProgrammeError(f"There is no programme “{key[:60]}” here. There are: {known}.")
    if not _is_month(month):
        raise ProgrammeError("A round is named by its month, such as 2015-04.")
    period, day = period_of(programme, month), local_day(said.at, book.zone)
    if period is None or period.first > day:
        return _why(no_such_round(programme, first_of(month), first_of(month) > day))
    return programme, period


def _is_month(text: str) -> bool:
    year, _, month = text.partition("-")
    numbers = year.isdecimal() and month.isdecimal()
    return numbers and len(text) == len("2015-04") and 1 <= int(month) <= 12


def _owed(
    session: Session, book: Book, said: Said, programme: Programme, period: Period, dry: bool
) -> list[Owed]:
    if dry:
        return opening.owed_in(session, book, programme, period)
    opening.open_round(session, book, said, programme, period)
    return opening.owed_in(session, book, programme, period)


def _auditors(
    session: Session, book: Book, programme: Programme, period: Period, owed: Sequence[Owed]
) -> list[Auditor]:
    """Everybody who still has to be given cases in a round."""
    barred = had(opening.rows_of(session, book, opening.round_key(programme, period)))
    names = {one.key: one.name for one in book.roles.values()}
    return [
        Auditor(
            one.role,
            max(0, one.wanted - len(one.returns)),
            areas_of(programme, names.get(one.role, one.role)),
            frozenset(barred[one.role]),
        )
        for one in owed
        if not one.excused
    ]


def had(rows: Sequence[Row]) -> Mapping[str, set[str]]:
    """The codes that each role has been given in a round, those that were swapped among them."""
    undone = {one.undoes for one in rows if one.undoes}
    found: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        code = (one.words or {}).get("case")
        if one.noun == RETURNED and code and one.id not in undone:
            found[one.key.split("/")[2]].add(code)
    return found


def _keep_draw(
    session: Session,
    book: Book,
    said: Said,
    where: str,
    cases: Sequence[Case],
    seed: str,
    it: Drawn,
) -> None:
    """The draw itself: in the ledger its figures, apart from it the list, for swaps."""
    listed = [[one.code, one.area, one.held_by] for one in cases]
    words = ledger.keep_words(session, "", None, given={"cases": listed})
    change = Change("*", None, {"seed": seed, "listed": len(cases), "given": it.total})
    ledger.write(session, said, book.plan_id, CREATE, DRAW, where, [change], words)


def _give(
    session: Session,
    book: Book,
    said: Said,
    programme: Programme,
    period: Period,
    owed: Sequence[Owed],
    it: Drawn,
) -> None:
    for one in owed:
        codes = it.given.get(one.role, ())
        given = [(code, allocate(session, book, said, programme, one, code)) for code in codes]
        if given:
            tell(session, book, said, programme, period, one.role, given)


def allocate(
    session: Session, book: Book, said: Said, programme: Programme, owed: Owed, code: str
) -> str:
    """Give a case to a role, which has its months for it; returns the key of the return."""
    day = local_day(said.at, book.zone)
    due = return_due(day, programme.months_to_return)
    given = {"case": code, "allocated": day, "due": due}
    key = returning.write_return(session, book, said, owed, None, given, returned=False)
    now = next(one for one in _roles_owed(session, book, owed.key) if one.key == owed.key)
    if due > now.due:
        change = Change("due", ledger.plain(now.due), ledger.plain(due))
        ledger.write(session, said, book.plan_id, CHANGE, OWED, owed.key, [change])
    return key


def _roles_owed(session: Session, book: Book, key: str) -> list[Owed]:
    programme, period, _ = returning.place_of(book, key)
    return opening.owed_in(session, book, programme, period)


def _user(book: Book, role: str, day: Any) -> str | None:
    found = next((number for number, one in book.roles.items() if one.key == role), None)
    return book.reader(found, day) if found is not None else None


def tell(
    session: Session,
    book: Book,
    said: Said,
    programme: Programme,
    period: Period,
    role: str,
    given: Sequence[tuple[str, str]],
) -> None:
    """Tell an auditor, and nobody else, which cases are theirs; the text goes once it is sent."""
    day = local_day(said.at, book.zone)
    user = _user(book, role, day)
    if user is None:
        return
    cases = [(code, f"{book.plan_id}:{key}") for code, key in given]
    due = return_due(day, programme.months_to_return)
    message = says.yours(programme.name, round_name(period), cases, due)
    outbox.enqueue(
        session,
        key=f"{outbox.REPLY}{said.request}:{role}",
        plan_id=book.plan_id,
        channel=user,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
    )


# ---- taking a draw back


def undraw(session: Session, book: Book, said: Said, where: str) -> Outcome:
    """Take the last draw of a round back, as a whole; what was returned meanwhile stands."""
    found = round_at(book, said, where)
    if isinstance(found, Refused):
        return found
    rows = last_draw(session, book, where)
    if not rows:
        return _why(says.no_draw(round_name(found[1])))
    given = [row for row in rows if row.noun == RETURNED]
    returning.take_back(session, book, said, [row for row in rows if row.noun != DRAW])
    return Told(says.undrawn(round_name(found[1]), len(given)))


def last_draw(session: Session, book: Book, where: str) -> list[Entry]:
    """What the last draw of a round that stands wrote, its own entry first."""
    query = select(Entry).where(
        Entry.plan_id == book.plan_id, Entry.noun == DRAW, Entry.key == where
    )
    undone = select(Entry.undoes).where(col(Entry.undoes).is_not(None))
    for one in session.exec(query.order_by(col(Entry.id).desc())).all():
        rows = entries_of_request(session, one.request)
        gone = set(session.exec(undone.where(col(Entry.undoes).in_([r.id for r in rows]))).all())
        kept = [row for row in rows if row.id not in gone and row.noun in (RETURNED, OWED, DRAW)]
        dealt = [row for row in kept if row.noun != OWED or row.field == "due"]
        if any(row.noun == RETURNED for row in dealt):
            return dealt
    return []
