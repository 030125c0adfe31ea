"""Putting an answer in the outbox, beside what it is about."""

from sqlmodel import Session

from bot.rules.outcomes import ActionCard, Asked, Outcome, Progress, Recorded, Undone, each
from bot.rules.said import Said
from bot.views.outcomes import answer
from models import outbox


def reply(
    session: Session,
    said: Said,
    outcome: Outcome,
    response_url: str | None = None,
    replaces: bool = False,
) -> None:
    """Put an answer in the outbox, once for each thing said."""
    message = answer(outcome)
    outbox.enqueue(
        session,
        key=f"{outbox.REPLY}{said.request}",
        channel=said.place or said.user,
        thread=None if response_url else said.thread,
        response_url=response_url,
        replaces=replaces,
        about=" ".join(_about(outcome)) or None,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
    )


def is_answered(session: Session, said: Said) -> bool:
    """Whether this delivery came before, and was answered."""
    return outbox.post_with_key(session, f"{outbox.REPLY}{said.request}") is not None


def _about(outcome: Outcome) -> list[str]:
    """The actions that an answer is about, for a reply in its thread."""
    found: dict[str, None] = {}
    for one in each(outcome):
        if isinstance(one, Recorded | Undone):
            found[one.action] = None
        elif isinstance(one, Progress):
            found[one.recorded.action] = None
        elif isinstance(one, ActionCard):
            found[one.ref] = None
        elif isinstance(one, Asked) and one.about:
            found[one.about] = None
    return list(found)
