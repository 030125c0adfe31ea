"""Is what is kept what the ledger says? Rebuilding it from the entries, and looking for gaps."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.rules.comparison import Facts, Fields
from bot.services import facts
from bot.services.standing import DESTROYED
from models.action import Action
from models.body import DIGEST, Body, bodies_of, settings_of
from models.entry import CREATE, Entry, Payload, mac_of, unpacked
from models.plan import Plan
from models.role import administrators, holdings_of, roles_of


@dataclass(frozen=True)
class Difference:
    """A field in which the tables and the ledger disagree, or words that do not fit an entry."""

    noun: str
    key: str
    field: str
    kept: Any
    ledger: Any


def differences(session: Session, plan: Plan) -> list[Difference]:
    """Every difference between what is kept of a plan and what its ledger amounts to."""
    entries = facts.entries_of(session, plan)
    kept, told = facts.of_store(session, plan), facts.fold(entries)
    found = _compared(kept, told)
    found += _last_words(session, plan, facts.last_words(entries))
    found += _firsts(session, plan, entries)
    found += _holders(session, plan)
    found += _bodies(session, plan)
    found += _administrators(session)
    return found + _payloads(session, plan)


def _compared(kept: Facts, told: Facts) -> list[Difference]:
    nouns = dict.fromkeys([*kept, *told])
    return [d for noun in nouns for d in _fields(noun, kept.get(noun, {}), told.get(noun, {}))]


def _fields(noun: tuple[str, str], kept: Fields, told: Fields) -> list[Difference]:
    return [
        Difference(*noun, name, kept.get(name), told.get(name))
        for name in dict.fromkeys([*kept, *told])
        if kept.get(name) != told.get(name) and name != "first_end"  # compared by `_firsts`
    ]


def _last_words(session: Session, plan: Plan, told: dict[str, str]) -> list[Difference]:
    query = select(Action.ref, Action.last_update).where(Action.plan_id == plan.id)
    kept = {ref: at.isoformat() if at else None for ref, at in session.exec(query).all()}
    return [
        Difference("action", ref, "last_update", at, told.get(ref))
        for ref, at in kept.items()
        if at != told.get(ref)
    ]


def _firsts(session: Session, plan: Plan, entries: list[Entry]) -> list[Difference]:
    """Since when each action counts, and the first end date it had."""
    made = [entry for entry in entries if entry.act == CREATE and entry.noun == "action"]
    told = {entry.key: (entry.at, facts.first_end(unpacked(entry.new))) for entry in made}
    kept = {
        one.ref: (one.recorded_from, facts.plain(one.original_end))
        for one in _actions(session, plan)
    }
    return [
        Difference("action", ref, "first", stands, told.get(ref))
        for ref, stands in kept.items()
        if stands != told.get(ref)
    ]


def _actions(session: Session, plan: Plan) -> list[Action]:
    return list(session.exec(select(Action).where(Action.plan_id == plan.id)).all())


def _bodies(session: Session, plan: Plan) -> list[Difference]:
    """Which channels receive what."""
    query = select(Entry).where(Entry.plan_id == plan.id, Entry.noun == "body")
    told = facts.fold(session.exec(query.order_by(col(Entry.id))).all())
    wanted = {key: it for (_, key), it in told.items() if it["active"]}
    kept = {f"{one.channel}/{one.receives}": one for one in bodies_of(session, plan.id or 0)}
    found = [
        Difference("body", key, "active", key in kept, key in wanted)
        for key in sorted({*kept} ^ {*wanted})
    ]
    for key in sorted({*kept} & {*wanted}):
        settings, usual = settings_of(kept[key]), settings_of(USUAL)
        ledger = {name: wanted[key].get(name, usual[name]) for name in settings}
        found += _fields(("body", key), settings, ledger)
    return found


# What a channel gets that has wished for nothing.
USUAL = Body(plan_id=0, channel="", receives=DIGEST, since=datetime.min.replace(tzinfo=UTC))


def _holders(session: Session, plan: Plan) -> list[Difference]:
    """Each role's holdings: who from which day until which, by the ledger and by the table."""
    query = select(Entry).where(Entry.plan_id == plan.id, Entry.noun == "holding")
    told = facts.fold(session.exec(query.order_by(col(Entry.id))).all())
    wanted = _periods({key: it.get("holder") for (_, key), it in told.items()})
    keys = {role.id: role.key for role in roles_of(session, plan.id or 0)}
    kept = {
        f"{keys[one.role_id]}@{one.from_day.isoformat()}": (one.user, one.until_day)
        for one in holdings_of(session, plan.id or 0)
    }
    return [
        Difference("holding", key, "holder", kept.get(key), wanted.get(key))
        for key in dict.fromkeys([*kept, *wanted])
        if kept.get(key) != wanted.get(key)
    ]


def _periods(changes: dict[str, str | None]) -> dict[str, tuple[str | None, date | None]]:
    """Each change of a role's holder with the last day before the next one."""
    found: dict[str, tuple[str | None, date | None]] = {}
    following: dict[str, date] = {}
    for key in sorted(changes, reverse=True):
        role, _, day = key.rpartition("@")
        until = following[role] - timedelta(days=1) if role in following else None
        found[key] = (changes[key], until)
        following[role] = date.fromisoformat(day)
    return found


def _administrators(session: Session) -> list[Difference]:
    told = set(session.exec(select(Entry.key).where(Entry.noun == "administrator")).all())
    kept = set(administrators(session))
    return [
        Difference("administrator", user, "user", user in kept, user in told)
        for user in sorted(kept ^ told)
    ]


def _payloads(session: Session, plan: Plan) -> list[Difference]:
    """Words that are gone, or are not the ones that the entry was made with."""
    query = (
        select(Entry, Payload)
        .join(Payload, col(Payload.id) == Entry.payload_id, isouter=True)
        .where(Entry.plan_id == plan.id, col(Entry.payload_id).is_not(None))
    )
    destroyed = _destroyed(session, plan)
    found = []
    for entry, words in session.exec(query).all():
        state = _state(entry, words)
        if state != "as said" and not (words is None and entry.payload_id in destroyed):
            number = str(entry.payload_id)
            found.append(Difference("words", entry.key, number, state, "as said"))
    return found


def _destroyed(session: Session, plan: Plan) -> set[int]:
    """The words that were destroyed with a round of returns, as its entry says."""
    query = select(Entry.new).where(Entry.plan_id == plan.id, Entry.noun == DESTROYED)
    found = session.exec(query).all()
    return {number for new in found for number in unpacked(new).get("payloads", ())}


def _state(entry: Entry, words: Payload | None) -> str:
    if words is None:
        return "missing"
    try:
        return "as said" if mac_of(words.salt, words.text) == entry.payload_mac else "changed"
    except ValueError:  # the salt is none
        return "changed"
