"""What the doctor and the health page say, when all is well and when it is not."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot.doctor import Check, examine
from bot.services.desk import Desk
from bot.web import health_of
from models.outbox import enqueue
from models.pulse import TICKED, beat
from models.store import Store
from tests.helpers.bot import RunningBot, settings_for
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN


def checks(bot: RunningBot, **settings: Any) -> dict[str, Check]:
    """What the doctor finds, by name."""
    found = settings_for(bot.slack, bot.desk.store).model_copy(update=settings)
    return {check.name: check for check in examine(found, bot.clock())}


def test_a_bot_that_is_well_has_no_problem(bot: RunningBot) -> None:
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.tick()
    found = checks(bot)
    assert [check.name for check in found.values() if check.ok is False] == []
    assert bot.desk.store.engine.dialect.name in found["database"].says
    assert found["Hillingdon, next digest"].says.startswith("Mon 23 March 2015, 09:00 GMT")
    assert found["Slack scopes"].ok


def test_a_channel_that_the_bot_is_not_in_is_named(bot: RunningBot) -> None:
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.slack.remove_bot("smt-digest")
    channel = bot.slack.channel_id("smt-digest")
    assert checks(bot)[f"channel {channel}"].ok is False


def test_ticks_that_have_stopped_are_a_problem(bot: RunningBot) -> None:
    bot.tick()
    assert health_of(bot.desk)["ok"]
    bot.clock.move(minutes=6)
    assert checks(bot)["last tick"].ok is False
    assert not health_of(bot.desk)["ok"]


def test_a_post_that_failed_for_good_is_a_problem(bot: RunningBot, sample: Store) -> None:
    with sample.writing() as session:
        enqueue(session, key="k", channel="C0NOWHERE", text="x", blocks=[], created_at=bot.clock())
    bot.deliver()
    assert checks(bot)["outbox"] == Check("outbox", False, "0 waiting, 1 failed, 0 missed")


def test_a_slack_that_refuses_or_is_away_is_said(bot: RunningBot) -> None:
    bot.slack.uninstall()
    assert "account_inactive" in checks(bot)["Slack"].says
    away = checks(bot, slack_api_url="http://127.0.0.1:9/api/")["Slack"]
    assert "cannot be reached" in away.says


def test_the_health_page_is_red_until_the_ticks_begin(bot: RunningBot) -> None:
    assert health_of(bot.desk) == {
        "ok": False, "database": "ok", "troubles": ["nothing ticks yet"], "last_tick": None,
        "last_heard": None, "last_sent": None, "next_due": None, "outbox": {},
    }  # fmt: skip
    with pytest.raises(HTTPError, match="503") as red:
        urlopen(f"{bot.address}/healthz")
    red.value.close()
    bot.tick()
    with urlopen(f"{bot.address}/healthz") as page:
        assert page.status == 200


def test_a_health_page_without_a_database_is_red(sqlite_url: str, clock: Clock) -> None:
    store = Store(sqlite_url.replace("plan.db", "nothing.db"))
    health = health_of(Desk(store, clock))
    assert health["ok"] is False
    assert "migrate" in health["database"]
    store.close()


def test_a_digest_that_is_late_is_red_and_due_next_is_said(bot: RunningBot) -> None:
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.tick()
    assert health_of(bot.desk)["next_due"] == "2015-03-23T09:00:00+00:00"
    bot.clock.set("2015-03-23T10:01")
    with bot.desk.store.writing() as session:
        beat(session, TICKED, bot.clock())  # it ticks, and yet nothing comes of it
    assert "is late" in str(health_of(bot.desk)["troubles"])
    assert "late: due on Mon 23 March 2015" in checks(bot)["Hillingdon, next digest"].says
    bot.tick()
    assert health_of(bot.desk)["ok"]
    assert checks(bot)["Hillingdon, next digest"].ok


def test_a_digest_is_not_late_before_hours(bot: RunningBot) -> None:
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.clock.set("2015-03-24T07:00")
    bot.tick()
    assert health_of(bot.desk)["ok"]


def test_posts_that_wait_are_red_after_a_quarter_of_an_hour(bot: RunningBot) -> None:
    with bot.desk.store.writing() as session:
        enqueue(session, key="k", channel="C0SMT", text="x", blocks=[], created_at=bot.clock())
    bot.clock.move(minutes=14)
    bot.desk.tick()
    assert health_of(bot.desk)["ok"]
    bot.clock.move(minutes=2)
    bot.desk.tick()
    assert health_of(bot.desk)["troubles"] == ["posts wait longer than they should"]
    assert "could have gone out" in checks(bot)["outbox"].says
