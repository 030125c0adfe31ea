"""The home tab: a lead's actions, a manager's leads, the plan, and what is still to set up."""

import pytest

from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a tab shows does not depend on the database."""
    return sqlite_url


def home(talk: Talk, user: str) -> str:
    """All that there is to read on somebody's home tab."""
    talk.bot.slack.open_home(user)
    view = talk.bot.slack.home(user)
    assert view
    return str(view.body["blocks"])


# Whose home, what stands on it, and what does not.
HOMES = [
    (LEAD, ["Yours (4)", "On track", "report to you (1)", "29* complete"], ["set up"]),
    (MANAGER, ["Led by those who report to you", "Update 7.1"], ["Still to set up"]),
    (STRANGER, ["29* complete"], ["Yours", "report to you", "Update"]),
    (ADMIN, ["Still to set up", "nobody holds", "/digest here", "29* complete"], ["Yours"]),
]


@pytest.mark.parametrize(("user", "stands", "missing"), HOMES)
def test_each_sees_their_own(talk: Talk, user: str, stands: list[str], missing: list[str]) -> None:
    shown = home(talk, user)
    for one in stands:
        assert one in shown
    for one in missing:
        assert one not in shown


def test_the_worst_comes_first(talk: Talk) -> None:
    shown = home(talk, MANAGER)
    assert shown.index("*7.1*") < shown.index("*7.6*") < shown.index("*10.5*")


def test_one_press_answers_and_the_tab_shows_it(talk: Talk) -> None:
    home(talk, LEAD)
    view = talk.bot.slack.home(LEAD)
    assert view
    talk.press(view, "◆ At risk")
    (rated,) = [ref for ref in ("2.3", "3.3", "4.1", "4.2") if talk.action(ref).rag == "amber"]
    after = talk.bot.slack.home(LEAD)
    assert after
    assert f"*{rated}*" in str(after.body["blocks"][0])
    talk.press(after, "Undo")
    assert talk.action(rated).rag is None


def test_what_does_not_fit_is_one_press_away(talk: Talk) -> None:
    home(talk, MANAGER)
    view = talk.bot.slack.home(MANAGER)
    assert view
    talk.press(view, "Show 3 more", MANAGER)
    assert "(9 to 11 of 11)" in str(talk.bot.slack.home(MANAGER))


def test_once_it_is_set_up_nothing_is_missing(talk: Talk) -> None:
    for channel, command in (("smt-digest", "/digest"), ("improvement-plan", "/reminders")):
        talk.bot.slack.command(ADMIN, command, "here", channel)
    assert "/digest here" not in home(talk, ADMIN)


def test_before_there_is_a_plan_it_says_so(talk: Talk) -> None:
    from sqlmodel import update

    from models.plan import Plan

    with talk.store.writing() as session:
        session.exec(update(Plan).values(status="signed_off"))  # type: ignore[call-overload]
    assert "no open plan" in home(talk, LEAD)
