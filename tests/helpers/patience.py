"""How long tests wait. What a slow machine does is no fault of the bot's, so: for long."""

import time

PATIENCE = 60.0  # seconds


class Wall:
    """Real time as it was when a test began, and as much more as it wants to have gone by.

    Bolt checks signatures against real time, give or take five minutes; what Slack ends within
    seconds does not end because the machine was slow.
    """

    def __init__(self) -> None:
        self._began = time.time()
        self.passed = 0.0

    def __call__(self) -> float:
        return self._began + self.passed
