"""Evidence for an action: links that came with a word on it, kept in the ledger as references."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.evidence import links_in
from bot.rules.outcomes import Outcome, Recorded
from bot.rules.said import Said
from bot.services import guarding, register

EVIDENCE = "evidence"


def attach(session: Session, book: Book, said: Said, outcome: Outcome) -> None:
    """Keep the links that came with what was recorded of an action, each once."""
    if not isinstance(outcome, Recorded) or outcome.heard_before:
        return
    links = links_in(said.text, said.files)
    known = links_of(session, book, outcome.action) if links else ()
    for link in links:
        if link not in known and not guarding.would_refuse(session, said, link):
            fields = {"link": link, "who": said.user}
            register.make(session, book.plan_id, said, EVIDENCE, fields, under=outcome.action)


def links_of(session: Session, book: Book, ref: str) -> tuple[str, ...]:
    """The links that are kept of an action, the first one first."""
    found = register.items(session, book.plan_id, EVIDENCE)
    return tuple(it["link"] for key, it in found.items() if key.partition("/")[0] == ref)


def exported(session: Session, plan_id: int, by: datetime | None = None) -> list[dict[str, Any]]:
    """Every link, with its action and who gave it."""
    found = register.items(session, plan_id, EVIDENCE, by)
    return [{"action": key.partition("/")[0], **it} for key, it in found.items()]
