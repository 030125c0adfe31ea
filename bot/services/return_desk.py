"""What comes over the desk about cases and their returns; each function is one transaction."""

from dataclasses import replace

from sqlmodel import Session

from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said
from bot.services import seeing, swapping
from bot.services.books import book_with
from bot.services.desk import Desk
from bot.services.hearing import find_book

AS_THEY_ARE = ("undo", "help")


def heard(desk: Desk, said: Said) -> Outcome | None:
    """What was typed after the command: one return to be shown, or a sentence."""
    verb, _, rest = said.text.strip().partition(" ")
    if verb.casefold() == "show":
        return show(desk, said, rest)
    return desk.hear(replace(said, text=spoken(said.text)))


def spoken(text: str) -> str:
    """What was typed after the command, as a sentence: `3/3 March` is of audits."""
    bare = text.strip().casefold()
    return text if "audit" in bare or bare in AS_THEY_ARE else f"audits {text}"


def show(desk: Desk, said: Said, text: str) -> Outcome:
    """One return, by its case code and the reason after it, to somebody who may see it."""
    code, _, reason = text.strip().partition(" ")
    with desk.store.writing() as session:
        book = find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return book
        return seeing.show(session, book, said, code, reason)


def involved(desk: Desk, said: Said, target: str, response_url: str | None) -> Outcome:
    """An auditor has had a part in a case: another one instead, told beside the message."""
    number, _, key = target.partition(":")

    def work(session: Session) -> Outcome:
        book = book_with(session, desk.books, said, int(number)) if number.isdigit() else None
        return swapping.involved(session, book, said, key) if book else Refused("plan_closed")

    return desk.pressed(said, response_url, work, replaces=False)
