"""Two processes on one database do between them what one would have done."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.practice import PracticeSlack
from bot.practice.delivery import Answer, Delivery
from bot.practice.request_url import RequestUrl
from models.outbox import enqueue
from models.store import Store
from tests.durability.looking import ONE_MORE, rows, start, verified
from tests.helpers.clock import moment
from tests.helpers.nursery import Nursery
from tests.helpers.patience import Wall
from tests.helpers.plans import LEAD

ROUNDS, POSTS = 20, 200
NOON = "2015-03-18T12:00"


def test_the_same_envelope_at_two_bots_at_once_is_written_once(
    nursery: Nursery, slack: PracticeSlack, environment: dict[str, str]
) -> None:
    url = environment["DATABASE_URL"]
    bots = [start(nursery, "answer", environment) for _ in range(2)]
    for bot in bots:
        bot.receives_from(slack)
    slack.deliver_to_sockets()  # of which there are none: what is said now has yet to be delivered
    before = rows(url)
    for number in range(1, ROUNDS + 1):
        undelivered = slack.command(LEAD, "/update", f"4.2 {number}%").delivery
        assert undelivered
        targets = [RequestUrl(bot.url, slack.signing_secret, Wall()) for bot in bots]
        texts = [answer.body["text"] for answer in at_once(targets, undelivered)]
        assert texts[0] == texts[1]
        assert f"to {number}%" in texts[0]
    assert rows(url) == {kind: n + ROUNDS * ONE_MORE[kind] for kind, n in before.items()}
    assert verified(url) == []
    for bot in bots:
        bot.kill()


def at_once(targets: list[RequestUrl], delivery: Delivery) -> list[Answer]:
    """What each answers to the very same delivery at the very same time."""
    with ThreadPoolExecutor(len(targets)) as pool:
        return list(pool.map(lambda target: asyncio.run(target.attempt(delivery)), targets))


def test_two_processes_send_each_of_two_hundred_posts_once(
    nursery: Nursery, slack: PracticeSlack, environment: dict[str, str], sample: Store
) -> None:
    place, texts = slack.channel_id("smt-digest"), [f"Post {number}" for number in range(POSTS)]
    with sample.writing() as session:
        for text in texts:
            values = {"key": text, "channel": place, "text": text, "blocks": []}
            enqueue(session, created_at=moment(NOON), **values)
    workers = [nursery.start("deliver", environment, 0, NOON) for _ in range(2)]
    assert [nursery.wait(pid) for pid in workers] == [0, 0]
    assert sorted(message.text for message in slack.messages("smt-digest")) == sorted(texts)
