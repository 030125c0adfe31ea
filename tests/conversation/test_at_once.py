"""Two presses at the same moment, on one copy of the bot or on two: one of them counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bot.rules.outcomes import Outcome
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, said


def at_once(*works: Callable[[], Outcome]) -> list[str]:
    """Why each was refused, or nothing where it was not."""
    gate = Barrier(len(works))

    def together(work: Callable[[], Outcome]) -> str:
        gate.wait()
        return getattr(work(), "why", "")

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(together, works))


def test_of_two_answers_to_one_question_one_counts(talk: Talk, restarted: Talk) -> None:
    question = talk.bot.update("4.2 isn't done").message
    token = talk.button(question, "◆ At risk")["value"].partition(":")[0]
    told = [said("", talk.bot.clock()) for _ in range(2)]
    whys = at_once(
        lambda: talk.bot.desk.press(told[0], token, 2, None),
        lambda: restarted.bot.desk.press(told[1], token, 3, None),
    )
    assert whys == ["", "answered"]
    assert len(talk.entries("4.2")) == 1


def test_of_two_presses_in_a_check_in_one_leads_on(talk: Talk, restarted: Talk) -> None:
    talk.bot.slack.command(ADMIN, "/checkin", "31 March")
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    mark = talk.button(talk.heard(), "Skip")["value"]
    told = [said("", talk.bot.clock()) for _ in range(2)]
    whys = at_once(
        lambda: talk.bot.desk.answer_checkin(told[0], mark, "skip", None),
        lambda: restarted.bot.desk.answer_checkin(told[1], mark, "skip", None),
    )
    assert whys == ["", "answered"]
    assert "2 of 4" in talk.heard().words
