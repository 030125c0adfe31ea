"""What people wait for while a digest is worked out beside them."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlmodel import select

from bench import floors
from bench.asking import KINDS, workspace
from bench.figures import Aim, Result, Row, milliseconds
from bench.ground import our_app, settings_for
from bench.large_plan import NOW
from bench.sizes import Size
from bench.taking_turns import in_turns
from bench.updates import dispatching
from bot.cli import loading
from bot.cli.serve import TURN_SECONDS
from bot.rules.times import is_working_day
from bot.services import apart
from bot.services.desk import Desk
from bot.services.digesting import digest
from models.plan import Plan

FLOOR, ALONE = "floor: Bolt and raw SQL, alone", "the bot, alone"
POSTED = "while what is due is worked out: the digest, its picture, all reminders"
ASKED = "while people ask for one digest after another"
BLOCKS = 5

Way = Callable[[int], float]


def acknowledged(path: Path, size: Size) -> Result:
    """Updates with nothing beside them, in turns with the others.

    The aim's ten milliseconds were set where the floor took 0.29; of the floor's own time here an
    acknowledgement may take as many times as much.
    """
    sys.setswitchinterval(TURN_SECONDS)
    samples: dict[str, list[float]] = {FLOOR: [], ALONE: [], POSTED: [], ASKED: []}
    with workspace() as slack:
        settings = settings_for(slack, f"sqlite:///{path}")
        app, desk = our_app(settings)
        way = dispatching(app, slack)
        floor = dispatching(floors.bolt(settings, floors.raw_sqlite(str(path))), slack)
        loading.done()  # as `serve` says by then, and its first look at the time has loaded these
        is_working_day(NOW.date())
        for _ in range(BLOCKS):
            samples[FLOOR] += _block(floor, size.updates // BLOCKS)
            samples[ALONE] += _block(way, size.updates // BLOCKS)
            with _asking(desk):
                samples[ASKED] += _block(way, size.updates // BLOCKS)
        samples[POSTED] = _until(way, partial(_work_out, desk))
        desk.store.close()
    rows = [_row(what, seconds) for what, seconds in samples.items()]
    slowest = milliseconds(samples[POSTED])[1]
    times = slowest / milliseconds(samples[FLOOR])[0]
    aims = [
        Aim("beside a digest: p99 of an acknowledgement, ms", slowest, 10),
        Aim("beside a digest: p99 of an acknowledgement to the floor's p50", times, 34),
    ]
    return Result(f"/update of a plan of {size.actions:,} actions", rows, aims)


def _row(what: str, seconds: list[float]) -> Row:
    p50, p99 = milliseconds(seconds)
    return {"what": what, "p50_ms": p50, "p99_ms": p99}


def _block(way: Way, updates: int) -> list[float]:
    return in_turns({"update": way}, updates, warming=KINDS)["update"]


def _until(way: Way, work: Callable[[], None]) -> list[float]:
    """Updates as long as some work goes on beside them; raises what the work raised."""
    found: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(work)
        while not beside.done():
            found.append(way(len(found)))
        beside.result()
    return found


def _work_out(desk: Desk) -> None:
    """What a tick does where the plan's digest and everybody's reminders are due."""
    with desk.store.reading() as session:
        plan = session.exec(select(Plan)).one()
        book = desk.books.of(session, plan)
    work = apart.work_out(desk.store, book, plan, NOW)
    if not any(due.picture for due in work.posts):
        raise RuntimeError("The digest was not worked out by a process of its own.")


@contextmanager
def _asking(desk: Desk) -> Iterator[None]:
    """One digest after another in another thread, as whoever asks for one has it."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            with desk.store.reading() as session:
                digest(session, session.exec(select(Plan)).one(), NOW)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()
