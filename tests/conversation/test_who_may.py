"""Every kind of person, and everything there is to do: allowed, or refused with whom to ask."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.practice.people import Person
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER, said

SENIOR = STRANGER  # a member of the senior team holds no role in the plan
GUEST, PARTNER = "U0GUEST", "U0PARTNER"
KINDS = (LEAD, MANAGER, ADMIN, SENIOR, GUEST, PARTNER)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who may do what does not depend on the database."""
    return sqlite_url


@pytest.fixture
def everybody(talk: Talk) -> Talk:
    """The usual people, a guest, and one of another organisation: made administrators by mistake.

    It is of no help to them.
    """
    from bot.services.people import name_administrator

    slack = talk.bot.slack
    slack.add_person(Person(GUEST, "Gus Guest", is_restricted=True))
    slack.add_person(Person(PARTNER, "Pat Partner", is_stranger=True))
    with talk.store.writing() as session:
        for user in (GUEST, PARTNER):
            name_administrator(session, said(at=talk.bot.clock(), user=ADMIN), user)
    talk.bot.update("3.3 amber", LEAD)
    place = slack._workspace.channels.find(slack.channel_id("improvement-plan"))
    place.members.update((GUEST, PARTNER))
    bot = f"<@{slack.bot_user_id}>"
    talk.say(f"{bot} 4.2?", ADMIN, "improvement-plan")
    talk.say(f"{bot} 4.2 isn't done", LEAD, "improvement-plan")
    return talk


def last_with(talk: Talk, label: str) -> Any:
    """The last answer in the channel that has a button of that name."""
    found = talk.bot.slack.messages("improvement-plan")
    return [one for one in found if label in str(one.blocks)][-1]


def send_form(talk: Talk, user: str) -> None:
    talk.bot.update("4.2", LEAD)
    view = talk.bot.slack.view(LEAD)
    assert view
    view.user = user
    talk.bot.slack.submit_view(user, view, {"rag": "amber"})


def shortcut(talk: Talk, user: str) -> None:
    said = talk.bot.slack.message(SENIOR, "improvement-plan", "4.2 is amber").said
    talk.bot.slack.shortcut(user, said, "record_as_update")
    view = talk.bot.slack.view(user)
    if view and view.body["callback_id"] == "update_form":
        talk.bot.slack.submit_view(user, view, {})


def command(talk: Talk, user: str, text: str) -> str:
    return str(talk.bot.slack.command(user, "/update", text).words)


def a_message(talk: Talk, user: str) -> None:
    talk.bot.slack.message(user, "bot", "4.2 amber")
    talk.bot.deliver()


def changes(field: str, ref: str = "4.2") -> Callable[[Talk, Any], Any]:
    return lambda talk, _: getattr(talk.action(ref), field)


# What is done, who may, and the sign that it was.
WRITERS = {LEAD, MANAGER, ADMIN}
READERS = {LEAD, MANAGER, ADMIN, SENIOR}
THINGS: dict[str, tuple[Callable[[Talk, str], Any], set[str], Callable[[Talk, Any], Any]]] = {
    "reports on 4.2": (lambda t, u: command(t, u, "4.2 amber"), WRITERS, changes("rag")),
    "says so in a message": (a_message, WRITERS, changes("rag")),
    "reports on another's 7.1": (
        lambda t, u: command(t, u, "7.1 amber"), {MANAGER, ADMIN}, changes("rag", "7.1")),
    "moves an end date": (
        lambda t, u: command(t, u, "4.2 new date 30 June 2015"), {MANAGER, ADMIN},
        lambda t, _: str(t.action("4.2").end) == "2015-06-30"),
    "asks for an end date": (
        lambda t, u: command(t, u, "4.2 new date 30 June 2015"), {LEAD}, changes("end_asked")),
    "takes back the lead's word": (
        lambda t, u: t.bot.desk.undo(said("", t.bot.clock(), u), t.entries("3.3")[0].request, None)
        if u in READERS else None,
        {LEAD, ADMIN}, lambda t, _: t.action("3.3").rag is None),
    "asks how 4.2 stands": (
        lambda t, u: command(t, u, "4.2?"), READERS, lambda _, words: "residual" in words),
    "asks what is overdue": (
        lambda t, u: command(t, u, "what's overdue"), READERS, lambda _, words: "7.1" in words),
    "asks for a history": (
        lambda t, u: command(t, u, "history of 3.3"), READERS, lambda _, words: "amber" in words),
    "opens the form": (
        lambda t, u: command(t, u, "4.2"), WRITERS, lambda t, _: any(
            t.bot.slack.view(user) for user in KINDS)),
    "sends off a form that another opened": (
        lambda t, u: send_form(t, u), WRITERS, changes("rag")),
    "presses a button under a card": (
        lambda t, u: t.press(last_with(t, "History"), "◆ At risk", u), WRITERS, changes("rag")),
    "makes a message an update": (shortcut, WRITERS, changes("rag")),
    "answers the lead's question": (
        lambda t, u: t.press(last_with(t, "Leave it as it is"), "◆ At risk", u),
        {LEAD}, changes("rag")),
    "has leads asked ahead of a date": (
        lambda t, u: t.bot.slack.command(u, "/checkin", "31 March").words, {ADMIN},
        lambda _, words: "I ask every lead" in words),
    "lets a channel have the digest": (
        lambda t, u: t.bot.slack.command(u, "/digest", "here").words, {ADMIN},
        lambda _, words: "gets the weekly digest" in words),
    "opens the home tab": (
        lambda t, u: t.bot.slack.open_home(u) and t.bot.slack.home(u),
        READERS, lambda _, view: bool(view)),
}  # fmt: skip


