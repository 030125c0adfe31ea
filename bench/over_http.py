"""`/update` over HTTP: the bot and the floor, each in a process of its own, on one stack."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.asking import check_recorded, signed_headers, update_body, workspace
from bench.figures import Aim, Result, cell
from bench.ground import copies, folder, settings_for
from bench.sizes import Size
from bench.taking_turns import in_turns, timed
from bench.updates import FLOOR, OURS, REF, summed
from bot.practice import PracticeSlack

BLOCK = 20  # requests of each client before the other server's turn
REFS = ("4.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3")  # the lead's own
CLIENTS = len(REFS)


def measure(size: Size) -> list[Result]:
    """One client after another, then eight at once."""
    with folder() as home, workspace() as slack, ExitStack() as running:
        paths = copies(home, "ours", "floor")
        ports = {
            name: running.enter_context(served(kind, slack, paths[kind]))
            for name, kind in ((FLOOR, "floor"), (OURS, "ours"))
        }
        return [_one_client(ports, slack, size), _eight(ports, slack, size)]


@contextmanager
def served(kind: str, slack: PracticeSlack, path: Path) -> Iterator[int]:
    """A server in a process of its own; its port."""
    settings = settings_for(slack, f"sqlite:///{path}").model_dump(mode="json")
    settings |= {"slack_bot_token": slack.bot_token, "slack_app_token": slack.app_token}
    settings["slack_signing_secret"] = slack.signing_secret
    command = [sys.executable, "-m", "bench.serving", kind]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(settings) + "\n")
        process.stdin.flush()
        yield int(process.stdout.readline())
        process.stdin.close()
        process.wait(10)


def asking(port: int, slack: PracticeSlack, ref: str) -> Callable[[int], float]:
    """A way to be timed: one signed request over a connection that is kept open."""
    connection = HTTPConnection("127.0.0.1", port)

    def way(number: int) -> float:
        body = update_body(slack, ref, number)
        headers = signed_headers(slack, body)

        def ask() -> None:
            connection.request("POST", "/slack/events", body, headers)
            response = connection.getresponse()
            answer = response.read()
            check_recorded(response.status, answer.decode(), ref)

        return timed(ask)

    return way


def _one_client(ports: dict[str, int], slack: PracticeSlack, size: Size) -> Result:
    ways = {name: asking(port, slack, REF) for name, port in ports.items()}
    result = summed("/update over HTTP, one client", in_turns(ways, size.updates))
    ratio = cell(result.rows, OURS, "p50_ratio")
    return Result(result.title, result.rows, [Aim("over HTTP: p50 to the floor's", ratio, 2)])


def _eight(ports: dict[str, int], slack: PracticeSlack, size: Size) -> Result:
    crowds = {name: Crowd(port, slack) for name, port in ports.items()}
    blocks = max(2, size.at_once // (CLIENTS * BLOCK))
    in_turns({name: crowd.block for name, crowd in crowds.items()}, blocks, warming=1)
    result = summed("/update over HTTP, eight at once", {n: c.samples for n, c in crowds.items()})
    p99, ratio = (cell(result.rows, OURS, column) for column in ("p99_ms", "p99_ratio"))
    aims = [
        Aim("eight at once: p99 to the floor's", ratio, 2),
        Aim("eight at once: p99, ms", p99, 50),
    ]
    return Result(result.title, result.rows, aims)


class Crowd:
    """Eight clients of one server, each with a connection and an action of its own."""

    def __init__(self, port: int, slack: PracticeSlack) -> None:
        self.ways = [asking(port, slack, ref) for ref in REFS]
        self.samples: list[float] = []
        self._start = threading.Barrier(CLIENTS)
        self._pool = ThreadPoolExecutor(CLIENTS)

    def block(self, number: int) -> float:
        """Every client asks as often as a block has it; the samples of the first block are lost."""
        taken = [s for each in self._pool.map(self._ask, self.ways) for s in each]
        self.samples = taken if number == 0 else [*self.samples, *taken]
        return sum(taken)

    def _ask(self, way: Callable[[int], float]) -> list[float]:
        self._start.wait()
        return [way(number) for number in range(BLOCK)]
