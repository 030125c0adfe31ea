"""Emptying an outbox with three replicas, against a bare loop of `chat.postMessage`."""

import subprocess
import sys
import time
from contextlib import ExitStack
from importlib.util import find_spec

from slack_sdk import WebClient

from bench.figures import Aim, Result, Row
from bench.ground import folder
from bench.postgresql import WHEEL, database, server
from bench.sizes import Size
from bot import clock
from bot.practice import PracticeSlack
from models.outbox import SENT, counts_by_state, enqueue
from models.schema import migrate
from models.store import Store

FLOOR, OURS = "floor: chat.postMessage", "the outbox"
BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "Four point two is late. " * 20}}]


def measure(size: Size) -> list[Result]:
    """Messages a second: one replica on SQLite, and three on PostgreSQL where there is one."""
    with folder() as home:
        sqlite = f"sqlite:///{home / 'outbox.db'}"
        results = [_drained(sqlite, 1, size.posts)]
    if find_spec(WHEEL) is not None:
        with server() as url:
            results.append(_drained(database(url, "outbox"), 3, size.posts))
    return results


def _drained(url: str, replicas: int, posts: int) -> Result:
    names = [f"channel-{number}" for number in range(posts)]  # none waits for its second
    with ExitStack() as stack:
        slack = stack.enter_context(
            PracticeSlack(
                clock=clock.seconds, wall=clock.seconds, people={"U0LEAD": "Lead"},
                channels={name: ["U0LEAD", "bot"] for name in names},
            )
        )  # fmt: skip
        places = [slack.channel_id(name) for name in names]
        floor = _floor(slack, places, posts)
        ours = _ours(url, slack, places, posts, replicas)
        _check_once(slack, names, posts)
    rows: list[Row] = [
        {"what": FLOOR, "a_second": floor, "ratio": 1.0},
        {"what": OURS, "a_second": ours, "ratio": floor / ours},
    ]
    title = f"{posts:,} messages, {replicas} {'replica' if replicas == 1 else 'replicas'}"
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    aim = Aim(f"an emptied outbox, {kind}: to a bare loop's time", floor / ours, 3)
    return Result(f"{title} on {kind}", rows, [aim])


def _floor(slack: PracticeSlack, places: list[str], posts: int) -> float:
    """As many messages, one after the other, by whoever keeps no record of them."""
    client = WebClient(slack.bot_token, slack.url, retry_handlers=[])
    begun = time.perf_counter()
    for number in range(posts):
        place = places[number % len(places)]
        client.chat_postMessage(channel=place, text="bare", blocks=BLOCKS)
    return posts / (time.perf_counter() - begun)


def _ours(url: str, slack: PracticeSlack, places: list[str], posts: int, replicas: int) -> float:
    """The same from an outbox, by so many processes; from the first of them working to the last."""
    store = Store(url)
    migrate(store)
    with store.writing() as session:
        for number in range(posts):
            place = places[number % len(places)]
            enqueue(
                session, key=f"post:{number}", channel=place, text=f"post:{number}",
                blocks=BLOCKS, created_at=clock.now(),
            )  # fmt: skip
    command = [sys.executable, "-m", "bench.replica", url, slack.url, slack.bot_token]
    running = _ready([[*command, str(number)] for number in range(replicas)])
    begun = time.perf_counter()
    for one in running:
        one.stdin.write("go\n")  # type: ignore[union-attr]
        one.stdin.flush()  # type: ignore[union-attr]
    if any(one.wait() for one in running):
        raise RuntimeError("a replica has failed")
    took = time.perf_counter() - begun
    with store.reading() as session:
        if counts_by_state(session) != {SENT: posts}:
            raise RuntimeError(f"not all were sent: {counts_by_state(session)}")
    store.close()
    return posts / took


def _ready(commands: list[list[str]]) -> "list[subprocess.Popen[str]]":
    """Replicas that have loaded everything and wait for the word."""
    pipe = subprocess.PIPE
    replicas = [subprocess.Popen(one, stdin=pipe, stdout=pipe, text=True) for one in commands]
    for one in replicas:
        one.stdout.readline()  # type: ignore[union-attr]
    return replicas


def _check_once(slack: PracticeSlack, names: list[str], posts: int) -> None:
    """Raise where a message is missing or stands there twice: then its speed says nothing."""
    said = [one.text for name in names for one in slack.messages(name) if one.text != "bare"]
    if sorted(said) != sorted(f"post:{number}" for number in range(posts)):
        raise RuntimeError(f"{posts} messages came to {len(said)}, {len(set(said))} of them new")
