"""An update is recorded whole or not at all, and once however often it is heard."""

import signal
from itertools import count

from bot.practice import PracticeSlack
from tests.durability.looking import ONE_MORE, recorded, rows, start, verified
from tests.helpers.nursery import Nursery
from tests.helpers.plans import LEAD


def test_a_bot_killed_at_any_statement_has_recorded_all_or_nothing_and_hears_it_again_once(
    nursery: Nursery, slack: PracticeSlack, environment: dict[str, str]
) -> None:
    url = environment["DATABASE_URL"]
    survivor = start(nursery, "answer", environment)
    left = []
    for step in count(1):
        before = rows(url)
        whole = {kind: number + ONE_MORE[kind] for kind, number in before.items()}
        bot = start(nursery, "answer", environment, at=step)
        bot.receives_from(slack)
        reply = slack.command(LEAD, "/update", f"4.2 {step}%, step {step}")
        if not reply.error:
            break
        assert nursery.wait(bot.pid) == -signal.SIGKILL
        assert rows(url) in (before, whole)
        assert (recorded(url, "4.2").action.percent == step) == (rows(url) == whole)
        left.append(rows(url) == whole)

        survivor.receives_from(slack)
        again = slack.redeliver(reply)
        assert f"to {step}%" in again.text
        assert ("Heard before" in again.words) == left[-1]
        assert rows(url) == whole
        assert verified(url) == []
    bot.kill()
    survivor.kill()
    assert len(left) > 10  # the statements of an update, and the two sides of its commit
    assert left == sorted(left)  # nothing up to the commit, all of it from there on
    assert left[-1]
