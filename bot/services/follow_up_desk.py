"""What comes over the desk about follow-ups; each function is one transaction."""

from typing import Any

from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import chain, following, noticing, seeing
from bot.services.books import book_with
from bot.services.desk import Desk
from bot.views import follow_ups as says
from bot.views.follow_up_form import form_view
from bot.views.forms import done_view
from bot.views.outcomes import answer


def form(desk: Desk, said: Said, target: str) -> dict[str, Any]:
    """The form of a follow-up, for whoever has to do with it; else why there is none.

    Who opened it is on record.
    """
    number, _, key = target.partition(":")
    with desk.store.writing() as session:
        book = book_with(session, desk.books, said, int(number))
        if book is None:
            return done_view(answer(Refused("plan_closed")))
        day = local_day(said.at, book.zone)
        case = following.find(session, book, key, day)
        if case is None:
            return _refused(says.nothing_to_follow())
        if not following.may_see(book, case, said.user, day):
            return _refused(says.not_your_business())
        seeing.opened(session, book, said, case.follow_up.returned)
    return form_view(target, noticing.case_line(case), case.follow_up, case.tasks, day)


def _refused(sentence: str) -> dict[str, Any]:
    return done_view(answer(Refused("said_why", sentence=sentence)))


def speak(desk: Desk, said: Said, target: str, does: str, text: str) -> Outcome:
    """Act on what somebody recorded of a follow-up."""
    with desk.store.writing() as session:
        outcome = chain.speak(session, desk.books, said, target, does, text)
    desk.wake()
    return outcome
