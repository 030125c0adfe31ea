"""Returns that people give in a sentence or a form: a round's count, or one case and its grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from bot.rules.auditing import Counted
from bot.rules.book import Book
from bot.rules.intents import Audit
from bot.rules.outcomes import Change, Outcome, Refused
from bot.rules.periods import Period, first_of, open_period, period_of
from bot.rules.programmes import WEAK, Audience, Programme
from bot.rules.return_form import due_by, missing
from bot.rules.returns import OWED, RETURNED, Owed, Return
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import ledger, noticing, opening
from bot.views import auditing as says
from models.entry import CHANGE, CREATE, SAY, UNDO, Entry, entries_of_request
from models.heard import first_time


@dataclass(frozen=True, slots=True)
class Round:
    """Which round of which programme somebody speaks of, and as which role."""

    programme: Programme
    period: Period
    role: str  # its key


def record(session: Session, book: Book, said: Said, audit: Audit, begun: bool = False) -> Outcome:
    """Record what was said of audits: a count, or one case.

    Returns Counted, or Refused with nothing stored; a request heard before returns what it did.
    """
    found = round_of(book, said, audit.programme, audit.period, graded=audit.case is not None)
    if isinstance(found, Refused):
        return found
    if audit.case is None:
        return count(session, book, said, found, audit, begun)
    actions = audit.note if audit.grade in WEAK else None
    given = {"case": audit.case, "grade": audit.grade, "note": audit.note, "actions": actions}
    return give(session, book, said, found, given, begun)


def round_of(
    book: Book, said: Said, name: str | None, month: str | None, graded: bool = False
) -> Round | Refused:
    """The round that is meant: of the programme that is named, or the first that they owe."""
    day = local_day(said.at, book.zone)
    roles = roles_of(book, said)
    mine = Audience(book.programmes).of(book.roles[one].name for one in roles)
    named = [one for one in book.programmes if name in one.names] if name else mine
    meant = [one for one in named if one.graded or not graded]
    if not book.programmes:
        return _why(says.no_programmes())
    programme = next((one for one in meant if one in mine), None)
    if programme is None:
        return _why(says.owes_nothing(meant or book.programmes))
    period = period_of(programme, month) if month else open_period(programme, day)
    if period is None or period.first > day:
        asked = first_of(month) if month else day
        return _why(says.no_such_round(programme, asked, asked > day))
    owes = next(one for one in roles if programme.owes(book.roles[one].name))
    return Round(programme, period, book.roles[owes].key)


def roles_of(book: Book, said: Said) -> list[int]:
    """The roles that somebody speaks for: those they hold, then those they stand in for."""
    day = local_day(said.at, book.zone)
    held = book.held_by(said.user, day)
    return held + [
        one for one in book.roles if one not in held and book.reader(one, day) == said.user
    ]


def _why(sentence: str) -> Refused:
    return Refused("said_why", sentence=sentence)


def count(
    session: Session, book: Book, said: Said, at: Round, audit: Audit, begun: bool = False
) -> Outcome:
    """Record how many of a round's returns are done."""
    owed = _opened(session, book, said, at)
    if isinstance(owed, Refused):
        return owed
    done = owed.wanted if audit.done is None else audit.done
    if done > (at.programme.room(owed.wanted) or owed.wanted) or audit.of not in (
        None,
        owed.wanted,
    ):
        return _why(says.not_the_number(at.programme, at.period, owed.wanted, audit.of or done))
    if not begun and not first_time(session, said.request, said.at, said.message):
        return outcome_of(session, book, said.request) or Refused("nothing_said")
    change = Change("told", owed.told, done)
    act = CHANGE if owed.told != done else SAY
    words = ledger.keep_words(session, said.text, audit.note)
    ledger.write(session, said, book.plan_id, act, OWED, owed.key, [change], words)
    return outcome_of(session, book, said.request) or Refused("nothing_said")


def give(
    session: Session,
    book: Book,
    said: Said,
    at: Round,
    given: Mapping[str, Any],
    begun: bool = False,
) -> Outcome:
    """Record one return: a case that was allocated, one that was returned before, or a new one."""
    if given.get("grade") in WEAK and not (given.get("actions") or "").strip():
        return _why(says.needs_actions(str(given.get("case"))))
    owed = _opened(session, book, said, at)
    if isinstance(owed, Refused):
        return owed
    if not begun and not first_time(session, said.request, said.at, said.message):
        return outcome_of(session, book, said.request) or Refused("nothing_said")
    case = given.get("case")
    before = next((one for one in owed.returns if case and one.case == case), None)
    room = at.programme.room(owed.wanted)
    if room is not None and before is None and owed.done >= room:
        return _why(says.that_many_already(at.programme, at.period, owed.done))
    kept = {name: it for name, it in given.items() if it not in (None, "")}
    key = write_return(session, book, said, owed, before, kept)
    noticing.begin(session, book, said, key, before)
    return outcome_of(session, book, said.request) or Refused("nothing_said")


