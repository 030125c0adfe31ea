"""One of those who empty an outbox, in a process of its own that loads nothing else."""

import sys
import time

from slack_sdk import WebClient
from sqlmodel import select

from bot import clock
from bot.delivery.worker import Worker
from models.outbox import SENT, Post
from models.store import Store


def main() -> None:
    """Say that all is loaded; at the word, send at Slack's pace until nothing waits."""
    url, address, token, name = sys.argv[1:]
    store = Store(url)
    worker = Worker(store, WebClient(token, address, retry_handlers=[]), name)
    _waits(store)
    print("ready", flush=True)
    sys.stdin.readline()
    while _waits(store):
        if not worker.deliver_all(clock.now):
            time.sleep(0.05)
    store.close()


def _waits(store: Store) -> bool:
    with store.reading() as session:
        return session.exec(select(Post.id).where(Post.state != SENT).limit(1)).first() is not None


if __name__ == "__main__":
    main()
