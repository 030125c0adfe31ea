"""Baselines that were promised for a day and not given: tasks of whoever leads the action."""

from datetime import date

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.reminding import BaselineTask, Standing, horizon, speaks
from bot.rules.targets import Promised, promised
from bot.rules.times import end_of_day, is_working_day
from bot.services import measuring

Tasks = dict[str, tuple[BaselineTask, ...]]


def baselines(session: Session, book: Book, day: date, after: date | None = None) -> Tasks:
    """What each person has to give a baseline for, the longest due first; as `items_on`."""
    found: dict[str, list[BaselineTask]] = {}
    for one in _missing(session, book, day):
        said = is_working_day(day) and speaks(book.policy, Standing(one.due, day), day, after)
        task = BaselineTask(one, (day - one.due).days, said)
        readers = (book.reader(role, day) for role in book.leads.get(one.action, ()))
        for user in dict.fromkeys(filter(None, readers)):
            found.setdefault(user, []).append(task)
    return {user: tuple(sorted(mine, key=_longest)) for user, mine in found.items()}


def _longest(task: BaselineTask) -> tuple[date, str]:
    return task.promised.due, task.promised.measure


def _missing(session: Session, book: Book, day: date) -> list[Promised]:
    """Those of actions that are still in the plan; few, so that their figures are looked up."""
    last = horizon(book.policy, day)
    here = [ref for ref in book.measures if ref not in book.set_aside]
    likely = [facts for ref in here for facts in book.measures[ref] if promised([facts], last)]
    at = end_of_day(day, book.zone)
    return promised(measuring.with_readings(session, likely, at), last) if likely else []