@pytest.mark.parametrize("user", KINDS)
@pytest.mark.parametrize("thing", THINGS)
def test_who_may_do_what(everybody: Talk, thing: str, user: str) -> None:
    do, may, sign = THINGS[thing]
    before = sign(everybody, "")
    done = do(everybody, user)
    assert not before
    assert bool(sign(everybody, done)) == (user in may), done


@pytest.mark.parametrize("user", [GUEST, PARTNER])
def test_those_who_are_not_members_are_told_so_and_nothing_is_stored(
    everybody: Talk, user: str
) -> None:
    assert "only to full members" in command(everybody, user, "4.2 amber")
    a_message(everybody, user)
    assert everybody.bot.dms(user) == []
    assert everybody.entries("4.2") == []


def test_a_refusal_names_whom_to_ask(everybody: Talk) -> None:
    assert "Head of Virtual School" in command(everybody, SENIOR, "7.1 amber")
    assert f"<@{ADMIN}>" in everybody.bot.slack.command(SENIOR, "/digest", "here").words


def test_while_slack_does_not_say_who_somebody_is_nothing_is_stored(talk: Talk) -> None:
    from bot.practice import server_error

    talk.bot.slack.faults.next("users.info", server_error(500))
    assert "does not tell me who you are" in talk.bot.update("4.2 amber").text
    assert talk.action("4.2").rag is None
    talk.bot.update("4.2 amber")
    assert talk.action("4.2").rag == "amber"


def test_a_message_is_brought_again_once_slack_says_who_wrote_it(talk: Talk) -> None:
    from bot.practice import server_error

    talk.bot.slack.faults.next("users.info", server_error(500))
    talk.bot.slack.message(LEAD, "bot", "4.2 amber")
    talk.bot.slack.wait_for(lambda: talk.action("4.2").rag == "amber")


def test_somebody_who_has_left_is_not_heard_any_more(talk: Talk) -> None:
    said_before = talk.bot.slack.message(LEAD, "bot", "4.2 amber")
    talk.bot.update("undo")
    talk.bot.slack.deactivate(LEAD)
    assert talk.bot.desk.roster
    assert not talk.bot.desk.roster.hears(LEAD)
    talk.bot.slack.redeliver(said_before)
    assert talk.action("4.2").rag is None


def test_who_somebody_is_is_asked_once_and_remembered(talk: Talk, restarted: Talk) -> None:
    for _ in range(3):
        talk.bot.update("4.2?")
    assert len(talk.bot.slack.calls("users.info")) == 1
    restarted.bot.update("4.2?")
    assert restarted.bot.slack.calls("users.info") == []


def test_another_copy_of_the_bot_hears_of_a_leaver_within_a_minute(
    talk: Talk, restarted: Talk
) -> None:
    first, other = talk.bot.desk.roster, restarted.bot.desk.roster
    assert first
    assert other
    talk.bot.update("4.2?")
    assert other.hears(LEAD)
    talk.bot.slack.deactivate(LEAD)
    talk.bot.clock.move(minutes=1)
    assert not other.hears(LEAD)
