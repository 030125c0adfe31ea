"""Every table, and how a database is brought to this version of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from models import (
    action,
    allowance,
    body,
    checkin,
    entry,
    heard,
    lane,
    measure,
    member,
    outbox,
    picture,
    plan,
    pulse,
    question,
    role,
    shown,
)
from models.errors import StoreError
from models.store import Store

if TYPE_CHECKING:
    from alembic.config import Config

TABLES = (
    plan,
    action,
    role,
    measure,
    entry,
    heard,
    body,
    outbox,
    lane,
    picture,
    pulse,
    member,
    question,
    checkin,
    shown,
    allowance,
)

MIGRATIONS = Path(__file__).parent / "migrations"

# Two replicas that start together must not both migrate: the second waits, and finds it done.
_ADVISORY_LOCK = 7164413


class NewerDatabaseError(StoreError):
    """The database was made by a later version of this program."""


class NotMigratedError(StoreError):
    """The database has no tables, or older ones."""


def _config() -> "Config":
    from alembic.config import Config  # costs a fifth of a second: not at every start

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def versions() -> list[str]:
    """The versions there have been, oldest first: each migration's file begins with its own."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("0*.py"))


def head() -> str:
    """The version of the tables that this program expects."""
    return versions()[-1]


def migrate(store: Store, to: str = "head") -> bool:
    """Bring the database to a version; says whether anything had to be done.

    Raises NewerDatabaseError where the database is ahead of this program.
    """
    from alembic import command

    before = version_of(store)
    _refuse_newer(before)
    config = _config()
    with store.engine.begin() as connection:
        if not store.is_sqlite:
            connection.execute(text(f"select pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        config.attributes["connection"] = connection
        (command.upgrade if to == "head" else command.downgrade)(config, to)
    return version_of(store) != before


def check(store: Store) -> None:
    """Raises NotMigratedError or NewerDatabaseError unless the tables are at this version."""
    version = version_of(store)
    _refuse_newer(version)
    if version != head():
        state = "has no tables yet" if version is None else f"is at version {version}"
        raise NotMigratedError(f"The database {state}; run: python -m bot migrate")


def version_of(store: Store) -> str | None:
    """The version the database is at; None for an empty one."""
    with store.reading() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        version: str | None = session.scalar(text("select version_num from alembic_version"))
        return version


def _refuse_newer(version: str | None) -> None:
    if version is not None and version not in versions():
        raise NewerDatabaseError(
            f"The database is at version {version}, which this program does not know; "
            "run the newer program that made it."
        )
