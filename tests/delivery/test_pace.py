"""At most one post a second in a conversation; no channel waits for another's trouble."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from bot.delivery.worker import PACE
from bot.practice import hang_up, rate_limited
from models.outbox import FAILED, PENDING, SENDING, SENT, counts_by_state
from tests.delivery.conftest import Mail
from tests.helpers.plans import LEAD, MANAGER

SMT, PLAN = "smt-digest", "improvement-plan"


def paced(mail: Mail, name: str = "one") -> int:
    """Send all that may be sent at this moment, at the pace that Slack asks for."""
    return mail.worker(name, pace=PACE).deliver_all(mail.clock)


def test_a_channel_gets_one_post_a_second_in_the_order_they_were_made(shared_mail: Mail) -> None:
    mail = shared_mail
    for number in range(3):
        mail.put(key=f"post:{number}", text=f"Post {number}")
    for number in range(3):
        assert paced(mail) == 1
        assert mail.said(SMT) == [f"Post {n}" for n in range(number + 1)]
        mail.clock.move(seconds=0.999)
        assert paced(mail) == 0
        mail.clock.move(seconds=0.001)


def test_a_channel_with_many_posts_holds_up_no_other(shared_mail: Mail) -> None:
    mail = shared_mail
    for number in range(50):
        mail.put(key=f"post:{number}", text=f"Post {number}")
    mail.put(PLAN, key="digest:2", text="The last one made")
    assert paced(mail) == 2
    assert len(mail.said(SMT)) == 1
    assert mail.said(PLAN) == ["The last one made"]


def test_many_workers_together_are_no_faster_than_one(shared_mail: Mail) -> None:
    mail, start = shared_mail, Barrier(3)
    for number in range(6):
        mail.put(key=f"post:{number}", text=f"Post {number}")
    sent: list[int] = []

    def work(name: str) -> None:
        start.wait()
        sent.append(paced(mail, name))

    for moment in range(1, 4):
        threads = [Thread(target=work, args=(name,)) for name in ("one", "two", "three")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(sent) == len(mail.said(SMT)) == moment
        mail.clock.move(seconds=1)


def test_one_channels_429_holds_up_itself_alone(mail: Mail) -> None:
    for number in range(2):
        mail.put(key=f"post:{number}", text=f"Post {number}")
    mail.put(PLAN, key="digest:2", text="Elsewhere")
    mail.slack.faults.next("chat.postMessage", rate_limited(30))
    paced(mail)
    assert mail.said(SMT) == []
    assert mail.said(PLAN) == ["Elsewhere"]
    mail.clock.move(seconds=29.9)
    assert paced(mail) == 0  # the second waits with the first: it is the channel's wait
    mail.clock.move(seconds=0.1)
    assert paced(mail) == 1
    assert mail.said(SMT) == ["Post 0"]


def test_a_429_of_opening_holds_up_other_people_and_no_channel(mail: Mail) -> None:
    mail.put(LEAD, key="reminder:1", text="Yours")
    mail.put(MANAGER, key="reminder:2", text="Theirs")
    mail.put(text="The digest")
    mail.slack.faults.next("conversations.open", rate_limited(30))
    paced(mail)
    assert len(mail.slack.calls("conversations.open")) == 1
    assert mail.said(SMT) == ["The digest"]
    mail.clock.move(seconds=30)
    paced(mail)
    assert (mail.said(LEAD), mail.said(MANAGER)) == (["Yours"], ["Theirs"])


def test_a_429_of_looking_holds_up_what_has_to_be_looked_for_alone(mail: Mail) -> None:
    mail.put(key="post:1", text="In doubt")
    mail.put(PLAN, key="post:2", text="In doubt too")
    cut_off = hang_up(accepted=True)
    mail.slack.faults.next("chat.postMessage", cut_off, cut_off)
    mail.slack.faults.next("conversations.history", rate_limited(30))
    paced(mail)
    mail.let_leases_pass()
    mail.clock.move(seconds=1)
    mail.put(key="post:3", text="Certain")
    paced(mail)
    mail.clock.move(seconds=1)
    paced(mail)
    assert len(mail.slack.calls("conversations.history")) == 1
    assert mail.said(SMT) == ["In doubt", "Certain"]
    assert {mail.post(f"post:{n}").state for n in (1, 2)} == {SENDING}
    mail.clock.move(seconds=30)
    mail.let_leases_pass()
    paced(mail)
    assert {mail.post(f"post:{n}").state for n in (1, 2)} == {SENT}
    assert mail.said(SMT) == ["In doubt", "Certain"]


def test_a_person_and_the_conversation_with_them_are_one_lane(mail: Mail) -> None:
    opened = mail.client.conversations_open(users=LEAD)["channel"]["id"]
    mail.put(opened, key="reply:1", text="An answer")
    mail.put(LEAD, key="reminder:1", text="A reminder")
    paced(mail)
    assert mail.said(LEAD) == ["An answer"]
    mail.clock.move(seconds=1)
    paced(mail)
    assert mail.said(LEAD) == ["An answer", "A reminder"]


def test_the_channel_of_a_worker_that_died_goes_on_when_its_lease_is_over(mail: Mail) -> None:
    mail.put(key="post:1", text="First")
    mail.put(key="post:2", text="Second")

    class Killed(BaseException):
        """As good as kill -9: nothing is tidied up."""

    class Dying(type(mail.client)):  # type: ignore[misc]
        def api_call(self, *_: object, **__: object) -> None:
            raise Killed

    dying = Dying(mail.slack.bot_token, mail.slack.url)
    with pytest.raises(Killed):
        mail.worker("dead", dying).deliver_one(mail.clock)
    assert paced(mail) == 0
    mail.let_leases_pass()
    assert paced(mail) == 1
    mail.clock.move(seconds=1)
    assert paced(mail) == 1
    assert mail.said(SMT) == ["First", "Second"]


def test_it_says_how_long_until_there_may_be_something_to_send(mail: Mail) -> None:
    worker = mail.worker(pace=PACE)
    assert worker.waits_for(mail.clock()) is None
    mail.put(not_before=mail.clock() + timedelta(seconds=9))
    assert worker.waits_for(mail.clock()) == timedelta(seconds=9)
    mail.clock.move(seconds=9)
    assert worker.waits_for(mail.clock()) == PACE


def test_states_are_what_they_should_be_when_all_is_done(mail: Mail) -> None:
    mail.put("C0GONE", key="post:1")
    mail.put(key="post:2")
    paced(mail)
    with mail.store.reading() as session:
        counts = counts_by_state(session)
    assert counts == {FAILED: 1, SENT: 1}
    assert PENDING not in counts
