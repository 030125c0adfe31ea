"""What is said of a plan's life, at its longest: Slack takes it, and nothing typed can steer it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.practice.blocks import block_faults
from bot.practice.view_faults import view_faults
from bot.rules.carrying import Move, Obstacle, Why
from bot.rules.life import Owed, PlanLife, Slip, Waiting
from bot.rules.nouns import BY_NAME
from bot.rules.outcomes import Change, Measured, MeasureLine, Told, Undone
from bot.rules.plan_forms import Ask, PlanCard, PlanForm
from bot.rules.rated import Rated, Ruling
from bot.rules.ratings import Cause, Proposal
from bot.rules.readings import Fault, Figure, Point
from bot.rules.targets import FigureLine, Promised
from bot.views import readings
from bot.views.blocks import BUDGET_CHARACTERS, MESSAGE_BLOCKS, weight
from bot.views.closing import cannot_carry, cannot_sign_off, carried
from bot.views.digest import digest_message
from bot.views.home import home_view
from bot.views.outcomes import answer
from bot.views.plans import form_view, plan_message
from bot.views.ratings import because, rating_lines
from bot.views.registers import register_message
from bot.views.rulings import decided, decision, refusal_form
from models.action import Standing
from tests.test_views import (
    CARD,
    DIGEST,
    HOME,
    LONG,
    NOW,
    RECORDED,
    SHORT,
    TODAY,
    _markdown,
)

LIFE = PlanLife(
    slipped=(Slip("4.2", LONG, TODAY, date(2016, 3, 18), 9),) * 20,
    slipped_total=41,
    waiting=(Waiting("4.2", TODAY), Waiting("4.3", None)) * 10,
    waiting_total=41,
    baselines=(Promised("4.2", "4b", LONG, LONG, TODAY),) * 20,
    owed=(Owed("risk", "1", LONG, TODAY),) * 30,
)
FIGURE = FigureLine("10d", LONG, LONG, LONG, TODAY, False, SHORT)
MEASURE = MeasureLine(
    measure="10d", action="4.2", title=LONG, series=LONG, unit="%", baseline=12.5, latest=LONG,
    latest_on=TODAY, target=LONG, target_due=TODAY, original=LONG, disputed=LONG,
    points=(Point(TODAY, 1.0), Point(TODAY, 2.0)), reached=date(2016, 3, 18),
    target_of="1:4.2/10d", promised=TODAY,
)  # fmt: skip
STANDING = Standing(
    1, 1, "4.2", LONG, TODAY, TODAY, TODAY, TODAY, "residual", None, 5, NOW, NOW,
    "completed", None, LONG, LONG,
)  # fmt: skip
RISK = {
    "title": LONG, "kind": "strategic", "rating": "red", "owner": LONG, "review": "2015-03-18",
    "actions": ["4.2"] * 40, "state": "open",
}  # fmt: skip
RATED = Rated(
    "4.2", LONG, "green", True, 40, Proposal("red", "late", 9), "red",
    Ruling("U0LEAD", TODAY, LONG, "green"),
)  # fmt: skip
ENDED = replace(
    CARD, closed="carried_over", carried_to=LONG, carried_from=LONG, status_asked="completed",
    moves=9, rated=RATED, rulings=(("end_asked", "1:4.2:end_asked:x"),), target="1:4.2",
    evidence=("https://a.example/<b|c>",) * 9,
)  # fmt: skip
PLAN = PlanCard(1, LONG, "open", 999, ("10.10",) * 400, 400, True, (LONG,), (("risks", 99),) * 6)
ASKS = (
    Ask("a", "Label", "choice", (("x", LONG),), value="x"),
    Ask("b", "Label", "long", value=LONG[:3000]),
    Ask("c", "Label", "day", value="2015-03-18"),
)
ALL_OBSTACLES = [Obstacle("4.2", why, LONG) for why in Why.__args__]  # type: ignore[attr-defined]
ASKED_DATE, ASKED_DONE = Change("end_asked", None, TODAY), Change("status_asked", None, "completed")

MESSAGES = {
    "figures": answer(replace(RECORDED, figures=(FIGURE,) * 2, bare=True)),
    "a measure": answer(Measured((MEASURE,) * 9)),
    "a card": answer(ENDED),
    "a digest": digest_message(replace(DIGEST, life=LIFE)),
    "asked to decide": decision(RECORDED, ASKED_DONE, STANDING, "U0LEAD", "1:4.2:x:y"),
    "asked for a date": decision(
        replace(RECORDED, note=None), ASKED_DATE, STANDING, "U0LEAD", "1:4.2:x:y"
    ),
    "granted": decided(RECORDED, Change("end_asked", "2015-03-18", None), "U0MANAGER"),
    "sent back": decided(
        replace(RECORDED, changes=()), Change("status_asked", "completed", None), "U0MANAGER"
    ),
    "a plan": plan_message(PLAN),
    "risks": register_message(LONG, BY_NAME["risk"], {str(n): RISK for n in range(40)}, 1),
    "carried over": answer(Told(carried(LONG, [Move("4.2", LONG, LONG, LONG)] * 40))),
    "not carried over": answer(Told(cannot_carry(LONG, ALL_OBSTACLES))),
    "not signed off": answer(Told(cannot_sign_off(LONG, ["10.10"] * 400))),
}
VIEWS = {
    "a form": form_view(PlanForm("set", 1, LONG, "Change", ASKS, "risk/1", LONG[:2000])),
    "nothing to fill in": form_view(PlanForm("sign_off", 1, "Sign off", "Sign off", says="Sure?")),
    "refusing": refusal_form("1:4.2:end_asked:2015-03-18", "https://hooks.example/1"),
    "sending back": refusal_form("1:4.2:status_asked:completed", None),
    "home": home_view(replace(HOME, digest=replace(DIGEST, life=LIFE))),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_at_its_longest_is_one_that_slack_takes(name: str) -> None:
    message = MESSAGES[name]
    assert block_faults(message.blocks) == []
    assert len(message.blocks) <= MESSAGE_BLOCKS
    assert weight(message.blocks) <= BUDGET_CHARACTERS


@pytest.mark.parametrize("name", MESSAGES)
def test_nothing_that_was_typed_can_mention_or_format(name: str) -> None:
    message = MESSAGES[name]
    for text in (message.text, *(text for block in message.blocks for text in _markdown(block))):
        assert "<!channel>" not in text
        assert "*fett*" not in text


@pytest.mark.parametrize("name", VIEWS)
def test_every_form_is_one_that_slack_takes(name: str) -> None:
    assert view_faults(VIEWS[name]) == []


@pytest.mark.parametrize("fault", Fault.__args__)  # type: ignore[attr-defined]
def test_every_fault_of_a_figure_has_its_sentence(fault: Fault) -> None:
    figure = Figure(20, "20", 70, "days")
    assert "Nothing was saved" in readings.not_sound(fault, "6b", "%", figure)


@pytest.mark.parametrize("cause", Cause.__args__)  # type: ignore[attr-defined]
def test_every_reason_of_a_rating_has_its_words(cause: Cause) -> None:
    proposal = Proposal("amber", cause, 3)
    assert because(proposal) in " ".join(rating_lines(replace(RATED, proposal=proposal)))


# the longest lists there may be: a message holds the first of them, and counts the rest
UNDONE = Undone(LONG, "Europe/London", "4.2", LONG, NOW)
LISTS = {
    "a measure": answer(Measured((MEASURE,) * 400)),
    "risks": register_message(LONG, BY_NAME["risk"], {str(n): RISK for n in range(400)}, 1),
    "requests": register_message(
        LONG, BY_NAME["request"], {str(n): {"title": LONG, "owner": LONG} for n in range(400)}, 1
    ),
    "taken back": answer(replace(UNDONE, changes=(Change(f"reading 6b {LONG}", LONG, None),) * 40)),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_longest_lists_fit_and_say_what_they_left_out(name: str) -> None:
    message = LISTS[name]
    assert block_faults(message.blocks) == []
    assert weight(message.blocks) <= BUDGET_CHARACTERS
    shown = "".join(text for block in message.blocks for text in _markdown(block))
    assert "<!channel>" not in shown
    assert "*fett*" not in shown
    assert name == "taken back" or " more_" in shown
