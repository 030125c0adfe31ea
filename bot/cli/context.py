"""What every command needs: settings, the store, a plan, a moment; and how a command says no."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import typer
from dateutil import parser as dates
from pydantic import ValidationError
from sqlmodel import Session, select

from bot import clock
from bot.cli import loading
from bot.config import Settings
from bot.rules.times import end_of_day, local_day
from models.errors import PlainError
from models.plan import SIGNED_OFF, Plan, plan_named
from models.store import Store

NAME_CHARACTERS = 80


class RefusedError(PlainError):
    """A command will not do it; the message is the one clear sentence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that was asked for; `whole_day` where it was given as a date, and is its end."""

    at: datetime
    day: date
    whole_day: bool


class Context:
    """Settings, and the database behind them, made when first used."""

    @cached_property
    def settings(self) -> Settings:
        """The settings. Raises RefusedError where one cannot be read."""
        try:
            return Settings()
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).upper()
            reason = first["msg"].removeprefix("Value error, ")
            raise RefusedError(f"The setting {name} cannot be used: {reason}.") from error

    @cached_property
    def store(self) -> Store:
        """The database, as it is."""
        loading.done()
        return Store(self.settings.database_url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Look at what is kept, whose tables are at this version."""
        with self.ready().reading() as session:
            yield session

    def ready(self) -> Store:
        """The database, once its tables are known to be at this version."""
        from models.schema import check

        check(self.store)
        return self.store

    def plan(self, session: Session, name: str | None, writes: bool = False) -> Plan:
        """The plan of that name, or the only open one.

        Raises RefusedError where there is none, or where it is not clear which.
        """
        found = self._named(session, name) if name else self._only(session)
        if writes and found.status == SIGNED_OFF:
            raise RefusedError(f"{found.name} is signed off and is read-only.")
        return found

    def plan_or_none(self, session: Session, name: str | None) -> Plan | None:
        """As `plan`, but None where nothing has been brought in at all."""
        if name is None and session.exec(select(Plan)).first() is None:
            return None
        return self.plan(session, name)

    def _named(self, session: Session, name: str) -> Plan:
        plan = plan_named(session, name)
        if plan is None:
            known = ", ".join(one.name for one in session.exec(select(Plan)).all()) or "none yet"
            raise RefusedError(f"There is no plan called {name}. There are: {known}.")
        return plan

    def _only(self, session: Session) -> Plan:
        plans = session.exec(select(Plan).where(Plan.status != SIGNED_OFF)).all()
        if not plans:
            raise RefusedError("There is no open plan yet; bring one in with: python -m bot import")
        if len(plans) > 1:
            names = ", ".join(plan.name for plan in plans)
            raise RefusedError(f"There are several open plans ({names}); say which with --plan.")
        return plans[0]


def plan_name(text: str) -> str:
    """A name for a plan, as one would say it. Raises RefusedError."""
    name = " ".join(text.split())
    if not name or not name.isprintable() or len(name) > NAME_CHARACTERS:
        raise RefusedError(f"A plan needs a name of 1 to {NAME_CHARACTERS} characters; see --plan.")
    return name


def today(zone: str) -> date:
    """The date in a zone."""
    return local_day(clock.now(), zone)


def read_moment(text: str | None, zone: str) -> Moment:
    """A date (its end) or a date and time, on the zone's clock; nothing is now.

    Raises RefusedError.
    """
    if text is None:
        now = clock.now()
        return Moment(now, local_day(now, zone), whole_day=False)
    if len(text) <= len("2015-03-18"):
        day = read_date(text)
        return Moment(end_of_day(day, zone), day, whole_day=True)
    try:
        moment = dates.isoparse(text)
    except ValueError as error:
        raise RefusedError(f"“{text}” is not a moment; write it like 2015-03-18T09:30.") from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return Moment(moment, _sensible(local_day(moment, zone)), whole_day=False)


YEARS = range(1990, 2100)


def read_date(text: str) -> date:
    """A date as 2015-03-18. Raises RefusedError."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f"“{text}” is not a date; write it like 2015-03-18.") from error
    return _sensible(day)


def _sensible(day: date) -> date:
    if day.year not in YEARS:
        raise RefusedError(f"{day} is too far off; say a day from {YEARS[0]} to {YEARS[-1]}.")
    return day


_as_it_is = json.JSONEncoder(ensure_ascii=False).encode  # made once, not for every line


def as_line(value: object) -> str:
    """A value as JSON on one line; half a character, as a broken text may hold, is escaped."""
    text = _as_it_is(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    typer.echo(as_line(value))
