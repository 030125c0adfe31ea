"""How many ordinary messages a second are read, and how many the guard looks through."""

import json
from datetime import date

from bench import floors
from bench.asking import workspace
from bench.figures import Aim, Result, Row
from bench.ground import folder, settings_for
from bench.sizes import Size
from bench.taking_turns import in_turns, timed
from bench.updates import dispatching
from bot.cli.context import as_line
from bot.language import as_json, read
from bot.rules.identity import identifies
from bot.rules.intents import Known
from bot.services.books import known_of_file
from tests.helpers.plans import SAMPLE

DAY = date(2015, 3, 18)
FLOOR, READ, ANSWERED = "floor: Bolt, nothing kept", "read", "read, JSON in and out"
GUARDED = "looked through by the guard"
MESSAGES = (
    "4.2 complete",
    "4.2 is done, supervision file relaunched",
    "7.1 amber, waiting for the training dates",
    "2.3 60%",
    "8.3 in progress, will be finished by 30 April 2015",
    "please mark 10.5 as complete",
    "6b is now 62%",
    "3.3 slipped to end of May because the contract is late",
    "what is overdue?",
    "4.2?",
    "undo",
    "thanks",
)


def measure(size: Size) -> list[Result]:
    """Messages as people write them to the sample plan, over and over, beside bare Bolt.

    The aims' floors were measured on a machine on which Bolt takes 0.06 ms; what a message may take
    there, 0.2 ms, is so many times that on any machine.
    """
    known = known_of_file(SAMPLE)
    with folder() as home, workspace() as slack:
        settings = settings_for(slack, f"sqlite:///{home / 'none.db'}")
        ways = {
            FLOOR: dispatching(floors.bolt(settings, floors.nothing), slack),
            READ: lambda number: timed(lambda: read(_message(number), known, DAY)),
            ANSWERED: lambda number: timed(lambda: _answered(number, known)),
            GUARDED: lambda number: timed(lambda: identifies(_message(number))),
        }
        samples = in_turns(ways, size.messages)
    each = {what: sum(seconds) / len(seconds) for what, seconds in samples.items()}
    rows: list[Row] = [
        {"what": what, "a_second": 1 / mean, "ratio": mean / each[FLOOR]}
        for what, mean in each.items()
    ]
    aims = [
        Aim("messages read a second", 1 / each[READ], 5000, True),
        Aim("a message read and answered, to bare Bolt's time", each[ANSWERED] / each[FLOOR], 3.3),
    ]
    return [Result("Messages", rows, aims)]


def _answered(number: int, known: Known) -> str:
    """A line of JSON answered with another, as `understand --batch` does."""
    asked = json.loads(f'{{"text": "{_message(number)}"}}')
    return as_line(as_json(asked["text"], read(asked["text"], known, DAY)))


def _message(number: int) -> str:
    return MESSAGES[number % len(MESSAGES)]
