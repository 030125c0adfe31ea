"""Asking for quiet about an action: until a day, with a reason, and not for ever."""

from datetime import date

import pytest

from bot.services.history import history
from bot.services.snoozing import Snoozed, snooze
from models.store import Store
from tests.delivery.posting import words
from tests.helpers.bot import RunningBot
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import LEAD, SCHOOL, only_plan, said
from tests.helpers.reading import book_of, queued

DAY = date(2015, 4, 8)


def ask(
    store: Store, at: str, until: str, reason: str = "The auditor is on leave", user: str = LEAD
) -> Snoozed:
    """Ask for quiet about 4.2."""
    with store.writing() as session:
        asked = said("", moment(at), user)
        return snooze(session, book_of(store), asked, "4.2", date.fromisoformat(until), reason)


def test_it_is_kept_with_its_reason_on_the_actions_history(sample: Store) -> None:
    done = ask(sample, "2015-03-30T10:00", "2015-04-08")
    assert done.kept
    assert "8 April 2015" in done.says
    with sample.reading() as session:
        latest = history(session, book_of(sample), "4.2").happened[0]
    assert (latest.who, latest.note) == (LEAD, "The auditor is on leave")
    assert [(one.field, one.new) for one in latest.changes] == [("until", "2015-04-08")]


# What is asked, until when, by whom, and what is answered instead
REFUSED = [
    ("The auditor is on leave", "2015-04-14", LEAD, "14 days at most"),
    ("The auditor is on leave", "2015-03-30", LEAD, "from tomorrow on"),
    ("  ", "2015-04-08", LEAD, "why"),
    ("The auditor is on leave", "2015-04-08", SCHOOL, "Only AD Child Protection"),
    ("waiting for child Jayden Smith", "2015-04-08", LEAD, "name of a child"),
]


@pytest.mark.parametrize(("reason", "until", "user", "says"), REFUSED)
def test_what_is_not_a_snooze_is_refused_and_nothing_is_kept(
    sample: Store, reason: str, until: str, user: str, says: str
) -> None:
    done = ask(sample, "2015-03-30T10:00", until, reason, user)
    assert not done.kept
    assert says in done.says
    with sample.reading() as session:
        assert all(it.act == "create" for it in history(session, book_of(sample), "4.2").happened)


def test_twice_in_a_row_is_all_and_a_word_begins_anew(bot: RunningBot) -> None:
    store = bot.desk.store
    assert ask(store, "2015-03-30T10:00", "2015-04-08").kept
    assert ask(store, "2015-04-08T10:00", "2015-04-20").kept
    third = ask(store, "2015-04-20T10:00", "2015-04-22")
    assert not third.kept
    assert "put off 2 times without a word" in third.says
    bot.clock.set("2015-04-20T11:00")
    bot.update("4.2 amber waiting for the auditor")
    assert ask(store, "2015-04-20T12:00", "2015-04-22").kept


def test_the_button_opens_a_form_and_the_reminder_is_quiet_until_that_day(
    bot: RunningBot, clock: Clock
) -> None:
    clock.set("2015-03-30T09:00")
    bot.tick()
    (reminder,) = bot.slack.dms(LEAD)
    target = f"{only_plan(bot.desk.store).id}:4.2"
    bot.slack.click(LEAD, reminder, "snooze", value=target)
    form = bot.slack.view(LEAD)
    done = bot.slack.submit_view(LEAD, form, {"until": "2015-04-08", "reason": "Auditor on leave"})
    assert not done.error
    clock.set("2015-03-31T09:00")
    bot.tick()
    (today,) = [post for post in queued(bot.desk.store, LEAD) if post.created_at == clock()]
    assert "4.2" in words(today)  # others of theirs end today, and all is shown
    assert "quiet until 8 April 2015" in words(today)
