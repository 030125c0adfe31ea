"""What is said of a plan's life in a sentence: decisions, ends, doubts, targets, registers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.language.orders import order_in
from bot.rules.intents import Known, KnownAction, KnownMeasure
from bot.rules.orders import (
    Aim,
    DatesMoved,
    Decision,
    Doubt,
    Ending,
    Offer,
    OfferTaken,
    Order,
    RegisterAsked,
    RegisterEntry,
)
from bot.rules.plan_file import MeasureRow, SeriesRow
from bot.services import joining
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, STRANGER, action
from tests.life.conftest import Life, a_plan

Make = Callable[..., Life]
KNOWN = Known(
    {ref: KnownAction(ref, ref.split(".")[0]) for ref in ("4.2", "7.5", "7.10")},
    (KnownMeasure("6b", "4.2", "%", ("LAC", "CP")), KnownMeasure("3c", "7.5")),
)
DAY = "end_asked"

# what is said, and what it is read as; None is left to the reader of updates
SAID: list[tuple[str, Order | None]] = [
    ("grant 7.5's new date", Decision(True, "7.5", DAY)),
    ("Grant the new date for 7.5.", Decision(True, "7.5", DAY)),
    ("approve 7.5", Decision(True, "7.5")),
    ("grant it", Decision(True)),
    ("granted", None),
    ("refuse it, the board wants a firm date", Decision(False, note="the board wants a firm date")),
    ("refuse 7.10: not before May", Decision(False, "7.10", note="not before May")),
    ("please reject 7.5’s end date because it is too late",
     Decision(False, "7.5", DAY, "because it is too late")),
    ("confirm 4.2", Decision(True, "4.2", "status_asked")),
    ("send 4.2 back, no file yet", Decision(False, "4.2", "status_asked", "no file yet")),
    ("send it back: no file yet", Decision(False, None, "status_asked", "no file yet")),
    ("send back 4.2, no file yet", Decision(False, "4.2", "status_asked", "no file yet")),
    ("send 4.2 to the board", None),
    ("confirm 4.2 training dates with the trainer", None),
    ("grant 9.9", None),  # no such action
    ("don't grant 7.5", None),
    ("grant 7.5?", None),
    ("withdraw 4.2: merged into 7.5", Ending("4.2", False, "merged into 7.5")),
    ("reinstate 4.2, the board wants it back", Ending("4.2", True, "the board wants it back")),
    ("6b LAC is disputed: counted twice", Doubt("6b", None, "LAC", "counted twice")),
    ("4.2 6b CP is no longer disputed", Doubt("6b", "4.2", "CP", "")),
    ("3c is disputed", None),  # by whom, and why?
    ("9z is disputed: counted twice", None),
    ("target for 3c is 35% by Mar 15", Aim("3c", None, "", "35%", date(2015, 3, 31), "")),
    ("the target of 6b LAC is 95 by 30 June 2015, agreed by the board",
     Aim("6b", None, "LAC", "95", date(2015, 6, 30), "agreed by the board")),
    ("target for 3c is 35%", None),
    ("how many dates moved?", DatesMoved()),
    ("which end dates have slipped so far?", DatesMoved()),
    ("which dates have moved since Monday?", None),
    ("risks?", RegisterAsked("risk")),
    ("show me the work streams", RegisterAsked("stream")),
    ("sources on learning review", RegisterAsked("source", "learning review")),
    ("the risk is high", None),
    ("add a risk: Recruitment, and retention; owner DCS, rating amber",
     RegisterEntry("risk", {"title": "Recruitment, and retention", "owner": "DCS",
                            "rating": "amber"})),
    ("log a decision: Note the report; wants note; on 18 March 2015",
     RegisterEntry("decision", {"title": "Note the report", "wants": "note",
                                "on": "18 March 2015"})),
    ("risk 1: closed", RegisterEntry("risk", {"state": "closed"}, "1")),
    ("set request 4: state answered, owner DCS",
     RegisterEntry("request", {"state": "answered", "owner": "DCS"}, "4")),
    ("I volunteer to lead 4.2", Offer("4.2")),
    ("I would like to lead 4.2 in May", None),
    ("accept offer 1 as Social Worker, Team 3", OfferTaken("1", "Social Worker, Team 3")),
    ("decline offer 1", OfferTaken("1")),
    ("x" * 1001, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "order"), SAID)
def test_what_is_said_of_a_plans_life(text: str, order: Order | None) -> None:
    assert order_in(text, KNOWN) == order


@pytest.fixture
def asked(make_life: Make) -> Life:
    """A plan in which another end date of 7.5 and a completion of 4.2 wait for the manager."""
    file = a_plan(action("4.2"), action("7.5"), confirmed_by="manager")
    line = SeriesRow("", None, None, None, (), ())
    file = replace(file, measures=(MeasureRow("3c", "7.5", "Share", "%", "at_least", (line,)),))
    life = make_life(file, "2015-03-18T09:30")
    life.say("7.5 new date 30 June 2015, the supplier is late", LEAD)
    life.say("4.2 complete, all seen", LEAD)
    life.clock.move(hours=1)
    return life


def standing(life: Life, ref: str) -> dict[str, Any]:
    """An action as the export has it."""
    return next(one for one in life.export()["actions"] if one["ref"] == ref)


def test_what_waits_is_decided_by_saying_so(asked: Life) -> None:
    assert "on 4.2 and 7.5. Say which" in asked.shown("grant it", MANAGER)
    assert "Say in a few words why not" in asked.shown("refuse 7.5", MANAGER)
    assert "DCS or an administrator decides on 7.5" in asked.shown("grant 7.5", LEAD)
    assert "end date from 31 March 2015 to 30 June 2015" in asked.shown(
        "grant 7.5's new date", MANAGER
    )
    asked.clock.move(hours=1)
    assert "not before all teams have" in asked.shown(
        "refuse it, not before all teams have", MANAGER
    )
    assert (standing(asked, "7.5")["end"], standing(asked, "4.2")["status_asked"]) == (
        "2015-06-30",
        None,
    )
    assert "Nothing waits to be decided by you" in asked.shown("grant it", MANAGER)
    assert "Nothing waits to be decided on 4.2" in asked.shown("confirm 4.2", MANAGER)
    asked.clock.move(hours=1)
    asked.say("undo", MANAGER)
    assert standing(asked, "4.2")["status_asked"] == "completed"
    assert asked.is_sound()


def test_in_the_thread_under_the_question_no_number_is_needed(
    asked: Life, talking: Callable[[Life], Talk]
) -> None:
    talk = talking(asked)
    talk.bot.deliver()
    question = next(one for one in talk.bot.slack.dms(MANAGER) if "7.5" in one.words)
    talk.say("refuse it, the board wants a firm date", MANAGER, thread=question.ts)
    assert standing(asked, "7.5")["end_asked"] is None
    assert "the board wants a firm date" in talk.bot.dms(LEAD)[-1]


def test_what_had_been_asked_of_a_withdrawn_action_is_answered(
    asked: Life, talking: Callable[[Life], Talk]
) -> None:
    talk = talking(asked)
    talk.say("withdraw 7.5: merged into 4.2", ADMIN)
    assert "what you asked for is not decided on any more" in talk.bot.dms(LEAD)[-1]
    asked.clock.move(hours=1)
    assert "not_administrator" not in asked.shown("reinstate 7.5, the board wants it", ADMIN)
    assert standing(asked, "7.5")["closed"] is None
    assert "Only an administrator" in asked.shown("withdraw 7.5: merged", LEAD)


def test_a_target_and_a_doubt_in_a_sentence(asked: Life) -> None:
    assert "Only the manager of the lead" in asked.shown("target of 3c is 90% by Mar 15", LEAD)
    asked.say("target of 3c is 90% by 18 March 2015, agreed", MANAGER)
    assert "That is no figure of 3c" in asked.shown("target of 3c is most by Mar 15", MANAGER)
    asked.clock.move(hours=1)
    asked.say("3c 80%", LEAD)
    asked.clock.move(hours=1)
    asked.say("3c is disputed: counted twice", LEAD)
    for question in ("3c?", "how is the plan"):
        assert "disputed" in asked.shown(question)
    (reading,) = asked.measure("3c", "7.5")["readings"]
    assert reading["disputed"]
    asked.clock.move(hours=1)
    asked.say("3c is no longer disputed", LEAD)
    assert "disputed" not in asked.shown("3c?")
    assert asked.is_sound()


def test_how_many_dates_moved_is_answered_with_each_old_and_new(asked: Life) -> None:
    assert asked.shown("how many dates moved?") == "No end date has moved."
    asked.say("grant 7.5", MANAGER)
    told = asked.shown("how many dates moved?", STRANGER)
    assert "1 end date moved." in told
    assert "first 31 March 2015, now 30 June 2015: 91 days later, 1 move" in told


def test_a_register_in_sentences(asked: Life) -> None:
    assert "risks: none yet" in asked.shown("risks?")
    asked.say("add a risk: Recruitment; rating amber; review 16 March 2015", MANAGER)
    asked.clock.move(hours=1)
    asked.say("add a risk: Funding", MANAGER)
    assert "*" not in asked.shown("risks on recruitment")
    assert "Funding" not in asked.shown("risks on recruitment")
    assert "Open beside the actions: 2 risks" in asked.shown("how is the plan")
    asked.clock.move(hours=1)
    assert "state from none to closed" in asked.shown("risk 1: closed", MANAGER)
    assert "There is no risk 9" in asked.shown("risk 9: closed", MANAGER)
    assert "Only those who hold a role" in asked.shown("add a risk: Another", STRANGER)
    assert asked.is_sound()


def test_a_social_worker_offers_to_lead_and_leads_once_that_is_accepted(
    asked: Life, talking: Callable[[Life], Talk]
) -> None:
    talk = talking(asked)
    assert "Thank you" in talk.say("I volunteer to lead 4.2", STRANGER).words
    assert "offers to lead 4.2" in talk.bot.dms(MANAGER)[-1]
    assert "can report on 4.2" in talk.say("4.2 amber, waiting", STRANGER).words
    asked.clock.move(hours=1)
    assert "Only an administrator" in talk.say("accept offer 1 as Social Worker", MANAGER).words
    assert "a role called DCS already" in talk.say("accept offer 1 as DCS", ADMIN).words
    talk.say("accept offer 1 as Social Worker", ADMIN)
    assert "is accepted, as Social Worker" in talk.bot.dms(STRANGER)[-1]
    assert "no open offer 1" in talk.say("decline offer 1", ADMIN).words
    asked.clock.move(hours=1)
    talk.say("4.2 amber, waiting for a room", STRANGER)
    assert standing(asked, "4.2")["rag"] == "amber"
    assert standing(asked, "4.2")["leads"] == ["AD Child Protection", "Social Worker"]
    assert "is yours already" in talk.say("I volunteer to lead 4.2", STRANGER).words
    assert "told those who decide" in talk.say("I volunteer to lead 7.5", STRANGER).words
    asked.clock.move(hours=1)
    talk.say("decline offer 2", ADMIN)
    assert "declined, with thanks" in talk.bot.dms(STRANGER)[-1]
    assert asked.is_sound()


NEW = {"ref": "4.9", "title": "Rewrite the guide", "theme": "4", "lead": "ad child protection",
       "end": "30 June 2015", "source": "learning review"}  # fmt: skip
# what is typed otherwise, and what the refusal says
NOT_ADDED = [
    ({"ref": "4.2"}, "is taken or cannot be one"),
    ({"ref": "<!channel>"}, "is taken or cannot be one"),
    ({"title": " "}, "needs a title"),
    ({"title": "Close the case of child Jayden Smith"}, "I have not kept that"),
    ({"theme": "99"}, "There is no theme 99; there are 4 and 7"),
    ({"lead": "Mayor"}, "no role Mayor"),
    ({"end": "soon"}, "“soon” is not a date"),
    ({"source": "whim"}, "no source whim"),
]


def test_an_action_comes_in_with_its_theme_and_its_source(asked: Life) -> None:
    asked.say("add a source: Learning review, January 2014; kind review; actions 4.2")
    before = asked.export()
    for otherwise, says in NOT_ADDED:
        assert says in asked.told(asked.do(joining.add_action, {**NEW, **otherwise}))
    assert "Only an administrator" in asked.told(asked.do(joining.add_action, NEW, user=LEAD))
    assert asked.export() == before
    assert "Added to theme 4: 4.9 Rewrite the guide" in asked.told(
        asked.do(joining.add_action, NEW)
    )
    assert "actions it is about 4.2, 4.9" in asked.shown("sources on learning review")
    asked.clock.move(hours=1)
    asked.say("4.9 started", LEAD)
    made = standing(asked, "4.9")
    assert (made["status"], made["end"], made["theme"]) == ("in_progress", "2015-06-30", "4")
    assert asked.is_sound()
