"""Check-ins: ahead of a reporting date each lead is asked about their actions, one at a time.

All of it is kept, so that it goes on where it stopped: after a restart, on another replica, after
a week.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.checkins import ASKED_AHEAD, word_of
from bot.rules.intents import Rag, Update
from bot.rules.outcomes import (
    Change,
    Outcome,
    Progress,
    Recorded,
    Refused,
    Told,
    Undone,
    each,
    together,
)
from bot.rules.said import Said
from bot.rules.times import local_day, working_days_before
from bot.services import ledger, undoing, updating
from bot.services.acting import act
from bot.services.books import Books
from bot.services.looking import card
from bot.services.rounds import in_hours
from bot.views import checkins as says
from models import checkin as kept
from models import outbox
from models.action import actions_of
from models.checkin import Checkin, Reporting
from models.entry import CHANGE
from models.heard import first_time, insert_once
from models.plan import plan_with

RATINGS: dict[str, Rag] = {"green": "green", "amber": "amber", "red": "red"}


@dataclass(frozen=True, slots=True)
class Opening:
    """A check-in that is due to begin: with whom, about which actions, ahead of which date."""

    reporting: int
    user: str
    refs: tuple[str, ...]


def announce(session: Session, book: Book, said: Said, on: date | None, active: bool) -> Outcome:
    """Have leads asked ahead of a reporting date, or no longer. Administrators only."""
    if said.user not in book.administrators:
        return Refused("not_administrator", names=tuple(sorted(book.administrators)))
    day = local_day(said.at, book.zone)
    if on is None or on < day:
        return Refused("bad_usage", detail=says.which_day())
    asks_from = max(working_days_before(on, ASKED_AHEAD), day)
    found = kept.reporting_on(session, book.plan_id, on)
    reporting = found or Reporting(plan_id=book.plan_id, on=on, asks_from=asks_from, active=False)
    if reporting.active != active and first_time(session, said.request, said.at):
        change = Change("active", reporting.active, active)
        reporting.active = active
        session.add(reporting)
        session.flush()
        key = on.isoformat()
        ledger.write(session, said, book.plan_id, CHANGE, "reporting", key, [change])
    return Told(says.announced(on, asks_from) if active else says.called_off(on))


def due(session: Session, book: Book, now: datetime) -> list[Opening]:
    """The check-ins to begin now, in working hours: one for each lead with open actions."""
    if not in_hours(book.policy, book.zone, now):
        return []
    day = local_day(now, book.zone)
    found = []
    for reporting in kept.reportings_due(session, book.plan_id, day):
        asked = kept.asked_already(session, reporting.id or 0)
        for user, refs in _open_by_lead(session, book, day).items():
            if user not in asked:
                found.append(Opening(reporting.id or 0, user, tuple(refs)))
    return found


def _open_by_lead(session: Session, book: Book, day: date) -> dict[str, list[str]]:
    """Each lead's open actions, the first to end first."""
    still = [one for one in actions_of(session, book.plan_id) if one.is_open]
    found: dict[str, list[str]] = {}
    for action in sorted(still, key=lambda one: (one.end or date.max, one.position)):
        holders = (book.holder(role_id, day) for role_id in book.leads.get(action.ref, ()))
        for user in dict.fromkeys(holders):
            if user:
                found.setdefault(user, []).append(action.ref)
    return found


def begin(session: Session, book: Book, opening: Opening, now: datetime) -> bool:
    """Open a check-in with its first question; False where another replica has."""
    values = {
        "plan_id": book.plan_id,
        "reporting_id": opening.reporting,
        "user": opening.user,
        "refs": list(opening.refs),
        "step": 0,
        "waits_for_note": False,
        "answered": [],
        "opened_at": now,
    }
    if not insert_once(session.connection(), Checkin, values):
        return False
    checkin = kept.open_checkin(session, opening.user, local_day(now, book.zone))
    if checkin:
        _ask(session, book, checkin, _as_said(checkin, now))
    return True


def _as_said(checkin: Checkin, now: datetime) -> Said:
    return Said(checkin.user, "", now, now, "check-in", f"checkin:{checkin.id}")


def current(session: Session, said: Said) -> Checkin | None:
    """The check-in that a direct message may belong to."""
    if not (said.place or "").startswith("D"):
        return None
    return kept.open_checkin(session, said.user, said.at.date())


