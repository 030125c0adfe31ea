"""The ticks. APScheduler only ticks: what is due is worked out from what is kept, at each one."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient

from bot import clock
from bot.delivery.worker import Worker
from bot.services.desk import Desk
from models.errors import StoreUnavailableError

log = logging.getLogger(__name__)

TICK_SECONDS = 20
Result = TypeVar("Result")


class Ticker:
    """Queues what is due at every tick, and sends what waits, then and whenever it is woken.

    Any number of processes may do so at once.
    """

    def __init__(
        self, desk: Desk, client: WebClient, name: str, seconds: float = TICK_SECONDS
    ) -> None:
        self._desk = desk
        self._worker = Worker(desk.store, client, name)
        self._seconds = seconds
        self._bell, self._stopping = threading.Event(), threading.Event()
        self._sender = threading.Thread(target=self._send, name="sender", daemon=True)
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> "Ticker":
        """Begin, with a tick at once."""
        self._desk.wake = self._bell.set
        self._scheduler.add_job(
            self._tick, "interval", seconds=self._seconds, next_run_time=clock.now()
        )
        self._sender.start()
        self._scheduler.start()
        return self

    def stop(self) -> None:
        """Stop once what is under way is done."""
        self._scheduler.shutdown(wait=True)
        self._stopping.set()
        self._bell.set()
        self._sender.join()

    def _tick(self) -> None:
        for plan in guarded("begin a tick", self._desk.begin_tick) or []:
            guarded(f"tick for {plan.name}", partial(self._desk.tick_plan, plan))
        guarded("destroy what was held for its years", self._desk.sweep)
        self._bell.set()

    def _send(self) -> None:
        while not self._stopping.is_set():
            self._bell.wait(self._pause())
            self._bell.clear()
            guarded("send", partial(self._worker.deliver_all, self._desk.clock))

    def _pause(self) -> float:
        """Until the next tick, or sooner where a post waits for its turn."""
        wait = guarded("look what waits", partial(self._worker.waits_for, self._desk.clock()))
        return min(self._seconds, wait.total_seconds()) if wait else self._seconds


def guarded(what: str, work: Callable[[], Result]) -> Result | None:
    """The edge: what goes wrong in one piece of work is logged, and the next one goes on."""
    try:
        return work()
    except StoreUnavailableError as error:
        log.warning("could not %s: %s", what, error)
    except Exception:
        log.exception("could not %s", what)
    return None
