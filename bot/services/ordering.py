"""Carrying out what is said of a plan's life: decisions, ends, doubts, targets, registers."""

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.nouns import BY_NAME
from bot.rules.orders import (
    Aim,
    DatesMoved,
    Decision,
    Doubt,
    Ending,
    Offer,
    OfferTaken,
    Order,
    RegisterAsked,
    RegisterEntry,
)
from bot.rules.outcomes import Outcome, Refused, Register, Told
from bot.rules.readings import figure_in
from bot.rules.registers import holding
from bot.rules.said import Said
from bot.services import closing, joining, living, register, ruling, targeting, tracking
from bot.views import registers
from bot.views.life import dates_moved
from bot.views.readings import no_figure
from models.plan import plan_with


def carry_out(session: Session, book: Book, said: Said, order: Order) -> Outcome:
    """What came of it."""
    match order:
        case Decision():
            return ruling.decide(session, book, said, order)
        case Ending():
            end = closing.reinstate if order.back else closing.withdraw
            return end(session, book, said, order.ref, order.reason)
        case Doubt():
            label = (order.action, order.measure)
            return targeting.dispute(session, book, said, label, order.series, order.why)
        case Aim():
            return _aim(session, book, said, order)
        case DatesMoved():
            plan = plan_with(session, book.plan_id)
            return Told(dates_moved(living.slips(session, plan, said.at)))
        case Offer():
            return joining.volunteer(session, book, said, order.ref)
        case OfferTaken():
            return joining.settle(session, book, said, order)
        case RegisterAsked():
            return shown(session, book, said, order.noun, order.words)
        case RegisterEntry():
            return _entered(session, book, said, order)


def _entered(session: Session, book: Book, said: Said, it: RegisterEntry) -> Outcome:
    if it.key:
        return tracking.change(session, book, said, it.noun, it.key, it.typed)
    return tracking.add(session, book, said, it.noun, it.typed)


def _aim(session: Session, book: Book, said: Said, it: Aim) -> Outcome:
    figure = figure_in(it.figure, "count")
    if figure is None:
        return Refused("said_why", sentence=no_figure(it.measure))
    label, target = (it.action, it.measure), (it.due, figure)
    return targeting.revise(session, book, said, label, target, it.series, it.why)


def shown(
    session: Session, book: Book, said: Said, name: str, words: str = ""
) -> Register | Refused:
    """What is kept of a kind; all of it, or what holds these words or has this number."""
    noun = BY_NAME[name]
    if noun.private and not tracking.may_track(book, said):
        return Refused("said_why", sentence=registers.who_sees(noun))
    found = holding(register.items(session, book.plan_id, noun.name), words)
    return Register(book.name, book.plan_id, noun.name, found, words)
