"""An action that comes in beside the plan's file, and somebody who offers to lead one.

An administrator decides on both. An offer is kept like the light nouns; accepting it puts the
person in a role of their own, which leads the action beside those that do.
"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from bot.rules import powers
from bot.rules.book import Book
from bot.rules.comparison import Fields
from bot.rules.identity import identifies
from bot.rules.orders import OfferTaken
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.printed_dates import PrintedDateError, read_printed_date
from bot.rules.references import is_reference
from bot.rules.registers import holding
from bot.rules.role_names import display_name, role_key
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import keeping, ledger, people, register, updating
from bot.services.closing import administers, needs_administrator
from bot.services.rounds import waits_for
from bot.views import joining as says
from models import action as actions
from models import outbox
from models import plan as plans
from models.entry import CHANGE, CREATE
from models.heard import first_time
from models.role import roles_of

OFFER = "offer"


def add_action(session: Session, book: Book, said: Said, typed: Mapping[str, str]) -> Outcome:
    """Add an action: `ref`, `title`, `theme`, and where given `lead`, `end`, `source`."""
    if not administers(book, said):
        return needs_administrator(book)
    it = {name: " ".join(text.split()) for name, text in typed.items()}
    reason = identifies(it["title"])
    if reason:
        return Refused("identity", detail=reason)
    sources = holding(register.items(session, book.plan_id, "source"), it.get("source", ""))
    end = _end(it.get("end", ""))
    wrong = _wrong(session, book, it, end, bool(sources))
    if wrong:
        return Refused("said_why", sentence=wrong)
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    _make(session, book, said, it, end if isinstance(end, date) else None)
    if it.get("source"):
        key, was = next(iter(sources.items()))
        now = {"actions": [*(was.get("actions") or []), it["ref"]]}
        register.change(session, book.plan_id, said, "source", key, dict(was), now)
    return Told(says.added(it["ref"], it["title"], it["theme"]))


def _end(text: str) -> date | str | None:
    """The day, what is wrong with it, or None for none."""
    try:
        return read_printed_date(text, "end") if text else None
    except PrintedDateError as error:
        return str(error)


def _wrong(
    session: Session, book: Book, it: Mapping[str, str], end: date | str | None, sourced: bool
) -> str:
    """Why an action cannot be added as it was typed; empty where it can."""
    themes = [theme.ref for theme in plans.themes_of(session, book.plan_id)]
    roles = {role.key for role in book.roles.values()}
    if not is_reference(it["ref"]) or it["ref"] in book.known.actions or not it["title"]:
        return says.no_number(it["ref"])
    if it["theme"] not in themes:
        return says.no_theme(it["theme"], themes)
    if it.get("lead") and role_key(it["lead"]) not in roles:
        return says.no_role(it["lead"])
    if it.get("source") and not sourced:
        return says.no_source(it["source"])
    return says.no_end(end) if isinstance(end, str) else ""


def _make(
    session: Session, book: Book, said: Said, it: Mapping[str, str], end: date | None
) -> None:
    plan = plans.plan_with(session, book.plan_id)
    fields: Fields = {
        "theme": it["theme"],
        "title": it["title"],
        "position": len(actions.actions_of(session, book.plan_id)) + 1,
        "leads": [role_key(it["lead"])] if it.get("lead") else [],
        "start": None,
        "end": end.isoformat() if end else None,
        "status": "not_started",
        "rag": None,
        "percent": None,
    }
    keeping.Keeper(session, plan, said.at).make("action", it["ref"], fields)
    made = [Change("*", None, fields)]
    ledger.write(session, said, book.plan_id, CREATE, "action", it["ref"], made)
    plans.bump(session, book.plan_id)


def volunteer(session: Session, book: Book, said: Said, ref: str) -> Outcome:
    """Somebody offers to lead an action; whoever decides on its dates is told."""
    if ref in book.set_aside or book.leads_it(said.user, ref, local_day(said.at, book.zone)):
        return Refused("said_why", sentence=says.nothing_to_lead(ref))
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    fields = {"title": f"Lead {ref}", "who": said.user, "actions": [ref], "state": "open"}
    key = register.make(session, book.plan_id, said, OFFER, fields)
    message = says.offered(book.name, ref, said.user, key)
    day = local_day(said.at, book.zone)
    told = {*powers.readers(book, "end_asked", ref, day), *book.administrators} - {said.user}
    for user in sorted(told):
        outbox.enqueue(
            session,
            key=f"offer:{said.request}:{user}",
            plan_id=book.plan_id,
            channel=user,
            text=message.text,
            blocks=message.blocks,
            about=ref,
            created_at=said.at,
            **waits_for(session, book, user, said.at),
        )
    return Told(says.thanks(ref))


def settle(session: Session, book: Book, said: Said, it: OfferTaken) -> Outcome:
    """Accept an offer, with the role that its maker is to hold; or decline it, with no role."""
    if not administers(book, said):
        return needs_administrator(book)
    offer = register.items(session, book.plan_id, OFFER).get(it.key)
    if offer is None or offer["state"] != "open":
        return Refused("said_why", sentence=says.no_offer(it.key))
    reason = identifies(it.role)
    if reason:
        return Refused("identity", detail=reason)
    if any(role.key == role_key(it.role) for role in book.roles.values()):
        return Refused("said_why", sentence=says.role_is_taken(it.role))
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    (ref,) = offer["actions"]
    action = actions.locked(session, book.plan_id, ref)
    said = updating.not_before(said, action)
    state = {"state": "accepted" if it.role else "declined"}
    register.change(session, book.plan_id, said, OFFER, it.key, offer, state)
    if it.role:
        _let_lead(session, book, said, ref, display_name(it.role), offer["who"])
    message = says.settled(ref, it.role)
    outbox.enqueue(
        session,
        key=f"offer:{said.request}:{offer['who']}",
        plan_id=book.plan_id,
        channel=offer["who"],
        text=message.text,
        blocks=message.blocks,
        about=ref,
        created_at=said.at,
        **waits_for(session, book, offer["who"], said.at),
    )
    return Told(message.text)


def _let_lead(session: Session, book: Book, said: Said, ref: str, name: str, user: str) -> None:
    """A new role under the first lead, its holder, and its place among the leads."""
    plan = plans.plan_with(session, book.plan_id)
    keeper = keeping.Keeper(session, plan, said.at)
    was = [book.roles[role_id].key for role_id in book.leads.get(ref, ())]
    key, above = role_key(name), was[0] if was else None
    fields = {
        "name": name,
        "reports_to": above,
        "position": len(roles_of(session, plan.id or 0)) + 1,
    }
    keeper.make("role", key, fields)
    made = [Change("*", None, fields)]
    ledger.write(session, said, book.plan_id, CREATE, "role", key, made)
    if above:
        keeper.change("role", key, {"reports_to": above})
    people.assign(session, plan, said, name, user, local_day(said.at, book.zone))
    keeper.change("action", ref, {"leads": [*was, key], "last_update": said.at})
    led = [Change("leads", was, [*was, key])]
    ledger.write(session, said, book.plan_id, CHANGE, "action", ref, led)
    plans.bump(session, book.plan_id)
