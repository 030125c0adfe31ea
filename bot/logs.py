"""The log: errors and where in the program they happened, never what somebody wrote."""

import logging
import traceback
from copy import copy
from typing import TextIO

OURS = ("bot", "handlers", "models")
FORMAT = "%(asctime)s %(levelname)s %(message)s"


class Wordless(logging.Formatter):
    """Of an error, its kind and its place: its message may quote what was being read."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and under it the chain of errors, the first one first."""
        bare = copy(record)
        bare.exc_info = bare.exc_text = None
        error = record.exc_info[1] if record.exc_info else None
        told = wordless(error)
        return "\n".join([super().format(bare), *([told] if told else [])])


def wordless(error: BaseException | None) -> str:
    """Kinds and places of the errors that led to one, the first one first."""
    return "\n".join(reversed(_chain(error)))


def _chain(error: BaseException | None) -> list[str]:
    told = []
    while error is not None:
        where = "".join(traceback.format_tb(error.__traceback__))
        told.append(f"{where}{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    return told


def set_up(level: str, stream: TextIO | None = None) -> None:
    """Log to a stream, or to stderr. What is not ours says no more than INFO.

    At DEBUG, Slack's libraries write down every request as it is.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Wordless(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(max(logging.getLevelName(level), logging.INFO))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
