"""A new action in a plan that runs: what was found becomes something to be done."""

from datetime import date

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.comparison import Fields
from bot.rules.outcomes import Change
from bot.rules.references import is_reference
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import facts, keeping, ledger
from bot.views import follow_ups as says
from models import action as actions
from models import plan as plans
from models.entry import CREATE
from models.role import Role


def fault(session: Session, book: Book, ref: str, title: str) -> str:
    """Why an action cannot be made as it was written, as a sentence; empty where it can."""
    if not is_reference(ref) or not title.strip():
        return says.how_an_action_is_written()
    if ref in book.known.actions:
        return says.number_taken(ref)
    themes = [theme.ref for theme in plans.themes_of(session, book.plan_id)]
    return "" if _theme(ref) in themes else says.no_such_theme(ref)


def _theme(ref: str) -> str:
    return ref.partition(".")[0]


def make(
    session: Session,
    book: Book,
    said: Said,
    ref: str,
    title: str,
    lead: Role | None,
    end: date | None,
    note: str,
) -> None:
    """Make an action; the note stands at the beginning of its history."""
    fields: Fields = {
        "theme": _theme(ref),
        "title": title,
        "position": len(actions.actions_of(session, book.plan_id)) + 1,
        "leads": [lead.key] if lead else [],
        "start": local_day(said.at, book.zone).isoformat(),
        "end": facts.plain(end),
        "status": "in_progress",
        "rag": None,
        "percent": None,
    }
    plan = plans.plan_with(session, book.plan_id)
    keeping.Keeper(session, plan, said.at).make("action", ref, fields)
    words = ledger.keep_words(session, "", note)
    whole = [Change("*", None, fields)]
    ledger.write(session, said, book.plan_id, CREATE, "action", ref, whole, words)
    plans.bump(session, book.plan_id)