def write_return(
    session: Session,
    book: Book,
    said: Said,
    owed: Owed,
    before: Return | None,
    given: Mapping[str, Any],
    returned: bool = True,
) -> str:
    """Write a return, or what is new of one, its details kept apart; returns its key."""
    words = ledger.keep_words(session, said.text, given.get("note"), given=dict(given))
    if before is None:
        key = f"{owed.key}/{_next_number(session, book, owed)}"
        change = Change("*", None, {"returned": returned})
        ledger.write(session, said, book.plan_id, CREATE, RETURNED, key, [change], words)
        return key
    change = Change("given", None, {"returned": returned})
    ledger.write(session, said, book.plan_id, CHANGE, RETURNED, before.key, [change], words)
    return before.key


def _next_number(session: Session, book: Book, owed: Owed) -> int:
    """The next number that no return under this has had, one that was taken back among them."""
    rows = opening.rows_of(session, book, owed.key)
    return 1 + max(
        (int(row.key.rpartition("/")[2]) for row in rows if row.noun == RETURNED), default=0
    )


def _opened(session: Session, book: Book, said: Said, at: Round) -> Owed | Refused:
    """What the role owes in the round, which is held and open from now on."""
    rows = opening.open_round(session, book, said, at.programme, at.period)
    found = next((one for one in rows if one.role == at.role), None)
    if found is None:
        return _why(says.not_in_this_round(at.programme, at.period))
    return _why(says.excused(at.programme, at.period)) if found.excused else found


# ---- what a request did, and taking it back


def outcome_of(session: Session, book: Book, request: str) -> Counted | None:
    """What a request recorded of a round; None where it recorded nothing of one."""
    rows = [row for row in entries_of_request(session, request) if _is_word(row)]
    return _counted(session, book, rows) if rows else None


def _is_word(row: Entry) -> bool:
    return row.noun == RETURNED or (row.noun == OWED and row.field in ("told", "excused"))


def _counted(session: Session, book: Book, rows: Sequence[Entry]) -> Counted:
    row = rows[-1]
    programme, period, role = place_of(book, row.key)
    under = f"{programme.key}/{period.key}/{role}"
    owed = next(
        one for one in opening.owed_in(session, book, programme, period) if one.key == under
    )
    single = next((one for one in owed.returns if one.key == row.key), None)
    name = next((one.name for one in book.roles.values() if one.key == role), role)
    return Counted(
        request=row.request,
        plan=book.name,
        zone=book.zone,
        at=row.at,
        programme=programme.name,
        period=says.round_name(period),
        role=name,
        wanted=owed.wanted,
        done=owed.done,
        due=owed.due,
        late=owed.late(local_day(row.at, book.zone)),
        case=single.case if single else None,
        grade=single.grade if single else None,
        note=ledger.note_of(session, [row]),
        taken_back=row.act == UNDO,
        **_of_answers(programme, single, book.policy.holidays),
    )


def _of_answers(programme: Programme, single: Return | None, nation: str) -> dict[str, Any]:
    """What the answers in a return call for: days, and inputs that are not there."""
    if single is None or "answers" not in single.given:
        return {}
    answers = single.given["answers"]
    return {
        "due_days": tuple((one.label, day) for one, day in due_by(programme, answers, nation)),
        "missing": tuple(one.label for one in missing(programme, answers)),
    }


def place_of(book: Book, key: str) -> tuple[Programme, Period, str]:
    """The programme, the round and the role's key that a key speaks of.

    Raises LookupError where the plan no longer has the programme or the round.
    """
    name, month, role, *_ = key.split("/")
    programme = next((one for one in book.programmes if one.key == name), None)
    period = period_of(programme, month) if programme else None
    if programme is None or period is None:
        raise LookupError(f"no round {key}")
    return programme, period, role


def take_back(session: Session, book: Book, said: Said, rows: Sequence[Entry]) -> Outcome:
    """Take back what a request recorded of rounds; `rows` are its entries."""
    if not first_time(session, said.request, said.at, said.message):
        return outcome_of(session, book, said.request) or Refused("nothing_to_undo")
    for row in rows:
        was = ledger.change_of(row)
        back = Change(was.field, was.new, was.old)
        undone = [row.id or 0]
        ledger.write(session, said, book.plan_id, UNDO, row.noun, row.key, [back], undoes=undone)
    return outcome_of(session, book, said.request) or Refused("nothing_to_undo")
