"""Completion where the plan has it confirmed: said by the lead, decided by somebody else."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.rules.times import end_of_day
from bot.services.digesting import digest
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, action
from tests.life.conftest import Life, a_plan

Make = Callable[..., Life]
Talking = Callable[[Life], Talk]


@pytest.fixture
def confirmed(make_life: Make) -> Life:
    """A plan in which the manager confirms."""
    return make_life(a_plan(action("4.2"), confirmed_by="manager"), "2015-03-18T09:30")


def counts(life: Life) -> dict[str, int]:
    """The digest's counts."""
    with life.store.reading() as session:
        return digest(session, life.plan(session), life.clock()).counts


def test_what_a_lead_completes_counts_as_open_until_it_is_confirmed(
    confirmed: Life, talking: Talking
) -> None:
    talk = talking(confirmed)
    answer = talk.say("4.2 complete, supervision file relaunched")
    assert "DCS or an administrator confirms it or sends it back" in answer.words
    assert (talk.action("4.2").status, talk.action("4.2").status_asked) == (
        "in_progress",
        "completed",
    )
    assert (counts(confirmed)["completed"], counts(confirmed)["proposed"]) == (0, 1)
    assert "waits to be confirmed" in confirmed.shown("how is the plan")
    (asked,) = talk.bot.slack.dms(MANAGER)
    assert "“supervision file relaunched”" in asked.words
    talk.press(asked, "Confirm", MANAGER)
    assert (talk.action("4.2").status, talk.action("4.2").status_asked) == ("completed", None)
    assert "has confirmed that it is complete" in talk.bot.dms(LEAD)[-1]
    assert (counts(confirmed)["completed"], counts(confirmed)["proposed"]) == (1, 0)
    assert confirmed.is_sound()


def test_it_is_sent_back_with_a_reason_that_the_lead_reads(
    confirmed: Life, talking: Talking
) -> None:
    talk = talking(confirmed)
    talk.say("4.2 complete")
    slack = talk.bot.slack
    talk.press(slack.dms(MANAGER)[0], "Send back", MANAGER)
    slack.submit_view(MANAGER, slack.view(MANAGER), {"reason": "two teams have no file yet"})
    talk.bot.deliver()
    assert (talk.action("4.2").status, talk.action("4.2").status_asked) == ("in_progress", None)
    told = talk.bot.dms(LEAD)[-1]
    assert "has sent it back: it is not complete yet" in told
    assert "two teams have no file yet" in told
    assert "two teams have no file yet" in confirmed.shown("history of 4.2")
    assert confirmed.is_sound()


def test_nobody_confirms_their_own_work(make_life: Make) -> None:
    own = action("4.2", leads=("AD Child Protection",))
    life = make_life(a_plan(own, confirmed_by="AD Child Protection"), "2015-03-18T09:30")
    life.say("4.2 complete", LEAD)
    life.clock.move(hours=1)
    life.say("4.2 complete", LEAD)
    assert life.export()["actions"][0]["status"] == "in_progress"
    life.clock.move(hours=1)
    life.say("4.2 complete, seen by me", ADMIN)
    assert life.export()["actions"][0]["status"] == "completed"


def test_saying_that_it_is_not_complete_answers_the_question(confirmed: Life) -> None:
    confirmed.say("4.2 complete", LEAD)
    confirmed.clock.move(hours=1)
    confirmed.say("4.2 in progress", LEAD)
    assert confirmed.export()["actions"][0]["status_asked"] is None
    confirmed.clock.move(hours=1)
    confirmed.say("undo", LEAD)
    assert confirmed.export()["actions"][0]["status_asked"] == "completed"
    assert confirmed.is_sound()


def test_without_such_a_rule_the_lead_completes_and_the_past_stays_as_it_was(
    make_life: Make,
) -> None:
    life = make_life(a_plan(action("4.2")), "2015-03-18T09:30")
    life.clock.move(days=1)
    life.say("4.2 complete", LEAD)
    assert life.export()["actions"][0]["status"] == "completed"
    yesterday = end_of_day(date(2015, 3, 18), "Europe/London")
    assert life.export(yesterday)["actions"][0]["status"] == "in_progress"


# an action that is reopened with its figure on record, the figure, the warning
SHORT = [
    ("5.3", "5c 97.2%", "97.2%, 2.8 points short of 100%"),
    ("8.1", "8a 98%", "98%, 2 points short of 100%"),
]


@pytest.mark.parametrize(("ref", "figure", "says"), SHORT)
def test_completing_warns_of_what_the_figure_is_short_of(
    life: Life, ref: str, figure: str, says: str
) -> None:
    life.say(f"{ref} in progress")
    life.clock.set("2015-03-31T12:00")
    life.say(figure)
    life.clock.move(hours=1)
    assert says in life.shown(f"{ref} complete")


def test_a_date_and_a_completion_are_both_asked_for_and_the_completion_settles_both(
    confirmed: Life, talking: Talking
) -> None:
    talk = talking(confirmed)
    slack = talk.bot.slack
    slack.command(LEAD, "/update", "4.2")
    values = {"status": "completed", "end": "2015-06-30", "note": "all but one team"}
    slack.submit_view(LEAD, slack.view(LEAD), values)
    talk.bot.deliver()  # at once: no tick has gone by
    asked = slack.dms(MANAGER)
    assert sorted(one.words.count("asks for another end date") for one in asked) == [0, 1]
    assert sorted(one.words.count("says that this is complete") for one in asked) == [0, 1]
    date_asked, done_asked = sorted(asked, key=lambda one: "complete" in one.words)
    talk.press(done_asked, "Confirm", MANAGER)
    assert (talk.action("4.2").status, talk.action("4.2").end_asked) == ("completed", None)
    assert talk.bot.dms(LEAD)[-1].count("has confirmed that it is complete") == 1
    assert len([one for one in talk.bot.dms(LEAD) if "has confirmed" in one]) == 1
    talk.press(date_asked, "Grant", MANAGER)
    assert talk.action("4.2").end == date(2015, 3, 31)
    assert confirmed.is_sound()


def test_who_decides_hears_at_once_of_what_a_command_asks_for(
    confirmed: Life, talking: Talking
) -> None:
    talk = talking(confirmed)
    talk.bot.update("4.2 new date 30 June 2015, two teams to train", LEAD)
    talk.bot.deliver()
    (asked,) = talk.bot.slack.dms(MANAGER)
    assert "asks for another end date: *30 June 2015*" in asked.words
