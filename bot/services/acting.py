"""Acting on what was read: each thing that a message holds, in its order, in one transaction."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.rules.auditing import Counted
from bot.rules.book import Book
from bot.rules.intents import Audit, Help, Intent, Query, Reading, Unclear, Undo, Update
from bot.rules.outcomes import Helped, Outcome, Recorded, Refused, each, together
from bot.rules.said import Said
from bot.services import asking, evidence, looking, reading, returning, ruling, undoing, updating


def act(
    session: Session, book: Book, said: Said, intents: Sequence[Intent], begun: bool = False
) -> Outcome | None:
    """What came of the intents of one message; None where it held none.

    What is clear is recorded, what is not is asked about, and what is not permitted is refused,
    each for itself. `begun`: the request has done something already.
    """
    outcomes: list[Outcome] = []
    for intent in intents:
        outcome = _act(session, book, said, intent, begun)
        if _heard_before(outcome):
            return outcome
        begun = begun or isinstance(outcome, Recorded | Counted)
        outcomes.append(outcome)
    if len(outcomes) == 1 and isinstance(outcomes[0], Recorded):
        _await_words(session, book, said, outcomes[0])
    return together(outcomes)


def _heard_before(outcome: Outcome) -> bool:
    return any(isinstance(one, Recorded) and one.heard_before for one in each(outcome))


def _act(session: Session, book: Book, said: Said, intent: Intent, begun: bool) -> Outcome:
    match intent:
        case Update():
            outcome = updating.record(session, book, said, intent, begun)
            evidence.attach(session, book, said, outcome)
            return ruling.tell(session, book, outcome)
        case Reading():
            return reading.record(session, book, said, intent, begun)
        case Audit():
            return returning.record(session, book, said, intent, begun)
        case Unclear():
            return asking.ask(session, book, said, intent)
        case Undo():
            return _undo(session, book, said)
        case Help():
            return Helped(book.name)
        case Query():
            return looking.look(session, book, said, intent)


def _undo(session: Session, book: Book, said: Said) -> Outcome:
    done = together(updating.outcomes_of(session, book, said.request))
    if done:
        return done
    request = undoing.last_request_of(session, book, said.user)
    return undoing.undo(session, book, said, request) if request else Refused("nothing_to_undo")


def _await_words(session: Session, book: Book, said: Said, outcome: Recorded) -> None:
    """The answer asks for a word, or one more: what comes next here is about this action."""
    if outcome.thin or outcome.unmet or outcome.bare:
        asking.put(session, book, said, f"A word on {outcome.action}?", about=outcome.action)
