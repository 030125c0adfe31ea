"""Seeing one return, and sharing it outside: only by who may, each with an entry of its own."""

import json
from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.programmes import Programme
from bot.rules.returns import Return, folded
from bot.rules.role_names import role_key
from bot.rules.said import Said
from bot.services import guarding, ledger, opening, returning, standing
from bot.services.closing import administers, needs_administrator
from bot.views import seeing as says
from models.entry import CREATE, Entry, payload_text
from models.heard import first_time

SEEN = "seen"
TESTS = ("justified", "necessary", "minimum", "need_to_know", "responsible", "lawful")


def show(session: Session, book: Book, said: Said, code: str, reason: str) -> Outcome:
    """Show one return to somebody who may see it, and note that they did."""
    found = _found(session, book, said, code)
    if found is None:
        return _why(says.nothing_to_see())
    programme, one = found
    refused = _without_reason(session, said, reason)
    if refused:
        return refused
    _enter(session, book, said, one, {"as": "shown"}, reason, None)
    return Told(says.shown(programme, one))


def share(
    session: Session,
    book: Book,
    said: Said,
    code: str,
    recipient: str,
    reason: str,
    passed: frozenset[str],
) -> Outcome:
    """A copy of a return for somebody outside, without its code; refused unless all is in order."""
    found = _found(session, book, said, code)
    if found is None:
        return _why(says.nothing_to_see())
    failed = [one for one in TESTS if one not in passed]
    if failed:
        return _why(says.tests_failed(failed))
    refused = _without_reason(session, said, reason, recipient)
    if refused:
        return refused
    programme, one = found
    _enter(session, book, said, one, {"as": "shared", "tests": list(TESTS)}, reason, recipient)
    return Told(says.copy_of(programme, one))


def _why(sentence: str) -> Refused:
    return Refused("said_why", sentence=sentence)


def _without_reason(session: Session, said: Said, *texts: str) -> Refused | None:
    if not all(text.strip() for text in texts):
        return _why(says.reason_needed(len(texts) > 1))
    return guarding.refusal(session, said, *texts)


def opened(session: Session, book: Book, said: Said, one: Return) -> None:
    """Note that somebody has opened a return's follow-up, where its case code stands."""
    _enter(session, book, said, one, {"as": "shown"}, says.in_follow_up(), None)


def _enter(
    session: Session,
    book: Book,
    said: Said,
    one: Return,
    what: dict[str, object],
    reason: str,
    recipient: str | None,
) -> None:
    if not first_time(session, said.request, said.at, said.message):
        return
    given = {"recipient": recipient} if recipient else None
    words = ledger.keep_words(session, reason, reason, given=given)
    change = Change("*", None, what)
    ledger.write(session, said, book.plan_id, CREATE, SEEN, one.key, [change], words)


def _found(session: Session, book: Book, said: Said, code: str) -> tuple[Programme, Return] | None:
    """The last return of a case among those that somebody may see; it says of no other."""
    wanted = code.strip().upper()
    for programme in book.programmes:
        rows = opening.rows_of(session, book, programme.key)
        returns = [it for owed in folded(rows) for it in owed.returns]
        for one in reversed(returns):
            if one.case == wanted and one.returned_at and may_see(book, said, programme, one):
                return programme, one
    return None


def may_see(book: Book, said: Said, programme: Programme, one: Return) -> bool:
    """Whether it is their own, of somebody below them, or of a programme that their role sees.

    A channel is nobody in particular.
    """
    if said.via == "mention":
        return False
    roles = [book.roles[it] for it in returning.roles_of(book, said)]
    seen_by = {role_key(name) for name in programme.seen_by}
    if administers(book, said) or any(role.key in seen_by for role in roles):
        return True
    return one.key.split("/")[2] in standing.answered_for(book, replace(said, via="message"))


def looks(session: Session, book: Book, said: Said) -> list[str] | Refused:
    """Who saw which return, when and why, the last first. Administrators only."""
    if not administers(book, said):
        return needs_administrator(book)
    return list(_looks(session, book))


def _looks(session: Session, book: Book) -> Iterator[str]:
    query = select(Entry).where(Entry.plan_id == book.plan_id, Entry.noun == SEEN)
    for row in session.exec(query.order_by(col(Entry.id).desc())).all():
        text = payload_text(session, row.payload_id or 0)
        kept = json.loads(text) if text else {}
        recipient = (kept.get("given") or {}).get("recipient")
        yield says.look(row.at, book.zone, row.who, row.key, recipient, kept.get("note"))
