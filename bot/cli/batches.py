"""`--batch`: JSON lines in, JSON lines out, each answered before the next one is waited for."""

import json
import os
import sys
from collections.abc import Callable, Iterator

from bot.cli import loading
from bot.cli.context import RefusedError, as_line

FIELDS = ("text", "today", "context", "plan")
CHUNK = 64 * 1024  # bytes


def answer_lines(answer: Callable[[dict[str, str]], object]) -> None:
    """Answer every line of standard input; what is ready is written before more is waited for.

    Raises RefusedError for the first line that cannot be used.
    """
    for number, (line, is_last) in enumerate(_lines(), 1):
        if line.strip():
            sys.stdout.write(as_line(answer(_asked(number, line))) + "\n")
        if number == 1:
            loading.done()  # by the first answer
        if is_last:
            sys.stdout.flush()


def _lines() -> Iterator[tuple[bytes, bool]]:
    """Each line, and whether it is the last that has come so far."""
    if sys.stdin is None:
        raise RefusedError("Standard input is closed; there is nothing to read.")
    begun = b""
    while chunk := os.read(sys.stdin.fileno(), CHUNK):
        *whole, begun = (begun + chunk).split(b"\n")
        for at, line in enumerate(whole, 1):
            yield line, at == len(whole)
    yield begun, True


def _asked(number: int, line: bytes) -> dict[str, str]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"Line {number} is not JSON.") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise RefusedError(f'Line {number} has no text; write it like {{"text": "4.2 done"}}.')
    found = {name: asked[name] for name in FIELDS if asked.get(name) is not None}
    odd = [name for name, value in found.items() if not isinstance(value, str)]
    if odd:
        raise RefusedError(f"Line {number}: {', '.join(odd)} has to be a text.")
    return found
