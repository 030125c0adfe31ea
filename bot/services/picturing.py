"""Having the picture under a digest drawn: by another process, in bounded time, or not at all."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rules.digest import ORDER, Breakdown

log = logging.getLogger(__name__)

SECONDS = 30
Draw = Callable[[dict[str, Any]], bytes | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, the name of its file, and what it shows in words."""

    name: str
    alt: str
    png: bytes


def draw(what: dict[str, Any]) -> bytes | None:
    """A PNG, as `bot.reports.picture` draws it; None where that fails or takes too long."""
    command = [sys.executable, "-m", "bot.reports.picture"]
    asked = json.dumps(what).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and nothing typed in its name
            command, input=asked, capture_output=True, check=True, timeout=SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("no picture: %s", error)
        return None
    return done.stdout


def described(plan: str, day: date, it: Breakdown) -> dict[str, Any]:
    """What is to be drawn, as plain values."""
    return {
        "title": f"{plan}, {day.day} {day:%B %Y}",
        "themes": [{"name": f"{one.ref} {one.title}", **one.counts} for one in it.themes],
        "weeks": [{"day": week.day.isoformat(), **_shown(week.counts)} for week in it.weeks],
    }


def _shown(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in (*ORDER, "overdue")}
