"""Any number of workers share an outbox, and none of them is trusted to live."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from threading import Barrier, Thread
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.app import SLACK_TIMEOUT_SECONDS
from bot.delivery.worker import GIVE_UP_AFTER, LEASE, LONGEST_WAIT
from bot.practice import hang_up, rate_limited
from models.outbox import FAILED, PENDING, SENDING, SENT, counts_by_state
from models.plan import hold
from models.store import Store
from tests.delivery.conftest import Mail
from tests.helpers.clock import Clock
from tests.helpers.plans import LEAD, SAMPLE, bring_in, only_plan

MANY = 200


class Interrupted(WebClient):
    """A client at some of whose calls something else happens first, by method, once."""

    meanwhile: dict[str, Callable[[], None]]

    def api_call(self, api_method: str, *args: Any, **kwargs: Any) -> Any:
        """The call, after what came between."""
        if happens := self.meanwhile.pop(api_method, None):
            happens()
        return super().api_call(api_method, *args, **kwargs)


def interrupted(mail: Mail, meanwhile: dict[str, Callable[[], None]]) -> Interrupted:
    """A client that is held up at its first calls of these methods."""
    client = Interrupted(mail.slack.bot_token, mail.slack.url, retry_handlers=[])
    client.meanwhile = meanwhile
    return client


def test_two_workers_at_once_send_each_of_two_hundred_posts_once(shared_mail: Mail) -> None:
    mail, start = shared_mail, Barrier(2)
    for number in range(MANY):
        mail.put(key=f"post:{number}", text=f"Post {number}")

    def work(name: str) -> None:
        worker = mail.worker(name)
        start.wait()
        worker.deliver_all(mail.clock)

    threads = [Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with mail.store.reading() as session:
        assert counts_by_state(session) == {SENT: MANY}
    assert sorted(mail.said("smt-digest")) == sorted(f"Post {number}" for number in range(MANY))


@pytest.mark.usefixtures("impatient")
def test_a_worker_waits_for_nobody_who_holds_the_plan(
    postgresql_url: str, mail: Mail, clock: Clock
) -> None:
    store = Store(postgresql_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    mail = replace(mail, store=store)
    plan_id = only_plan(store).id or 0
    mail.put(plan_id=plan_id)
    with store.writing() as session:
        hold(session, plan_id)  # as whoever queues the posts of a tick does
        assert mail.worker().deliver_all(mail.clock) == 1
    assert mail.said("smt-digest") == ["The digest"]
    store.close()


# The threads of one process share a worker, and so its name.
OVERTAKERS = pytest.mark.parametrize("name", ["one", "two"], ids=["of its own name", "another"])


@OVERTAKERS
def test_a_worker_that_was_overtaken_before_it_sent_does_not_send(
    shared_mail: Mail, name: str
) -> None:
    mail = shared_mail
    mail.put(LEAD)
    mail.slack.faults.next("chat.postMessage", hang_up(accepted=True))

    def overtake() -> None:
        mail.let_leases_pass()
        assert mail.worker(name).deliver_one(mail.clock)

    slow = interrupted(mail, {"conversations.open": overtake})
    assert mail.worker("one", slow).deliver_one(mail.clock)
    assert mail.post().state == SENDING  # as the other left it
    assert mail.said(LEAD) == ["The digest"]


@OVERTAKERS
def test_a_worker_that_was_overtaken_while_it_sent_changes_nothing(
    shared_mail: Mail, name: str
) -> None:
    mail = shared_mail
    mail.put()

    def overtake() -> None:
        mail.let_leases_pass()
        mail.worker(name).deliver_all(mail.clock)
        raise ConnectionResetError

    slow = interrupted(mail, {"chat.postMessage": overtake})
    assert mail.worker("one", slow).deliver_one(mail.clock)
    post = mail.post()
    assert (post.state, post.error, post.attempts) == (SENT, None, 2)
    assert post.ts == mail.slack.messages("smt-digest")[-1].ts
    assert mail.said("smt-digest") == ["The digest"]


def test_the_lease_begins_anew_when_slack_is_called(shared_mail: Mail) -> None:
    mail, others = shared_mail, []
    mail.put(LEAD)

    def most_of_the_lease() -> None:
        mail.let_leases_pass(LEASE * 0.6)

    def as_long_again() -> None:
        mail.let_leases_pass(LEASE * 0.6)
        others.append(mail.worker("two").deliver_one(mail.clock))

    held_up = {"conversations.open": most_of_the_lease, "chat.postMessage": as_long_again}
    assert mail.worker("one", interrupted(mail, held_up)).deliver_one(mail.clock)
    assert others == [False]
    assert mail.said(LEAD) == ["The digest"]


def test_the_lease_outlasts_a_call_of_slack_with_time_to_spare() -> None:
    assert timedelta(seconds=2 * SLACK_TIMEOUT_SECONDS) < LEASE


def test_it_gives_up_after_three_days(mail: Mail) -> None:
    mail.put()
    mail.slack.faults.sometimes("chat.postMessage", 1.0, rate_limited(60))
    mail.clock.now += GIVE_UP_AFTER
    mail.deliver()
    assert mail.post().state == PENDING
    mail.clock.move(minutes=1)
    mail.deliver()
    assert (mail.post().state, mail.post().error) == (FAILED, "ratelimited")


@pytest.mark.parametrize("place", ["smt-digest", LEAD])
def test_it_waits_longer_each_time_by_a_throw_of_the_dice_and_never_over_an_hour(
    mail: Mail, place: str
) -> None:
    mail.put(place)
    nobody = WebClient(mail.slack.bot_token, "http://127.0.0.1:1/", retry_handlers=[])
    worker, waits = mail.worker(client=nobody, jitter=Random(7)), []
    for _ in range(15):
        assert worker.deliver_one(mail.clock)
        assert not worker.deliver_one(mail.clock)
        waits.append(mail.post().not_before - mail.clock())
        mail.clock.now += waits[-1]
    most = [min(timedelta(seconds=2**number), LONGEST_WAIT) for number in range(15)]
    assert all(longest / 2 <= wait <= longest for wait, longest in zip(waits, most, strict=True))
    assert len({wait / longest for wait, longest in zip(waits, most, strict=True)}) == 15
    assert mail.post().state == PENDING  # a line that was never made leaves nothing in doubt
