"""`python -m bot practice` as a person runs it: a process of its own, until Ctrl-C."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.patience import PATIENCE

OPEN = "The practice workspace is open: "


@dataclass
class Opened:
    """Where the page is, and all that was printed before that was said."""

    address: str = ""
    lines: list[str] = field(default_factory=list)


@contextmanager
def opened(folder: Path, *words: str) -> Iterator[Opened]:
    """The workspace of a folder, on a free port. It ends with 0, and without a complaint."""
    running = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "bot", "practice", "--port", "0", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        assert running.stdout
        assert running.stderr
        found = Opened()
        try:
            for line in running.stdout:
                if line.startswith(OPEN):
                    found.address = line.removeprefix(OPEN).strip()
                    break
                found.lines.append(line)
            assert found.address, running.stderr.read()
            yield found
        finally:
            running.send_signal(signal.SIGINT)
        _, complaints = running.communicate(timeout=PATIENCE)
        assert (running.returncode, complaints) == (0, "")
