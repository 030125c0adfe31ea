"""When things go wrong: the person is told what to do next, nothing is stored, nothing is lost."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import text
from sqlmodel import select

from models.entry import Entry, Payload
from models.outbox import Post
from models.plan import OtherWorkspaceError, move_to_workspace
from models.store import PATIENCE_SECONDS, Store
from models.turns import TURN_SECONDS
from tests.helpers.bot import RunningBot, running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, SAMPLE, action, bring_in, plan_file

CHILD = "4.2 complete, closed for child Jayden Smith, born 3/4/2009"


def test_a_database_that_is_away_is_said_and_nothing_is_stored(sample: Store, clock: Clock) -> None:
    with running_bot(sample, clock) as bot:
        with sample.engine.begin() as connection:
            connection.execute(text("alter table plan rename to plan_away"))
        reply = bot.update("4.2 complete")
        assert "Nothing was stored" in reply.text
        with sample.engine.begin() as connection:
            connection.execute(text("alter table plan_away rename to plan"))
        assert "from residual to complete" in bot.update("4.2 complete").text


SLACK_WAITS = 3.0  # seconds
TO_SPARE = 0.5  # for all but the waiting, which takes milliseconds


def test_nobody_waits_for_the_database_longer_than_slack_waits_for_us() -> None:
    assert TURN_SECONDS + PATIENCE_SECONDS + TO_SPARE <= SLACK_WAITS


@pytest.mark.usefixtures("impatient")
def test_a_database_that_is_busy_is_said(sqlite_url: str, clock: Clock) -> None:
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    other = Store(sqlite_url)
    with running_bot(store, clock) as bot, other.writing():
        reply = bot.update("4.2 complete")
    assert not reply.error
    assert "I could not save that" in reply.text
    store.close()
    other.close()


@pytest.mark.usefixtures("impatient")
def test_those_who_wait_behind_somebody_are_told_as_well(sqlite_url: str, clock: Clock) -> None:
    store, other = Store(sqlite_url), Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    with running_bot(store, clock) as bot, other.writing(), ThreadPoolExecutor(3) as leads:
        replies = list(leads.map(bot.update, ["4.2 complete", "3.3 complete", "2.3 complete"]))
    assert [reply.error for reply in replies] == ["", "", ""]
    assert all("I could not save that" in reply.text for reply in replies)
    store.close()
    other.close()


def test_a_button_pressed_while_the_database_is_away_is_answered(
    sample: Store, clock: Clock
) -> None:
    with running_bot(sample, clock) as bot:
        shown = bot.update("4.2 amber").message
        with sample.engine.begin() as connection:
            connection.execute(text("alter table plan rename to plan_away"))
        bot.slack.click(LEAD, shown, "undo_update")
        with sample.engine.begin() as connection:
            connection.execute(text("alter table plan_away rename to plan"))
        assert "I could not save that" in bot.slack.ephemerals(LEAD)[-1].words


def test_a_bot_of_another_workspace_does_not_start_on_these_plans(
    sample: Store, clock: Clock
) -> None:
    with sample.writing() as session:
        move_to_workspace(session, "T0OTHER")
    with pytest.raises(OtherWorkspaceError, match="T0OTHER"), running_bot(sample, clock):
        pass


def test_a_postgresql_that_has_gone_is_said(postgresql_url: str, clock: Clock) -> None:
    store = Store(postgresql_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    gone = Store(postgresql_url.replace("/test_", "/gone_"))
    with running_bot(store, clock) as bot:
        bot.desk.store = gone
        reply = bot.update("4.2 complete")
    assert "I could not save that" in reply.text
    store.close()
    gone.close()


def test_the_unexpected_is_an_apology_with_a_reference_that_the_log_knows(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.desk.clock = lambda: None  # type: ignore[assignment, return-value]
    with caplog.at_level(logging.ERROR):
        reply = bot.update("4.2 complete")
    assert not reply.error
    reference = reply.text.split()[-1]
    assert reference in caplog.text


def test_an_event_that_failed_is_brought_again_and_then_answered_once(
    sqlite_url: str, clock: Clock
) -> None:
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    with running_bot(store, clock) as bot:
        with store.engine.begin() as connection:
            connection.execute(text("alter table plan rename to plan_away"))
        first = bot.slack.message(LEAD, "bot", "4.2 amber waiting for training")
        assert first.error
        with store.engine.begin() as connection:
            connection.execute(text("alter table plan_away rename to plan"))
        bot.slack.wait_for(lambda: _posts(store))
        bot.deliver()
        assert len(bot.dms(LEAD)) == 1
    store.close()


def _posts(store: Store) -> list[Post]:
    with store.reading() as session:
        return list(session.exec(select(Post)).all())


def test_before_any_plan_there_is_a_sentence_about_that(store: Store, clock: Clock) -> None:
    with running_bot(store, clock) as bot:
        assert "There is no open plan" in bot.update("4.2 complete").text
        assert "There is no open plan" in bot.slack.command(LEAD, "/digest").text
        assert "There is no open plan" in bot.slack.command(LEAD, "/reminders").text


def test_with_two_open_plans_a_lead_of_one_means_that_one(sample: Store, clock: Clock) -> None:
    bring_in(sample, plan_file(action("4.2")), "Successor", clock())
    with running_bot(sample, clock) as bot:
        assert "from residual to complete" in bot.update("4.2 complete", LEAD).text
        assert "Hillingdon and Successor" in bot.update("4.2 complete", ADMIN).text
        assert "from residual to complete" in bot.update("7.1 complete", ADMIN).text
        named = bot.slack.command(ADMIN, "/digest", "here Successor", "smt-digest")
        assert "weekly digest of Successor" in named.text


def test_what_identifies_a_child_is_refused_and_stands_nowhere(
    bot: RunningBot, sample: Store, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"), caplog.at_level(logging.DEBUG, "handlers"):
        reply = bot.update(CHILD)
        bot.slack.message(LEAD, "bot", CHILD)
        bot.deliver()
    assert "Jayden" not in reply.words
    assert "I have not kept that" in reply.words
    assert "I have not kept that" in bot.dms(LEAD)[0]
    assert "Jayden" not in caplog.text
    with sample.reading() as session:
        assert session.exec(select(Payload)).all() == []
        everything = [*session.exec(select(Entry)).all(), *session.exec(select(Post)).all()]
    assert not any("Jayden" in str(row.model_dump()) for row in everything)
    for file in tmp_path.glob("plan.db*"):
        assert b"Jayden" not in file.read_bytes()


def test_eight_leads_at_once_lose_nothing(bot: RunningBot, sample: Store) -> None:
    def report(number: int) -> None:
        bot.update(f"4.2 {number}%", ADMIN)

    threads = [threading.Thread(target=report, args=(n,)) for n in range(1, 25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sample.reading() as session:
        rows = session.exec(
            select(Entry).where(Entry.act == "change", Entry.noun == "action")
        ).all()
    assert sorted(int(row.new or 0) for row in rows) == list(range(1, 25))
    chain = sorted(rows, key=lambda row: row.id or 0)
    assert [row.old for row in chain[1:]] == [row.new for row in chain[:-1]]


# what a request that is not from Slack carries instead of its signature
FORGED = [
    {},
    {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "1"},
    {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": str(int(time.time()))},
]


@pytest.mark.parametrize("headers", FORGED)
def test_a_request_that_slack_did_not_sign_is_refused_and_stores_nothing(
    bot: RunningBot, sample: Store, headers: dict[str, str]
) -> None:
    form = {"command": "/update", "text": "4.2 complete", "user_id": ADMIN, "trigger_id": "1.2"}
    body = urlencode({**form, "team_id": bot.slack.team_id, "channel_id": "C1"}).encode()
    with pytest.raises(HTTPError, match="401") as refused:
        urlopen(Request(f"{bot.address}/slack/events", data=body, headers=headers))
    refused.value.close()
    with sample.reading() as session:
        assert (
            session.exec(select(Entry).where(Entry.who == ADMIN, Entry.act == "change")).all() == []
        )


def test_a_store_that_closes_waits_for_who_is_still_in_it(postgresql_url: str) -> None:
    store, order = Store(postgresql_url), []
    inside = threading.Event()

    def stay() -> None:
        with store.reading():
            inside.set()
            time.sleep(0.1)
            order.append("done")

    reader = threading.Thread(target=stay)
    reader.start()
    inside.wait()
    store.close()
    order.append("closed")
    reader.join()
    assert order == ["done", "closed"]
