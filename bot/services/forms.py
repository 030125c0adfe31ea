"""Forms: opening one with what stands, and recording only what was touched in it."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.language import read
from bot.rules import powers
from bot.rules.book import Book
from bot.rules.form import FIELDS, Form, Opened, Picker, Typed, Wrong, as_value
from bot.rules.intents import Query, Update
from bot.rules.outcomes import Outcome, Refused, together
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import acting, guarding
from bot.services.books import Books, book_with
from bot.services.hearing import find_book
from bot.services.updating import outcomes_of
from bot.views import forms as says
from bot.views.guarding import in_form
from models import action as actions
from models.action import Standing, actions_of

LONGEST_LIST = 100  # options of a select


def wanted(session: Session, books: Books, said: Said) -> Form | Picker | None:
    """The form that a command asks for: `/update` alone, or with nothing but a number.

    None where it asks for something else, or from somebody who has nothing to report on.
    """
    text = said.text.strip()
    if "?" in text:
        return None
    book = find_book(session, books, said)
    if isinstance(book, Refused):
        return None
    if not text:
        return _picker(session, book, said)
    intents = read(text, book.known, local_day(said.at, book.zone))
    if len(intents) == 1 and isinstance(intents[0], Query) and _is_bare(text, intents[0]):
        return form(session, book, said, str(intents[0].action))
    return None


def _is_bare(text: str, query: Query) -> bool:
    """Whether a question is a number and no more: "4.2", "#4.2", "action 4.2"."""
    bare = text.casefold().removeprefix("action").strip(" #.:")
    return query.about == "action" and query.action is not None and bare == query.action.casefold()


def form(session: Session, book: Book, said: Said, ref: str) -> Form | None:
    """The form about an action; None for who may not report on it."""
    day = local_day(said.at, book.zone)
    if ref not in book.known.actions or not book.may_write(said.user, ref, day):
        return None
    action = actions.locked(session, book.plan_id, ref)
    return _form(book, action, powers.decides_dates(book, said.user, ref, day))


def of_message(session: Session, books: Books, said: Said) -> Form | Picker | Outcome:
    """The form with somebody's message read into it, to be looked over before it is sent off.

    The words may be another person's: whoever sends the form off answers for it.
    """
    book = guarding.looked_at(session, said, said.text) or find_book(session, books, said)
    if isinstance(book, Refused):
        return book
    refs = {update.action for update in _updates(book, said)}
    if len(refs) == 1:
        return filled(session, book, said, refs.pop())
    picker = _picker(session, book, said)
    return replace(picker, note=said.text) if picker else Refused("nothing_said")


def filled(session: Session, book: Book, said: Said, ref: str) -> Form | Refused:
    """The form about an action, with what is said of it read into it."""
    made = form(session, book, said, ref)
    if made is None:
        return Refused("not_permitted", ref, tuple(book.lead_names(ref)))
    update = next((one for one in _updates(book, said, ref) if one.action == ref), Update(ref))
    values = {name: as_value(getattr(update, name)) for name in FIELDS}
    return replace(made, typed=Typed(values, said.text))


def _updates(book: Book, said: Said, ref: str | None = None) -> list[Update]:
    intents = read(said.text, book.known, local_day(said.at, book.zone), ref)
    return [one for one in intents if isinstance(one, Update)]


def _form(book: Book, action: Standing, may_move: bool) -> Form:
    was = {name: as_value(getattr(action, name)) for name in FIELDS}
    opened = Opened(book.plan_id, action.ref, action.version, was)
    return Form(opened, book.name, action.title, may_move)


def _picker(session: Session, book: Book, said: Said) -> Picker | None:
    """The open actions that somebody may report on, those they lead first."""
    day = local_day(said.at, book.zone)
    still = [one for one in actions_of(session, book.plan_id) if one.is_open]
    mine = [one for one in still if book.may_write(said.user, one.ref, day)]
    mine.sort(key=lambda one: not book.leads_it(said.user, one.ref, day))
    found = tuple((one.ref, one.title) for one in mine[:LONGEST_LIST])
    return Picker(book.plan_id, book.name, found) if found else None


def submit(
    session: Session, books: Books, said: Said, opened: Opened, typed: Typed
) -> Outcome | Form | Wrong | None:
    """Record what was touched; a note alone is read as a message about the action would be.

    Returns Wrong for what can be put right in the form, the Form anew where it has gone stale.
    """
    book = book_with(session, books, said, opened.plan_id)
    if book is None:
        return Refused("plan_closed")
    done = together(outcomes_of(session, book, said.request))
    if done:
        return done
    touched = typed.touched(opened)
    wrong = _wrong(book, said, typed, touched)
    if not wrong and guarding.would_refuse(session, said, typed.note):
        wrong = _refused(session, said, typed)
    if wrong:
        return wrong
    if touched:
        return _record(session, book, said, opened, typed)
    refused = _refused(session, said, typed)
    if refused:
        return refused
    day = local_day(said.at, book.zone)
    told = replace(said, text=typed.note, about=opened.ref)
    return acting.act(session, book, told, read(typed.note, book.known, day, opened.ref))


def _wrong(book: Book, said: Said, typed: Typed, touched: dict[str, Any]) -> Wrong | None:
    if not touched and not typed.note:
        return Wrong("note", says.nothing_touched())
    if not 0 <= touched.get("percent", 0) <= 100:
        return Wrong("percent", says.no_percentage())
    end = touched.get("end")
    if end and date.fromisoformat(end) < local_day(said.at, book.zone):
        return Wrong("end", says.day_has_passed())
    return None


def _refused(session: Session, said: Said, typed: Typed) -> Wrong | None:
    """Leave is used up only now: what is let through once is not sent back for another reason."""
    refused = guarding.refusal(session, said, typed.note)
    return Wrong("note", in_form(refused.detail)) if refused else None


def _record(
    session: Session, book: Book, said: Said, opened: Opened, typed: Typed
) -> Outcome | Form | Wrong | None:
    action = actions.locked(session, book.plan_id, opened.ref)
    day = local_day(said.at, book.zone)
    now = _form(book, action, powers.decides_dates(book, said.user, opened.ref, day))
    if action.version != opened.version and now.opened.was != opened.was:
        return replace(now, typed=_kept(typed, opened), notice=says.gone_stale(opened, now.opened))
    refused = _refused(session, said, typed)
    if refused:
        return refused
    touched = typed.touched(opened)
    if "end" in touched:
        touched["end"] = date.fromisoformat(touched["end"])
    update = Update(opened.ref, **touched, note=typed.note or None)
    done = acting.act(session, book, replace(said, text=typed.note), (update,))
    if isinstance(done, Refused) and done.why == "end_before_start":
        return Wrong("end", says.before_its_start(done.detail))
    return done


def _kept(typed: Typed, opened: Opened) -> Typed:
    """What was typed by hand, to stand over the values that have changed underneath."""
    return Typed(typed.touched(opened), typed.note)
