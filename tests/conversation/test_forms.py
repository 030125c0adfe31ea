"""Forms: the present values in them, only what was touched recorded, and a stale one told so."""

from typing import Any

import pytest

from bot.practice import Fault
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER

NO_ANSWER = Fault(status=200, error="expired_trigger_id", accepted=False)


def opened(talk: Talk, text: str = "4.2", user: str = LEAD) -> Any:
    """The form that `/update 4.2` opens."""
    assert talk.bot.update(text, user).words == ""
    view = talk.bot.slack.view(user)
    assert view
    return view


def sent(talk: Talk, view: Any, user: str = LEAD, **values: object) -> Any:
    return talk.bot.slack.submit_view(user, view, values)


def words(view: Any) -> str:
    return str(view.body["blocks"])


def test_it_opens_with_what_stands_and_records_what_was_touched(talk: Talk) -> None:
    view = opened(talk)
    assert "'initial_option': {'text': {'type': 'plain_text', 'text': 'Residual'" in words(view)
    reply = sent(talk, view, rag="amber", note="waiting for training dates")
    assert reply.errors == {}
    assert "○ not rated to ◆ amber" in words(reply.view)
    assert "waiting for training dates" in words(reply.view)
    assert (talk.action("4.2").rag, talk.action("4.2").status) == ("amber", "residual")
    assert [entry.field for entry in talk.entries("4.2")] == ["rag"]


def test_what_it_recorded_can_be_undone_in_it(talk: Talk) -> None:
    done = sent(talk, opened(talk), rag="amber").view
    talk.press(done, "Undo")
    assert "Undone" in words(talk.bot.slack.view(LEAD))
    assert talk.action("4.2").rag is None


def test_a_field_that_somebody_else_changed_is_not_reset(talk: Talk) -> None:
    view = opened(talk)
    talk.bot.update("4.2 red", MANAGER)
    back = sent(talk, view, percent="60")
    assert talk.action("4.2").percent is None
    assert "has changed since you opened this" in words(back.view)
    assert "'initial_value': '60'" in words(back.view)  # what was typed is not lost
    assert "red" in words(back.view)
    sent(talk, back.view)
    assert (talk.action("4.2").percent, talk.action("4.2").rag) == (60, "red")


# What is wrong, where it stands, and what is said of it.
WRONG: list[tuple[dict[str, object], str, str]] = [
    ({}, "note", "Nothing has been changed"),
    ({"end": "2015-03-01"}, "end", "has passed"),
    ({"note": "closed for child Jayden Smith"}, "note", "cannot keep"),
    ({"percent": "140"}, "percent", "0 to 100"),
    ({"percent": "40.5"}, "percent", "0 to 100"),
]


@pytest.mark.parametrize(("values", "field", "says"), WRONG)
def test_what_is_wrong_is_said_under_its_field_and_can_be_put_right(
    talk: Talk, values: dict[str, object], field: str, says: str
) -> None:
    view = opened(talk)
    errors = sent(talk, view, **values).errors
    assert list(errors) == [field]
    assert says in errors[field]
    assert talk.entries("4.2") == []
    sent(talk, view, percent="40", note="teams briefed", end="2015-04-30")
    assert talk.action("4.2").percent == 40


def test_a_note_alone_is_read_as_a_message_would_be(talk: Talk) -> None:
    asked = sent(talk, opened(talk), note="nearly done").view
    talk.press(asked, "Complete")
    assert "from residual to complete" in words(talk.bot.slack.view(LEAD))
    assert talk.action("4.2").status == "completed"
    sent(talk, opened(talk, "3.3"), note="done, every closure reviewed")
    assert talk.action("3.3").status == "completed"


def test_a_date_is_asked_for_by_a_lead_and_moved_by_a_manager(talk: Talk) -> None:
    assert "Ask for another end date" in words(opened(talk))
    sent(talk, opened(talk), end="2015-04-30")
    assert str(talk.action("4.2").end_asked) == "2015-04-30"
    sent(talk, opened(talk, "4.2", MANAGER), MANAGER, end="2015-05-31")
    assert str(talk.action("4.2").end) == "2015-05-31"


def test_alone_the_command_asks_which_action(talk: Talk) -> None:
    view = opened(talk, "")
    reply = sent(talk, view, action="3.3")
    assert "Update 3.3" in str(reply.view.body["title"])
    sent(talk, reply.view, rag="green")
    assert talk.action("3.3").rag == "green"


def test_who_may_not_write_is_shown_how_it_stands(talk: Talk) -> None:
    assert "residual" in talk.bot.update("4.2", STRANGER).text
    assert talk.bot.slack.view(STRANGER) is None


def test_somebody_who_lost_the_role_meanwhile_is_refused(talk: Talk) -> None:
    view = opened(talk)
    from bot.services.people import assign
    from tests.helpers.plans import only_plan, said

    with talk.store.writing() as session:
        told = said(at=talk.bot.clock(), user=ADMIN)
        day = talk.bot.clock().date()
        assign(session, only_plan(talk.store), told, "AD Child Protection", "U0NEW", day)
    refused = sent(talk, view, rag="amber").view
    assert "Only AD Child Protection" in words(refused)
    assert talk.action("4.2").rag is None


def test_a_form_that_slack_does_not_open_is_said_in_words(talk: Talk) -> None:
    talk.bot.slack.faults.next("views.open", NO_ANSWER)
    assert "did not open" in talk.bot.update("").text
    talk.bot.slack.faults.next("views.open", NO_ANSWER)
    assert "residual" in talk.bot.update("4.2").text


def test_the_same_form_delivered_twice_records_once(talk: Talk) -> None:
    reply = sent(talk, opened(talk), rag="amber")
    talk.bot.slack.redeliver(reply)
    assert len(talk.entries("4.2")) == 1


def test_a_message_somebody_wrote_becomes_an_update_once_it_was_looked_over(talk: Talk) -> None:
    text = "4.2 is amber, still waiting for training dates"
    said = talk.bot.slack.message(STRANGER, "improvement-plan", text).said
    talk.bot.slack.shortcut(LEAD, said, "record_as_update")
    view = talk.bot.slack.view(LEAD)
    assert "Amber" in words(view) or "amber" in words(view)
    assert text in words(view)
    assert talk.action("4.2").rag is None
    sent(talk, view)
    assert talk.action("4.2").rag == "amber"
    assert talk.entries("4.2")[0].who == LEAD


def test_a_message_that_names_no_action_asks_which(talk: Talk) -> None:
    text = "green\nthe file says “relaunched” " + "ü" * 2000
    said = talk.bot.slack.message(STRANGER, "improvement-plan", text).said
    talk.bot.slack.shortcut(LEAD, said, "record_as_update")
    view = talk.bot.slack.view(LEAD)
    assert "Which action?" in words(view)
    form = sent(talk, view, action="4.2").view
    assert "“relaunched”" in words(form)
    sent(talk, form)
    assert talk.action("4.2").rag == "green"


def test_a_message_about_a_child_does_not_become_one(talk: Talk) -> None:
    text = "4.2 done for child Jayden Smith"
    said = talk.bot.slack.message(STRANGER, "improvement-plan", text).said
    talk.bot.slack.shortcut(LEAD, said, "record_as_update")
    assert "Jayden" not in words(talk.bot.slack.view(LEAD))
    assert "not kept" in words(talk.bot.slack.view(LEAD))
