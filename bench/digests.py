"""A digest of a large plan against raw SQL, and what people wait for while one is worked out."""

import json
import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import median

from sqlmodel import select

from bench.asking import KINDS, workspace
from bench.figures import Aim, Result, Row, milliseconds
from bench.ground import folder, our_app, settings_for
from bench.large_plan import NOW, make
from bench.raw_digest import check_same, raw_digest
from bench.sizes import Size
from bench.taking_turns import in_turns, timed
from bench.updates import dispatching
from bot.cli.serve import TURN_SECONDS
from bot.rules.digest import Digest
from bot.services.digesting import digest
from models.plan import Plan
from models.store import Store

FLOOR, OURS = "floor: raw SQL", "the bot"
ALONE, BESIDE = "alone", "while a digest is worked out"
BLOCKS = 5
AIMED_AT = 100_000  # a smaller digest is mostly the putting together of its statements


def measure(size: Size) -> list[Result]:
    """Time and memory of one digest, and the acknowledgements beside it."""
    with folder() as home:
        path = home / "large.db"
        make(path, size.actions)
        return [_against_raw(path, size), _acknowledged(path, size)]


def our_digest(store: Store) -> Digest:
    """The digest of now, as a channel gets it."""
    with store.reading() as session:
        return digest(session, session.exec(select(Plan)).one(), NOW)


def _against_raw(path: Path, size: Size) -> Result:
    store, connection = Store(f"sqlite:///{path}"), sqlite3.connect(path)
    check_same(raw_digest(connection), our_digest(store))
    ways = {
        FLOOR: lambda _: timed(lambda: raw_digest(connection)),
        OURS: lambda _: timed(lambda: our_digest(store)),
    }
    samples = in_turns(ways, size.digests, warming=1)
    store.close()
    connection.close()
    floor = median(samples[FLOOR])
    rows: list[Row] = [
        {
            "what": what,
            "p50_ms": 1000 * median(seconds),
            "p50_ratio": median(seconds) / floor,
            "memory_mb": _memory(kind, path),
        }
        for (what, seconds), kind in zip(samples.items(), ("raw", "ours"), strict=True)
    ]
    aims = [Aim("a digest: memory above idle, MB", float(rows[1]["memory_mb"]), 10)]
    if size.actions >= AIMED_AT:
        aims.append(Aim("a digest: time to raw SQL's", float(rows[1]["p50_ratio"]), 1.5))
    return Result(f"A digest of {size.actions:,} actions", rows, aims)


def _memory(kind: str, path: Path) -> float:
    """Megabytes that a first digest adds to a process of its own."""
    command = [sys.executable, "-m", "bench.digests", kind, str(path)]
    return float(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def _acknowledged(path: Path, size: Size) -> Result:
    """Blocks of updates with nothing beside them, and with a digest, in turns."""
    sys.setswitchinterval(TURN_SECONDS)
    samples: dict[str, list[float]] = {ALONE: [], BESIDE: []}
    with workspace() as slack:
        app, desk = our_app(settings_for(slack, f"sqlite:///{path}"))
        ways = {"update": dispatching(app, slack)}
        for number in range(2 * BLOCKS):
            what = BESIDE if number % 2 else ALONE
            with _digesting(desk.store) if what == BESIDE else nullcontext():
                samples[what] += in_turns(ways, size.updates // BLOCKS, warming=KINDS)["update"]
        desk.store.close()
    rows: list[Row] = []
    for what, seconds in samples.items():
        p50, p99 = milliseconds(seconds)
        rows.append({"what": what, "p50_ms": p50, "p99_ms": p99})
    aim = Aim("beside a digest: p99 of an acknowledgement, ms", float(rows[1]["p99_ms"]), 10)
    return Result(f"/update of a plan of {size.actions:,} actions", rows, [aim])


@contextmanager
def _digesting(store: Store) -> Iterator[None]:
    """One digest after another in another thread."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            our_digest(store)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


def _peak() -> float:
    """The most memory that this process has held. Linux counts a parent's in `maxrss`."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(held.split()[1]) / 1024


def main() -> None:
    """In a process of its own: print how much one digest adds to its memory."""
    kind, path = sys.argv[1:]
    store, connection = Store(f"sqlite:///{path}"), sqlite3.connect(path)
    connection.execute("select 1 from plan").fetchone()
    with store.reading() as session:
        session.exec(select(Plan)).one()
    before = _peak()
    if kind == "ours":
        our_digest(store)
    else:
        raw_digest(connection)
    print(_peak() - before)


if __name__ == "__main__":
    main()
