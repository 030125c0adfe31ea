"""What can be made to go wrong: answers that fail, sockets that are deaf, events that repeat."""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from random import Random

EVERY_METHOD = "*"


@dataclass(frozen=True)
class Fault:
    """One way for a call to go wrong. `accepted` means that it takes effect all the same."""

    status: int = 200
    error: str = ""
    retry_after: int = 0
    accepted: bool = False
    hangs_up: bool = False
    delay: float = 0.0


def rate_limited(retry_after: int = 1) -> Fault:
    return Fault(status=429, error="ratelimited", retry_after=retry_after)


def server_error(status: int = 500) -> Fault:
    return Fault(status=status, error="internal_error")


def refused(error: str) -> Fault:
    return Fault(error=error)


def hang_up(accepted: bool = True) -> Fault:
    """The line is cut before the answer; whether the call was carried out, only we know."""
    return Fault(accepted=accepted, hangs_up=True)


def slow(seconds: float) -> Fault:
    return Fault(accepted=True, delay=seconds)


class Faults:
    """The faults that are switched on. `random` decides those that come now and then."""

    def __init__(self, random: Random) -> None:
        self.events_twice = False
        self._random = random
        self._lock = threading.Lock()
        self._queued: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._chances: dict[str, list[tuple[float, Fault]]] = defaultdict(list)

    def next(self, method: str, *faults: Fault | None) -> None:
        """The coming calls of the method meet these, one each; None lets one through."""
        with self._lock:
            self._queued[method].extend(faults)

    def sometimes(self, method: str, probability: float, fault: Fault) -> None:
        """Each call of the method (`*`: of any) meets the fault with this probability."""
        with self._lock:
            self._chances[method].append((probability, fault))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._queued.clear()
            self._chances.clear()
            self.events_twice = False

    def draw(self, method: str) -> Fault | None:
        """What this call meets, if anything."""
        with self._lock:
            for name in (method, EVERY_METHOD):
                if self._queued[name]:
                    return self._queued[name].popleft()
            chances = self._chances[method] + self._chances[EVERY_METHOD]
            return next((fault for p, fault in chances if self._random.random() < p), None)
