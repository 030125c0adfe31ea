"""What is recommended in a month's audit report, and the actions of the plan that come of it."""

import re
from datetime import datetime

from sqlmodel import Session, col, select

from bot.rules.audit_report import Recommendation
from bot.rules.book import Book
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.role_names import role_key
from bot.rules.said import Said
from bot.services import guarding, ledger, making
from bot.services.closing import administers, needs_administrator
from bot.services.returning import roles_of
from bot.views import audit_report as says
from models import plan as plans
from models.entry import CHANGE, CREATE, Entry, unpacked
from models.heard import first_time

NOUN, ACTION = "recommended", "action"
MADE = re.compile(
    r"^\s*(\d{4}-(?:0[1-9]|1[0-2])/\d+)\s+as\s+(?:action\s+)?(\S+)\s*$", re.IGNORECASE
)
SAID = re.compile(r"^\s*(\d{4}-(?:0[1-9]|1[0-2]))\s*[:,]?\s+(\S.*)$", re.DOTALL)


def hear(session: Session, book: Book, said: Said, rest: str) -> Outcome:
    """`2015-01: words` recommends something, `2015-01/1 as 4.9` makes an action of it."""
    made, spoken = MADE.match(rest), SAID.match(rest)
    if made:
        return _make(session, book, said, made[1], made[2])
    if spoken:
        return _recommend(session, book, said, spoken[1], spoken[2].strip())
    return Refused("said_why", sentence=says.how_to_recommend())


def _recommend(session: Session, book: Book, said: Said, month: str, text: str) -> Outcome:
    if not (administers(book, said) or _assures(book, said)):
        return Refused("said_why", sentence=says.not_yours_to_recommend())
    plans.hold(session, book.plan_id)
    if refused := guarding.refusal(session, said, text):
        return refused
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.recommended(month))
    key = f"{month}/{len(recommended(session, book.plan_id, month)) + 1}"
    words = ledger.keep_words(session, "", text)
    whole = [Change("*", None, {ACTION: None})]
    ledger.write(session, said, book.plan_id, CREATE, NOUN, key, whole, words)
    return Told(says.recommended(month))


def _assures(book: Book, said: Said) -> bool:
    """Whether somebody speaks for a role that checks what was followed up: quality assurance."""
    steps = [one.weak[-1].by for one in book.programmes if one.weak]
    keys = {role_key(name) for one in book.programmes for name in one.seen_by}
    keys |= {role_key(by) for by in steps}
    return any(book.roles[one].key in keys for one in roles_of(book, said))


def _make(session: Session, book: Book, said: Said, key: str, ref: str) -> Outcome:
    if not administers(book, said):
        return needs_administrator(book)
    plans.hold(session, book.plan_id)
    month = key.partition("/")[0]
    found = next((one for one in recommended(session, book.plan_id, month) if one.key == key), None)
    if found is None or found.action or not found.text:
        return Refused("said_why", sentence=says.no_such_recommendation(key))
    if why := making.fault(session, book, ref, found.text):
        return Refused("said_why", sentence=why)
    if first_time(session, said.request, said.at, said.message):
        making.make(session, book, said, ref, found.text, None, None, says.came_of(key))
        change = Change(ACTION, None, ref)
        ledger.write(session, said, book.plan_id, CHANGE, NOUN, key, [change])
    return Told(says.made_an_action(key, ref))


def recommended(
    session: Session, plan_id: int, month: str, as_at: datetime | None = None
) -> tuple[Recommendation, ...]:
    """What was recommended of a month by a moment, in order."""
    query = select(Entry).where(Entry.plan_id == plan_id, Entry.noun == NOUN)
    query = query.where(col(Entry.key).startswith(f"{month}/")).order_by(col(Entry.id))
    if as_at is not None:
        query = query.where(Entry.at <= as_at)
    found: dict[str, Recommendation] = {}
    for row in session.exec(query).all():
        if row.act == CREATE:
            text = ledger.note_of(session, [row]) or ""
            found[row.key] = Recommendation(row.key, text)
        else:
            found[row.key] = Recommendation(row.key, found[row.key].text, unpacked(row.new))
    return tuple(found.values())
