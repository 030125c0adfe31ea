"""Where everything is kept: SQLite in one file, or PostgreSQL, behind the same two doors.

`reading()` is a snapshot, `writing()` is one transaction that is on the disk when it returns.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from time import sleep
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel, create_engine

from models.errors import StoreUnavailableError
from models.turns import CONNECTION, Turns

_SQLITES = (sqlite3.OperationalError, sqlite3.InterfaceError)  # from what is prepared
PATIENCE_SECONDS = 1.5  # beside TURN_SECONDS, within the three that Slack waits
A_MOMENT = 0.01


class Store:
    """One database. Threads may share it; it opens no connection until it is used."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgresql_engine(url)
        # PostgreSQL has its own queues; SQLite lets in one writer at a time.
        self._turns = Turns(self.engine) if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks, at one snapshot. What it returns outlives it."""
        with _plain_errors(), Session(self.engine, expire_on_commit=False) as session:
            if not self.is_sqlite:  # whose transactions are snapshots anyway
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def writing(self, alone: bool = False) -> Iterator[Session]:
        """A session whose work is kept whole when the block ends, and not at all if it raises.

        `alone` is for long work: nobody who was quick has to wait for its end. Raises
        StoreUnavailableError where the database is away or busy.
        """
        with _plain_errors(), self._writer(alone) as session:
            yield session

    @contextmanager
    def _writer(self, alone: bool) -> Iterator[Session]:
        if self._turns:
            with self._turns.part(alone) as session:
                yield session
            return
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Give back every pooled connection, once nobody is in one or patience has run out."""
        pool = self.engine.pool
        for _ in range(int(PATIENCE_SECONDS / A_MOMENT)):
            if not (isinstance(pool, QueuePool) and pool.checkedout()):
                break
            sleep(A_MOMENT)
        self.engine.dispose()


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout, *_SQLITES) as error:
        raise StoreUnavailableError(_reason(error)) from error
    except (DBAPIError, sqlite3.DatabaseError) as error:  # what is prepared raises the driver's own
        cut_off = getattr(error, "connection_invalidated", False)
        if cut_off or _is_without_tables(error) or _is_no_database(error):
            raise StoreUnavailableError(_reason(error)) from error
        raise


def _is_without_tables(error: Exception) -> bool:
    """SQLite says so in words, PostgreSQL by a code."""
    origin = getattr(error, "orig", error)
    return "no such table" in str(origin) or getattr(origin, "sqlstate", None) == "42P01"


def _is_no_database(error: Exception) -> bool:
    return "file is not a database" in str(getattr(error, "orig", error))


def _reason(error: Exception) -> str:
    if _is_without_tables(error):
        return "The database has no tables yet; run: python -m bot migrate"
    if _is_no_database(error):
        return "DATABASE_URL names a file that is not a database."
    return "The database cannot be reached just now; nothing was saved."


def _sqlite_engine(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        _make_folder(Path(path).parent)
    engine = create_engine(
        url,
        connect_args={"timeout": PATIENCE_SECONDS},
        pool_size=8,
        pool_timeout=PATIENCE_SECONDS,
        hide_parameters=True,  # a log of what failed does not hold what people said
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    """The folder is for whoever runs the bot and nobody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(f"The folder {folder} cannot be made: {error}") from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once: upgrading a read meets a busy writer half way."""
    writes = connection.get_execution_options().get("writes")
    driver: Any = connection.connection.driver_connection  # by itself: it is in every message
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(url: str) -> Engine:
    milliseconds = int(PATIENCE_SECONDS * 1000)
    arguments = {
        "connect_timeout": 2,  # libpq's least
        "tcp_user_timeout": milliseconds,
        "options": f"-c lock_timeout={milliseconds} -c timezone=UTC",
    }
    return create_engine(
        url,
        connect_args=arguments,
        pool_size=10,
        pool_timeout=PATIENCE_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: messages are written with Core statements, which cost a third."""
    return cast(Table, cast(Any, model).__table__)


def insert_into(model: type[SQLModel], dialect: str) -> Any:
    """An INSERT in the database's own dialect, which knows ON CONFLICT.

    Only that dialect is imported: PostgreSQL's takes a tenth of a small bot's start.
    """
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table(model))


def on(session: Session) -> Connection:
    """The connection that a session writes on: to ask the session costs half a statement."""
    connection: Connection | None = session.info.get(CONNECTION)
    return connection or session.connection()


def database_time(session: Session) -> datetime:
    """The moment by the database's own clock, which is one for all who share it."""
    if session.get_bind().dialect.name == "sqlite":
        text = on(session).exec_driver_sql("select strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        return datetime.fromisoformat(text.scalar_one()).replace(tzinfo=UTC)
    moment: datetime = on(session).exec_driver_sql("select clock_timestamp()").scalar_one()
    return moment.astimezone(UTC)
