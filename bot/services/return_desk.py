"""What comes over the desk about cases and their returns; each function is one transaction."""

from sqlmodel import Session

from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said
from bot.services import swapping
from bot.services.books import book_with
from bot.services.desk import Desk


def involved(desk: Desk, said: Said, target: str, response_url: str | None) -> Outcome:
    """An auditor has had a part in a case: another one instead, told beside the message."""
    number, _, key = target.partition(":")

    def work(session: Session) -> Outcome:
        book = book_with(session, desk.books, said, int(number)) if number.isdigit() else None
        return swapping.involved(session, book, said, key) if book else Refused("plan_closed")

    return desk.pressed(said, response_url, work, replaces=False)
