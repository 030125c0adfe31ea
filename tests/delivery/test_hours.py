"""Nothing at night: what nobody has just asked for waits until the person works again."""

from datetime import time

import pytest

from bot.delivery.worker import LONGEST_WAIT
from bot.practice.faults import hang_up, server_error
from bot.rules.hours import Hours
from models.member import keep_members
from models.outbox import MISSED, PENDING, SENT
from tests.delivery.conftest import Mail
from tests.helpers.bot import RunningBot
from tests.helpers.clock import moment
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER
from tests.helpers.reading import queued

OFFICE = Hours("Europe/London", time(8, 30), time(17, 30), "England")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """When something is said does not depend on the database."""
    return sqlite_url


# a moment, and when something that waits is said
NEXT = [
    ("2015-03-18T08:30", "2015-03-18T08:30"),
    ("2015-03-18T17:30", "2015-03-18T17:30"),
    ("2015-03-18T08:29", "2015-03-18T08:30"),
    ("2015-03-18T17:31", "2015-03-19T08:30"),
    ("2015-03-27T18:00", "2015-03-30T08:30"),  # a Friday; the clocks go forward on the Sunday
    ("2015-10-23T18:00", "2015-10-26T08:30"),  # and back
    ("2015-04-02T18:00", "2015-04-07T08:30"),  # over Easter
    ("2016-02-28T12:00", "2016-02-29T08:30"),  # leap day
    ("2015-12-31T20:00", "2016-01-04T08:30"),  # over the new year, a Friday off
]


@pytest.mark.parametrize(("now", "then"), NEXT)
def test_when_something_that_waits_is_said(now: str, then: str) -> None:
    assert OFFICE.next(moment(now)) == moment(then)
    assert OFFICE.hold(moment(now)) == (now == then)


def test_a_retry_does_not_come_at_night_and_comes_in_the_morning(mail: Mail) -> None:
    mail.clock.set("2015-03-18T17:20")
    mail.put(MANAGER, hours=OFFICE.kept())
    mail.slack.faults.next("chat.postMessage", server_error(500))
    mail.deliver()
    for at in ("2015-03-18T17:31", "2015-03-18T23:00", "2015-03-19T08:29"):
        mail.clock.set(at)
        mail.let_leases_pass(LONGEST_WAIT)
        mail.deliver()
        assert mail.said(MANAGER) == []
    mail.clock.set("2015-03-19T08:30")
    mail.let_leases_pass(LONGEST_WAIT)
    mail.deliver()
    assert mail.said(MANAGER) == ["The digest"]
    assert mail.post().state == SENT


def test_a_late_drain_waits_and_what_was_asked_for_goes_at_once(mail: Mail) -> None:
    mail.clock.set("2015-03-18T17:29")
    mail.put(MANAGER, hours=OFFICE.kept())
    mail.put(MANAGER, key="reply:1", text="Recorded")
    mail.put(key="digest:2:2015-W12", hours=OFFICE.kept(), useful_until=moment("2015-03-18T17:30"))
    mail.clock.set("2015-03-18T21:00")
    mail.deliver()
    assert mail.said(MANAGER) == ["Recorded"]
    assert mail.post().state == PENDING
    assert mail.post().not_before == moment("2015-03-19T08:30")
    assert mail.post("digest:2:2015-W12").state == MISSED


def test_one_that_may_have_arrived_before_closing_is_looked_for_and_not_said_again(
    mail: Mail,
) -> None:
    mail.clock.set("2015-03-18T17:29")
    mail.put(MANAGER, hours=OFFICE.kept())
    mail.slack.faults.next("chat.postMessage", hang_up(accepted=True))
    mail.deliver()
    mail.clock.set("2015-03-18T20:00")
    mail.let_leases_pass()
    mail.deliver()
    assert mail.said(MANAGER) == ["The digest"]
    assert mail.post().state == SENT


def test_what_failed_over_a_long_weekend_is_not_given_up_at_once(mail: Mail) -> None:
    mail.clock.set("2015-04-02T18:00")
    mail.put(MANAGER, hours=OFFICE.kept(), not_before=moment("2015-04-07T08:30"))
    mail.slack.faults.next("chat.postMessage", server_error(500))
    mail.clock.set("2015-04-07T08:30")
    assert mail.deliver_in_the_end().state == SENT


def test_who_decides_hears_in_the_morning_of_where_they_are_and_who_asks_at_once(
    bot: RunningBot,
) -> None:
    with bot.desk.store.writing() as session:
        person = {"id": MANAGER, "tz": "America/New_York"}
        keep_members(session, "T1", [person], moment("2015-03-18T09:00"))
    bot.clock.set("2015-03-18T22:00")
    assert "end date asked for" in bot.update("4.2 new date 30 June 2015", LEAD).text
    bot.deliver()
    assert bot.dms(MANAGER) == []
    (asked,) = queued(bot.desk.store, MANAGER)
    assert asked.not_before == moment("2015-03-19T12:30")  # 08:30 there
    bot.clock.set("2015-03-19T12:30")
    bot.deliver()
    assert "another end date" in bot.dms(MANAGER)[0]


def test_trouble_is_told_to_the_administrator_when_they_work(bot: RunningBot) -> None:
    with bot.desk.store.writing() as session:
        person = {"id": ADMIN, "tz": "Pacific/Auckland"}
        keep_members(session, "T1", [person], moment("2015-03-18T09:00"))
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.slack.archive("smt-digest")
    bot.clock.set("2015-03-23T10:00")
    bot.desk.tick()
    bot.deliver()
    (told,) = [post for post in queued(bot.desk.store, ADMIN) if post.key.startswith("trouble:")]
    assert told.not_before == moment("2015-03-23T19:30")  # 08:30 there, on the Tuesday


def test_an_offer_to_lead_is_told_in_the_morning(bot: RunningBot) -> None:
    bot.clock.set("2015-03-18T22:00")
    bot.update("I volunteer to lead 4.2", STRANGER)
    told = queued(bot.desk.store, ADMIN)[-1]
    assert told.key.startswith("offer:")
    assert told.not_before == moment("2015-03-19T08:30")
