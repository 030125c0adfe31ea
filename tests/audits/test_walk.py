"""A weak audit walked through its chain in a workspace, where each step reminds and goes up."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from bot.rules.plan_file import RoleRow
from bot.services.people import assign
from models.entry import Entry
from models.store import Store
from tests.audits.conftest import Audits, settings_of
from tests.conversation.conftest import Talk
from tests.helpers.bot import running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import (
    ADMIN,
    LEAD,
    LONG_AGO,
    MANAGER,
    SCHOOL,
    STRANGER,
    action,
    bring_in,
    plan_file,
    said,
)

AUDITOR, SERVICE, AREA, QUALITY, DIRECTOR = LEAD, SCHOOL, MANAGER, STRANGER, ADMIN
POSTS = {
    "Team Manager": (AUDITOR, "Service Manager"),
    "Service Manager": (SERVICE, "AD Social Care"),
    "AD Social Care": (AREA, "Director"),
    "Lead Auditor": (QUALITY, "Director"),
    "Director": (DIRECTOR, None),
}


@pytest.fixture
def talk(sqlite_url: str, clock: Clock) -> Iterator[Talk]:
    """The bot in a workspace of five people, each with a post."""
    store = Store(sqlite_url)
    roles = tuple(RoleRow(name, above) for name, (_, above) in POSTS.items())
    owing = {**settings_of("case-file-audits"), "owed_by": ["Team Manager"]}
    owing |= {"told": ["manager", "Lead Auditor"]}
    owing["weak"] = [*owing["weak"][:2], {**owing["weak"][2], "by": "Lead Auditor"}]
    one = replace(action(), leads=("Team Manager",), status="completed")
    file = replace(plan_file(one, as_of=LONG_AGO), roles=roles)
    bring_in(store, replace(file, programmes={"case-file-audits": owing}), "Plan", clock())
    made = Audits(store, clock, "Plan")
    with store.writing() as session:
        for role, (user, _) in POSTS.items():
            by = said(at=clock(), user="admin")
            assign(session, made.plan(session), by, role, user, LONG_AGO)
    with running_bot(store, clock) as running:
        yield Talk(running, store)
    store.close()


def record(talk: Talk, user: str, does: str, text: str = "") -> Any:
    """Open the follow-up from the last message about it, and send its form off."""
    opens = [one for one in talk.bot.slack.dms(user) if "Open" in str(one.blocks)]
    talk.press(opens[-1], "Open", user)
    values = {"does": does} | ({"text": text} if text else {})
    reply = talk.bot.slack.submit_view(user, talk.bot.slack.view(user), values)
    talk.bot.deliver()
    return reply


def on(talk: Talk, moment: str) -> None:
    """Let a day come, and what is due be said."""
    talk.bot.clock.set(moment)
    talk.bot.tick()


def last(talk: Talk, user: str) -> str:
    """The last two things that the bot said to somebody: a month's own figures may come between."""
    return "\n".join(talk.bot.dms(user)[-2:])


def test_four_people_walk_it_and_each_step_reminds_and_goes_up(talk: Talk) -> None:
    talk.say("audited HX-1042: requires improvement, chronology to be brought up to date", AUDITOR)
    assert "Actions with the service manager, by 1 April 2015." in last(talk, SERVICE)
    assert "has been returned: it needs following up" in last(talk, QUALITY)
    assert talk.bot.dms(AREA) == []
    refused = record(talk, QUALITY, "take:2")  # two steps skipped
    assert "comes later, so nothing was saved" in str(refused.errors)
    assert "cannot be closed yet" in str(record(talk, QUALITY, "close").errors)

    on(talk, "2015-03-31T09:00+01:00")  # a working day before
    assert "Follow-ups waiting for you (1)" in last(talk, SERVICE)
    on(talk, "2015-04-10T09:00+01:00")  # five working days after, Easter between
    assert "Follow-ups gone up to you (1)" in last(talk, AREA)
    assert "with Service Manager, 9 days late. You have it as AD Social Care" in last(talk, AREA)
    assert "nothing was saved" in str(record(talk, AREA, "take:0", "done by me").errors)
    assert "HX-1042" in str(talk.bot.slack.view(AREA).body)  # type: ignore[union-attr]
    record(talk, SERVICE, "take:0", "chronology done, discussed in supervision")

    assert "Confirmed by the assistant director, by 24 April 2015." in last(talk, AREA)
    on(talk, "2015-04-27T09:00+01:00")
    assert "Confirmed by the assistant director*, 3 days late" in last(talk, AREA)
    on(talk, "2015-05-01T09:00+01:00")
    assert "with AD Social Care, 7 days late. You have it as Director" in last(talk, DIRECTOR)
    assert "chronology done" in str(_opened(talk, AREA))
    record(talk, AREA, "take:1")

    assert "Checked by quality assurance, by 18 May 2015." in last(talk, QUALITY)
    on(talk, "2015-05-15T09:00+01:00")
    assert "by 18 May 2015" in last(talk, QUALITY)
    on(talk, "2015-05-26T09:00+01:00")
    assert "with Lead Auditor, 8 days late. You have it as Director" in last(talk, DIRECTOR)
    record(talk, QUALITY, "take:2")

    on(talk, "2015-06-10T09:00+01:00")  # it is the auditor's to have both ticked
    assert "Uploaded to the case system, Discussed in supervision" in last(talk, AUDITOR)
    talk.bot.slack.open_home(AUDITOR)
    home = talk.bot.slack.home(AUDITOR)
    assert "Follow-ups waiting for you (1)" in str(home.body)  # type: ignore[union-attr]
    record(talk, AUDITOR, "tick:0")
    reply = record(talk, AUDITOR, "tick:1")
    assert "it is closed" in str(reply.view.body["blocks"])
    before = len(talk.bot.dms(AUDITOR))
    on(talk, "2015-06-25T09:00+01:00")
    assert not any("Follow-up" in words for words in talk.bot.dms(AUDITOR)[before:])
    with talk.store.reading() as session:
        who = session.exec(select(Entry.who).where(Entry.noun == "seen")).all()
    assert set(who) == {AUDITOR, SERVICE, AREA, QUALITY}
    every = [words for user in (SERVICE, AREA, QUALITY, DIRECTOR) for words in talk.bot.dms(user)]
    assert not any("HX-1042" in words or "chronology" in words for words in every)


def _opened(talk: Talk, user: str) -> Any:
    opens = [one for one in talk.bot.slack.dms(user) if "Open" in str(one.blocks)]
    talk.press(opens[-1], "Open", user)
    return talk.bot.slack.view(user).body  # type: ignore[union-attr]
