"""Having what is due worked out, pictures and all, by a process of its own.

Whoever reports meanwhile has this one to themselves: two threads of Python take turns, two
processes do not. What is drawn with takes its memory away again. Where the other process fails, or
takes too long, it is worked out here, with words instead of pictures.
"""

import json
import logging
import pickle
import signal
import subprocess
import sys
from datetime import datetime

from sqlmodel import Session

from bot import logs
from bot.rules.book import Book
from bot.services import posting
from bot.services.books import read_book
from bot.services.due import Work
from bot.services.regular import slots_due
from bot.services.rounds import rounds_due
from models.body import DIGEST
from models.plan import Plan, plan_with
from models.store import Store

log = logging.getLogger(__name__)

SECONDS = 120
LARGE = 1000  # actions; what is due of fewer is worked out before another process has begun
# It ends before there is garbage to look for, and whoever reports meanwhile goes first.
PROGRAM = "import gc, os; gc.disable(); os.nice(10); from bot.services.apart import main; main()"
STOPPED = (-signal.SIGINT, -signal.SIGTERM)  # with us


def work_out(store: Store, book: Book, plan: Plan, now: datetime) -> Work:
    """As `posting.work_out_here`; no transaction is open while the other process is at it."""
    with store.reading() as session:
        takes_long = _takes_long(session, book, now)
    if not takes_long:
        return posting.work_out_here(store, book, plan, now)
    found = _asked(store.url, book.plan_id, now)
    if found is None:
        return posting.work_out_here(store, book, plan, now, lambda _: None)
    return found


def _takes_long(session: Session, book: Book, now: datetime) -> bool:
    """A digest, which has a picture; and all that comes round in a large plan."""
    slots = slots_due(session, book, now)
    if any(it.body.receives == DIGEST and not it.missed for it in slots):
        return True
    large = len(book.known.actions) >= LARGE
    return large and bool(slots or rounds_due(session, book, now))


def _asked(url: str, plan_id: int, now: datetime) -> Work | None:
    """The other process's answer; nothing to say where both are being stopped."""
    asked = json.dumps([url, plan_id, now.isoformat()]).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and nothing typed in it
            [sys.executable, "-c", PROGRAM],
            input=asked,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("worked out here: %s", error)
        return None
    if done.returncode in STOPPED:
        return Work(plan_id)
    if done.returncode:
        log.warning("worked out here: %s", done.stderr.decode(errors="replace").strip())
        return None
    work: Work = pickle.loads(done.stdout)  # noqa: S301 - written by our own program
    return work


def _without_words(_: type[BaseException], error: BaseException, __: object) -> None:
    """What goes wrong is for the log, which does not hold what somebody wrote."""
    sys.stderr.write(logs.wordless(error))


def main() -> None:
    """In the other process: read what is asked, and write what is due."""
    from bot.reports.picture import draw

    sys.excepthook = _without_words
    url, plan_id, now = json.load(sys.stdin)
    store = Store(url)
    with store.reading() as session:
        plan = plan_with(session, plan_id)
        book = read_book(session, plan)
        work = posting.work_out(session, book, plan, datetime.fromisoformat(now), draw)
    store.close()
    sys.stdout.buffer.write(pickle.dumps(work))
