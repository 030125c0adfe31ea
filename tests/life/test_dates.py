"""Another end date: asked for with a reason, granted or refused, and the first one kept in view."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.practice.messages import Message
from bot.rules.digest import as_json
from bot.services import ruling
from bot.services.books import Books
from bot.services.digesting import digest
from bot.views.outcomes import answer
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER, action
from tests.life.conftest import Life, a_plan

Make = Callable[..., Life]
Talking = Callable[[Life], Talk]
LIVE = action("7.5", title="Recommend and plan a move to fully electronic PEPs",
              end=date(2014, 11, 3), status="in_progress")  # fmt: skip


@pytest.fixture
def life_of_75(make_life: Make) -> Life:
    """Action 7.5 before its first live date."""
    return make_life(a_plan(LIVE), "2014-10-20T09:30")


def test_a_lead_asks_and_the_manager_refuses_then_grants_the_second(
    life_of_75: Life, talking: Talking
) -> None:
    life, talk = life_of_75, talking(life_of_75)
    answer = talk.say("7.5 new date 28 February 2015, the supplier is late")
    assert "DCS or an administrator grants or refuses it" in answer.words
    (asked,) = talk.bot.slack.dms(MANAGER)
    assert "*28 February 2015* instead of 3 November 2014, 117 days later" in asked.words
    assert "“the supplier is late”" in asked.words
    refuse(talk, asked, "the board wants a firm date")
    assert talk.action("7.5").end_asked is None
    assert "has not granted 28 February 2015" in talk.bot.dms(LEAD)[-1]
    assert "the board wants a firm date" in talk.bot.dms(LEAD)[-1]
    talk.bot.clock.move(days=7)
    talk.say("7.5 new date 13 April 2015, the supplier has confirmed")
    second = talk.bot.slack.dms(MANAGER)[-1]
    talk.press(second, "Grant", MANAGER)
    assert talk.action("7.5").end == date(2015, 4, 13)
    assert "it ends on 13 April 2015" in talk.bot.dms(LEAD)[-1]
    assert "from 3 November 2014 to 13 April 2015" in talk.bot.slack.dms(MANAGER)[-1].words
    assert life.is_sound()


def refuse(talk: Talk, asked: Message, why: str) -> None:
    """Press Refuse, and say why in the form that opens."""
    slack = talk.bot.slack
    talk.press(asked, "Refuse", MANAGER)
    slack.submit_view(MANAGER, slack.view(MANAGER), {"reason": why})
    talk.bot.deliver()


def test_the_first_date_the_moves_and_the_days_slipped_stay_in_view(life_of_75: Life) -> None:
    life = life_of_75
    life.say("7.5 new date 28 February 2015", MANAGER)
    life.clock.move(hours=1)
    life.say("7.5 new date 13 April 2015", MANAGER)
    says = "first 3 November 2014, now 13 April 2015: 161 days later, 2 moves"
    assert says in life.shown("7.5?")
    assert says in life.shown("how is the plan")
    with life.store.reading() as session:
        found = as_json(digest(session, life.plan(session), life.clock()))
    assert found["slipped"] == [
        {"ref": "7.5", "first": "2014-11-03", "end": "2015-04-13", "moves": 2, "days": 161}
    ]
    life.clock.move(hours=1)
    life.say("undo", MANAGER)
    assert "117 days later, 1 move" in life.shown("7.5?")
    assert "from 3 November 2014 to 28 February 2015" in life.shown("history of 7.5")


def test_a_decision_is_asked_for_once_and_only_of_who_decides(
    life_of_75: Life, talking: Talking
) -> None:
    talk = talking(life_of_75)
    talk.say("7.5 new date 13 April 2015")
    (asked,) = talk.bot.slack.dms(MANAGER)
    assert "No reason was given" in asked.words
    target = talk.button(asked, "Grant")["value"]
    with life_of_75.store.writing() as session:
        done = ruling.grant(session, Books(), life_of_75.said(user=STRANGER), target)
    assert "DCS or an administrator decides on 7.5" in answer(done).text
    assert talk.action("7.5").end == date(2014, 11, 3)
    talk.press(asked, "Grant", MANAGER)
    with life_of_75.store.writing() as session:
        done = ruling.grant(session, Books(), life_of_75.said(user=MANAGER), target)
    assert "Nothing waits to be decided on 7.5" in answer(done).text
    assert life_of_75.is_sound()


def test_a_refusal_needs_a_reason_and_names_no_child(life_of_75: Life, talking: Talking) -> None:
    talk = talking(life_of_75)
    talk.say("7.5 new date 13 April 2015")
    slack = talk.bot.slack
    for why, says in (
        (" ", "Say in a few words why not"),
        ("because of child Jayden Smith", "name"),
    ):
        talk.press(slack.dms(MANAGER)[0], "Refuse", MANAGER)
        reply = slack.submit_view(MANAGER, slack.view(MANAGER), {"reason": why})
        assert says in str(reply.view.body["blocks"])
    assert talk.action("7.5").end_asked == date(2015, 4, 13)


def test_the_plan_says_who_decides(make_life: Make) -> None:
    life = make_life(a_plan(LIVE, dates_by="Policy Overview Committee"), "2014-10-20T09:30")
    life.say("7.5 new date 13 April 2015", MANAGER)  # no longer theirs to decide
    assert life.export()["actions"][0]["end"] == "2014-11-03"
    assert life.export()["actions"][0]["end_asked"] == "2015-04-13"
    life.clock.move(hours=1)
    life.say("7.5 new date 13 April 2015, the committee agreed", ADMIN)
    assert life.export()["actions"][0]["end"] == "2015-04-13"
    sponsor = make_life(a_plan(LIVE, dates_by="DCS"), "2014-10-20T09:30", "Another")
    sponsor.say("7.5 new date 13 April 2015", MANAGER)
    assert sponsor.export()["actions"][0]["end"] == "2015-04-13"


def test_what_waits_stands_in_the_digest_and_on_the_card_of_who_decides(life_of_75: Life) -> None:
    life = life_of_75
    life.say("7.5 new date 13 April 2015, the supplier is late", LEAD)
    assert "7.5 another end date is asked for: 13 April 2015" in life.shown("how is the plan")
    assert "[Grant]  [Refuse]" in life.shown("7.5?", MANAGER)
    assert "[Grant]" not in life.shown("7.5?", LEAD)


def test_a_lead_who_gives_no_reason_is_asked_for_one(life_of_75: Life, talking: Talking) -> None:
    talk = talking(life_of_75)
    assert "In a few words: why is that so of 7.5?" in talk.say("7.5 new date 13 April 2015").words
    talk.say("the supplier is late")
    assert "the supplier is late" in life_of_75.shown("history of 7.5")


def test_a_plan_may_refuse_amber_and_red_without_a_reason(make_life: Make) -> None:
    life = make_life(a_plan(LIVE, reasons="required"), "2014-10-20T09:30")
    assert "needs a reason" in life.shown("7.5 amber", LEAD)
    assert life.export()["actions"][0]["rag"] is None
    life.say("7.5 amber, held up with the health team", LEAD)
    life.clock.move(hours=1)
    life.say("7.5 green", LEAD)
    assert life.export()["actions"][0]["rag"] == "green"