def press(session: Session, books: Books, said: Said, mark: str, word: str) -> Outcome:
    """Answer the question that is open with one of its buttons; `mark` is which one it was."""
    number, _, step = mark.partition(":")
    checkin = kept.held(session, int(number)) if number.isdigit() else None
    if checkin is None or checkin.user != said.user:
        return Refused("not_asked")
    ref = checkin.ref
    if checkin.closed_at or ref is None or step != str(checkin.step):
        return Refused("answered")
    book = books.of(session, plan_with(session, checkin.plan_id))
    if word in ("skip", "no_note"):
        return go_on(session, book, said, checkin, skipped=word == "skip")
    update = Update(ref, rag=RATINGS[word]) if word in RATINGS else Update(ref, "completed")
    return _rated(session, book, said, checkin, update)


def _rated(session: Session, book: Book, said: Said, checkin: Checkin, update: Update) -> Outcome:
    """Record what was pressed, and wait for a word about it."""
    outcome = act(session, book, said, (update,))
    if not isinstance(outcome, Recorded):
        return outcome or Refused("answered")
    if not outcome.heard_before:
        checkin.waits_for_note = True
        checkin.answered = [*checkin.answered, said.request]
        session.add(checkin)
        session.flush()
    return Progress(outcome, f"{checkin.id}:{checkin.step}")


def go_on(
    session: Session, book: Book, said: Said, checkin: Checkin, skipped: bool = False
) -> Outcome:
    """Leave the action that was asked about, and ask about the next; the last one ends it."""
    ref, last = checkin.ref or "", checkin.answered[-1:]
    checkin.step += 1
    waited, checkin.waits_for_note = checkin.waits_for_note, False
    if checkin.ref is None:
        checkin.closed_at = said.at
    session.add(checkin)
    session.flush()
    if skipped or not waited:
        return Told(says.skipped(ref))
    return together(updating.outcomes_of(session, book, last[0])) or Told(says.skipped(ref))


def heard(session: Session, book: Book, said: Said, checkin: Checkin, outcome: Outcome) -> None:
    """Words that recorded something of the action that is asked about: the next one follows."""
    told = [one for one in each(outcome) if isinstance(one, Recorded)]
    if any(one.action == checkin.ref and not one.heard_before for one in told):
        checkin.answered = [*checkin.answered, said.request]
        go_on(session, book, said, checkin)


def by_words(session: Session, books: Books, said: Said, checkin: Checkin) -> Outcome | None:
    """What "skip" and "nothing to add" mean in a check-in; None for any other words."""
    word = word_of(said.text)
    if word is None or (word == "no_note" and not checkin.waits_for_note):
        return None
    return press(session, books, said, f"{checkin.id}:{checkin.step}", word)


def ask_next(session: Session, books: Books, said: Said) -> None:
    """Put the question that is next in somebody's check-in in the outbox, behind its answer."""
    checkin = kept.last_checkin(session, said.user)
    if checkin and not outbox.post_with_key(session, _key(checkin)):
        book = books.of(session, plan_with(session, checkin.plan_id))
        _ask(session, book, checkin, said)


def _key(checkin: Checkin) -> str:
    return f"checkin:{checkin.id}:{checkin.step}"


def _ask(session: Session, book: Book, checkin: Checkin, said: Said) -> None:
    """A question about one action, or what came of the check-in."""
    if checkin.ref is None:
        message = says.ended(_answers(session, book, checkin), _skipped(session, book, checkin))
    else:
        message = says.question(
            card(session, book, said, checkin.ref),
            f"{checkin.id}:{checkin.step}",
            (checkin.step + 1, len(checkin.refs)),
        )
    outbox.enqueue(
        session,
        key=_key(checkin),
        plan_id=book.plan_id,
        channel=checkin.user,
        about=checkin.ref,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
    )


def _answers(session: Session, book: Book, checkin: Checkin) -> tuple[Outcome, ...]:
    """What was recorded, and not taken back since."""
    found: list[Outcome] = []
    for request in checkin.answered:
        if not undoing.is_undone(session, request):
            found += updating.outcomes_of(session, book, request)
    return tuple(found)


def _skipped(session: Session, book: Book, checkin: Checkin) -> list[str]:
    told = {
        one.action for one in _answers(session, book, checkin) if isinstance(one, Recorded | Undone)
    }
    return [ref for ref in checkin.refs if ref not in told]
