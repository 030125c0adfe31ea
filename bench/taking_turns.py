"""Timing several ways of doing one thing in turns, so that the machine's noise meets them all."""

import time
from collections.abc import Callable, Mapping

WARMING = 40


def in_turns(
    ways: Mapping[str, Callable[[int], float]], rounds: int, warming: int = WARMING
) -> dict[str, list[float]]:
    """Seconds of each way by name; a way takes the round's number and returns its own seconds.

    The first goes last in the next round, and the first rounds only warm up.
    """
    samples: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways)
    for number in range(warming + rounds):
        for name in order:
            samples[name].append(ways[name](number))
        order = order[1:] + order[:1]
    return {name: taken[warming:] for name, taken in samples.items()}


def timed(call: Callable[[], object]) -> float:
    """The seconds that a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
