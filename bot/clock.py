"""The one place that reads the time."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def seconds() -> float:
    """The present moment in seconds since 1970, as Slack counts."""
    return time.time()
