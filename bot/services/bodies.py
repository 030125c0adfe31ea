"""Channels that ask for the digest or the working reminders."""

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.outcomes import Change, Outcome, Refused, Subscribed
from bot.rules.said import Said
from bot.rules.times import next_slot
from bot.services import ledger
from models.body import Body, body_for
from models.entry import CHANGE
from models.heard import first_time


def subscribe(session: Session, book: Book, said: Said, receives: str, active: bool) -> Outcome:
    """Let the channel in which it was said receive something weekly, or stop it.

    Administrators only. Asking twice changes nothing.
    """
    if said.user not in book.administrators:
        return Refused("not_administrator", names=tuple(sorted(book.administrators)))
    channel = said.place or ""
    body = body_for(session, book.plan_id, channel, receives)
    if body is None:
        body = Body(
            plan_id=book.plan_id, channel=channel, receives=receives, since=said.at, active=False
        )
    if body.active != active and first_time(session, said.request, said.at):
        _switch(session, book, said, body, active)
    first = next_slot(said.at, body.weekday, body.at, book.zone) if active else None
    return Subscribed(channel, receives, active, book.name, first, book.zone)


def _switch(session: Session, book: Book, said: Said, body: Body, active: bool) -> None:
    change = Change("active", body.active, active)
    body.active = active
    if active:
        body.since = said.at
    session.add(body)
    session.flush()
    key = f"{body.channel}/{body.receives}"
    ledger.write(session, said, book.plan_id, CHANGE, "body", key, [change])
