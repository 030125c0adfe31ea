"""A digest of a large plan against raw SQL, and what people wait for beside one."""

import json
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from statistics import median

from sqlmodel import select

from bench.beside import acknowledged
from bench.figures import Aim, Result, Row
from bench.ground import folder
from bench.large_plan import NOW, make
from bench.raw_digest import check_same, raw_digest
from bench.sizes import Size
from bench.taking_turns import in_turns, timed
from bot.rules.digest import Digest
from bot.services.digesting import digest
from models.plan import Plan
from models.store import Store

FLOOR, OURS = "floor: raw SQL", "the bot"
AIMED_AT = 100_000  # a smaller digest is mostly the putting together of its statements


def measure(size: Size) -> list[Result]:
    """Time and memory of one digest, and the acknowledgements beside it."""
    with folder() as home:
        path = home / "large.db"
        make(path, size.actions)
        return [_against_raw(path, size), acknowledged(path, size)]


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
