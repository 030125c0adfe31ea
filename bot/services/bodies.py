"""Channels that ask for the digest, the working reminders or the audit report."""

from dataclasses import asdict, replace

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.cadence import MONTHLY, Cadence, Wishes
from bot.rules.outcomes import Change, Outcome, Refused, Subscribed
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import ledger
from models.body import AUDITS, Body, body_for, settings_of
from models.entry import CHANGE
from models.heard import first_time

NO_WISHES = Wishes()


def cadence_of(body: Body, zone: str, nation: str) -> Cadence:
    """The moments at which a body gets what it asked for."""
    begins = local_day(body.since, zone)
    return Cadence(zone, body.every, body.weekday, body.at, begins, nation)


def subscribe(
    session: Session,
    book: Book,
    said: Said,
    receives: str,
    active: bool,
    wishes: Wishes = NO_WISHES,
) -> Outcome:
    """Let the channel in which it was said receive something regularly, or stop it.

    Administrators only. Asking twice changes nothing, but for what is wished otherwise.
    """
    if said.user not in book.administrators:
        return Refused("not_administrator", names=tuple(sorted(book.administrators)))
    channel = said.place or ""
    body = body_for(session, book.plan_id, channel, receives)
    if body is None:
        wishes = _usual(receives, wishes)
        body = Body(
            plan_id=book.plan_id, channel=channel, receives=receives, since=said.at, active=False
        )
    if first_time(session, said.request, said.at):
        if body.active != active:
            _switch(session, book, said, body, active)
        if active:
            _wish(session, book, said, body, wishes)
    first = cadence_of(body, book.zone, book.policy.holidays).next(said.at) if active else None
    return Subscribed(channel, receives, active, book.name, first, book.zone, body.every)


def _usual(receives: str, wishes: Wishes) -> Wishes:
    """What is wished where nothing was said of it: the audit report comes once a month."""
    return replace(wishes, every=wishes.every or MONTHLY) if receives == AUDITS else wishes


def _switch(session: Session, book: Book, said: Said, body: Body, active: bool) -> None:
    change = Change("active", body.active, active)
    body.active = active
    if active:
        body.since = said.at
    session.add(body)
    session.flush()
    key = f"{body.channel}/{body.receives}"
    ledger.write(session, said, book.plan_id, CHANGE, "body", key, [change])


def _wish(session: Session, book: Book, said: Said, body: Body, wishes: Wishes) -> None:
    """Keep how it is wanted, where something was said of that and it is not so already."""
    before = settings_of(body)
    for name, wish in asdict(wishes).items():
        if wish is not None:
            setattr(body, name, list(wish) if name == "themes" else wish)
    after = settings_of(body)
    changes = [Change(name, before[name], it) for name, it in after.items() if it != before[name]]
    if changes:
        session.add(body)
        key = f"{body.channel}/{body.receives}"
        ledger.write(session, said, book.plan_id, CHANGE, "body", key, changes)
