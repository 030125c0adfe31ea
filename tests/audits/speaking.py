"""Speaking of follow-ups without Slack, and what is then to be seen."""

from sqlmodel import select

from bot.rules.follow_ups import Followed
from bot.rules.outcomes import Outcome, Refused
from bot.services import chain, following
from bot.services.books import Books
from bot.services.following import Case
from bot.views.outcomes import answer
from models.outbox import Post
from tests.audits.conftest import Audits

KEY = "case-file-audits/2015-03/team manager 1/1"


def speak(audits: Audits, user: str, does: str, text: str = "", key: str = KEY) -> Outcome:
    """One word on a follow-up, as its form sends it."""
    audits.clock.move(minutes=1)
    with audits.store.writing() as session:
        it = audits.said("", user)
        return chain.speak(
            session, Books(), it, f"{audits.book(session).plan_id}:{key}", does, text
        )


def told(outcome: Outcome) -> str:
    return answer(outcome).text


def refused(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), told(outcome)
    return told(outcome)


def kept(outcome: Outcome) -> Followed:
    assert isinstance(outcome, Followed), told(outcome)
    return outcome


def cases(audits: Audits) -> list[Case]:
    with audits.store.reading() as session:
        return following.open_cases(session, audits.book(session), audits.clock())


def posts(audits: Audits) -> dict[str, list[str]]:
    """What waits for each person, of follow-ups."""
    found: dict[str, list[str]] = {}
    with audits.store.reading() as session:
        query = select(Post).where(Post.key.startswith("follow_up:")).order_by(Post.id)  # type: ignore[attr-defined,arg-type]
        for post in session.exec(query):
            found.setdefault(post.channel, []).append(post.text)
    return found
