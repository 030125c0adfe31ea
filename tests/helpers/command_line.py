"""The command line as a person runs it: a process of its own, in an empty folder."""

import atexit
import json
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.helpers.nursery import Nursery

ROOT = Path(__file__).parents[2]
SAMPLE_FOLDER = ROOT / "examples" / "hillingdon"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output, as the one JSON document that it is."""
        return json.loads(self.out)


class CommandLine:
    """`python -m bot` in a folder, with nothing set but what is given."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], **environment}

    def __call__(self, *words: str, say: str = "") -> Ran:
        with tempfile.TemporaryDirectory() as streams:
            place = Path(streams)
            (place / "in").write_text(say, "utf-8")
            code = _nursery().command(words, self.folder, self.environment, place)
            out, err = ((place / name).read_text("utf-8") for name in ("out", "err"))
            return Ran(code, out, err)


@cache
def _nursery() -> Nursery:
    """Where the commands of this run come from: starting Python takes longer than most of them."""
    nursery = Nursery()
    atexit.register(nursery.close)
    return nursery
