"""The life of a plan from Slack: `/plan`, its buttons and its forms; figures by form."""

from typing import Any

import pytest

from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, STRANGER
from tests.life.conftest import Life

NEXT = "Service Improvement Plan"


@pytest.fixture
def talk(life: Life, talking: Any) -> Talk:
    """The bot on the sample plan."""
    return talking(life)  # type: ignore[no-any-return]


def command(talk: Talk, text: str = "", user: str = ADMIN) -> Any:
    """`/plan`, and what it answers."""
    talk.bot.slack.command(user, "/plan", text)
    return talk.bot.slack.ephemerals(user)[-1]


def fill(talk: Talk, where: Any, label: str, user: str = ADMIN, **values: str) -> str:
    """Press a button, fill the form that opens, send it off; what stands there then."""
    talk.press(where, label, user)
    reply = talk.bot.slack.submit_view(user, talk.bot.slack.view(user), values)
    assert reply.errors == {}
    talk.bot.deliver()
    return str(reply.view.body["blocks"])


def test_an_administrator_carries_over_and_signs_off(life: Life, talk: Talk) -> None:
    shown = command(talk)
    assert "Hillingdon is open. 41 actions, 12 actions still open: 2.3, 3.3" in shown.text
    themes = "1 Workforce\n7 Quality assurance"
    assert "no action yet" in fill(talk, shown, "Begin the next plan", name=NEXT, themes=themes)
    shown = command(talk, "Hillingdon")
    assert "2.3, 3.3" in fill(talk, shown, "Sign off")
    talk.bot.update("2.3 complete", ADMIN)
    with life.store.reading() as session:
        from models.plan import plan_named

        number = plan_named(session, NEXT).id  # type: ignore[union-attr]
    told = fill(talk, shown, "Carry over", ref="*", theme=f"{number}:7")
    assert "Carried over to Service Improvement Plan: 11 actions" in told
    assert "is signed off" in fill(talk, shown, "Sign off")
    assert len(life.export(plan=NEXT)["actions"]) == 11
    assert "11 actions still open" in command(talk).text
    assert life.is_sound()


def test_a_plan_is_paused_and_resumed_with_a_button(life: Life, talk: Talk) -> None:
    talk.press(command(talk), "Pause", ADMIN)
    assert life.export()["state"] == "paused"
    talk.bot.clock.move(days=5)
    assert talk.bot.tick() == 0
    talk.press(command(talk), "Resume", ADMIN)
    assert life.export()["state"] == "open"


def test_others_see_where_the_plan_stands_and_no_buttons_that_end_it(talk: Talk) -> None:
    shown = command(talk, user=LEAD)
    assert "Hillingdon is open" in shown.text
    assert "Sign off" not in shown.words


def test_a_risk_is_added_and_changed_by_form(life: Life, talk: Talk) -> None:
    assert "none yet" in command(talk, "risks", LEAD).text
    told = fill(talk, command(talk, "risks", LEAD), "Add a risk", LEAD,
                title="Recruitment", rating="amber", review="2015-04-30")  # fmt: skip
    assert "Added to the risks" in told
    told = fill(talk, command(talk, "risks", LEAD), "Change 1", LEAD, state="closed")
    assert "state from none to closed" in told
    (risk,) = life.export()["risks"]
    assert (risk["title"], risk["rating"], risk["state"]) == ("Recruitment", "amber", "closed")


# what is chosen, the other fields, what is answered
FIGURES = [
    ({"what": "figure", "figure": "6/7%", "on": "2014-09-30"}, "*1c*: 6/7% on 30 September 2014"),
    ({"what": "figure", "figure": "a few"}, "That is no figure of 1c"),
    ({"what": "baseline", "figure": "44"}, "began at 44%"),
    ({"what": "target", "figure": "80", "on": "2015-03-31"}, "target of 1c: 80% by 31 March 2015"),
    ({"what": "doubt", "source": "counted twice"}, "1c (22) is disputed: counted twice"),
]


@pytest.mark.parametrize(("values", "says"), FIGURES)
def test_a_figure_by_form(life: Life, talk: Talk, values: dict[str, str], says: str) -> None:
    shown = talk.say("1c?", ADMIN)
    assert says in fill(talk, shown, "Record 1c", ADMIN, **values)
    assert life.is_sound()


def test_who_may_not_write_is_offered_no_form(talk: Talk) -> None:
    assert "Record" not in talk.say("1c?", STRANGER).words
