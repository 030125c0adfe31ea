"""The command line as a person runs it: a process of its own, in an empty folder."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "bot", *words],
            cwd=self.folder,
            env=self.environment,
            input=say,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)
